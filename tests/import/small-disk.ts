import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { inventedRows } from './invented-rows.ts';
import { runCommand } from './running-import.ts';

/** Folder of one test file; a server runs as another user, who must be able to pass through. */
export const folder = mkdtempSync(join(tmpdir(), 'fengcun-full-'));
chmodSync(folder, 0o755);
const mounted: string[] = [];
after(() => {
  for (const path of mounted) execFileSync('umount', ['-l', path]);
  rmSync(folder, { recursive: true, force: true });
});

/** A file system in memory of a size; undefined where this user may not mount one. */
export const smallDisk = (name: string, megabytes: number): string | undefined => {
  const path = join(folder, name);
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=1777`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  mounted.push(path);
  return path;
};
/** Why a test on a small disk is skipped. */
export const SKIPPED = 'this user may not mount a small file system';

const ROWS = 600;
const file = join(folder, 'rows.csv');
writeFileSync(file, inventedRows(ROWS));
/** A file with one row, whose import makes the database. */
export const ONE = join(folder, 'one.csv');
writeFileSync(ONE, inventedRows(1));

/** A registry on a small disk. */
export type Place = Readonly<{ disk: string; words: readonly string[]; keyed: readonly string[] }>;

/** Fills what is left but `megabytes`, imports until the disk is full, makes room, and goes on. */
export const fillUp = async (t: TestContext, { disk, words, keyed }: Place, megabytes: readonly number[]): Promise<void> => {
  let full = 0;
  for (const left of megabytes) {
    const { bavail, bsize } = statfsSync(disk);
    const filler = join(disk, 'filler');
    const bytes = Math.max(0, bavail * bsize - left * 1024 * 1024);
    writeFileSync(filler, Buffer.alloc(bytes, 1));
    const ended = await runCommand(['import', file, ...keyed, '--json']);
    if (ended.code !== 0) {
      full += 1;
      assert.ok(!/虚构/.test(ended.said + ended.out), 'nobody is named when a disk is full');
    }
    rmSync(filler);
    const checked = await runCommand(['fsck', ...words, '--json']);
    assert.equal(checked.code, 0, `${left} MB left: ${checked.out}${checked.said}`);
  }
  const last = await runCommand(['import', file, ...keyed, '--json']);
  assert.equal(last.code, 0, last.said);
  const { taken, repeated } = JSON.parse(last.out) as { taken: number; repeated: number };
  assert.equal(taken + repeated, ROWS);
  assert.equal((await runCommand(['fsck', ...words])).code, 0);
  t.diagnostic(`measured ${full} imports that met a full disk, ${repeated} of ${ROWS} rows taken before room was made, 0 bad states`);
  assert.ok(full >= 1, 'a disk was full');
};
