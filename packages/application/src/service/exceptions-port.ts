import type { ExceptionItem, ExceptionsPage, ExceptionsPort } from '@fengcun/api';
import { err, ok, present } from '@fengcun/kernel';
import { EXCEPTION_REASONS, type ExceptionCode } from '@fengcun/registry';
import type { ExceptionItem as StoredItem, ExceptionsQueue } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { pseudonymOfActor } from './entry-of-line.ts';
import type { Intake } from './take-messages.ts';
import { replay } from './replay.ts';
import type { ServiceAct } from './service-act.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** LIMIT: items looked at for one page; an organ behind many others asks again from where it got to. */
const SCAN_MAX = 5000;
const SCAN_PAGE = 200;
/** The queue changes an item once, from waiting to its end. */
const VERSION_WAITING = 1;

const isReason = (text: string): text is ExceptionCode => Object.hasOwn(EXCEPTION_REASONS, text);

/** An item without its content: whose, why and where. */
const told = (item: StoredItem): ExceptionItem => {
  const [organ = '', system = ''] = item.source.split(':');
  const { reason, spanStart, spanEnd } = item;
  return {
    exceptionId: item.exceptionId, version: VERSION_WAITING, organ, system, state: 'waiting',
    recordedAt: new Date(item.recordedAt).toISOString(),
    reasons: [{
      code: reason, at: '', message: isReason(reason) ? EXCEPTION_REASONS[reason].en : '',
      ...(spanStart === null ? {} : { spanStart }), ...(spanEnd === null ? {} : { spanEnd }),
    }],
  };
};

/** The id before another in their order, so that a page after it begins with the other. */
const idBefore = (id: string): string => {
  const before = (BigInt(`0x${id.replaceAll('-', '')}`) - 1n).toString(16).padStart(32, '0');
  return [[0, 8], [8, 12], [12, 16], [16, 20], [20]].map(([from, to]) => before.slice(from, to)).join('-');
};

/** An item that waits. LIMIT: the queue does not tell how one ended, so an ended item is not told. */
const findWaiting = async (
  queue: ExceptionsQueue, exceptionId: string,
): Promise<StoredItem | undefined> => {
  const [first] = await queue.waiting({ afterId: idBefore(exceptionId), limit: 1 });
  return first?.exceptionId === exceptionId ? first : undefined;
};

/** Items of files belong to no organ: their source has no system, so nobody's organ equals it. */
const listOf = async (
  queue: ExceptionsQueue, { organ, afterId, limit }: ExceptionsPage,
): Promise<readonly ExceptionItem[]> => {
  const found: ExceptionItem[] = [];
  let after = afterId;
  for (let seen = 0; seen < SCAN_MAX && found.length < limit; seen += SCAN_PAGE) {
    const from = after === undefined ? {} : { afterId: after };
    const page = await queue.waiting({ ...from, limit: SCAN_PAGE });
    found.push(...page.filter(({ source }) => source.startsWith(`${organ}:`)).map(told));
    after = page.at(-1)?.exceptionId;
    if (page.length < SCAN_PAGE) break;
  }
  return found.slice(0, limit);
};

/** Looks at exceptions in an act that was committed before. */
export const exceptionsLook = (
  deployment: Deployment, actOf: () => ServiceAct,
): Pick<ExceptionsPort, 'list' | 'find'> => {
  const look = async <T>(work: (queue: ExceptionsQueue) => Promise<T>): Promise<T> => {
    const service = actOf();
    const entryId = service.mint();
    const done = await deployment.database.write({ entryId }, async ({ audit, operations }) => {
      await audit.append([service.outcome(entryId)]);
      return ok(await work(operations.exceptions));
    });
    return present(done.ok ? done : undefined, 'looking is never refused').value;
  };
  return {
    list: (page) => look((queue) => listOf(queue, page)),
    find: (id) => look(async (queue) => {
      const item = await findWaiting(queue, UUID_V7.test(id) ? id : actOf().mint());
      return item === undefined ? undefined : told(item);
    }),
  };
};

/** Exceptions in the transaction of a request that changes something. */
export const exceptionsPort = (intake: Intake, taking: () => Intake): ExceptionsPort => ({
  list: (page) => listOf(intake.stores.operations.exceptions, page),
  find: async (id) => {
    const queue = intake.stores.operations.exceptions;
    const item = await findWaiting(queue, UUID_V7.test(id) ? id : intake.service.mint());
    return item === undefined ? undefined : told(item);
  },
  resolve: async ({ exceptionId, version, resolution }, by) => {
    const { exceptions } = intake.stores.operations;
    if (version !== VERSION_WAITING) return err({ code: 'VERSION_CHANGED' });
    const item = await findWaiting(exceptions, exceptionId);
    if (item === undefined) return err({ code: 'EXCEPTION_NOT_WAITING' });
    const isRejected = resolution.action === 'reject';
    const ended = await exceptions.resolve({
      exceptionId, state: isRejected ? 'rejected' : 'replayed',
      resolution: isRejected ? resolution.reason : resolution.action,
      resolvedAt: new Date(intake.deployment.clock()).toISOString(),
      resolvedBy: pseudonymOfActor(intake.deployment.pseudonyms, by.id),
    });
    if (!ended.ok) return err({ code: 'EXCEPTION_NOT_WAITING' });
    const state = isRejected ? 'rejected' as const : 'replayed' as const;
    const after = { ...told(item), version: VERSION_WAITING + 1, state };
    if (resolution.action === 'reject') return ok({ item: after });
    const corrected = resolution.action === 'replayCorrected' ? resolution.message : undefined;
    return ok({ item: after, result: await replay(taking(), item, { account: by.id, corrected }) });
  },
});
