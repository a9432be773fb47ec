import { addDays, type CivilDate, ok } from '@fengcun/kernel';
import type { InquirerKind } from './inquirer-kinds.ts';
import type { InquiryApplication } from './inquiry-application.ts';
import { legalDay } from './inquiry-rules.ts';
import type { FiledInquiry } from './inquiry-state.ts';
import {
  type InquiryCommandOf as Of, type InquiryDecided, isSamePerson, refuseInquiryStep,
} from './inquiry-step.ts';

/**
 * LAW: 个保法35 names no day on which the silence about a case ends; half a year after the application, and once
 * half a year more where a person justifies it [I].
 */
export const WITHHELD_DAYS = 183;

/** LIMIT: whoever prolongs far ahead of the day has not looked at how the case stands then [I]. */
export const REVIEW_AHEAD_DAYS = 30;

/** Grounds on which a look stays withheld, each with its article. */
export const WITHHOLDING_GROUNDS = {
  /** 法律、行政法规规定应当保密. */
  secrecyByLaw: 'PIPL_18_1',
  /** 告知将妨碍国家机关履行法定职责. */
  wouldHinderDuty: 'PIPL_35',
} as const satisfies Readonly<Record<string, string>>;

/** One of those grounds. */
export type WithholdingGround = keyof typeof WITHHOLDING_GROUNDS;

/** How long a look stays withheld from the person, and whether it was prolonged. */
export type LookWithheld = Readonly<{ cite: string; until: CivilDate; isProlonged: boolean }>;

/** Kinds whose looks may be withheld: only those who handle a case. */
export const MAY_WITHHOLD: ReadonlySet<InquirerKind> = new Set<InquirerKind>(['judicialOrgan', 'stateOrgan']);

/** What is withheld from the day an application is filed; undefined for whoever handles no case. */
export const withheldFrom = (
  { kind, occasion, caseNumber }: InquiryApplication, on: CivilDate,
): LookWithheld | undefined => {
  const isCase = occasion === 'case' || caseNumber !== undefined;
  if (!isCase || !MAY_WITHHOLD.has(kind)) return undefined;
  return { cite: 'PIPL_35', until: addDays(on, WITHHELD_DAYS), isProlonged: false };
};

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
