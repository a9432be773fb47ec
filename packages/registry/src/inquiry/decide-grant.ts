import { addDays, ok, type Tri } from '@fengcun/kernel';
import { checkLimits } from './check-limits.ts';
import { examineInquiry, type InquiryGround } from './examine-inquiry.ts';
import type { DisclosedLimit, GrantLimit } from './grant-limits.ts';
import { type Confirmation, CONFIRMATIONS, INQUIRERS } from './inquirer-kinds.ts';
import type { InquiryRefusal } from './inquiry-command.ts';
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

type Narrowed =
  Readonly<{ limits: readonly GrantLimit[]; standing: readonly DisclosedLimit[]; at: string }>;

/** Why a grant cannot be narrowed so; undefined where it can, and where nothing narrows it. */
const limitsRefused = (
  { application }: FiledInquiry, rules: InquiryRules, { limits, standing, at }: Narrowed,
): InquiryRefusal['code'] | undefined => {
  if (limits.some(({ reasons }) => reasons.trim() === '')) return 'REASONS_MISSING';
  const on = legalDay(at);
  const { basis } = examineInquiry(application, rules, on);
  return checkLimits({ application, on, ...(basis === undefined ? {} : { basis }) }, limits, standing);
};

/**
 * An examiner proposes. A grant needs every confirmation and a reading of every open question, and no ground
 * against it; a refusal needs a ground of law or a fact that was found not to be so. Limits tell less than
 * the law would let the inquirer see: each with its reasons, none that does not apply or leaves nothing.
 */
export const propose = (
  state: FiledInquiry, command: Of<'Propose'>, rules: InquiryRules,
): InquiryDecided => {
  const { at, by, outcome, reasons, confirmations, readings, limits = [] } = command;
  const on = legalDay(at);
  if (reasons.trim() === '') return refuseInquiryStep('REASONS_MISSING');
  const examined = examineInquiry(state.application, rules, on);
  const needed = INQUIRERS[state.application.kind].confirmations;
  const grounds = [...examined.grounds, ...deniedGrounds(needed, confirmations)];
  const proposal = { at, on, by, outcome, reasons, confirmations, grounds };
  if (outcome === 'refuse') {
    if (limits.length > 0) return refuseInquiryStep('NARROWING_WITHOUT_GRANT');
    return grounds.length === 0 ? refuseInquiryStep('NO_GROUND')
      : ok([{ type: 'DecisionProposed', ...proposal, readings: examined.readings }]);
  }
  if (grounds.length > 0) return refuseInquiryStep('NOT_ALLOWED_BY_LAW');
  if (needed.some((one) => confirmations[one] !== true)) return refuseInquiryStep('CONFIRMATION_MISSING');
  if (examined.questions.some((id) => readings[id] === undefined)) {
    return refuseInquiryStep('READING_MISSING');
  }
  const fault = limitsRefused(state, rules, { limits, standing: [], at });
  if (fault !== undefined) return refuseInquiryStep(fault);
  const narrowed = limits.length === 0 ? {} : { limits };
  // What the deployment has settled is not for one examiner to answer otherwise.
  return ok([{
    type: 'DecisionProposed', ...proposal, readings: { ...readings, ...examined.readings }, ...narrowed,
  }]);
};

const granted = (
  state: FiledInquiry, command: Of<'Decide'>, rules: InquiryRules,
): InquiryDecided => {
  const { at, by, reasons, limits: added = [] } = command;
  const { readings = {}, limits: standing = [] } = state.proposal ?? {};
  const fault = limitsRefused(state, rules, { limits: added, standing, at });
  if (fault !== undefined) return refuseInquiryStep(fault);
  const on = legalDay(at);
  const limits = [
    ...standing.map((limit) => ({ ...limit, setBy: 'examiner' as const })),
    ...added.map((limit) => ({ ...limit, setBy: 'approver' as const })),
  ];
  return ok([{
    type: 'InquiryGranted', at, on, by, readings, validUntil: addDays(on, rules.validDays),
    ...(limits.length === 0 ? {} : { limits }), ...(reasons.trim() === '' ? {} : { reasons }),
  }]);
};

/**
 * Another person decides: agreed, the proposal becomes the decision, once; not agreed, it is proposed anew.
 * Nobody who examined the application, and nobody behind another account of theirs, decides on it.
 * LAW: who agrees to a grant may narrow it and decides at once: both agree to whatever is still told, since
 * it is part of what the other proposed. Limits that were proposed stay: to tell more is another proposal.
 * @see 2022 Measures art. 16(2)
 */
export const decideIt = (
  state: FiledInquiry, command: Of<'Decide'>, rules: InquiryRules,
): InquiryDecided => {
  const { at, by, agrees, reasons, limits = [] } = command;
  const { proposal, examiners } = state;
  const on = legalDay(at);
  if (proposal === undefined) return refuseInquiryStep('WRONG_STAGE');
  if (examiners.some((one) => isSamePerson(one, by))) return refuseInquiryStep('FOUR_EYES');
  const { outcome, grounds, reasons: proposed } = proposal;
  if (limits.length > 0 && (!agrees || outcome === 'refuse')) {
    return refuseInquiryStep('NARROWING_WITHOUT_GRANT');
  }
  if (!agrees) {
    return reasons.trim() === '' ? refuseInquiryStep('REASONS_MISSING')
      : ok([{ type: 'ProposalSentBack', at, on, by, reasons }]);
  }
  return outcome === 'grant' ? granted(state, command, rules)
    : ok([{ type: 'InquiryRefused', at, on, by, grounds, reasons: proposed }]);
};
