import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
/**
 * The embedded database is compiled once and quickly: processes that live for a minute do not earn back what
 * optimising it costs, and there are fifteen of them.
 */
const ENGINE = ['--liftoff-only'] as const;
/** A process that does not end when it is asked to is ended after this time. */
const END_MILLIS = 8000;
/** LIMIT: how long anything of the demonstration may take before it is given up. */
const WAIT_MILLIS = 180_000;

/** Something did not happen in time, or a process failed: what, and where it can be read. */
export class DemoStopped extends Error {
  override readonly name = 'DemoStopped';
}

/** One line a process told about itself, as JSON. */
export type Told = Readonly<Record<string, unknown>>;

/** A process that goes on until it is ended. */
export type Member = Readonly<{
  name: string;
  /** The first line that fits, told before or to come. */
  tells: (what: string, fits: (told: Told) => boolean) => Promise<Told>;
  /** Hears of every line from now on. */
  onTold: (hear: (told: Told) => void) => void;
  /** Asks it to end, and waits; its exit code. */
  end: () => Promise<number | null>;
}>;

/** A command that ended. */
export type Ended = Readonly<{ code: number | null; out: string }>;

/** All processes of a demonstration; none outlives `endAll`. */
export type Household = Readonly<{
  start: (name: string, words: readonly string[]) => Member;
  /** Runs a command to its end; a code other than those expected stops the demonstration. */
  run: (words: readonly string[], codes?: readonly number[]) => Promise<Ended>;
  endAll: () => Promise<void>;
}>;

const toldIn = (line: string): Told | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
};

/** Settles with the work, or stops the demonstration when it takes too long. */
const inTime = async <T>(what: string, work: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new DemoStopped(`${what}: not within ${WAIT_MILLIS / 1000} s`)),
    WAIT_MILLIS);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** Where it is heard that a member ended without having been asked to: nothing that is awaited comes then. */
type Alarm = Readonly<{ broken: Promise<never>; ring: (error: DemoStopped) => void }>;

const newAlarm = (): Alarm => {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  return { broken: promise, ring: reject };
};

type Begun = Readonly<{ child: ChildProcess; log: WriteStream; alarm: Alarm }>;

const memberOf = (name: string, { child, log, alarm }: Begun): Member => {
  const closed = once(child, 'close');
  let isAsked = false;
  closed.then(() => {
    log.end();
    if (!isAsked) alarm.ring(new DemoStopped(`${name} ended by itself (${child.exitCode})`));
  }, () => undefined);
  const lines: Told[] = [];
  const hearers = new Set<(told: Told) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      const told = toldIn(line);
      if (told === undefined) return;
      lines.push(told);
      for (const hear of hearers) hear(told);
    });
  }
  return {
    name, onTold: (hear) => { hearers.add(hear); },
    tells: (what, fits) => {
      const found = lines.find(fits);
      if (found !== undefined) return Promise.resolve(found);
      const heard = new Promise<Told>((resolve) => {
        hearers.add((told) => { if (fits(told)) resolve(told); });
      });
      return inTime(`${name}: ${what}`, Promise.race([heard, alarm.broken]));
    },
    end: async () => {
      isAsked = true;
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), END_MILLIS);
      await closed;
      clearTimeout(timer);
      return child.exitCode;
    },
  };
};

/** Processes of this program in an environment; `logs`: a folder with a file for what each says. */
export const household = (environment: NodeJS.ProcessEnv, logs: string): Household => {
  const children = new Set<ChildProcess>();
  const members: Member[] = [];
  const alarm = newAlarm();
  const spawned = (words: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, [...ENGINE, MAIN, ...words], {
      env: environment, stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    child.once('close', () => children.delete(child));
    return child;
  };
  // Whatever ends this process ends them: also an exit nobody planned.
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL');
  });
  return {
    start: (name, words) => {
      const log = createWriteStream(join(logs, `${name}.log`), { flags: 'a' });
      const member = memberOf(name, { child: spawned(words), log, alarm });
      members.push(member);
      return member;
    },
    run: async (words, codes = [0]) => {
      const child = spawned(words);
      const [out, said]: [string[], string[]] = [[], []];
      child.stdout?.on('data', (data: Buffer) => { out.push(data.toString()); });
      child.stderr?.on('data', (data: Buffer) => { said.push(data.toString()); });
      await inTime(words.slice(0, 2).join(' '), Promise.race([once(child, 'close'), alarm.broken]));
      const code = child.exitCode;
      const told = `${out.join('')}${said.join('')}`;
      await appendFile(join(logs, 'commands.log'), `$ fengcun ${words.join(' ')}\n${told}`);
      if (code !== null && codes.includes(code)) return { code, out: out.join('') };
      const what = `fengcun ${words.slice(0, 2).join(' ')}`;
      throw new DemoStopped(`${what} ended with ${code}: ${said.join('').trim()}`);
    },
    endAll: async () => {
      await Promise.all(members.map(({ end }) => end()));
      for (const child of children) child.kill('SIGKILL');
    },
  };
};
