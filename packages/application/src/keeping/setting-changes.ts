import type { Actor, KeeperActShown, KeeperRefusal, SettingChangeAsked, SettingShown } from '@fengcun/api';
import { addDays, type CivilDate, err, type Json, ok, parseCivilDate, type Result } from '@fengcun/kernel';
import { concludeWith } from '../accounts/account-act.ts';
import {
  askedRow, changedRow, type Deciding, decidedRow, detailOf, keeperActShown,
} from './keeper-act-row.ts';
import type { KeeperAct } from './key-rotations.ts';
import { foundAct, type KeepingParts } from './keeping-parts.ts';
import type { SettingChange } from './live-settings.ts';
import { ACTS_MAX } from './keys-shown.ts';
import { operating } from './operating.ts';
import type { KnownSetting, SettingParts } from './setting-parts.ts';

/** LIMIT: nobody knows the law of the year after the next. */
const DAYS_MAX = 365;
const WHOLE = /^(?:0|[1-9]\d{0,3})$/;

type Taken = Promise<Result<KeeperActShown, KeeperRefusal>>;
type At = KeepingParts & Readonly<{ settings: SettingParts }>;

/** The value that holds on a day: agreed on, else as the service was started. */
export const valueOn = ({ live }: SettingParts, known: KnownSetting, day: CivilDate): string =>
  live.on(known.id, day)?.after ?? known.value;

const isAllowed = ({ may }: KnownSetting, value: string): boolean => {
  if (may === undefined) return false;
  if ('options' in may) return may.options.includes(value);
  return WHOLE.test(value) && Number(value) >= may.lowest && Number(value) <= may.highest;
};

/** What is wrong with a wish: nothing it may be set to, no such value, or a day that is not to come. */
const checked = (
  { settings, today }: At, { setting, value, from }: SettingChangeAsked,
): Result<SettingChange, KeeperRefusal> => {
  const known = settings.known.find(({ id }) => id === setting);
  if (known?.may === undefined) return err({ code: 'SETTING_FIXED' });
  const day = parseCivilDate(from);
  const isToCome = day.ok && day.value > today() && day.value <= addDays(today(), DAYS_MAX);
  if (!day.ok || !isToCome) return err({ code: 'SETTING_DAY' });
  const before = valueOn(settings, known, day.value);
  if (!isAllowed(known, value) || value === before) return err({ code: 'SETTING_VALUE' });
  return ok({ setting, before, after: value, from: day.value });
};

/** Midnight in China at the beginning of a day, in milliseconds: until then the other may agree. */
const beginOf = (day: CivilDate): number => Date.parse(`${day}T00:00:00+08:00`);

/** The system administrator asks for another setting; nothing changes before another agrees. */
export const askSettingChange = async (
  parts: At, act: KeeperAct, { asked, by }: Readonly<{ asked: SettingChangeAsked; by: Actor }>,
): Taken => {
  const change = checked(parts, asked);
  if (!change.ok) return change;
  const { deployment } = parts;
  const now = deployment.clock();
  const row = askedRow(deployment, {
    id: act.mint(), kind: 'settingChange', about: asked.setting, detail: change.value as unknown as Json,
    reason: asked.reason, by, now, endsAt: beginOf(change.value.from),
  });
  return concludeWith(deployment, act, async ({ operations: { keeperActs } }) => {
    await keeperActs.expire(new Date(now).toISOString());
    return await keeperActs.add(row) ? ok(keeperActShown(deployment, row, now))
      : err({ code: 'CHANGE_STANDS' as const });
  });
};

/**
 * The security administrator agrees, and the change holds from its day on; agreed on its day or later it
 * would
 * change what was decided in the morning, so it is over then.
 */
export const decideSettingChange = async (
  parts: At, act: KeeperAct, { id, ...deciding }: Omit<Deciding, 'now'> & Readonly<{ id: string }>,
): Taken => {
  const { deployment, settings: { live } } = parts;
  const row = await foundAct(deployment, id, 'settingChange');
  if (row === undefined) return err({ code: 'NOTHING_TO_TELL' });
  const now = deployment.clock();
  const decided = decidedRow(deployment, row, { ...deciding, now });
  if (!decided.ok) return decided;
  if (detailOf<SettingChange>(deployment, row).from <= parts.today()) return err({ code: 'JOINT_ACT_OVER' });
  const done = await concludeWith(deployment, act, async ({ operations: { keeperActs } }) => {
    const serial = (await keeperActs.numbered()).length + 1;
    const next = deciding.isAgreed ? changedRow(deployment, { ...decided.value, version: row.version }, {
      state: 'done', doneAt: new Date(now).toISOString(), serial,
    }) : decided.value;
    return await keeperActs.replace(next, row.version)
      ? ok(keeperActShown(deployment, next, now)) : err({ code: 'JOINT_ACT_OVER' as const });
  });
  if (done.ok) await live.refresh();
  return done;
};

/** Changes, asked for and agreed on, and what was found changed outside; the newest first. */
export const settingChanges = async ({ deployment }: KeepingParts): Promise<readonly KeeperActShown[]> => {
  const rows = await operating(deployment, ({ keeperActs }) =>
    keeperActs.list({ kinds: ['settingChange', 'changedOutside'], limit: ACTS_MAX }));
  return rows.map((row) => keeperActShown(deployment, row, deployment.clock()));
};

/** Settings as they hold today, with who changed them and what is to come. */
export const settingsShown = (
  { live, known }: SettingParts, today: CivilDate,
): readonly SettingShown[] => known.map(({ may, ...setting }) => {
  const [holds, next] = [live.on(setting.id, today), live.next(setting.id, today)];
  return {
    ...setting,
    ...(holds === undefined ? {} : {
      value: holds.after, changedBy: holds.askedBy, agreedBy: holds.decidedBy, since: holds.from,
        from: 'agreed',
    }),
    ...(next === undefined ? {} : { next: { value: next.after, from: next.from } }),
    ...(may === undefined ? {} : { may: 'options' in may ? { options: [...may.options] } : { ...may } }),
  };
});
