import type { IdempotencyPort, KeptAnswer } from '@fengcun/api';
import { Fault, type Json } from '@fengcun/kernel';
import type { WriterStores } from '@fengcun/store';
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

/** Idempotency keys in the transaction of a request; kept answers are encrypted like records. */
export const keptAnswers = ({ keys, service, stores, nextSerial }: Keeping): IdempotencyPort => {
  const { idempotency } = stores.operations;
  return {
    begin: async (request) => {
      const begun = await idempotency.begin(request);
      if (begun.outcome !== 'answered') return begun;
      const { status, answer } = begun.kept;
      if (answer === undefined) return { outcome: 'answered', kept: { status, body: null } };
      const place = placeOfKey(request.keyHash);
      const intent = await service.act.intentFor([place], keys.now);
      const opened = openJson({ ...keys, intent }, place, { ...answer, version: 1 });
      if (!opened.ok) {
        throw new Fault('ANSWER_UNREADABLE', `A kept answer does not open (${opened.error.code}).`);
      }
      // Sealed by `complete` below and authenticated at its place.
      const { body, etag } = opened.value as Stored;
      const kept: KeptAnswer = { status, body, ...(etag === undefined ? {} : { etag }) };
      return { outcome: 'answered', kept };
    },
    complete: async ({ scope, keyHash }, { status, body, etag }) => {
      const stored: Json = { body, ...(etag === undefined ? {} : { etag }) };
      const sealed = sealJson(keys, { place: placeOfKey(keyHash), serial: nextSerial() }, stored);
      const { version: _one, ...answer } = sealed;
      await idempotency.complete({ scope, keyHash }, { status, answer });
    },
  };
};
