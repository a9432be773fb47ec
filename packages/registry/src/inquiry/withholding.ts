import { addDays, ok } from '@fengcun/kernel';
import { legalDay } from './inquiry-rules.ts';
import type { FiledInquiry } from './inquiry-state.ts';
import {
  type InquiryCommandOf as Of, type InquiryDecided, isSamePerson, refuseInquiryStep,
} from './inquiry-step.ts';
import { WITHHELD_DAYS } from './withholding-terms.ts';

/** LIMIT: whoever prolongs far ahead of the day has not looked at how the case stands then [I]. */
export const REVIEW_AHEAD_DAYS = 30;

/**
 * A person of the organ reviews whether a look stays withheld: it is prolonged once on a ground with reasons,
 * or shown from now on. LAW: where nobody reviews it in time it is shown, because 个保法44、45 give the right
 * to know and 35 is the exception that has to be justified; after that nothing takes it back.
 * @see 个人信息保护法第18条第1款、第35条、第44条、第45条
 */
export const reviewWithholding = (
  state: FiledInquiry, { at, by, prolongs, ground, reasons }: Of<'ReviewWithholding'>,
): InquiryDecided => {
  const [on, { withheld }] = [legalDay(at), state];
  if (withheld === undefined || on > withheld.until) return refuseInquiryStep('NOT_WITHHELD');
  if (isSamePerson(by, state.applicant)) return refuseInquiryStep('FOUR_EYES');
  if (reasons.trim() === '') return refuseInquiryStep('REASONS_MISSING');
  if (!prolongs) return ok([{ type: 'WithholdingEnded', at, on, by, reasons }]);
  if (ground === undefined) return refuseInquiryStep('REASONS_MISSING');
  if (withheld.isProlonged) return refuseInquiryStep('ALREADY_PROLONGED');
  if (on < addDays(withheld.until, -REVIEW_AHEAD_DAYS)) return refuseInquiryStep('REVIEW_TOO_EARLY');
  const until = addDays(withheld.until, WITHHELD_DAYS);
  return ok([{ type: 'WithholdingProlonged', at, on, by, ground, reasons, until }]);
};
