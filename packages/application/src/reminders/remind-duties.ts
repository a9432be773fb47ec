import { type CivilDate, ok, present } from '@fengcun/kernel';
import { lookAtDuty, NO_REMINDER, type ReminderEvent, type WatchedDuty } from '@fengcun/registry';
import type { SealingStores } from '@fengcun/store';
import { beginCustody, type CustodyAct, endCustody } from '../keys/custody-act.ts';
import { applicantDigest } from '../proceedings/index.ts';
import { type LoadedProceeding, loadStream, rowAfter, sealEvents } from '../proceedings/proceeding-stream.ts';
import { isStored } from '../proceedings/take-step.ts';
import { loadSideKeys, type SideKeys } from '../sealing/side-keys.ts';
import { findDuties, type ReminderParts, reminderTerms, type ToLookAt } from './find-duties.ts';
import { REMINDER_KIND, REMINDER_MACHINE } from './reminder-machine.ts';
import { watchedDuty } from './watched-duty.ts';

/**
 * What a look at every duty came to. `unsupervised`: escalations that are owed and wait for a person to name
 * the supervisor; `left`: could not be looked at, and are tomorrow.
 */
export type Reminded = Readonly<{
  looked: number; reminded: number; escalated: number; ended: number; unsupervised: number; left: number;
}>;

const NOTHING: Reminded =
  { looked: 0, reminded: 0, escalated: 0, ended: 0, unsupervised: 0, left: 0 };

const sum = (one: Reminded, other: Reminded): Reminded => ({
  looked: one.looked + other.looked, reminded: one.reminded + other.reminded,
  escalated: one.escalated + other.escalated, ended: one.ended + other.ended,
  unsupervised: one.unsupervised + other.unsupervised, left: one.left + other.left,
});

/** The account under which terms are watched. */
const ACCOUNT = 'duty-service';
/** LIMIT: duties of one transaction. */
const TOGETHER = 50;
/**
 * Two looks at once wait for each other on this row, so that none tells what the other has just told; it
 * holds the legal day of the last one.
 */
export const TERMS_TURN = 'duty.look';

type Loaded = LoadedProceeding<ReturnType<typeof REMINDER_MACHINE.evolve>, ReminderEvent>;
type Look = Readonly<{
  parts: ReminderParts; act: CustodyAct; keys: SideKeys; today: CivilDate; at: string;
  stores: SealingStores; nextSerial: () => number; termOf: (id: string) => Uint8Array;
}>;

/** The duty of a procedure as it stands in this transaction, on whichever side it is. */
const dutyNow = async (
  { stores, today }: Look, id: string,
): Promise<WatchedDuty | undefined> => {
  const row = await stores.open.proceedings.find(id) ?? await stores.sealed.proceedings.find(id);
  return row === undefined ? undefined : watchedDuty(row, today);
};

const reminderOf = async (look: Look, item: ToLookAt): Promise<Loaded | undefined> => {
  const { stores: { sealed }, keys, act, termOf } = look;
  const reminderId = 'reminderId' in item ? item.reminderId : (await sealed.proceedings.list({
    proceedingKind: REMINDER_KIND, subjectTerm: termOf(item.duty.id), limit: 1,
  }))[0]?.proceedingId;
  if (reminderId === undefined) return undefined;
  return loadStream(sealed, REMINDER_MACHINE, { keys, act, proceedingId: reminderId });
};

const CODES: Readonly<Record<ReminderEvent['type'], string>> =
  { DutyReminded: 'duty.remind', DutyEscalated: 'duty.escalate', DutyEnded: 'duty.end' };

const write = async (
  look: Look, known: Loaded | undefined, told: Readonly<{ id: string; events: readonly ReminderEvent[] }>,
): Promise<boolean> => {
  const { parts, act, keys, at, stores, termOf } = look;
  const { id, events } = told;
  const state = events.reduce(REMINDER_MACHINE.evolve, known?.state ?? NO_REMINDER);
  const bearer = present(state.stage === 'none' ? undefined : state.duty, 'a duty that was told').bearer;
  const [version, entryId] = [known?.version ?? 0, act.mint()];
  const proceedingId = known?.proceedingId ?? act.mint();
  const row = rowAfter(REMINDER_MACHINE, state, {
    proceedingId, proceedingKind: REMINDER_KIND, subjectTerm: termOf(id), openedAt: known?.row.openedAt ?? at,
    applicant: await applicantDigest(parts, 'sealed', bearer), changedAt: at,
    version: version + events.length,
  });
  const serial = known?.serial ?? look.nextSerial();
  const append = sealEvents(keys, events, { streamId: proceedingId, expected: version, serial, entryId });
  if (!await isStored(stores.sealed, row, append)) return false;
  await stores.audit.append(events.map(({ type }, i) =>
    act.outcome(i === 0 ? entryId : act.mint(), { act: CODES[type] })));
  return true;
};

