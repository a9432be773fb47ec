import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = resolve(ROOT, 'apps/cli/src/main.ts');
const NODE = resolve(ROOT, 'node_modules/.bin/node');

/** How a command ended. */
export type Ended = Readonly<{ code: number | null; signal: string | null; out: string; said: string; millis: number }>;

/** When a process is ended with kill -9: once `progress` has reached `target`, and `delayMillis` later. */
export type Kill = Readonly<{ progress: () => Promise<number>; target: number; delayMillis: number }>;

const killOnce = async (child: ChildProcess, { progress, target, delayMillis }: Kill): Promise<void> => {
  while (child.exitCode === null && (await progress()) < target) await new Promise((resolve_) => { setTimeout(resolve_, 3); });
  await new Promise((resolve_) => { setTimeout(resolve_, delayMillis); });
  child.kill('SIGKILL');
};

/** Runs a command to its end, or to the moment it is killed. */
export const runCommand = async (words: readonly string[], kill?: Kill): Promise<Ended> => {
  const startedAt = performance.now();
  const child: ChildProcess = spawn(NODE, [MAIN, ...words], { cwd: ROOT, env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '' } });
  let [out, said] = ['', ''];
  child.stdout?.on('data', (data: Buffer) => { out += data.toString(); });
  child.stderr?.on('data', (data: Buffer) => { said += data.toString(); });
  const closed = once(child, 'close');
  if (kill !== undefined) await killOnce(child, kill);
  await closed;
  return { code: child.exitCode, signal: child.signalCode, out, said, millis: performance.now() - startedAt };
};
