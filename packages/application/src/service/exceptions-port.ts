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
import { contentShown, versionsShown } from '../exceptions/show-content.ts';
import { loadBatchKeys } from '../intake/sealing.ts';
import { openChoice } from '../exceptions/choose-version.ts';
import { canBeDismissed, choiceCode, toldException } from '../exceptions/told-exception.ts';
import { isToldTwice, versionsLook } from '../exceptions/told-versions.ts';
import { pseudonymOfActor } from './entry-of-line.ts';
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
      const keys = await loadBatchKeys(deployment);
      const opened = await openException(keys, service, item);
      if (!isToldTwice(item, opened)) return contentShown(opened);
      const told = await versionsLook({ deployment, keys, service }, opened);
      const by = pseudonymOfActor(deployment.pseudonyms, service.line.actorId);
      return { ...contentShown(opened), ...versionsShown(told, by) };
    },
  };
};

type Written = Extract<ExceptionResolution, { action: 'correct' }>['corrections'][number];

/** Nothing written takes the member out: then it is unknown, never empty. */
const writtenCorrection = ({ at, text, whole, flag }: Written): Correction =>
  ({ at, value: text ?? whole ?? flag ?? null });

type Alone = Exclude<ExceptionResolution, { action: 'reject' | 'choose' }>;

const resolutionOf = (resolution: Alone, account: string): Resolution => {
  switch (resolution.action) {
    case 'replay': return { action: 'try', code: 'replay', trying: { account } };
    case 'correct': {
      const corrections = resolution.corrections.map(writtenCorrection);
      return { action: 'try', code: 'correct', trying: { account, corrections } };
    }
    case 'replayCorrected':
      return { action: 'try', code: 'replayCorrected', trying: { account, messages: [resolution.message] } };
  }
};

type Resolving = Readonly<{ item: StoredException; resolution: ExceptionResolution; by: Actor }>;

/**
 * Giving an exception up and saying which version stands take two people: the first keeps the proposal with
 * it, and it waits on; another who names the same may end it. True where this is the second.
 */
const isSecond = async (
  { deployment: { pseudonyms }, stores: { operations: { exceptions } } }: Intake,
  { item, code, by }: Readonly<{ item: StoredException; code: string; by: Actor }>,
): Promise<Result<boolean, ResolveRefusal>> => {
  const resolvedBy = pseudonyms.textOf('person', personOf(by));
  const isSame = item.resolution === code;
  if (isSame) return item.resolvedBy === resolvedBy ? err({ code: 'FOUR_EYES' }) : ok(true);
  const { exceptionId } = item;
  const proposed = await exceptions.propose({ exceptionId, resolvedBy, resolution: code });
  return proposed.ok ? ok(false) : err({ code: 'EXCEPTION_NOT_WAITING' });
};

/** What two people decide, once the second has: nothing until then. */
const decidedByTwo = async (
  intake: Intake, { item, resolution, by }: Resolving,
): Promise<Result<Resolution | string, ResolveRefusal>> => {
  const account = by.id;
  if (resolution.action === 'choose') {
    const choosing = await openChoice(intake, item, resolution);
    // A version that is not there any more was there when the page was drawn.
    const isGone = !choosing.ok && choosing.error.code === 'VERSION_UNKNOWN';
    if (!choosing.ok) return err({ code: isGone ? 'VERSION_CHANGED' : 'EXCEPTION_OTHER_REMEDY' });
    const { version: { stands } } = choosing.value;
    const code = choiceCode(resolution, stands);
    const second = stands ? ok(true) : await isSecond(intake, { item, code, by });
    if (!second.ok) return second;
    if (!second.value) return ok(code);
    const approvedBy = intake.deployment.pseudonyms.textOf('person', personOf(by));
    const people = { requestedBy: item.resolvedBy ?? '', approvedBy };
    return ok({ action: 'choose', code, account, choosing: choosing.value, by: people });
  }
  if (resolution.action !== 'reject') return ok(resolutionOf(resolution, account));
  if (!canBeDismissed(item)) return err({ code: 'EXCEPTION_OTHER_REMEDY' });
  const code = resolution.reason;
  const second = await isSecond(intake, { item, code, by });
  if (!second.ok) return second;
  return ok(second.value ? { action: 'dismiss', code, account } : code);
};

const STATES = { try: 'replayed', choose: 'replayed', dismiss: 'rejected' } as const;

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
      const decided = await decidedByTwo(intake, { item, resolution, by });
      if (!decided.ok) return decided;
      const how = decided.value;
      if (typeof how === 'string') return ok({ item: toldException({ ...item, resolution: how }) });
      const done = await resolveWaiting(how.action === 'try' ? taking() : intake, item, how);
      if (!done.ok) {
        const { code } = done.error;
        // The interface takes whole messages; corrections of single places come from the command line.
        return err({ code: code === 'PLACE_UNKNOWN' ? 'EXCEPTION_WITHOUT_MESSAGE' : code });
      }
      const state = STATES[how.action];
      const [result] = done.value;
      const after = toldException({ ...item, state });
      return ok({ item: after, ...(result === undefined ? {} : { result }) });
    },
  };
};
