import { type CivilDate, ok, type Tri } from '@fengcun/kernel';
import { examineInquiry, type InquiryGround } from './examine-inquiry.ts';
import { type Confirmation, CONFIRMATIONS, INQUIRERS } from './inquirer-kinds.ts';
import { type InquiryRules, legalDay } from './inquiry-rules.ts';
import type { FiledInquiry } from './inquiry-state.ts';
import {
  type InquiryCommandOf as Of, type InquiryDecided, isSamePerson, refuseInquiryStep,
} from './inquiry-step.ts';

type Confirmed = Readonly<Partial<Record<Confirmation, Tri>>>;

/** What an officer found not to be so, as grounds of a refusal. */
const deniedGrounds = (needed: readonly Confirmation[], confirmations: Confirmed): readonly InquiryGround[] =>
  needed.filter((one) => confirmations[one] === false).map((one) => ({
    code: 'NOT_CONFIRMED', cites: CONFIRMATIONS[one].cites, zh: `经核实，不符合：${CONFIRMATIONS[one].zh}`,
    en: `found not to be so: ${one}`,
  }));

/**
 * An examiner proposes. A grant needs every confirmation and a reading of every open question, and no ground
 * against it; a refusal needs a ground of law or a fact that was found not to be so.
 */
export const propose = (
  state: FiledInquiry, command: Of<'Propose'>, rules: InquiryRules,
): InquiryDecided => {
  const { at, by, outcome, reasons, confirmations, readings } = command;
  const on = legalDay(at);
  if (reasons.trim() === '') return refuseInquiryStep('REASONS_MISSING');
  const examined = examineInquiry(state.application, rules, on);
  const needed = INQUIRERS[state.application.kind].confirmations;
  const grounds = [...examined.grounds, ...deniedGrounds(needed, confirmations)];
  const proposal = { at, on, by, outcome, reasons, confirmations, grounds };
  if (outcome === 'refuse') {
    return grounds.length === 0 ? refuseInquiryStep('NO_GROUND')
      : ok([{ type: 'DecisionProposed', ...proposal, readings: examined.readings }]);
  }
  if (grounds.length > 0) return refuseInquiryStep('NOT_ALLOWED_BY_LAW');
  if (needed.some((one) => confirmations[one] !== true)) return refuseInquiryStep('CONFIRMATION_MISSING');
  if (examined.questions.some((id) => readings[id] === undefined)) {
    return refuseInquiryStep('READING_MISSING');
  }
  // What the deployment has settled is not for one examiner to answer otherwise.
  return ok([{ type: 'DecisionProposed', ...proposal, readings: { ...readings, ...examined.readings } }]);
};

/**
 * Another person decides: agreed, the proposal becomes the decision, once; not agreed, it is proposed anew.
 * Nobody who examined the application, and nobody behind another account of theirs, decides on it.
 * @see 2022 Measures art. 16(2)
 */
export const decideIt = (
  state: FiledInquiry, command: Of<'Decide'>, validUntil: CivilDate,
): InquiryDecided => {
  const { at, by, agrees, reasons } = command;
  const { proposal, examiners } = state;
  const on = legalDay(at);
  if (proposal === undefined) return refuseInquiryStep('WRONG_STAGE');
  if (examiners.some((one) => isSamePerson(one, by))) return refuseInquiryStep('FOUR_EYES');
  if (!agrees) {
    return reasons.trim() === '' ? refuseInquiryStep('REASONS_MISSING')
      : ok([{ type: 'ProposalSentBack', at, on, by, reasons }]);
  }
  const { outcome, readings, grounds, reasons: proposed } = proposal;
  return ok([outcome === 'grant'
    ? { type: 'InquiryGranted', at, on, by, readings, validUntil }
    : { type: 'InquiryRefused', at, on, by, grounds, reasons: proposed }]);
};
