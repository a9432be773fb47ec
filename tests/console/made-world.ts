import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCluster, startServer } from '../../packages/store/src/testing/postgres-server.ts';

// Filling the invented world takes longer than testing: it is made once a day and program, and copied.

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LAUNCHER = `${ROOT}fengcun`;

/** A service that runs: a real process. */
export type Service = Readonly<{ origin: string; told: () => string; end: () => Promise<void> }>;

const untilListening = (process: ChildProcess, told: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      const begin = /(http:\/\/localhost:\d+)\//.exec(told())?.[1];
      if (begin !== undefined) resolve(begin);
    };
    process.stdout?.on('data', look);
    process.once('exit', () => reject(new Error(`the service ended: ${told().slice(-2000)}`)));
  });

/** Starts `serve --demo` at a free port, or at the one that `more` names. */
export const startService = async (more: readonly string[]): Promise<Service> => {
  const port = more.includes('--port') ? [] : ['--port', '0'];
  const child = spawn(LAUNCHER, ['serve', '--demo', ...port, ...more], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let told = '';
  child.stdout?.on('data', (piece) => { told += String(piece); });
  child.stderr?.on('data', (piece) => { told += String(piece); });
  const origin = await untilListening(child, () => told);
  return {
    origin, told: () => told,
    end: async () => {
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** Data and keys of one service; nothing of it lies elsewhere. */
export const placesIn = (folder: string): readonly string[] => ['--data', `${folder}/data`, '--key-file', `${folder}/world.key`];

type Kind = 'world' | 'server-world';

const MADE_FROM = ['apps/cli/src/{demo,serve}/**/*.ts', 'packages/{store,registry,application}/src/**/*.{ts,sql}'];

/** The civil day in China: what is due in the world changes with it. */
const dayNow = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** By day and content, so that every checkout of the same program finds the same world. */
const worldName = (kind: Kind): string => {
  const digest = createHash('sha256');
  for (const path of globSync(MADE_FROM, { cwd: ROOT }).sort()) {
    if (!/\.test\.ts$|\/testing\//.test(path)) digest.update(path).update(readFileSync(ROOT + path));
  }
  return `fengcun-${kind}-${dayNow()}-${digest.digest('hex').slice(0, 12)}`;
};

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** LIMIT: filling takes minutes on a busy machine; whoever waits longer makes the world again. */
const WAIT_ROUNDS = 1200;

const WORLD_OF_A_DAY = /^fengcun-(?:server-)?world-(\d{4}-\d\d-\d\d)-/;

const removeOldWorlds = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir())) {
    const day = WORLD_OF_A_DAY.exec(name)?.[1];
    if (day !== undefined && day < dayNow()) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
};

/** The folder of a world of today, made by whoever comes first. */
const madeOnce = async (kind: Kind, make: (folder: string) => Promise<void>): Promise<string> => {
  const folder = join(tmpdir(), worldName(kind));
  const lock = `${folder}.lock`;
  for (let round = 0; round < WAIT_ROUNDS && !existsSync(`${folder}/ready`); round += 1) {
    if (await mkdir(lock).then(() => true, () => false)) break;
    await sleep(250);
  }
  if (existsSync(`${folder}/ready`)) return folder;
  await rm(folder, { recursive: true, force: true });
  try {
    await removeOldWorlds();
    await mkdir(folder, { recursive: true });
    await make(folder);
    await writeFile(`${folder}/ready`, '');
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
  return folder;
};

const fill = async (more: readonly string[]): Promise<void> => {
  const service = await startService(more);
  await service.end();
};

/** A place of one's own for a service: its options, and what is to be taken away afterwards. */
export type Place = Readonly<{ folder: string; options: readonly string[]; release: () => Promise<void> }>;

/** A folder with nothing in it. */
export const emptyPlace = async (): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-console-'));
  return { folder, options: placesIn(folder), release: () => rm(folder, { recursive: true, force: true }) };
};

/** A copy of the world. The keys go with the data: a copy whose keys another copy uses finds them erased. */
export const placeWithWorld = async (): Promise<Place> => {
  const made = await madeOnce('world', (folder) => fill(placesIn(folder)));
  const place = await emptyPlace();
  await cp(made, place.folder, { recursive: true });
  return place;
};

/** The same over a PostgreSQL server of its own, whose cluster is copied as well. */
export const serverPlaceWithWorld = async (): Promise<Place> => {
  const place = await emptyPlace();
  // A server that was given has no cluster to copy: there the service fills an empty database, in its own time.
  const isGiven = process.env['FENGCUN_POSTGRES_URL'] !== undefined;
  const made = isGiven ? undefined : await madeOnce('server-world', (folder) =>
    makeCluster(folder, (url) => fill([...placesIn(folder), '--database-url', url])));
  const database = await startServer([], made);
  if (made !== undefined) {
    for (const name of ['data', 'world.key', 'world.keys']) await cp(join(made, name), join(place.folder, name), { recursive: true });
  }
  return {
    folder: place.folder, options: [...place.options, '--database-url', database.url],
    release: async () => {
      await database.stop();
      await place.release();
    },
  };
};
