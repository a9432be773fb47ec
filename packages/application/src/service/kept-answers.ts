import type { IdempotencyPort, KeptAnswer } from '@fengcun/api';
import { Fault, type Json } from '@fengcun/kernel';
import type { KeptAnswer as SealedAnswer, WriterStores } from '@fengcun/store';
import type { RecordPlace } from '@fengcun/vault';
import { type BatchKeys, openJson, sealJson } from '../intake/sealing.ts';
import type { ServiceAct } from './service-act.ts';

/** What keeping answers needs of the transaction of a request. */
export type Keeping = Readonly<{
  keys: BatchKeys; service: ServiceAct; stores: WriterStores; nextSerial: () => number;
}>;

/** An answer is bound to its key: under another one it opens nothing. */
const placeOfKey = (keyHash: Uint8Array): RecordPlace => ({
  tree: 'open', table: 'idempotencyKey', recordId: Buffer.from(keyHash).toString('hex'), version: 1,
  purposeClass: 'criminalRecord',
});

type Stored = Readonly<{ body: Json; etag?: string }>;

/** Opens an answer in the name of the act that asks again. Fault: ANSWER_UNREADABLE. */
export const openAnswer = async (
  { keys, service }: Pick<Keeping, 'keys' | 'service'>, keyHash: Uint8Array, { status, answer }: SealedAnswer,
): Promise<KeptAnswer> => {
  if (answer === undefined) return { status, body: null };
  const place = placeOfKey(keyHash);
  const intent = await service.act.intentFor([place], keys.now);
  const opened = openJson({ ...keys, intent }, place, { ...answer, version: 1 });
  if (!opened.ok) {
    throw new Fault('ANSWER_UNREADABLE', `A kept answer does not open (${opened.error.code}).`);
  }
  // Sealed by `sealAnswer` below and authenticated at its place.
  const { body, etag } = opened.value as Stored;
  return { status, body, ...(etag === undefined ? {} : { etag }) };
};

/** Seals an answer at its key: answers are about people. */
export const sealAnswer = (
  { keys, serial }: Readonly<{ keys: BatchKeys; serial: number }>, keyHash: Uint8Array,
  { status, body, etag }: KeptAnswer,
): SealedAnswer => {
  const stored: Json = { body, ...(etag === undefined ? {} : { etag }) };
  const { version: _one, ...answer } = sealJson(keys, { place: placeOfKey(keyHash), serial }, stored);
  return { status, answer };
};

/** Idempotency keys in the transaction of a request; kept answers are encrypted like records. */
export const keptAnswers = ({ keys, service, stores, nextSerial }: Keeping): IdempotencyPort => {
  const { idempotency } = stores.operations;
  return {
    begin: async (request) => {
      const begun = await idempotency.begin(request);
      if (begun.outcome !== 'answered') return begun;
      return { outcome: 'answered', kept: await openAnswer({ keys, service }, request.keyHash, begun.kept) };
    },
    complete: async ({ scope, keyHash }, kept) =>
      idempotency.complete({ scope, keyHash }, sealAnswer({ keys, serial: nextSerial() }, keyHash, kept)),
    // What failed is undone with the transaction, and the key with it.
    release: async () => undefined,
  };
};
