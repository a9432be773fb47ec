import { err, ok, type Result } from '@fengcun/kernel';
import type { ExceptionCode } from '@fengcun/registry';
import { loadBatchKeys, placeOf, sealJson } from '../intake/sealing.ts';
import type { ToSearch } from './copy-work.ts';
import type { FindWaits } from './find-own.ts';
import type { WorkRefusal } from './finish-work.ts';
import { appendJournal, loadJournal } from './holder-journal.ts';
import { inNodeAct, type NodeParts } from './node-parts.ts';

const REASONS: Readonly<Record<FindWaits['code'], ExceptionCode>> = {
  IDENTITY_CANDIDATE: 'IDENTITY_CANDIDATE', IDENTITY_CONTRADICTS: 'IDENTITY_CONTRADICTS',
  CASE_AMBIGUOUS: 'CASE_AMBIGUOUS', CASE_UNREADABLE: 'CASE_REFUSED',
};

/** Whether only a person can go on. */
export const needsPerson = (waits: Readonly<{ code: string }>): waits is FindWaits =>
  Object.hasOwn(REASONS, waits.code);

/**
 * Puts an order whose copies nobody can be sure of among the organ's exceptions, once; there is no answer
 * until it is known, so that the platform reminds and escalates. What waits names the order and never the
 * person: it stands on the open side, and stays there when the record does not.
 */
export const waitForPerson = async (
  parts: NodeParts, { journal, order }: ToSearch, { code }: FindWaits,
): Promise<Result<boolean, WorkRefusal>> => {
  const { deployment, organ } = parts;
  if (journal.waits?.sequence === order.sequence && journal.waits.code === code) return ok(false);
  const keys = await loadBatchKeys(deployment);
  const serials = await deployment.serials.reserve(1);
  const done = await inNodeAct<boolean, WorkRefusal>(parts, 'copy.wait', async (stores, ready) => {
    serials.rewind();
    const now = await loadJournal(stores, ready, { organ, recordId: order.recordId });
    if (now.version !== journal.version) return err({ code: 'ORDER_CHANGED' });
    const at = new Date(deployment.clock()).toISOString();
    const [entryId, exceptionId] = [ready.act.mint(), ready.act.mint()];
    const { recordId, orderNumber, sequence, caseCode, target } = order;
    const sealOrder = { recordId, orderNumber, sequence, caseCode, target };
    const content = { input: { sealOrder }, details: [{ code }] };
    const place = placeOf('exceptionItem', exceptionId, 1);
    await stores.operations.exceptions.put([{
      ...sealJson(keys, { place, serial: serials.next() }, content), exceptionId,
      source: `${organ}:seal-order`,
      messageKey: deployment.pseudonyms.bytesOf('inbox', `seal-order|${recordId}|${sequence}|${code}`),
      reason: REASONS[code], spanStart: null, spanEnd: null, recordedAt: at,
    }]);
    const event = { type: 'SearchWaits', sequence, code, exceptionId, at } as const;
    const after = await appendJournal(stores, ready, { journal: now, events: [event], entryId });
    if (!after.ok) return after;
    await stores.audit.append([ready.act.outcome(entryId, { act: 'copy.waiting' })]);
    return ok(true);
  });
  serials.release();
  return done;
};
