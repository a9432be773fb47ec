import {
  type Actor, type ExceptionItem, type ExceptionResolution, type ExceptionsPage, type ExceptionsPort,
  personOf, type ResolveRefusal,
} from '@fengcun/api';
import { err, ok, present, type Result } from '@fengcun/kernel';
import type { ExceptionsQueue, StoredException } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { type Resolution, resolveWaiting } from '../exceptions/resolve-waiting.ts';
import type { Correction } from '../exceptions/corrections.ts';
import { openException } from '../exceptions/exception-input.ts';
import { contentShown } from '../exceptions/show-content.ts';
import { loadBatchKeys } from '../intake/sealing.ts';
import { canBeDismissed, toldException } from '../exceptions/told-exception.ts';
import type { ServiceAct } from './service-act.ts';
import type { Intake } from './take-messages.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What waits for an organ, oldest first. */
const listOf = async (
  queue: ExceptionsQueue, { organ, afterId, limit }: ExceptionsPage,
): Promise<readonly ExceptionItem[]> => {
  const after = afterId === undefined ? {} : { afterId };
  const found = await queue.page({ limit, state: 'waiting', sourcePrefix: `${organ}:`, ...after });
  return found.map(toldException);
};

/** An item, waiting or ended; the same statement for an id nobody has. */
const findIn = (
  queue: ExceptionsQueue, id: string, mint: () => string,
): Promise<StoredException | undefined> => queue.find(UUID_V7.test(id) ? id : mint());

/** Looks at exceptions in an act that was committed before. */
export const exceptionsLook = (
  deployment: Deployment, actOf: () => ServiceAct,
): Pick<ExceptionsPort, 'list' | 'find' | 'content'> => {
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
      const item = await findIn(queue, id, actOf().mint);
      return item === undefined ? undefined : toldException(item);
    }),
    content: async (id) => {
      const service = actOf();
      const item = await look((queue) => findIn(queue, id, service.mint));
      if (item === undefined) return undefined;
      return contentShown(await openException(await loadBatchKeys(deployment), service, item));
    },
  };
};

type Written = Extract<ExceptionResolution, { action: 'correct' }>['corrections'][number];

/** Nothing written takes the member out: then it is unknown, never empty. */
const writtenCorrection = ({ at, text, whole, flag }: Written): Correction =>
  ({ at, value: text ?? whole ?? flag ?? null });

const resolutionOf = (resolution: ExceptionResolution, account: string): Resolution => {
  switch (resolution.action) {
    case 'reject': return { action: 'dismiss', code: resolution.reason, account };
    case 'replay': return { action: 'try', code: 'replay', trying: { account } };
    case 'correct': {
      const corrections = resolution.corrections.map(writtenCorrection);
      return { action: 'try', code: 'correct', trying: { account, corrections } };
    }
    case 'replayCorrected':
      return { action: 'try', code: 'replayCorrected', trying: { account, messages: [resolution.message] } };
  }
};

type Dismissal = Readonly<{ item: StoredException; reason: string; by: Actor }>;

/**
 * Giving an exception up takes two people: the first keeps the proposal with it, and it waits on; another who
 * names the same reason may end it. True where this is the second.
 */
const isSecondToDismiss = async (
  { deployment: { pseudonyms }, stores: { operations: { exceptions } } }: Intake,
  { item, reason, by }: Dismissal,
): Promise<Result<boolean, ResolveRefusal>> => {
  if (!canBeDismissed(item)) return err({ code: 'EXCEPTION_OTHER_REMEDY' });
  const resolvedBy = pseudonyms.textOf('person', personOf(by));
  const isSame = item.resolution === reason;
  if (isSame) return item.resolvedBy === resolvedBy ? err({ code: 'FOUR_EYES' }) : ok(true);
  const { exceptionId } = item;
  const proposed = await exceptions.propose({ exceptionId, resolvedBy, resolution: reason });
  return proposed.ok ? ok(false) : err({ code: 'EXCEPTION_NOT_WAITING' });
};

/** Exceptions in the transaction of a request that changes something. */
export const exceptionsPort = (
  intake: Intake, taking: () => Intake,
): Omit<ExceptionsPort, 'content'> => {
  const { operations: { exceptions } } = intake.stores;
  const find = (id: string): Promise<StoredException | undefined> =>
    findIn(exceptions, id, intake.service.mint);
  return {
    list: (page) => listOf(exceptions, page),
    find: async (id) => {
      const item = await find(id);
      return item === undefined ? undefined : toldException(item);
    },
    resolve: async ({ exceptionId, version, resolution }, by) => {
      const item = await find(exceptionId);
      if (item === undefined || item.state !== 'waiting') return err({ code: 'EXCEPTION_NOT_WAITING' });
      if (version !== toldException(item).version) return err({ code: 'VERSION_CHANGED' });
      const isDismissed = resolution.action === 'reject';
      if (isDismissed) {
        const { reason } = resolution;
        const isSecond = await isSecondToDismiss(intake, { item, reason, by });
        if (!isSecond.ok) return isSecond;
        if (!isSecond.value) return ok({ item: toldException({ ...item, resolution: reason }) });
      }
      const how = resolutionOf(resolution, by.id);
      const done = await resolveWaiting(isDismissed ? intake : taking(), item, how);
      if (!done.ok) {
        const { code } = done.error;
        // The interface takes whole messages; corrections of single places come from the command line.
        return err({ code: code === 'PLACE_UNKNOWN' ? 'EXCEPTION_WITHOUT_MESSAGE' : code });
      }
      const state = isDismissed ? 'rejected' as const : 'replayed' as const;
      const [result] = done.value;
      const after = toldException({ ...item, state });
      return ok({ item: after, ...(result === undefined ? {} : { result }) });
    },
  };
};
