import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { OrganProcess } from './organ-process.ts';

const PROGRAM = fileURLToPath(new URL('./organ-process.ts', import.meta.url));

/** A running organ. */
export type SpawnedOrgan = Readonly<{
  /** Waits for a line that begins so, the `count`th from now on. */
  says: (beginning: string, count?: number) => Promise<string>;
  /** Ends it as a loss of power would, and waits until it is gone. */
  kill: () => Promise<void>;
}>;

/** Starts an organ as a process of its own and waits until it listens. */
export const spawnOrgan = async (told: OrganProcess): Promise<SpawnedOrgan> => {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, JSON.stringify(told)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const waiting: { beginning: string; left: number; resolve: (line: string) => void }[] = [];
  let said = '';
  child.stderr?.on('data', (data: Buffer) => { said += data.toString(); });
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      for (const one of waiting) {
        if (!line.startsWith(one.beginning)) continue;
        one.left -= 1;
        if (one.left === 0) one.resolve(line);
      }
    });
  }
  const says = (beginning: string, count = 1): Promise<string> => Promise.race([
    new Promise<string>((resolve) => { waiting.push({ beginning, left: count, resolve }); }),
    ended.then(() => { throw new Error(`the organ ended: ${said}`); }),
  ]);
  ended.catch(() => undefined);
  await says('listening');
  return {
    says,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
