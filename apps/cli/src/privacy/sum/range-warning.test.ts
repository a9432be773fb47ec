import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { UnusableInput } from '../../exit.ts';
import type { Terminal } from '../../terminal.ts';
import { rangeWarnings, warnOfRange } from './range-warning.ts';

const sumOf = (counts: readonly number[], product = 'T1') => ({ product, counts, variance: 6 });

// Slack: 6 standard deviations of two noises (20.8) and the factor, 24.8 together.
const CASES: readonly (readonly [string, number, number, boolean])[] = [
  ['four times the last one and the noise', 424, 100, false], ['one more', 425, 100, true],
  ['a quarter of the last one less the noise', 76, 400, false], ['one less', 75, 400, true],
  ['small cells, by noise alone', 20, 0, false], ['nothing before and many now', 60, 0, true],
];
for (const [what, now, before, isTold] of CASES) {
  test(`${what} (${before}, then ${now}): ${isTold ? 'told to the auditor' : 'not told'}`, () =>
    assert.equal(rangeWarnings(sumOf([7, now]), sumOf([7, before]), 4).length, Number(isTold)));
}

test('the warning names the cell and goes to the auditor; sums of two products are not compared', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'range-'));
  const at = (name: string): string => join(folder, name);
  await writeFile(at('now'), JSON.stringify(sumOf([10, 9000])));
  await writeFile(at('before'), JSON.stringify(sumOf([10, 12])));
  await writeFile(at('other'), JSON.stringify(sumOf([10, 12], 'T2')));
  let note = '';
  const terminal: Terminal = { language: 'en', colour: false, width: 100, isInteractive: false, out: () => undefined,
    note: (text) => { note += text; }, elapsedMs: () => 0, today: () => '2026-11-22' };
  const look = (before?: string) =>
    warnOfRange({ values: { in: at('now'), ...(before === undefined ? {} : { before: at(before) }) }, words: [] }, terminal);
  await look();
  assert.equal(note, '');
  await look('before');
  assert.match(note, /^fengcun: CELL_UNLIKELY 1: 9000, 12 /);
  await assert.rejects(look('other'), UnusableInput);
  await rm(folder, { recursive: true });
});
