import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { formatCaseCode, makeCaseCode } from '@fengcun/registry';
import { caseCommand } from '../commands/case.ts';
import { UnusableInput } from '../exit.ts';
import type { Terminal } from '../terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-code-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const CODE = makeCaseCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));

const run = async (...words: readonly string[]): Promise<string> => {
  let out = '';
  const terminal: Terminal = {
    language: 'en', colour: false, width: 100, isInteractive: false, elapsedMs: () => 0, today: () => '2026-11-21',
    out: (text) => { out += text; }, note: () => undefined,
  };
  assert.equal(await caseCommand(['code', ...words], terminal), 0);
  return out;
};

test('a code in any writing is printed as on paper, with its symbol on the terminal or in a file', async () => {
  const printed = formatCaseCode(CODE);
  assert.equal(await run(CODE), `${printed}\n`);
  assert.equal(await run(printed.toLowerCase().replaceAll('-', ' ')), `${printed}\n`);
  assert.deepEqual(JSON.parse(await run(CODE, '--json')), { code: CODE, printed });
  const lines = (await run(CODE, '--qr', 'terminal')).trimEnd().split('\n');
  assert.deepEqual([lines.length, new Set(lines.slice(1).map((line) => line.length)).size], [1 + 17, 1]);
  const [svg, png] = [join(folder, 'label.svg'), join(folder, 'label.png')];
  await run(CODE, '--qr', svg);
  await run(CODE, '--qr', png);
  assert.ok(readFileSync(svg, 'utf8').includes(`>${printed}</text>`));
  assert.equal(readFileSync(png).subarray(1, 4).toString(), 'PNG');
});

test('a mistyped code is refused in a sentence that says what is wrong, and repeats nothing', async () => {
  const swapped = CODE.slice(0, 3) + CODE[4] + CODE[3] + CODE.slice(5);
  const rows: readonly (readonly [readonly string[], RegExp])[] = [
    [[swapped], /one character is wrong or two are swapped/], [[CODE.slice(1)], /does not have 18 characters/],
    [[CODE, '--qr', join(folder, 'label.pdf')], /\.svg or \.png/], [[], /give one code/], [[CODE, CODE], /give one code/],
  ];
  for (const [words, sentence] of rows) {
    await assert.rejects(run(...words), (error) => error instanceof UnusableInput && sentence.test(error.message) && !error.message.includes(swapped));
  }
});
