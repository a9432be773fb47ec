import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ok } from '@fengcun/kernel';
import { fsck } from '../commands/fsck.ts';
import { importCommand } from '../commands/import.ts';
import { keys } from '../commands/keys.ts';
import { UnusableInput } from '../exit.ts';
import { openData } from '../open-data.ts';
import { parseOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fengcun-cli-keys-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const PLACE = ['--data', join(folder, 'data'), '--key-file', join(folder, 'keys', 'own.key')] as const;

const heard = { out: '' };
const terminal: Terminal = {
  language: 'en', colour: false, width: 100, isInteractive: false, elapsedMs: () => 0, today: () => '2026-11-21',
  out: (text) => { heard.out += text; }, note: () => undefined,
};
type Answer = Readonly<{ exit: number; lines: readonly Readonly<Record<string, unknown>>[] }>;
const run = async (...words: readonly string[]): Promise<Answer> => {
  heard.out = '';
  const exit = await keys([...words, ...PLACE, '--json'], terminal);
  return { exit, lines: heard.out.trim().split('\n').map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>) };
};

const someSubject = async (): Promise<string> => {
  const given = parseOptions([...PLACE], { data: { type: 'string' }, 'key-file': { type: 'string' } });
  const deployment = await openData(given);
  const read = await deployment.database.audit(async ({ select }) =>
    ok(await select<Readonly<{ id: string }>>('select subject_id as "id" from open.subject order by 1 limit 1', [])));
  await deployment.close();
  return read.ok ? (read.value[0]?.id ?? '') : '';
};

test('keys are looked at, rotated and moved to another suite; a person is deleted by two people and a code; fsck is green', async () => {
  assert.equal(await importCommand([`${EXAMPLES}documents`, ...PLACE, '--json'], terminal), 0);
  const first = await run('status');
  assert.equal(first.exit, 0);
  const rotated = await run('rotate', '--batch', '7');
  assert.deepEqual(rotated.lines.map(({ tree, outcome, rejected }) => [tree, outcome, rejected]), [['open', 'destroyed', 0], ['sealed', 'destroyed', 0]]);
  const moved = await run('migrate-suite', '--to', 'sm', '--tree', 'open');
  assert.ok(Number(moved.lines[0]?.['resealed']) > 50 && moved.lines[0]?.['unreadable'] === 0);
  const subject = await someSubject();
  const erase = ['erase', subject, '--ground', 'retentionEnded'] as const;
  const asked = await run(...erase, '--account', 'archive');
  assert.equal(asked.exit, 1);
  const code = String(asked.lines[0]?.['code']);
  const same = await run(...erase, '--account', 'archive', '--requested-by', 'archive', '--confirm', code);
  assert.deepEqual([same.exit, same.lines[0]?.['refused']], [1, 'FOUR_EYES']);
  await assert.rejects(run(...erase, '--account', 'court', '--requested-by', 'archive', '--confirm', '00000000'), UnusableInput);
  const erased = await run(...erase, '--account', 'court', '--requested-by', 'archive', '--confirm', code);
  assert.deepEqual([erased.exit, erased.lines[0]?.['areKeysErased']], [0, true]);
  const again = await run(...erase, '--account', 'archive');
  assert.deepEqual([again.exit, again.lines[0]?.['refused']], [1, 'SUBJECT_UNKNOWN']);
  assert.deepEqual((await run('settle', '--clean')).lines, [{ erased: 0, isCleaned: true }]);
  assert.equal((await run('status')).exit, 0);
  heard.out = '';
  assert.equal(await fsck(['--data', PLACE[1]], terminal), 0, heard.out);
});

test('what is not a person, a ground, a tree or a suite is refused in one sentence, and nothing is opened', async () => {
  for (const words of [['erase', '张某某', '--ground', 'retentionEnded'], ['erase', '0199f0a0-1111-7abc-8def-0123456789ab', '--ground', 'x'],
    ['rotate', '--tree', 'both'], ['migrate-suite', '--to', 'des'], ['rotate', '--batch', '0'], ['melt']]) {
    await assert.rejects(keys([...words, ...PLACE], terminal), UnusableInput, words.join(' '));
  }
});
