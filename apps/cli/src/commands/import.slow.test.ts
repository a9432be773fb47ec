import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { UnusableInput } from '../exit.ts';
import type { Terminal } from '../terminal.ts';
import { importCommand } from './import.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fengcun-import-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

type Heard = { out: string; note: string };

const terminal = (heard: Heard): Terminal => ({
  language: 'en', colour: false, width: 100, isInteractive: false, elapsedMs: () => 0, today: () => '2026-11-21',
  out: (text) => { heard.out += text; }, note: (text) => { heard.note += text; },
});

const run = async (...words: readonly string[]): Promise<Readonly<{ exit: number; out: string }>> => {
  const heard: Heard = { out: '', note: '' };
  return { exit: await importCommand(words, terminal(heard)), out: heard.out };
};

const data = join(folder, 'data');
const keyFile = join(folder, 'keys', 'test.key');
const PLACE = ['--data', data, '--key-file', keyFile] as const;

const bytesUnder = (path: string): readonly Buffer[] =>
  readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));

test('the examples are taken in with their exceptions, and the second run repeats all of them', async () => {
  const first = await run(`${EXAMPLES}documents`, `${EXAMPLES}rows`, ...PLACE, '--json');
  const tally = JSON.parse(first.out);
  assert.equal(first.exit, 0, 'exceptions are listed and wait: nothing is lost');
  assert.ok(tally.taken >= 80, `taken ${tally.taken}`);
  assert.equal(tally.repeated, 0);
  for (const name of ['21-born-on-leap-day', '36-appeal-adult-changed', '46-title-contradicts', '51-blank-form', '55-broken-pdf']) {
    assert.ok(tally.exceptions.some(({ place }: { place: string }) => place.includes(name)), name);
  }
  const second = await run(`${EXAMPLES}documents`, `${EXAMPLES}rows`, ...PLACE, '--json');
  assert.deepEqual(JSON.parse(second.out), { taken: 0, repeated: tally.taken + tally.exceptions.length, exceptions: [] });
  assert.equal(second.exit, 0);
});

test('with --strict a script is told that something waits', async () => {
  const place = ['--data', join(folder, 'strict'), '--key-file', join(folder, 'keys', 'strict.key')] as const;
  assert.equal((await run(`${EXAMPLES}rows/public-order.csv`, ...place, '--strict')).exit, 1);
});

test('charges of a table are read by the catalogue: a replaced name is taken as the one of today, an unknown one waits with its row', async () => {
  const place = ['--data', join(folder, 'charges'), '--key-file', join(folder, 'keys', 'charges.key')] as const;
  const file = join(folder, 'charges.csv');
  const line = (number: number, charge: string): string => `有罪判决,虚小禾,2001-08-20,虚构人民法院,（2024）虚0001刑初${number}号,2024-05-06,有期徒刑,8,${charge}`;
  const rows = [line(1, '偷税罪'), line(2, '盗窃、诈骗'), line(3, '窃盗罪')];
  writeFileSync(file, `记录类型,姓名,出生日期,法院,文书号,决定日期,主刑,执行刑期,罪名\n${rows.join('\n')}\n`);
  const tally = JSON.parse((await run(file, ...place, '--json')).out) as { taken: number; exceptions: { place: string; details: { code: string }[] }[] };
  assert.deepEqual([tally.taken, tally.exceptions.length], [2, 1]);
  assert.ok(JSON.stringify(tally.exceptions).includes('CHARGE_UNKNOWN'), JSON.stringify(tally.exceptions));
  const again = JSON.parse((await run(file, ...place, '--json')).out) as unknown;
  assert.deepEqual(again, { taken: 0, repeated: 3, exceptions: [] });
});

test('the key file is private, and no name of the examples is in any file of the data directory', () => {
  assert.equal(statSync(keyFile).mode & 0o777, 0o600);
  const names = ['闻小舟', '骆北', '侯三有', '费长生', '松岚市星槎商贸有限公司', '盗窃罪'].map((name) => Buffer.from(name));
  const files = bytesUnder(data);
  assert.ok(files.length > 100, 'the database is there');
  for (const name of names) assert.ok(!files.some((bytes) => bytes.includes(name)), name.toString());
});

test('lost keys are never replaced by fresh ones', async () => {
  const other = join(folder, 'keys', 'other.key');
  await assert.rejects(run(`${EXAMPLES}rows`, '--data', data, '--key-file', other), UnusableInput);
  assert.ok(!existsSync(other));
});

test('a key file inside the data directory is refused before it is written', async () => {
  const inside = join(folder, 'second', 'inside.key');
  await assert.rejects(run(`${EXAMPLES}rows`, '--data', join(folder, 'second'), '--key-file', inside), UnusableInput);
  assert.ok(!existsSync(inside));
});

test('nothing to import, an unknown file and a wrong organ are refused with a sentence', async () => {
  for (const words of [[], ['nowhere.txt'], [`${EXAMPLES}rows`, '--organ', '?']]) {
    await assert.rejects(run(...words, ...PLACE), UnusableInput);
  }
});
