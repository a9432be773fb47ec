import { ALL_ROUTES, type AuditAct, type IdempotencyPort } from '@fengcun/api';
import { Fault, ok, type Result } from '@fengcun/kernel';
import type { OperationStores } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { loadBatchKeys } from '../intake/sealing.ts';
import { openAnswer, sealAnswer } from './kept-answers.ts';
import type { ServiceAct } from './service-act.ts';

/** Acts of routes that ask for a key: done again they would be done twice. */
const KEYED: ReadonlySet<string> = new Set(ALL_ROUTES.flatMap(([, { idempotency, audit }]) =>
  (idempotency === 'key' && 'what' in audit ? [audit.what] : [])));

/** Whether the answer of an act is kept under the key of its request. */
export const isKeyedAct = (act: AuditAct): boolean => KEYED.has(act);

/**
 * Keys of acts whose steps have transactions of their own: the key is taken before the act begins, its answer
 * is kept when the act has ended, and a refusal gives the key back. Where the service ends in between, the
 * key stays taken: whoever repeats is told that the request is under way, and nothing is done twice.
 */
export const keptApart = (deployment: Deployment, service: ServiceAct): IdempotencyPort => {
  const operate = async <T>(work: (stores: OperationStores) => Promise<T>): Promise<T> => {
    const done: Result<T, unknown> =
      await deployment.database.operate(async (stores) => ok(await work(stores)));
    if (!done.ok) throw new Fault('KEY_NOT_KEPT', 'The key of the request was not kept; nothing was done.');
    return done.value;
  };
  return {
    begin: async (request) => {
      const begun = await operate(({ idempotency }) => idempotency.begin(request));
      if (begun.outcome !== 'answered') return begun;
      // A used signature has no answer: whoever asks with it again is refused.
      if (request.scope === 'signature') return { outcome: 'inProgress' };
      const keys = await loadBatchKeys(deployment);
      return { outcome: 'answered', kept: await openAnswer({ keys, service }, request.keyHash, begun.kept) };
    },
    complete: async ({ scope, keyHash }, kept) => {
      const keys = await loadBatchKeys(deployment);
      const serials = await deployment.serials.reserve(1);
      const sealed = sealAnswer({ keys, serial: serials.next() }, keyHash, kept);
      await operate(({ idempotency }) => idempotency.complete({ scope, keyHash }, sealed));
      serials.release();
    },
    release: (request) => operate(({ idempotency }) => idempotency.release(request)),
  };
};
