import type { IntakeEnvelope, IntakeResult } from '@fengcun/api';
import type { BusinessRecord } from '@fengcun/judgment';
import { err, type Json, ok, type Result } from '@fengcun/kernel';
import { type FactRefusal, parseFacts } from '@fengcun/policy';
import {
  type CaseCode, factsFromRecord, type ImportSource, type IntakeMessage, messagesFromRecord, organKey,
  reasonOfProblem, type SubjectToken,
} from '@fengcun/registry';
import type { StoredException } from '@fengcun/store';
import type { IntakeItem, IntakeProblem } from '../intake/intake-item.ts';
import { resultsOfItems, takeEnvelopes, takeItems } from '../service/intake-port.ts';
import type { Intake } from '../service/take-messages.ts';
import { corrected, type Correction, type CorrectionRefusal } from './corrections.ts';
import { asEnvelope, type ExceptionInput, openException } from './exception-input.ts';

/** How an exception is tried again. `messages` replace what waits; corrections change it. */
export type Trying = Readonly<{
  account: string; messages?: readonly IntakeEnvelope[]; corrections?: readonly Correction[];
  caseCode?: CaseCode;
  /** Whom two people decided it is about. */
  person?: SubjectToken | 'another';
}>;

/** Why there is nothing to try. */
export type TryRefusal = CorrectionRefusal
  | Readonly<{ code: 'EXCEPTION_WITHOUT_MESSAGE' | 'EXCEPTION_OTHER_REMEDY' | 'EXCEPTION_OTHER_ORGAN' }>;

type Tried = Result<readonly IntakeResult[], TryRefusal>;

const namingCase = (caseCode: CaseCode | undefined): readonly Correction[] =>
  (caseCode === undefined ? [] : [{ at: '/data/case/code', value: caseCode }]);

/** A fact that a person wrote and that is none: the row waits again, with the place. */
const problemOfFact = ({ fact = '' }: FactRefusal): IntakeProblem => ({
  reason: 'MESSAGE_INVALID', place: 'row', details: [{ code: 'FIELD_FORMAT', at: `/facts/${fact}` }],
});

/** The row as an item again. */
const itemOfRow = (
  intake: Intake, record: BusinessRecord,
  { source, caseCode }: Readonly<{ source: ImportSource; caseCode: CaseCode | undefined }>,
): IntakeItem => {
  const mapped = messagesFromRecord({ record, source });
  const told = factsFromRecord(record);
  const { key, owner, input } = {
    key: `row|${record.id}`, owner: `${organKey(source.organ)}:${source.system}`,
    input: { record: record as unknown as Json, source },
  };
  const readable = parseFacts(told);
  if (!readable.ok) {
    return { key, owner, input, place: 'row', messages: [], problems: readable.error.map(problemOfFact) };
  }
  const decisions = intake.decideAll(told);
  const facts = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== 'unknown'));
  const place = 'row';
  const named = (message: IntakeMessage): IntakeMessage =>
    (caseCode === undefined ? message : { ...message, case: { ...message.case, code: caseCode } });
  return {
    key, owner, input, place,
    messages: mapped.messages.map((message) => ({ message: named(message), decisions, facts, personAt: 0 })),
    problems: mapped.problems.map((problem) => ({
      reason: reasonOfProblem(problem), place,
      details: [{ code: problem.code, ...(problem.at === undefined ? {} : { at: problem.at }) }],
    })),
  };
};

const tryRow = async (
  intake: Intake, input: Extract<ExceptionInput, { from: 'row' }>, how: Trying,
): Promise<Tried> => {
  const { account, corrections = [], caseCode } = how;
  const record = corrected(input.record, corrections);
  if (!record.ok) return record;
  const { source } = input;
  // The parser of messages looks at every member of what is made of it.
  const item = itemOfRow(intake, record.value as unknown as BusinessRecord, { source, caseCode });
  const { taken } = await takeItems(intake, account, [item]);
  return ok(resultsOfItems(taken));
};

const organOf = (source: string): string => source.split(':')[0] ?? '';
const organOfEnvelope = ({ source }: IntakeEnvelope): string => source.split(':').slice(2, 4).join('/');

const tryMessage = async (
  intake: Intake, input: Extract<ExceptionInput, { from: 'message' }>, how: Trying,
): Promise<Tried> => {
  const { account, corrections = [], caseCode } = how;
  const changes = [...corrections, ...namingCase(caseCode)];
  const made = corrected(input.envelope, changes);
  if (!made.ok) return made;
  const envelope = asEnvelope(made.value);
  if (envelope === undefined) return err({ code: 'EXCEPTION_WITHOUT_MESSAGE' });
  // Whoever sent it is no member to correct: in another organ's name it would be a forgery.
  const isOwn = organOfEnvelope(envelope) === organOf(intake.replayOf?.source ?? '');
  if (!isOwn) return err({ code: 'EXCEPTION_OTHER_ORGAN' });
  // Decisions rest on the content; what is corrected there is decided on again.
  const isSame = corrections.length === 0 && input.decisions !== undefined;
  const toTake = { envelope, ...(isSame ? { decisions: input.decisions ?? [] } : {}) };
  return ok(await takeEnvelopes(intake, account, [toTake]));
};

/**
 * Tries a waiting exception again in the transaction of an act: as it is, corrected, or with the messages
 * given in its place. What comes of it may be another exception. A contradiction of records does not end by
 * telling one of them again, and another organ's message does not resolve it.
 */
export const tryAgain = async (intake: Intake, item: StoredException, how: Trying): Promise<Tried> => {
  const { exceptionId, source, reason } = item;
  if (reason === 'RECORDS_CONTRADICT') return err({ code: 'EXCEPTION_OTHER_REMEDY' });
  const { messages, person } = how;
  const decided = person === undefined ? {} : { person };
  const trying: Intake = { ...intake, replayOf: { exceptionId, source, ...decided } };
  if (messages !== undefined) {
    const isOwn = messages.every((message) => organOfEnvelope(message) === organOf(source));
    if (!isOwn) return err({ code: 'EXCEPTION_OTHER_ORGAN' });
    return ok(await takeEnvelopes(trying, how.account, messages.map((envelope) => ({ envelope }))));
  }
  const { input } = await openException(intake.keys, intake.service, item);
  switch (input.from) {
    case 'message': return tryMessage(trying, input, how);
    case 'row': return tryRow(trying, input, how);
    case 'document': return err({ code: 'EXCEPTION_WITHOUT_MESSAGE' });
  }
};
