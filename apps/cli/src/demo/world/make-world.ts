import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Deployment, legalDay, openDeployment, pooledRandom } from '@fengcun/application';
import { Fault } from '@fengcun/kernel';
import { writeWhole } from '../../atomic-write.ts';
import { readConfiguration } from '../../serve/configuration.ts';
import { worldClock } from './clock.ts';
import { fillWorld, HISTORY_DAYS } from './fill.ts';
import { type HolderKeys, holderSigners, newHolderKeys } from './holders.ts';
import { worldConfiguration } from './organs.ts';

/** A world that was made: from which seed, on which day, and the keys of the holders that are played. */
export type MadeWorld = Readonly<{ seed: string; day: string; holderKeys: HolderKeys }>;

/**
 * Where a world is made, and as of when. `keys`: as a deployment takes them; `now`: milliseconds of UTC;
 * `databaseUrl`: a server's database that takes the rows in place of the data directory.
 */
export type MakingWorld = Readonly<{
  dataDirectory: string; keys: Readonly<{ path?: string; defaultFolder: string }>; seed: string; now: number;
  databaseUrl?: string; onProgress?: (share: number) => void;
}>;

const WORLD_FILE = 'demo-world.json';
const CONFIGURATION_FILE = 'serve.json';
const DAY_MILLIS = 86_400_000;

type Noted = MadeWorld & Readonly<{ state: 'filling' | 'made' }>;

const noted = async (dataDirectory: string): Promise<Noted | undefined> => {
  try {
    // Written by this program alone, beside the data it made.
    return JSON.parse(await readFile(join(dataDirectory, WORLD_FILE), 'utf8')) as Noted;
  } catch {
    return undefined;
  }
};

const note = (dataDirectory: string, world: Noted): Promise<void> =>
  writeWhole(join(dataDirectory, WORLD_FILE), Buffer.from(`${JSON.stringify(world, null, 2)}\n`));

/** The world in a data directory; undefined where there is none, or one that was never finished. */
export const readMadeWorld = async (dataDirectory: string): Promise<MadeWorld | undefined> => {
  const world = await noted(dataDirectory);
  return world?.state === 'made' ? world : undefined;
};

const isEmpty = async (dataDirectory: string): Promise<boolean> => {
  try {
    return (await readdir(dataDirectory)).length === 0;
  } catch {
    return true;
  }
};

type Opened = Readonly<{
  deployment: Deployment; clock: ReturnType<typeof worldClock>;
  /** Whether this opening made it; a database on a server may be somebody else's. */
  isNew: boolean;
}>;

const openAt = async ({ dataDirectory, databaseUrl: url, keys, now }: MakingWorld): Promise<Opened> => {
  const began = now - HISTORY_DAYS * DAY_MILLIS;
  const clock = worldClock(began, now);
  const deployment = await openDeployment({
    database: url === undefined ? { kind: 'embedded', dataDirectory }
      : { kind: 'server', url, dataDirectory },
    keys: { type: 'file', ...keys },
    clock: clock.now, random: pooledRandom((length) => randomBytes(length)),
  });
  // The first keys of a deployment are as old as itself; by the clock of the world this opening took moments.
  const opened = clock.now();
  const epochs = await deployment.epochs.list();
  const isNew = epochs.every(({ createdAt }) => createdAt > began && createdAt <= opened);
  return { deployment, clock, isNew };
};

const configure = async (dataDirectory: string, holderKeys: HolderKeys) => {
  const path = join(dataDirectory, CONFIGURATION_FILE);
  const told = worldConfiguration([...holderSigners(holderKeys).values()]);
  await writeWhole(path, Buffer.from(`${JSON.stringify(told, null, 2)}\n`));
  return readConfiguration(path);
};

/** Whether there is room for a world; what this program noted as unfinished, that alone, is taken away. */
const makeRoom = async ({ dataDirectory, databaseUrl }: MakingWorld): Promise<boolean> => {
  if ((await noted(dataDirectory))?.state !== 'filling') return isEmpty(dataDirectory);
  if (databaseUrl !== undefined) {
    const text = 'the world in this database was left half-made';
    throw new Fault('DEMO_WORLD_UNFINISHED', `${text}; name an empty database and an empty data directory`);
  }
  await rm(dataDirectory, { recursive: true });
  return true;
};

/**
 * Makes the world in a data directory, or in a server's database beside it, that is empty (a directory may
 * also have been left half-made); one that holds anything else is left as it is. True where it was made now.
 * Faults: those of opening data; DEMO_STEP_REFUSED, DEMO_WORLD_UNFINISHED.
 */
export const makeWorldIn = async (making: MakingWorld): Promise<boolean> => {
  const { dataDirectory, seed, now, onProgress } = making;
  if (!(await makeRoom(making))) return false;
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const holderKeys = newHolderKeys((length) => randomBytes(length));
  const world = { seed, day: legalDay(now), holderKeys };
  await note(dataDirectory, { ...world, state: 'filling' });
  const { deployment, clock, isNew } = await openAt(making);
  try {
    if (!isNew) {
      await rm(join(dataDirectory, WORLD_FILE));
      return false;
    }
    const configured = await configure(dataDirectory, holderKeys);
    await fillWorld({
      deployment, clock, dataDirectory, configured, keys: holderKeys, seed, now,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  } finally {
    await deployment.close();
  }
  await note(dataDirectory, { ...world, state: 'made' });
  return true;
};
