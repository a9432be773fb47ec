import type { IntakeEnvelope, IntakeResult } from '@fengcun/api';
import { canonicalJson, type Json, present, sha256Hex } from '@fengcun/kernel';
import {
  EXCEPTION_REASONS, factsFromMessage, type IntakeMessage, type MessageRefusal, parseIntakeMessage,
} from '@fengcun/registry';
import type { DecideAll } from '../intake/decisions.ts';
import type { IntakeItem, IntakeMessageItem, KeptDecision } from '../intake/intake-item.ts';
import { type ArrivalKey, type PreparedBatch, prepareBatch } from '../intake/prepare.ts';
import { replayKey, type Taken } from './repeated.ts';
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

const learnSentences = (sentences: Sentences, refusals: readonly MessageRefusal[]): void => {
  for (const { code, message } of refusals) sentences.set(code, message);
};

/** What a message of a deciding kind tells, with the decisions about it; known ones are kept as they are. */
const decided = (
  decideAll: DecideAll, message: IntakeMessage, known: readonly KeptDecision[] | undefined,
): Pick<IntakeMessageItem, 'decisions' | 'facts'> => {
  const facts = factsFromMessage(message);
  if (facts === undefined) return { decisions: known ?? [] };
  const told = Object.entries(facts).filter(([, value]) => value !== 'unknown');
  return { decisions: known ?? decideAll(facts), facts: Object.fromEntries(told) };
};

/** An envelope with the decisions that were made about it before, where there are any. */
export type EnvelopeToTake = Readonly<{ envelope: IntakeEnvelope; decisions?: readonly KeptDecision[] }>;

/**
 * One envelope as an item: a message with the decisions about what it tells itself, or the problem it became
 * with everything wrong with it.
 */
const itemOf = (
  { envelope, decisions }: EnvelopeToTake, place: string,
  { decideAll, sentences }: Readonly<{ decideAll: DecideAll; sentences: Sentences }>,
): IntakeItem => {
  const input = { envelope: asJson(envelope) };
  const item = { key: `envelope:${sha256Hex(canonicalJson(input.envelope))}`, place, input };
  const parsed = parseIntakeMessage(envelope);
  if (parsed.ok) {
    const message = parsed.value;
    const kept = decided(decideAll, message, decisions);
    return { ...item, problems: [], messages: [{ message, personAt: 0, ...kept }] };
  }
  learnSentences(sentences, parsed.error);
  const details = parsed.error.slice(0, REASONS_MAX).map(({ code, at }) => ({ code, at }));
  const owner = inboxSource(envelope.source);
  return { ...item, owner, messages: [], problems: [{ reason: 'MESSAGE_INVALID', details, place }] };
};

/** Problems of a message belong to its sender, so that its organ finds them in its queue. */
const withOwners = (prepared: PreparedBatch): PreparedBatch => ({
  ...prepared,
  problems: prepared.problems.map(({ arrival, ...problem }) =>
    ({ ...problem, arrival: { ...arrival, source: problem.item.owner ?? arrival.source } })),
});

const withReplay = ({ deployment, replayOf }: Intake, prepared: PreparedBatch): PreparedBatch => {
  if (replayOf === undefined) return prepared;
  const { exceptionId, source } = replayOf;
  const rekey = <T extends Readonly<{ arrival: ArrivalKey }>>(one: T, at: number): T => {
    const messageKey = replayKey(deployment.pseudonyms, exceptionId, at);
    return { ...one, arrival: { ...one.arrival, source, messageKey } };
  };
  const { messages, problems } = prepared;
  return {
    messages: messages.map(rekey), problems: problems.map((one, at) => rekey(one, messages.length + at)),
  };
};

/** The answer as the interface gives it. */
const resultOf = (taken: Taken, sentences: Sentences): IntakeResult => {
  // A message of a system is answered the same whether what it contradicts is open or behind the wall.
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

/**
 * Takes items in, one answer each for their messages and problems; throws IntakeConflict as below, and
 * LateUnrouted before anything is taken.
 */
export const takeItems = async (
  intake: Intake, account: string, items: readonly IntakeItem[],
): Promise<Readonly<{ prepared: PreparedBatch; taken: readonly Taken[] }>> => {
  const found = await prepareBatch(intake.deployment, account, items);
  const prepared = withReplay(intake, withOwners(found));
  const held = intake.late.heldOf(account, prepared.messages);
  const open = prepared.messages.filter((message) => !held.has(message));
  const taken = await takeMessages(intake, { ...prepared, messages: open });
  if (!taken.ok) throw new IntakeConflict('the batch lost against another');
  const answers = new Map(open.map((message, at) => [message, taken.value[at]]));
  const told = prepared.messages.map((message) =>
    present(held.get(message) ?? answers.get(message), 'an answer for every message'));
  return { prepared, taken: [...told, ...taken.value.slice(open.length)] };
};

/** Takes envelopes in; throws IntakeConflict when the request is to be run again. */
export const takeEnvelopes = async (
  intake: Intake, account: string, envelopes: readonly EnvelopeToTake[],
): Promise<readonly IntakeResult[]> => {
  const sentences: Sentences = new Map();
  const { decideAll } = intake;
  const items = envelopes.map((one, at) => itemOf(one, String(at), { decideAll, sentences }));
  const { prepared, taken } = await takeItems(intake, account, items);
  const order = [...prepared.messages, ...prepared.problems].map(({ item }) => Number(item.place));
  const byPlace = new Map(taken.map((one, at) => [order[at], resultOf(one, sentences)]));
  return envelopes.map((_, at) => present(byPlace.get(at), 'one answer for every message'));
};

/**
 * The answers to items of a file for the person who takes it in, in the order messages and problems stand in:
 * what one contradicts is in the list of exceptions that this person sees anyway.
 */
export const resultsOfItems = (taken: readonly Taken[]): readonly IntakeResult[] =>
  taken.map((one) => (one.outcome === 'accepted' ? one : resultOf(one, new Map())));

/** Serials a request reserves for each of its messages: case, person, exceptions. */
export const SERIALS_EACH = 4;
