import { err, type Json, ok, type Result, sha256Hex } from '@fengcun/kernel';
import { emptyModel, type LinearModel } from '../recognition/linear-model.ts';
import type { Vocabulary } from '../recognition/vocabulary.ts';
import { federationTermsHash, type FederationTerms } from './federation-terms.ts';
import { countsOfWords, type FederationCounts } from './local-update.ts';
import { sessionVocabulary } from './noisy-round.ts';
import { type FederationTermsRefusal, parseFederationTerms } from './parse-terms.ts';
import { bytesOfWords, type SessionChain, wordsOfBytes } from './session-messages.ts';

/**
 * A session as the coordinator's messages tell it. `round`: of the update that comes next (0: counts).
 * `head`: of the coordinator's chain, which answers name.
 */
export type SessionState = Readonly<{
  terms: FederationTerms; termsHash: string; head: string; round: number; isDone: boolean;
  /** SHA-256 of the newest model's bytes. */
  modelHash: string | undefined;
  counts: FederationCounts | undefined; vocabulary: Vocabulary | undefined; model: LinearModel | undefined;
  reports: readonly Json[];
}>;

/** Why the coordinator's messages make no session. */
export type SessionRefusal =
  | FederationTermsRefusal | Readonly<{ code: 'SESSION_NOT_OPEN' | 'SESSION_PAYLOAD' }>;

/** A model as bytes: weights, then biases, as 32-bit floats. */
export const bytesOfModel = ({ weights, bias }: LinearModel): Uint8Array => {
  const all = new Float32Array(weights.length + bias.length);
  all.set(weights);
  all.set(bias, weights.length);
  return bytesOfWords(new Uint32Array(all.buffer));
};

const modelOfBytes = (bytes: Uint8Array, slots: number, classes: number): LinearModel | undefined => {
  const words = wordsOfBytes(bytes);
  if (words.length !== (slots + 1) * classes) return undefined;
  const floats = new Float32Array(words.buffer);
  if (!floats.every(Number.isFinite)) return undefined;
  return { classes, weights: floats.slice(0, slots * classes), bias: floats.slice(slots * classes) };
};

/** Reads the coordinator's checked messages: terms, counts, the newest model. */
export const sessionState = ({ messages, chain }: SessionChain): Result<SessionState, SessionRefusal> => {
  const [first, second, ...rounds] = messages;
  if (first === undefined) return err({ code: 'SESSION_NOT_OPEN' });
  const parsed = parseFederationTerms(first.message.head.body['terms'] ?? null);
  if (!parsed.ok) return parsed;
  const terms = parsed.value;
  const base = { terms, termsHash: federationTermsHash(terms), head: chain.head };
  const none = { counts: undefined, vocabulary: undefined, model: undefined, modelHash: undefined,
    reports: [] };
  if (second === undefined) return ok({ ...base, ...none, round: 0, isDone: false });
  const words = wordsOfBytes(second.payload ?? new Uint8Array(0));
  if (words.length !== 2 ** terms.space.bits + terms.labels.length) return err({ code: 'SESSION_PAYLOAD' });
  const counts = countsOfWords(terms, words);
  const vocabulary = sessionVocabulary(terms, counts);
  const slots = vocabulary.buckets.length;
  const newest = rounds.at(-1)?.payload;
  const model = rounds.length === 0
    ? emptyModel(slots, terms.labels.length)
      : modelOfBytes(newest ?? new Uint8Array(0), slots, terms.labels.length);
  if (model === undefined) return err({ code: 'SESSION_PAYLOAD' });
  const reports = rounds.map(({ message }) => message.head.body['groups'] ?? null);
  const round = rounds.length + 1;
  const modelHash = newest === undefined ? undefined : sha256Hex(newest);
  return ok({ ...base, counts, vocabulary, model, modelHash, reports, round,
    isDone: rounds.length >= terms.rounds });
};

/** Place of a mask: session, round and terms with their roster; a vector is masked once for a place. */
export const maskPlace = ({ terms, termsHash }: Pick<SessionState, 'terms' | 'termsHash'>,
  round: number): string =>
  `${terms.session}|${round}|${termsHash}`;
