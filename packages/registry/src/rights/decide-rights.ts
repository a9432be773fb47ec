import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import { hasDueDate } from '@fengcun/statute';
import { isSamePerson } from '../inquiry/inquiry-step.ts';
import type { InquiryParty } from '../inquiry/inquiry-event.ts';
import { legalDay } from '../inquiry/inquiry-rules.ts';
import { termDue, type TermRule, type TermSettings } from '../sealing/deadlines/terms.ts';
import { RIGHTS, RIGHTS_GROUNDS } from './right-kinds.ts';
import type { RightsAnswer, RightsEvent, RightsSupplement } from './rights-event.ts';
import { checkRequest, mayActOn, type RightsRequest } from './rights-request.ts';
import { type FiledRequest, isSilentOn, type RightsStage, type RightsState } from './rights-state.ts';

type Command<T extends string, F = unknown> =
  Readonly<{ type: T; at: string; by: InquiryParty }> & Readonly<F>;

/** Commands of a request; instants and numbers of papers are arguments. */
export type RightsCommand =
  | Command<'File', { request: RightsRequest }>
  | Command<'Supplement', { supplement: RightsSupplement }>
  | Command<'CheckRequest', { document: string }>
  | Command<'Extend', { reasons: string }>
  | Command<'Refer', { to: string; document: string }>
  | Command<'ProposeAnswer', { answer: RightsAnswer }>
  | Command<'DecideAnswer', { agrees: boolean; reasons: string; document: string }>
  | Command<'Appeal', { statement: string; to: string }>
  /** By a person of the organ above. */
  | Command<'AnswerAppeal', { answer: RightsAnswer; document: string }>
  /** By the person, grown up meanwhile, in place of who had custody of them. */
  | Command<'TakeOver'>
  | Command<'Withdraw'>;

/** Closed list of reasons why a command does nothing. */
export type RightsRefusal = Readonly<{
  code:
    | 'ALREADY_FILED' | 'NOT_FILED' | 'WRONG_STAGE' | 'NOT_THE_REQUESTER' | 'FOUR_EYES' | 'REASONS_MISSING'
    | 'GROUND_MISSING' | 'MEASURES_MISSING' | 'NOT_EXTENDABLE' | 'NOT_REFERABLE' | 'REFERRAL_MISSING'
    | 'GUARDIANSHIP_ENDED' | 'GUARDIANSHIP_RUNS' | 'NOTHING_TO_APPEAL';
}>;

/** What a command comes to. */
export type RightsDecided = Result<readonly RightsEvent[], RightsRefusal>;

const refuse = (code: RightsRefusal['code']): RightsDecided => err({ code });

type Of<T extends RightsCommand['type']> = Extract<RightsCommand, { type: T }>;

const ALLOWED: Readonly<Record<Exclude<RightsCommand['type'], 'File'>, readonly RightsStage[]>> = {
  Supplement: ['supplementing'], CheckRequest: ['filed', 'supplemented'], Extend: ['accepted'],
  Refer: ['accepted', 'proposed'], ProposeAnswer: ['accepted'], DecideAnswer: ['proposed'],
  Appeal: ['accepted', 'proposed', 'answered'], AnswerAppeal: ['appealed'],
  TakeOver: ['filed', 'supplementing', 'supplemented', 'accepted', 'proposed', 'answered', 'appealed'],
  Withdraw: ['filed', 'supplementing', 'supplemented', 'accepted', 'proposed', 'appealed'],
};

const dueOf = (rule: TermRule, from: CivilDate, settings: TermSettings): CivilDate => {
  const due = termDue({ rule, from, settings });
  // Where the calendar does not reach, the earliest possible day is given; without any, it is due at once.
  return hasDueDate(due) ? due.dueOn : from;
};

const check = (state: FiledRequest, { at, by, document }: Of<'CheckRequest'>, settings: TermSettings):
RightsDecided => {
  const on = legalDay(at);
  const { kind } = state.request;
  const { remedies, term } = RIGHTS[kind];
  const found = checkRequest(state.request, on);
  const base = { at, on, by };
  if (found.result === 'notAccepted') {
    return ok([{ type: 'RequestNotAccepted', ...base, code: found.code, remedies, document }]);
  }
  const asked = state.asked;
  // 一次性告知: what the first notice did not name cannot be held against the person.
  const missing = found.result === 'complete' ? []
    : found.missing.filter((one) => asked === undefined || asked.includes(one));
  if (missing.length === 0) {
    return ok([{ type: 'RequestAccepted', ...base, dueOn: dueOf(term, on, settings), document }]);
  }
  return ok([asked === undefined
    ? { type: 'RequestSupplementAsked', ...base, missing, document }
    : { type: 'RequestNotAccepted', ...base, code: 'STILL_INCOMPLETE', remedies, document }]);
};

/** Why an answer cannot be given as it is: a refusal needs grounds and reasons, a grant what was done. */
const flawOf = ({ outcome, grounds, reasons, measures }: RightsAnswer): RightsRefusal['code'] | undefined => {
  if (outcome !== 'granted' && grounds.length === 0) return 'GROUND_MISSING';
  if (outcome !== 'granted' && reasons.trim() === '') return 'REASONS_MISSING';
  return outcome !== 'refused' && measures.trim() === '' ? 'MEASURES_MISSING' : undefined;
};

