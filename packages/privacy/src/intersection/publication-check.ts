import { ristretto255, ristretto255_oprf } from '@noble/curves/ed25519.js';
import type { RandomBytes } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import { bucketOf } from './bucket.ts';
import { TAG_BYTES } from './point-work.ts';
import { type TagTable, tagTable } from './tag-table.ts';

/** A row as the holder blinded it; `blind` stays with the holder. */
export type BlindedRow = Readonly<{ input: Uint8Array; blind: Uint8Array; blinded: Uint8Array }>;

/** The registry's answer to one blinded row, with the proof that it used the announced key. */
export type CheckAnswer = Readonly<{ evaluated: Uint8Array; proof: Uint8Array }>;

/** Key of one period of publication checks; another period, another table. */
export type CheckKey = Readonly<{ secretKey: Uint8Array; publicKey: Uint8Array }>;

/** Why a check does not count. A holder that cannot check does not publish. */
export type CheckRefusal = Readonly<{ code: 'CHECK_POINT' | 'CHECK_PROOF' | 'CHECK_TABLE' }>;

const { voprf } = ristretto255_oprf;
const source = (random: RandomBytes) => (length = 32): Uint8Array => random(length);

/**
 * A point other than the identity, in its one encoding; looked at before any secret is.
 * @see RFC 9496 §4.3.1, RFC 9497 §2.1
 */
const isCheckPoint = (bytes: Uint8Array): boolean => {
  try {
    return bytes.length === 32 && !ristretto255.Point.fromBytes(bytes).is0();
  } catch {
    return false;
  }
};

/** A key for one period, from 32 fresh bytes. @see RFC 9497 §3.2.1 */
export const checkKey = (seed: Uint8Array, period: string): CheckKey =>
  voprf.deriveKeyPair(seed, new TextEncoder().encode(`fengcun publication check ${period}`));

/** Blinds one row (tuple bytes): the registry sees a uniform point. @see RFC 9497 §3.3.2 */
export const blindRow = (input: Uint8Array, random: RandomBytes): BlindedRow =>
  ({ input, ...voprf.blind(input, source(random)) });

/** Answers a blinded row. Whether there are checks left today is decided before (`decideQuota`). */
export const answerCheck = (
  key: CheckKey, blinded: Uint8Array, random: RandomBytes,
): Result<CheckAnswer, CheckRefusal> => {
  if (!isCheckPoint(blinded)) return err({ code: 'CHECK_POINT' });
  try {
    return ok(voprf.blindEvaluate(key.secretKey, key.publicKey, blinded, source(random)));
  } catch {
    return err({ code: 'CHECK_POINT' });
  }
};

const tagOf = (output: Uint8Array): Uint8Array => output.slice(0, TAG_BYTES);

/** The row's value under the registry's key; refused when the proof does not fit the announced key. */
export const finishCheck = (
  row: BlindedRow, answer: CheckAnswer, publicKey: Uint8Array,
): Result<Uint8Array, CheckRefusal> => {
  const { input, blind, blinded } = row;
  const { evaluated, proof } = answer;
  if (![evaluated, publicKey].every(isCheckPoint)) return err({ code: 'CHECK_POINT' });
  try {
    return ok(tagOf(voprf.finalize(input, blind, evaluated, blinded, publicKey, proof)));
  } catch {
    return err({ code: 'CHECK_PROOF' });
  }
};

/** `evaluate` of RFC 9497; noble has it and leaves it out of its types. */
type WithEvaluate = Readonly<{ evaluate: (secretKey: Uint8Array, input: Uint8Array) => Uint8Array }>;

/**
 * The values of all sealed records of the declared courts, padded to the announced bucket with random ones
 * and
 * sorted, so that neither number nor order says anything. Whoever holds it can test a row only by asking the
 * registry, which counts. LIMIT: about a thousand rows a second.
 */
export const checkTable = (
  key: CheckKey, records: readonly Uint8Array[], random: RandomBytes,
): Uint8Array => {
  const { evaluate } = voprf as unknown as WithEvaluate;
  const tags = records.map((record) => tagOf(evaluate(key.secretKey, record)));
  for (let at = tags.length; at < bucketOf(records.length); at += 1) tags.push(random(TAG_BYTES));
  return Buffer.concat(tags.sort(Buffer.compare));
};

/** Reads a table; refused when it is no list of different tags. */
export const readCheckTable = (bytes: Uint8Array): Result<TagTable, CheckRefusal> => {
  if (bytes.length === 0 || bytes.length % TAG_BYTES !== 0) return err({ code: 'CHECK_TABLE' });
  const table = tagTable(bytes.length / TAG_BYTES, TAG_BYTES);
  for (let at = 0; at < bytes.length; at += TAG_BYTES) {
    if (!table.add(bytes.subarray(at, at + TAG_BYTES))) return err({ code: 'CHECK_TABLE' });
  }
  return ok(table);
};
