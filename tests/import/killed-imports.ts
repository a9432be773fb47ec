import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { inventedRows, seeded } from './invented-rows.ts';
import { runCommand } from './running-import.ts';

/** More than one batch, so that a kill falls between commits as well. */
const ROWS = 800;
const SEED = 20261121;

/** What is killed: an import at a place, at targets of its progress. */
export type Killed = Readonly<{
  folder: string; name: string; url?: string;
  /** Grows as the import commits; asked while it runs. Without it, the time an undisturbed import takes is the measure. */
  progress?: () => Promise<number>;
  /** Further and further into the file: progress beyond what it is before a run, or parts of that time. */
  steps: readonly number[];
}>;

/** Milliseconds of the same import where nobody kills it. */
const timeOfWhole = async ({ folder, file, name, hasProgress }: Readonly<{ folder: string; file: string; name: string; hasProgress: boolean }>): Promise<number> => {
  if (hasProgress) return 0;
  const whole = join(folder, `${name}-whole`);
  const ended = await runCommand(['import', file, '--data', whole, '--key-file', join(folder, `${name}-whole.key`), '--json']);
  assert.equal(ended.code, 0, ended.said);
  return ended.millis;
};

/**
 * A real import, killed with kill -9 whenever it has come a step further, a seeded moment later. After each kill
 * fsck finds nothing wrong; in the end the same file is taken whole, each row once.
 */
export const killedImports = async (t: TestContext, { folder, name, url, progress: committed, steps }: Killed): Promise<void> => {
  const [file, one] = [join(folder, `${name}.csv`), join(folder, `${name}-one.csv`)];
  writeFileSync(file, inventedRows(ROWS));
  writeFileSync(one, inventedRows(1));
  const place = [...(url === undefined ? [] : ['--database-url', url]), '--data', join(folder, name)];
  const keyed = [...place, '--key-file', join(folder, `${name}.key`)];
  const random = seeded(SEED);
  const first = await runCommand(['import', one, ...keyed, '--json']);
  assert.equal(first.code, 0, first.said);
  const clock = await timeOfWhole({ folder, file, name, hasProgress: committed !== undefined });
  let kills = 0;
  for (const step of steps) {
    const startedAt = performance.now();
    const progress = committed ?? (async (): Promise<number> => performance.now() - startedAt);
    const target = committed === undefined ? clock * step : (await committed()) + step;
    const kill = { progress, target, delayMillis: Math.floor(random() * (committed === undefined ? 200 : 20)) };
    const ended = await runCommand(['import', file, ...keyed, '--json'], kill);
    if (ended.signal === 'SIGKILL') kills += 1;
    const checked = await runCommand(['fsck', ...place, '--json']);
    assert.equal(checked.code, 0, `${JSON.stringify({ step, delay: kill.delayMillis })}: ${checked.out}${checked.said}`);
  }
  const last = await runCommand(['import', file, ...keyed, '--json']);
  const { taken, repeated, exceptions } = JSON.parse(last.out) as { taken: number; repeated: number; exceptions: readonly unknown[] };
  assert.deepEqual([taken + repeated, exceptions.length], [ROWS, 0], last.out.slice(0, 500));
  assert.equal((await runCommand(['fsck', ...place])).code, 0);
  // How many fall into the run is a matter of the machine; the first always does.
  assert.ok(kills >= 1, `${kills} kills`);
  t.diagnostic(`measured ${kills} kills of a real import, seed ${SEED}; killed ones had taken ${repeated} of ${ROWS} rows; 0 bad states`);
};
