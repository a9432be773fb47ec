import { type CivilDate, ok } from '@fengcun/kernel';
import { addCivilYears, hasDueDate } from '@fengcun/statute';
import { termDue } from '../sealing/deadlines/terms.ts';
import { checkIntake } from './check-intake.ts';
import { disclosureDigest } from './disclosure.ts';
import { decideIt, propose } from './decide-grant.ts';
import { examineInquiry } from './examine-inquiry.ts';
import type { InquiryCommand } from './inquiry-command.ts';
import { decisionTerm, type InquiryRules, legalDay } from './inquiry-rules.ts';
import type { FiledInquiry, InquiryStage, InquiryState } from './inquiry-state.ts';
import {
  type InquiryCommandOf as Of, type InquiryDecided, isSamePerson, refuseInquiryStep,
} from './inquiry-step.ts';
import { reviewWithholding } from './withholding.ts';

const OPEN: readonly InquiryStage[] = [
  'applied', 'supplementing', 'supplemented', 'accepted', 'verifying', 'proposed', 'granted', 'undertaken',
  'prepared',
];

const ALLOWED: Readonly<Record<Exclude<InquiryCommand['type'], 'Apply'>, readonly InquiryStage[]>> = {
  CheckIntake: ['applied', 'supplemented'], Supplement: ['supplementing'], BeginVerification: ['accepted'],
  EndVerification: ['verifying'], Propose: ['accepted'], Decide: ['proposed'], SignUndertaking: ['granted'],
  // Prepared again where the records have changed meanwhile.
  Prepare: ['undertaken', 'prepared'], Disclose: ['prepared'], Withdraw: OPEN,
  Expire: ['granted', 'undertaken', 'prepared'],
  // What a person may learn of: something was shown, or it was tried in vain.
  ReviewWithholding: ['disclosed', 'refused', 'notAccepted', 'expired'],
};

const dueOf = (
  state: FiledInquiry, rules: InquiryRules, at: Readonly<{ from: CivilDate; until?: CivilDate }>,
): CivilDate => {
  const pauses = state.pauses.map((pause) =>
    (pause.until === undefined && at.until !== undefined ? { ...pause, until: at.until } : pause));
  const due = termDue({ rule: decisionTerm(state.application, rules), from: at.from, pauses });
  return hasDueDate(due) ? due.dueOn : at.from;
};

const check = (
  state: FiledInquiry, { at, by }: Of<'CheckIntake'>, rules: InquiryRules,
): InquiryDecided => {
  const on = legalDay(at);
  const found = checkIntake(state.application, rules, on);
  const dueOn = dueOf(state, rules, { from: on });
  const accepted = { type: 'InquiryAccepted', at, on, by, dueOn } as const;
  switch (found.result) {
    case 'referred': return ok([{ type: 'InquiryReferred', at, on, by }]);
    case 'complete': return ok([accepted]);
    case 'notAccepted': return ok([
      { type: 'InquiryNotAccepted', at, on, by, grounds: found.grounds, missing: [] },
    ]);
    case 'incomplete': {
      const { told } = state;
      if (told === undefined) {
        return ok([{ type: 'SupplementRequested', at, on, by, missing: found.missing }]);
      }
      // 一次性告知: what the notice did not name cannot be held against the applicant afterwards.
      const missing = found.missing.filter((item) => told.includes(item));
      return ok([missing.length === 0 ? accepted
        : { type: 'InquiryNotAccepted', at, on, by, grounds: [], missing }]);
    }
  }
};

const sign = (state: FiledInquiry, command: Of<'SignUndertaking'>): InquiryDecided => {
  const { at, by, signer } = command;
  if (!isSamePerson(by, state.applicant)) return refuseInquiryStep('NOT_THE_APPLICANT');
  if (signer !== state.application.officer?.name) return refuseInquiryStep('WRONG_SIGNER');
  return ok([{ type: 'UndertakingSigned', at, on: legalDay(at), by, signer }]);
};

/** A norm that has lapsed since the grant carries nothing: without it all would be answered «no record». */
const isCarried = (state: FiledInquiry, rules: InquiryRules, at: string): boolean =>
  examineInquiry(state.application, rules, legalDay(at)).grounds.length === 0;

const prepare = (state: FiledInquiry, command: Of<'Prepare'>, rules: InquiryRules): InquiryDecided => {
  const { at, by, disclosure, questions, answers } = command;
  if (isSamePerson(by, state.applicant)) return refuseInquiryStep('FOUR_EYES');
  if (!isCarried(state, rules, at)) return refuseInquiryStep('NOT_ALLOWED_BY_LAW');
  if (questions.length > 0) return refuseInquiryStep('QUESTIONS_OPEN');
  const digest = disclosureDigest(disclosure);
  return ok([{ type: 'DisclosurePrepared', at, on: legalDay(at), by, digest, answers }]);
};

