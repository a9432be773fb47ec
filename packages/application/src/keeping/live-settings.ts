import { type CivilDate, Fault } from '@fengcun/kernel';
import type { KeeperActRow } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { detailOf, isAsWritten } from './keeper-act-row.ts';
import { operating } from './operating.ts';

/** A change of a setting: what it was, what it is from a day on. */
export type SettingChange = Readonly<{ setting: string; before: string; after: string; from: CivilDate }>;

/** A change that two administrators agreed on, with who proposed it. */
export type AgreedChange = SettingChange & Readonly<{ askedBy: string; decidedBy: string }>;

/** Settings that administrators agreed on, over those a service was started with. */
export type LiveSettings = Readonly<{
  /** The change that holds on a day: the one with the latest day, and of one day the latest agreed. */
  on: (setting: string, day: CivilDate) => AgreedChange | undefined;
  /** The next one that does not hold yet. */
  next: (setting: string, day: CivilDate) => AgreedChange | undefined;
  count: () => number;
  /** Reads what other processes agreed on. Fault: SETTINGS_UNREADABLE; then nothing is decided any more. */
  refresh: () => Promise<void>;
}>;

const unreadable = (what: string): Fault => new Fault('SETTINGS_UNREADABLE',
  `The changes of settings cannot be read (${what}); restore the database from a backup.`);

/** Every agreed change in order. Fault: SETTINGS_UNREADABLE where one was changed or is missing. */
const readChanges = (
  from: Pick<Deployment, 'pseudonyms'>, rows: readonly KeeperActRow[],
): readonly AgreedChange[] => rows.map((row, at) => {
  if (row.serial !== at + 1) throw unreadable(`number ${at + 1} is missing`);
  if (row.actKind !== 'settingChange' || row.state !== 'done' || row.decidedBy === null
    || !isAsWritten(from, row)) {
    throw unreadable(`number ${at + 1} was changed behind the service`);
  }
  const { setting, before, after, from: day } = detailOf<SettingChange>(from, row);
  return { setting, before, after, from: day, askedBy: row.askedBy, decidedBy: row.decidedBy };
});

/**
 * Reads what administrators agreed on. Fails closed: a row that was changed behind the service, or is
 * missing,
 * is a fault, at the start and later. Fault: SETTINGS_UNREADABLE.
 */
export const openLiveSettings = async (
  deployment: Pick<Deployment, 'database' | 'pseudonyms'>,
): Promise<LiveSettings> => {
  const read = async () =>
    readChanges(deployment, await operating(deployment, ({ keeperActs }) => keeperActs.numbered()));
  let changes = await read();
  let broken: unknown;
  const sound = (): readonly AgreedChange[] => {
    if (broken !== undefined) throw broken;
    return changes;
  };
  return {
    on: (setting, day) => sound().filter((one) => one.setting === setting && one.from <= day)
      .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)).at(-1),
    next: (setting, day) => sound().filter((one) => one.setting === setting && one.from > day)
      .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))[0],
    count: () => sound().length,
    refresh: async () => {
      try {
        changes = await read();
        broken = undefined;
      } catch (error) {
        // A database that is away changes no setting; one that holds something else does.
        if (error instanceof Fault && error.code === 'SETTINGS_UNREADABLE') broken = error;
        throw error;
      }
    },
  };
};
