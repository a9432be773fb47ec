import type { IntakeEnvelope, IntakeResult } from '@fengcun/api';
import { canonicalJson, type Json, present, sha256Hex } from '@fengcun/kernel';
import { EXCEPTION_REASONS, parseIntakeMessage } from '@fengcun/registry';
import type { IntakeItem } from '../intake/intake-item.ts';
import { type ArrivalKey, type PreparedBatch, prepareBatch } from '../intake/prepare.ts';
import type { Taken } from './repeated.ts';
import { type Intake, takeMessages } from './take-messages.ts';

/** Another request changed the same case first: the whole request is run again. */
export class IntakeConflict extends Error {
  override readonly name = 'IntakeConflict';
}

const REASONS_MAX = 100;

/** `urn:fengcun:court:A01:system` as the inbox names sources: `court/A01:system`. */
const inboxSource = (source: string): string => {
  const [, , type = '', code = '', system = ''] = source.split(':');
  return `${type}/${code}:${system}`;
};

// The shell has parsed the body from JSON.
const asJson = (envelope: IntakeEnvelope): Json => envelope as unknown as Json;

/** Sentences of refusals by their codes; the same for every message. */
type Sentences = Map<string, string>;

/** One envelope as an item: a message, or the problem it became with everything wrong with it. */
const itemOf = (envelope: IntakeEnvelope, place: string, sentences: Sentences): IntakeItem => {
  const input = { envelope: asJson(envelope) };
  const item = { key: `envelope:${sha256Hex(canonicalJson(input.envelope))}`, place, input };
  const parsed = parseIntakeMessage(envelope);
  // LIMIT: packs decide about facts of documents; a message of an organ is kept without a decision.
  if (parsed.ok) {
    return { ...item, problems: [], messages: [{ message: parsed.value, decisions: [], personAt: 0 }] };
  }
  for (const { code, message } of parsed.error) sentences.set(code, message);
  const details = parsed.error.slice(0, REASONS_MAX).map(({ code, at }) => ({ code, at }));
  return { ...item, messages: [], problems: [{ reason: 'MESSAGE_INVALID', details, place }] };
};

/** Problems of a message belong to its sender, so that its organ finds them in its queue. */
const withSenders = (prepared: PreparedBatch, sourceAt: (place: string) => string): PreparedBatch => ({
  ...prepared,
  problems: prepared.problems.map(({ arrival, ...problem }) =>
    ({ ...problem, arrival: { ...arrival, source: sourceAt(problem.item.place) } })),
});

/** Keys of another try at an exception. */
const withReplay = ({ deployment, replayOf }: Intake, prepared: PreparedBatch): PreparedBatch => {
  if (replayOf === undefined) return prepared;
  const messageKey = deployment.pseudonyms.bytesOf('inbox', `replay|${replayOf}`);
  const rekey = <T extends Readonly<{ arrival: ArrivalKey }>>(one: T): T =>
    ({ ...one, arrival: { ...one.arrival, messageKey } });
  return { messages: prepared.messages.map(rekey), problems: prepared.problems.map(rekey) };
};

/** The answer as the interface gives it. */
const resultOf = (taken: Taken, sentences: Sentences): IntakeResult => {
  if (taken.outcome !== 'exception') return { outcome: taken.outcome, caseCode: taken.caseCode };
  const { exceptionId, reason, details } = taken;
  const message = EXCEPTION_REASONS[reason].en;
  const reasons = details.slice(0, REASONS_MAX).map(({ code, at }) => 
    ({ code, at: at ?? '', message: sentences.get(code) ?? message }));
  const [first] = reasons;
  return {
    outcome: 'exception', exceptionId,
    reasons: first === undefined ? [{ code: reason, at: '', message }] : reasons,
  };
};

/** Takes envelopes in; throws IntakeConflict when the request is to be run again. */
export const takeEnvelopes = async (
  intake: Intake, account: string, envelopes: readonly IntakeEnvelope[],
): Promise<readonly IntakeResult[]> => {
  const sentences: Sentences = new Map();
  const items = envelopes.map((envelope, at) => itemOf(envelope, String(at), sentences));
  const found = await prepareBatch(intake.deployment, account, items);
  const sourceAt = (place: string): string => inboxSource(envelopes[Number(place)]?.source ?? '');
  const prepared = withReplay(intake, withSenders(found, sourceAt));
  const taken = await takeMessages(intake, prepared);
  if (!taken.ok) throw new IntakeConflict('the batch lost against another');
  const order = [...prepared.messages, ...prepared.problems].map(({ item }) => Number(item.place));
  const byPlace = new Map(taken.value.map((one, at) => [order[at], resultOf(one, sentences)]));
  return envelopes.map((_, at) => present(byPlace.get(at), 'one answer for every message'));
};

/** Serials a request reserves for each of its messages: case, person, exceptions. */
export const SERIALS_EACH = 4;