const disclose = (state: FiledInquiry, command: Of<'Disclose'>, rules: InquiryRules): InquiryDecided => {
  const { at, by, disclosure, watermark } = command;
  const on = legalDay(at);
  if (!isSamePerson(by, state.applicant)) return refuseInquiryStep('NOT_THE_APPLICANT');
  if (!isCarried(state, rules, at)) return refuseInquiryStep('NOT_ALLOWED_BY_LAW');
  if (disclosureDigest(disclosure) !== state.prepared?.digest) return refuseInquiryStep('PREPARATION_STALE');
  const { basis } = examineInquiry(state.application, rules, on);
  // 未保法62第2款: asked again every year for as long as the person works there.
  const recheck = basis?.yearlyRecheck === true ? { recheckOn: addCivilYears(on, 1) } : {};
  return ok([{ type: 'InquiryDisclosed', at, on, by, disclosure, watermark, ...recheck }]);
};

const isPast = ({ validUntil }: FiledInquiry, on: CivilDate): boolean =>
  validUntil !== undefined && on > validUntil;

const expire = (state: FiledInquiry, { at, by }: Of<'Expire'>): InquiryDecided => {
  const on = legalDay(at);
  return isPast(state, on) ? ok([{ type: 'InquiryExpired', at, on, by }]) : refuseInquiryStep('NOT_EXPIRED');
};

const verification = (
  state: FiledInquiry, command: Of<'BeginVerification'> | Of<'EndVerification'>, rules: InquiryRules,
): InquiryDecided => {
  const { at, by } = command;
  const on = legalDay(at);
  // 公安规定8: only there do the days of 调查核实 not count.
  if (state.application.track !== 'certificateRules') return refuseInquiryStep('NOT_PAUSED_HERE');
  if (command.type === 'BeginVerification') {
    return command.reasons.trim() === '' ? refuseInquiryStep('REASONS_MISSING')
      : ok([{ type: 'VerificationBegun', at, on, by, reasons: command.reasons }]);
  }
  const dueOn = dueOf(state, rules, { from: state.acceptedOn ?? on, until: on });
  return ok([{ type: 'VerificationEnded', at, on, by, dueOn }]);
};

/** Steps of the organ asked: none of them is ever taken by who asks. */
const OF_THE_ORGAN: ReadonlySet<InquiryCommand['type']> =
  new Set(['CheckIntake', 'BeginVerification', 'EndVerification', 'Propose', 'Decide', 'Prepare']);

const onFiled = (
  state: FiledInquiry, command: Exclude<InquiryCommand, Of<'Apply'>>, rules: InquiryRules,
): InquiryDecided => {
  const { at, by } = command;
  const on = legalDay(at);
  switch (command.type) {
    case 'CheckIntake': return check(state, command, rules);
    case 'Supplement': return isSamePerson(by, state.applicant)
      ? ok([{ type: 'InquirySupplemented', at, on, by, supplement: command.supplement }])
      : refuseInquiryStep('NOT_THE_APPLICANT');
    case 'BeginVerification': return verification(state, command, rules);
    case 'EndVerification': return verification(state, command, rules);
    case 'Propose': return propose(state, command, rules);
    case 'Decide': return decideIt(state, command, rules);
    case 'SignUndertaking': return sign(state, command);
    case 'Prepare': return prepare(state, command, rules);
    case 'Disclose': return disclose(state, command, rules);
    case 'Expire': return expire(state, command);
    case 'ReviewWithholding': return reviewWithholding(state, command);
    case 'Withdraw': return isSamePerson(by, state.applicant)
      ? ok([{ type: 'InquiryWithdrawn', at, on, by }]) : refuseInquiryStep('NOT_THE_APPLICANT');
  }
};

const NEEDS_VALID: ReadonlySet<InquiryCommand['type']> = new Set(['SignUndertaking', 'Prepare', 'Disclose']);

/**
 * What a command does to an application. Nothing is granted against the law, on an unconfirmed fact, by one
 * person or by who asks; nothing is shown before the undertaking, after the grant has ended, or twice.
 * @see 2022 Measures arts 16, 17; 公安查询规定第4条至第10条
 */
export const decideInquiry = (
  command: InquiryCommand, state: InquiryState, rules: InquiryRules,
): InquiryDecided => {
  if (command.type === 'Apply') {
    const { at, by, application, register } = command;
    return state.stage === 'none'
      ? ok([{ type: 'InquiryApplied', at, on: legalDay(at), by, application, register }])
      : refuseInquiryStep('ALREADY_APPLIED');
  }
  if (state.stage === 'none') return refuseInquiryStep('NOT_APPLIED');
  if (!ALLOWED[command.type].includes(state.stage)) return refuseInquiryStep('WRONG_STAGE');
  if (OF_THE_ORGAN.has(command.type) && isSamePerson(command.by, state.applicant)) {
    return refuseInquiryStep('FOUR_EYES');
  }
  if (NEEDS_VALID.has(command.type) && isPast(state, legalDay(command.at))) {
    return refuseInquiryStep('GRANT_EXPIRED');
  }
  return onFiled(state, command, rules);
};