const decideAnswer = (state: FiledRequest, command: Of<'DecideAnswer'>): RightsDecided => {
  const { at, by, agrees, reasons, document } = command;
  const { proposal, request: { kind } } = state;
  if (proposal === undefined) return refuse('WRONG_STAGE');
  if (isSamePerson(by, proposal.by)) return refuse('FOUR_EYES');
  const base = { at, on: legalDay(at), by };
  if (!agrees) {
    return reasons.trim() === '' ? refuse('REASONS_MISSING')
      : ok([{ type: 'AnswerSentBack', ...base, reasons }]);
  }
  const { isReferred, remedies } = RIGHTS[kind];
  // A leak is never settled by the organ alone.
  if (isReferred && state.referredTo === undefined) return refuse('REFERRAL_MISSING');
  return ok([{ type: 'RequestAnswered', ...base, answer: proposal.answer, remedies, document }]);
};

const extend = (state: FiledRequest, { at, by, reasons }: Of<'Extend'>, settings: TermSettings):
RightsDecided => {
  const { extended } = RIGHTS[state.request.kind];
  if (extended === undefined || state.isExtended) return refuse('NOT_EXTENDABLE');
  if (reasons.trim() === '') return refuse('REASONS_MISSING');
  const on = legalDay(at);
  const dueOn = dueOf(extended, state.acceptedOn ?? on, settings);
  return ok([{ type: 'RequestExtended', at, on, by, dueOn, reasons }]);
};

const appeal = (state: FiledRequest, { at, by, statement, to }: Of<'Appeal'>, settings: TermSettings):
RightsDecided => {
  const on = legalDay(at);
  const isRefused = state.stage === 'answered' && state.answer?.outcome !== 'granted';
  if (!isRefused && !isSilentOn(state, on)) return refuse('NOTHING_TO_APPEAL');
  const reason = isRefused ? 'refused' as const : 'silent' as const;
  const dueOn = dueOf('rightsAppeal', on, settings);
  return ok([{ type: 'AppealFiled', at, on, by, reason, statement, to, dueOn }]);
};

/** Steps that the requester takes, and nobody else; the others are the organ's, never the requester's. */
const OF_THE_REQUESTER: ReadonlySet<RightsCommand['type']> = new Set(['Supplement', 'Appeal', 'Withdraw']);

const onFiled = (state: FiledRequest, command: Exclude<RightsCommand, Of<'File'>>, settings: TermSettings):
RightsDecided => {
  const { at, by } = command;
  const base = { at, on: legalDay(at), by };
  switch (command.type) {
    case 'Supplement': return ok([{ type: 'RequestSupplemented', ...base, supplement: command.supplement }]);
    case 'CheckRequest': return check(state, command, settings);
    case 'Extend': return extend(state, command, settings);
    case 'Refer': return RIGHTS[state.request.kind].isReferred
      ? ok([{ type: 'RequestReferred', ...base, to: command.to, document: command.document }])
      : refuse('NOT_REFERABLE');
    case 'ProposeAnswer': {
      const flaw = flawOf(command.answer);
      return flaw === undefined
        ? ok([{ type: 'AnswerProposed', ...base, answer: command.answer }]) : refuse(flaw);
    }
    case 'DecideAnswer': return decideAnswer(state, command);
    case 'Appeal': return appeal(state, command, settings);
    case 'AnswerAppeal': {
      const flaw = flawOf(command.answer);
      if (flaw !== undefined) return refuse(flaw);
      // The organ above looks with eyes of its own.
      if (state.handlers.some((one) => isSamePerson(one, by))) return refuse('FOUR_EYES');
      return ok([{ type: 'AppealAnswered', ...base, answer: command.answer, document: command.document }]);
    }
    case 'TakeOver': return isOutgrown(state, base.on)
      ? ok([{ type: 'GuardianshipEnded', ...base }]) : refuse('GUARDIANSHIP_RUNS');
    case 'Withdraw': return ok([{ type: 'RequestWithdrawn', ...base }]);
  }
};

/** Who filed for a child loses the say on the day the child is grown; the person goes on alone. */
const isOutgrown = ({ request }: FiledRequest, on: CivilDate): boolean =>
  request.requester.kind === 'guardian' && mayActOn(request, on) === false;

/**
 * What a command does to a request. Every refusal carries its grounds, reasons and the next remedies; nobody
 * answers alone or about themselves; silence past the term opens the way upward.
 * @see 个人信息保护法第45条至第50条; 2022 Measures arts 21, 22
 */
export const decideRights = (
  command: RightsCommand, state: RightsState, settings: TermSettings = {},
): RightsDecided => {
  const { at, by } = command;
  if (command.type === 'File') {
    if (state.stage !== 'none') return refuse('ALREADY_FILED');
    return command.request.statement.trim() === '' ? refuse('REASONS_MISSING')
      : ok([{ type: 'RequestFiled', at, on: legalDay(at), by, request: command.request }]);
  }
  if (state.stage === 'none') return refuse('NOT_FILED');
  if (!ALLOWED[command.type].includes(state.stage)) return refuse('WRONG_STAGE');
  const isRequester = isSamePerson(by, state.requester);
  if (OF_THE_REQUESTER.has(command.type)) {
    if (!isRequester) return refuse('NOT_THE_REQUESTER');
    if (isOutgrown(state, legalDay(at))) return refuse('GUARDIANSHIP_ENDED');
  } else if (isRequester) return refuse(command.type === 'TakeOver' ? 'GUARDIANSHIP_ENDED' : 'FOUR_EYES');
  return onFiled(state, command, settings);
};

/** The articles an answer rests on, each once: the right itself, then the grounds. */
export const citesOfAnswer = (
  { request: { kind } }: Pick<FiledRequest, 'request'>, { grounds }: RightsAnswer,
): readonly string[] => [...new Set([...RIGHTS[kind].cites, ...grounds.map((one) => RIGHTS_GROUNDS[one])])];
