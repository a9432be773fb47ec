import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { benchOf } from '../testing/contract/bench.ts';
import { household, NOW } from '../testing/invented.ts';
import { openDatabase } from './open-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-crash-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const WRITER = fileURLToPath(new URL('../testing/acknowledging-writer.ts', import.meta.url));

/** Lets a process write until it has acknowledged `count` acts, kills it, and gives the last number it said. */
const writeAndKill = async (seed: string, count: number): Promise<number> => {
  const child = spawn(process.execPath, [WRITER, folder, seed], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > count) resolve();
    });
    child.once('exit', () => resolve());
  });
  child.kill('SIGKILL');
  await new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(undefined)));
  return said.trimEnd().split('\n').length - 1;
};

// The guarantee of the embedded engine: a crash of the process. A loss of power is another matter; it does not sync.
for (const [round, count] of [5, 23, 61, 140].entries()) {
  test(`killed after ${count} acknowledged acts: every one is there, whole, and none beyond the next`, async () => {
    const seed = `round ${round}`;
    const last = await writeAndKill(seed, count);
    assert.ok(last >= count - 1);
    const database = await openDatabase({ kind: 'embedded', dataDirectory: folder, now: () => NOW });
    const { write } = benchOf(database, `${seed}/check`);
    const states = await write(async ({ open }) => {
      const found: string[] = [];
      for (let number = 0; number <= last + 3; number += 1) {
        const { subject, events } = household(`${seed}/${number}`);
        const [row, stream] = [await open.subjects.find(subject.subjectId), await open.events.load(events.streamId)];
        found.push(row !== undefined && stream.length === 1 ? 'whole' : row === undefined && stream.length === 0 ? 'absent' : 'torn');
      }
      return found;
    });
    await database.close();
    assert.ok(states.slice(0, last + 1).every((state) => state === 'whole'), 'acknowledged acts are there');
    assert.ok(!states.includes('torn'), 'no act is half there');
    assert.ok(states.slice(last + 2).every((state) => state === 'absent'), 'at most one act was committed and not yet acknowledged');
  });
}