const lookAt = async (look: Look, item: ToLookAt): Promise<Reminded> => {
  const { parts, today: on, at } = look;
  const known = await reminderOf(look, item);
  const state = known?.state ?? NO_REMINDER;
  const id = 'duty' in item ? item.duty.id : state.stage === 'none' ? undefined : state.duty.id;
  if (id === undefined) return { ...NOTHING, looked: 1 };
  const duty = await dutyNow(look, id);
  const supervisor = duty === undefined ? undefined : parts.supervisorOf(duty.bearer);
  const { events, isUnsupervised } = lookAtDuty({
    at, on, ...(duty === undefined ? {} : { duty }), ...(supervisor === undefined ? {} : { supervisor }),
  }, state);
  const count = (type: ReminderEvent['type']): number => events.filter((one) => one.type === type).length;
  const isTold = events.length === 0 || await write(look, known, { id, events });
  if (!isTold) return { ...NOTHING, looked: 1, left: 1 };
  return {
    looked: 1, reminded: count('DutyReminded'), escalated: count('DutyEscalated'),
    ended: count('DutyEnded'), unsupervised: Number(isUnsupervised), left: 0,
  };
};

type Today = Readonly<{ act: CustodyAct; today: CivilDate }>;

const together = async (
  parts: ReminderParts, { act, today }: Today, items: readonly ToLookAt[],
): Promise<Reminded> => {
  const { deployment } = parts;
  const [keys, termOf] = [await loadSideKeys(deployment, 'sealed'), await reminderTerms(deployment)];
  const serials = await deployment.sealedSerials.reserve(items.length);
  const [at, entryId] = [new Date(parts.now()).toISOString(), act.mint()];
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    serials.rewind();
    await stores.operations.jobs.write({ job: TERMS_TURN, position: today, changedAt: at });
    await stores.audit.append([act.outcome(entryId)]);
    const look = { parts, act, keys, today, at, stores, termOf, nextSerial: serials.next };
    let all = NOTHING;
    for (const item of items) all = sum(all, await lookAt(look, item));
    return ok(all);
  });
  serials.release();
  return present(done.ok ? done : undefined, 'a look that refuses nothing').value;
};

/** One that cannot be read must not keep the others from being looked at: each is then looked at alone. */
const lookAtAll = async (
  parts: ReminderParts, day: Today, { items, tell }: Readonly<{
    items: readonly ToLookAt[]; tell: (fault: unknown) => void;
  }>,
): Promise<Reminded> => {
  try {
    return await together(parts, day, items);
  } catch (error) {
    if (items.length <= 1) {
      tell(error);
      return { ...NOTHING, looked: items.length, left: items.length };
    }
    let all = NOTHING;
    for (const item of items) all = sum(all, await lookAtAll(parts, day, { items: [item], tell }));
    return all;
  }
};

/**
 * Looks at every term that runs for an organ, by the legal day: tells the bearer, tells the supervisor when
 * the day after the last one has come, and ends what is done. Each telling is an event with its audit entry,
 * in one transaction; looked at again, after a kill or by two processes at once, nothing is told twice.
 * @see 2022 Measures art. 22
 */
export const remindDuties = async (
  parts: ReminderParts, tell: (fault: unknown) => void = () => undefined,
): Promise<Reminded> => {
  const today = parts.today();
  const act = await beginCustody(parts.deployment, {
    act: 'duty.look', account: ACCOUNT, role: 'service', purpose: 'supervision', legalBasis: 'm2022-22',
    request: today,
  });
  const items = await findDuties(parts, act, today);
  let all = NOTHING;
  for (let from = 0; from < items.length; from += TOGETHER) {
    const some = { items: items.slice(from, from + TOGETHER), tell };
    all = sum(all, await lookAtAll(parts, { act, today }, some));
  }
  await endCustody(parts.deployment, act);
  return all;
};
