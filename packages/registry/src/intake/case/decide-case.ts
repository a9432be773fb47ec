import { assertNever, err, ok, type Result } from '@fengcun/kernel';
import type { CaseCode } from '../case-code/case-code.ts';
import { type IntakeMessage, sourceFactKey, tellingKey } from '../messages/message.ts';
import type { Pseudonym, Pseudonymise, SubjectToken } from '../pseudonym.ts';
import type { ActorId, CaseEvent, ChoiceReason, ErasureGround, StageRecorded } from './case-event.ts';
import type { CaseState, OpenCase } from './case-state.ts';
import { contradictionsOf } from './contradictions.ts';

/** Takes one message into a case. `pseudonymise` is the vault's; `subject` was identified before. */
export type RecordMessage = Readonly<{
  type: 'RecordMessage';
  caseCode: CaseCode;
  message: IntakeMessage;
  subject: SubjectToken;
  pseudonymise: Pseudonymise;
  now: string;
}>;

/** Says which of contradicting records stands. */
export type SettleContradiction = Readonly<{
  type: 'SettleContradiction';
  caseCode: CaseCode;
  contradiction: string;
  chosen: Pseudonym;
  reason: ChoiceReason;
  requestedBy: ActorId;
  approvedBy: ActorId;
  now: string;
}>;

/** Deletes a case. Whether the law allows it on this day is decided before, from the retention dates. */
export type EraseCase = Readonly<{
  type: 'EraseCase';
  caseCode: CaseCode;
  ground: ErasureGround;
  requestedBy: ActorId;
  approvedBy: ActorId;
  now: string;
}>;

/** Commands of a case. */
export type CaseCommand = RecordMessage | SettleContradiction | EraseCase;

/** Closed list of reasons why a command does nothing; data for the exceptions queue. */
export type CaseRefusal = Readonly<{
  code:
    | 'CASE_UNKNOWN' | 'CASE_ERASED' | 'CASE_CODE_MISMATCH' | 'CASE_FULL'
    | 'CONTRADICTION_UNKNOWN' | 'CHOICE_UNKNOWN' | 'FOUR_EYES';
}>;

// LIMIT: records of one case, all persons and versions together; a flood of messages is no case.
const RECORDS_MAX = 20_000;

const refused = (code: CaseRefusal['code']): Result<never, CaseRefusal> => err({ code });

type RecordIds = Readonly<{ recordId: Pseudonym; source: Pseudonym }>;

/**
 * The ids of a message: the same for every repetition, another for another content of the same version. The
 * subject is no part of them: a repetition after a merge of subjects is still a repetition.
 */
const idsOf = ({ message, pseudonymise }: RecordMessage): RecordIds => {
  const source = pseudonymise('source', sourceFactKey(message.source));
  return { source, recordId: pseudonymise('content', tellingKey(message)) };
};

const decideRecord = (
  command: RecordMessage, state: CaseState,
): Result<readonly CaseEvent[], CaseRefusal> => {
  const { caseCode, message, subject, now } = command;
  if (message.case.code !== undefined && message.case.code !== caseCode) return refused('CASE_CODE_MISMATCH');
  const { recordId, source } = idsOf(command);
  if (state.status === 'open' && state.records.has(recordId)) return ok([]);
  if (state.status === 'open' && state.records.size >= RECORDS_MAX) return refused('CASE_FULL');
  const recorded: StageRecorded = {
    type: 'StageRecorded', caseCode, recordId, source, version: message.source.version, kind: message.kind,
    organ: message.source.organ, subject, at: now, confidential: { message },
  };
  return ok([recorded]);
};

const decideSettlement = (
  command: SettleContradiction, state: OpenCase,
): Result<readonly CaseEvent[], CaseRefusal> => {
  const { caseCode, contradiction, chosen, reason, requestedBy, approvedBy, now } = command;
  if (state.settlements.get(contradiction) === chosen) return ok([]);
  const found = contradictionsOf(state).find((one) => one.id === contradiction);
  if (found === undefined) return refused('CONTRADICTION_UNKNOWN');
  if (!found.records.includes(chosen)) return refused('CHOICE_UNKNOWN');
  const people = { requestedBy, approvedBy, at: now };
  return ok([{ type: 'ContradictionSettled', caseCode, contradiction, chosen, reason, ...people }]);
};

/**
 * What a command makes happen: nothing for a repetition, one event else. Pure: time, code, subject
 * and pseudonyms are arguments. A message is taken whatever stage the case has reached, because messages come
 * late and out of order; what does not fit together becomes a contradiction (see there), never a refusal.
 */
export const decideCase = (
  command: CaseCommand, state: CaseState,
): Result<readonly CaseEvent[], CaseRefusal> => {
  if (state.status === 'erased') return refused('CASE_ERASED');
  if (state.status === 'open' && state.caseCode !== command.caseCode) return refused('CASE_CODE_MISMATCH');
  if (command.type === 'RecordMessage') return decideRecord(command, state);
  if (state.status === 'none') return refused('CASE_UNKNOWN');
  if (command.requestedBy === command.approvedBy) return refused('FOUR_EYES');
  switch (command.type) {
    case 'SettleContradiction': return decideSettlement(command, state);
    case 'EraseCase': {
      const { caseCode, ground, requestedBy, approvedBy, now } = command;
      return ok([{ type: 'CaseErased', caseCode, ground, requestedBy, approvedBy, at: now }]);
    }
    default: return assertNever(command);
  }
};
