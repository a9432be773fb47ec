import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = resolve(ROOT, 'apps/cli/src/main.ts');
const NODE = resolve(ROOT, 'node_modules/.bin/node');

/** Environment of a process under test. */
const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', ...more });

/** A command that ended. */
export type Ended = Readonly<{ code: number | null; out: string; said: string }>;

/** Runs a command to its end. */
export const command = async (words: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Ended> => {
  const child = spawn(NODE, [MAIN, ...words], { cwd: ROOT, env: environment(more) });
  const [out, said]: [string[], string[]] = [[], []];
  child.stdout.on('data', (data: Buffer) => { out.push(data.toString()); });
  child.stderr.on('data', (data: Buffer) => { said.push(data.toString()); });
  await once(child, 'close');
  return { code: child.exitCode, out: out.join(''), said: said.join('') };
};

/** A running node. */
export type RunningNode = Readonly<{
  url: string;
  /** Waits for a line on stderr that holds this, from now on. */
  says: (part: string) => Promise<string>;
  said: () => string;
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}>;

/** Starts `fengcun node` and waits until it listens, or fails with what it said. */
export const startNode = async (words: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<RunningNode> => {
  const child: ChildProcess = spawn(NODE, [MAIN, 'node', ...words], { cwd: ROOT, env: environment(more), stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  const lines: string[] = [];
  const hearers = new Set<(line: string) => void>();
  const hear = (line: string): void => {
    lines.push(line);
    for (const one of hearers) one(line);
  };
  if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', hear);
  if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', hear);
  const says = (part: string): Promise<string> => Promise.race([
    new Promise<string>((heard) => { hearers.add((line) => { if (line.includes(part)) heard(line); }); }),
    closed.then(() => { throw new Error(`the node ended with ${child.exitCode}: ${lines.join('\n')}`); }),
  ]);
  const listening = await says('listening on');
  closed.catch(() => undefined);
  return {
    url: /http:\S+/.exec(listening)?.[0] ?? '', said: () => lines.join('\n'),
    says: (part) => {
      const heard = says(part);
      heard.catch(() => undefined);
      return heard;
    },
    end: async (signal) => {
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
  };
};
