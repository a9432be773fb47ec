import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type Deployment, openDeployment, pooledRandom, sentenceOf, settleLedgers,
} from '@fengcun/application';
import { Fault } from '@fengcun/kernel';
import { UnusableInput } from './exit.ts';
import { type Arguments, textOption } from './options.ts';
import { programClock } from './program-clock.ts';
import type { Terminal } from './terminal.ts';

/** Options of every command that opens the data: where it is, and where its keys are. */
export const DATA_OPTIONS = {
  data: { type: 'string' }, 'database-url': { type: 'string' }, 'key-file': { type: 'string' },
} as const;

/** Where key files are kept when none is named: never in the data directory. */
export const keyFolder = (): string =>
  join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'fengcun');

/** Faults a person can mend by another option or by putting a file back; anything else is one of ours. */
const MENDABLE: ReadonlySet<string> = new Set([
  'DATA_DIRECTORY_IN_USE', 'DATA_DIRECTORY_UNUSABLE', 'DATABASE_UNREACHABLE', 'DATABASE_TOO_OLD',
  'DATABASE_ENCODING', 'DATABASE_READ_ONLY', 'KEY_FILE_MISSING', 'KEY_FILE_IN_DATA_DIRECTORY',
  'KEY_FILE_EXPOSED', 'KEY_FILE_LOCKED', 'KEY_FILE_SECRET', 'KEY_FILE_BROKEN', 'KEY_FILE_UNREADABLE',
  'DEMO_WORLD_UNFINISHED',
]);

/** What a person can mend as unusable input with its sentence; anything else as it is. */
export const asMendable = (error: unknown): unknown =>
  (error instanceof Fault && MENDABLE.has(error.code) ? new UnusableInput(error.message) : error);

/** The data directory named by the options; on a server it holds the files of the ledger. */
export const dataFolder = (given: Arguments): string => resolve(textOption(given, 'data') ?? 'data');

/** The key file of a deployment: the one that is named, or its own where key files are kept. */
export const keyFileOf = (given: Arguments, deployment: string): string => {
  const named = textOption(given, 'key-file');
  return named === undefined ? join(keyFolder(), `${deployment}.key`) : resolve(named);
};

/** Opens data and keys named by the options, `./data` by default. @throws UnusableInput with what to mend */
export const openData = async (given: Arguments): Promise<Deployment> => {
  const dataDirectory = dataFolder(given);
  const url = textOption(given, 'database-url');
  const path = textOption(given, 'key-file');
  try {
    return await openDeployment({
      database: url === undefined
        ? { kind: 'embedded', dataDirectory } : { kind: 'server', url, dataDirectory },
      keys: {
        type: 'file', defaultFolder: keyFolder(), ...(path === undefined ? {} : { path: resolve(path) }),
      },
      clock: programClock(),
      random: pooledRandom((length) => randomBytes(length)),
    });
  } catch (error) {
    throw asMendable(error);
  }
};

/** Puts the entries of what a command did into the signed log; where that cannot be now, they wait. */
export const settleLog = async (
  deployment: Deployment, given: Arguments, terminal: Terminal,
): Promise<void> => {
  // The lock of the data directory excludes others; on a server each process has a name of its own.
  const holder = textOption(given, 'database-url') === undefined ? 'embedded' : `command-${process.pid}`;
  const logs = { dataDirectory: dataFolder(given), holder };
  for (const { logId, result } of await settleLedgers(deployment, logs)) {
    if (!result.ok) terminal.note(`${logId}: ${sentenceOf(result.error)}\n`);
  }
};

/**
 * Runs an act of a command on the data and signs what it did into the log; the data is closed whatever
 * happens. @throws UnusableInput as `openData`
 */
export const onData = async <T>(
  given: Arguments, terminal: Terminal, work: (deployment: Deployment) => Promise<T>,
): Promise<T> => {
  const deployment = await openData(given);
  try {
    const done = await work(deployment);
    await settleLog(deployment, given, terminal);
    return done;
  } finally {
    await deployment.close();
  }
};
