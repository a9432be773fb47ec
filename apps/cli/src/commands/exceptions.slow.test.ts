import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { UnusableInput } from '../exit.ts';
import type { Terminal } from '../terminal.ts';
import { caseCommand } from './case.ts';
import { exceptions } from './exceptions.ts';
import { importCommand } from './import.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-exceptions-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

const PLACE = ['--data', join(folder, 'data'), '--key-file', join(folder, 'test.key')] as const;
type Ran = Readonly<{ exit: number; out: string; note: string }>;

const run = async (command: typeof exceptions, ...words: readonly string[]): Promise<Ran> => {
  const heard = { out: '', note: '' };
  const terminal: Terminal = {
    language: 'en', colour: false, width: 100, isInteractive: false, elapsedMs: () => 0, today: () => '2026-11-21',
    out: (text) => { heard.out += text; }, note: (text) => { heard.note += text; },
  };
  return { exit: await command([...words, ...PLACE], terminal), ...heard };
};
const ids = async (...words: readonly string[]): Promise<readonly string[]> =>
  (await run(exceptions, 'list', '--json', ...words)).out.trim().split('\n').filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { exceptionId: string }).exceptionId);

test('a row without its number: listed without a name, shown, corrected, and ended once', async () => {
  const file = join(folder, 'rows.csv');
  writeFileSync(file, '记录类型,姓名,法院,决定日期,主刑,执行刑期,罪名\n有罪判决,虚小禾,虚构人民法院,2024-05-06,有期徒刑,8,盗窃罪\n');
  await run(importCommand, file, '--organ', 'A01');
  const list = await run(exceptions, 'list', '--of', 'court/A01');
  assert.match(list.out, /waiting {2}court\/A01 file-import\n {4}CONTENT_MISSING Something that is required is not stated\./);
  assert.ok(!list.out.includes('虚小禾'));
  assert.deepEqual(await ids('--of', 'court/B02'), []);
  const [id = '', other = ''] = await ids();
  assert.match((await run(exceptions, 'show', id)).out, /"personName": "虚小禾"/);
  const wrong = await run(exceptions, 'resolve', id, '--set', '/nowhere/at/all=1');
  assert.deepEqual([wrong.exit, wrong.note.includes('JSON pointer')], [1, true]);
  const done = await run(exceptions, 'resolve', id, '--set', '/documentNumber=（2024）虚0001刑初9号');
  assert.deepEqual([done.exit, /✔ taken {2}[0-9A-Z]{18}/.test(done.out)], [0, true]);
  assert.match((await run(exceptions, 'replay', id)).note, /dealt with already/);
  const twin = await run(exceptions, 'resolve', other, '--set', '/documentNumber=（2024）虚0001刑初9号', '--json');
  assert.equal((JSON.parse(twin.out) as { results: { outcome: string }[] }).results[0]?.outcome, 'duplicate');
  assert.deepEqual([await ids(), (await ids('--state', 'all')).length], [[], 2]);
});

test('a document of which nothing could be read: a person gives its message; giving it up takes two', async () => {
  const file = join(folder, 'page.txt');
  writeFileSync(file, '一张没有写任何案件的纸');
  await run(importCommand, file, '--organ', 'court/A01');
  const [id = ''] = await ids();
  assert.match((await run(exceptions, 'replay', id)).note, /--message FILE/);
  assert.match((await run(exceptions, 'resolve', id, '--dismiss', 'notARecord')).note, /two people/);
  const message = join(folder, 'message.json');
  writeFileSync(message, JSON.stringify({
    specversion: '1.0', id: 'by-hand-1.1', source: 'urn:fengcun:court:A01:by-hand', type: 'cn.fengcun.intake.judgmentRecorded.v1',
    data: {
      source: { organ: { type: 'court', code: 'A01' }, system: 'by-hand', messageId: 'by-hand-1', version: 1 },
      case: { references: [{ type: 'courtCase', number: '（2024）虚0001刑初10号' }] },
      person: { kind: 'person', names: [{ text: '虚大禾', use: 'current' }], documents: [] },
      content: { documentNumber: '（2024）虚0001刑初10号', court: '虚构人民法院', decidedOn: '2024-05-06' },
    },
  }));
  const given = await run(exceptions, 'replay', id, '--message', message);
  assert.deepEqual([given.exit, given.out.includes('✔ taken')], [0, true], given.note);
});

test('a message that names two cases: they are merged by two people, and it is taken', async () => {
  const rows = join(folder, 'two.csv');
  const head = '记录类型,姓名,法院,决定日期,文书号,主刑,执行刑期,罪名\n';
  const line = (name: string, number: number): string => `有罪判决,${name},虚构人民法院,2024-05-06,（2024）虚0001刑初${number}号,有期徒刑,8,盗窃罪\n`;
  writeFileSync(rows, head + line('虚三禾', 91) + line('虚四禾', 92));
  await run(importCommand, rows, '--organ', 'A01');
  const empty = join(folder, 'empty.txt');
  writeFileSync(empty, '又一张没有写任何案件的纸');
  await run(importCommand, empty, '--organ', 'A01');
  const [page = ''] = await ids();
  const message = join(folder, 'both.json');
  writeFileSync(message, JSON.stringify({
    specversion: '1.0', id: 'both.1', source: 'urn:fengcun:court:A01:by-hand', type: 'cn.fengcun.intake.judgmentBecameEffective.v1',
    data: {
      source: { organ: { type: 'court', code: 'A01' }, system: 'by-hand', messageId: 'both', version: 1 },
      case: { references: [91, 92].map((number) => ({ type: 'courtCase', number: `（2024）虚0001刑初${number}号` })) },
      person: { kind: 'person', names: [{ text: '虚三禾', use: 'current' }], documents: [] },
      content: { documentNumber: '（2024）虚0001刑初91号', effectiveOn: '2024-06-01' },
    },
  }));
  assert.equal((await run(exceptions, 'replay', page, '--message', message)).exit, 1);
  const [waits = ''] = await ids();
  await assert.rejects(run(exceptions, 'resolve', waits, '--merge', '--reason', 'sameCase'), /two people/);
  await assert.rejects(run(exceptions, 'resolve', waits, '--merge', '--reason', 'why-not', '--approved-by', 'li'), /one of sameCase/);
  const merged = await run(exceptions, 'resolve', waits, '--merge', '--reason', 'sameCase', '--approved-by', 'li');
  assert.deepEqual([merged.exit, /✔ taken {2}[0-9A-Z]{18}/.test(merged.out)], [0, true], merged.note);
  const told = /✔ taken {2}([0-9A-Z]{18})/.exec(merged.out)?.[1] ?? '';
  const own = await run(caseCommand, 'split', told, '--reason', 'mergedInError', '--approved-by', 'li');
  assert.deepEqual([own.exit, /was not merged/.test(own.note)], [1, true], 'it is the one that stays');
});

test('one version told in two ways: shown with what differs, chosen by two with a reason, once', async () => {
  const pages = [1, 2].map((n) => join(folder, `page-${n}.txt`));
  for (const [n, file] of pages.entries()) writeFileSync(file, `第${n}张没有写任何案件的纸`);
  await run(importCommand, ...pages, '--organ', 'A01');
  for (const fineYuan of [500, 600]) {
    const [page = ''] = await ids();
    const message = join(folder, `fine-${fineYuan}.json`);
    writeFileSync(message, JSON.stringify({
      specversion: '1.0', id: 'fine.1', source: 'urn:fengcun:court:A01:by-hand', type: 'cn.fengcun.intake.judgmentRecorded.v1',
      data: {
        source: { organ: { type: 'court', code: 'A01' }, system: 'by-hand', messageId: 'fine', version: 1 },
        case: { references: [{ type: 'courtCase', number: '（2024）虚0001刑初77号' }] },
        person: { kind: 'person', names: [{ text: '虚五禾', use: 'current' }], documents: [] },
        content: { documentNumber: '（2024）虚0001刑初77号', court: '虚构人民法院', decidedOn: '2024-05-06', sentence: { penalty: 'fineOnly', fineYuan } },
      },
    }));
    const given = await run(exceptions, 'replay', page, '--message', message);
    assert.equal(given.exit, 0, given.out + given.note);
  }
  const [id = ''] = await ids();
  const shown = await run(exceptions, 'show', id);
  const versions = [...shown.out.matchAll(/^version ([0-9a-f]{64}) .*\n {4}(.*)$/gm)];
  assert.deepEqual(versions.map(([, , differs]) => differs), ['/data/content/sentence/fineYuan = 500', '/data/content/sentence/fineYuan = 600']);
  const chosen = versions[1]?.[1] ?? '';
  const choose = ['resolve', id, '--choose', chosen, '--reason', 'confirmedByOrgan'] as const;
  assert.match((await run(exceptions, 'replay', id)).note, /--choose/);
  assert.match((await run(exceptions, ...choose)).note, /two people/);
  assert.match((await run(exceptions, 'resolve', id, '--choose', 'f'.repeat(64), '--reason', 'asInDocument', '--approved-by', 'li')).note, /No such version/);
  const done = await run(exceptions, ...choose, '--approved-by', 'li');
  assert.deepEqual([done.exit, await ids()], [0, []], done.note);
  assert.match((await run(exceptions, 'show', id)).out, new RegExp(`version ${chosen} .* stands\n`));
  assert.match((await run(exceptions, ...choose, '--approved-by', 'li')).note, /dealt with already/);
});

test('what cannot be meant is one sentence, and nothing is opened', async () => {
  const rows: readonly (readonly [readonly string[], RegExp])[] = [
    [['forget'], /there are list, show, resolve, replay/], [['show', 'x'], /name one exception by its id/],
    [['resolve', '01900000-0000-7000-8000-000000000001'], /say what resolves it/],
    [['resolve', '01900000-0000-7000-8000-000000000001', '--set', 'a=b'], /write POINTER=VALUE/],
    [['resolve', '01900000-0000-7000-8000-000000000001', '--dismiss', 'bored'], /one of notARecord/],
    [['resolve', '01900000-0000-7000-8000-000000000001', '--case-code', '8H3K'], /18 characters/],
    [['resolve', '01900000-0000-7000-8000-000000000001', '--message', '/nowhere.json'], /no file/],
    [['resolve', '01900000-0000-7000-8000-000000000001', '--choose', 'a'.repeat(63), '--reason', 'asInDocument'], /id of a version/],
    [['resolve', '01900000-0000-7000-8000-000000000001', '--choose', 'a'.repeat(64), '--reason', 'bored'], /one of asInDocument/],
    [['resolve', '01900000-0000-7000-8000-000000000001', '--choose', 'a'.repeat(64), '--set', '/a=1'], /leave the other options out/],
    [['list', '--state', 'lost'], /one of waiting/], [['list', '--limit', '0'], /from 1 to 1000/],
  ];
  for (const [words, sentence] of rows) {
    await assert.rejects(run(exceptions, ...words), (error) => error instanceof UnusableInput && sentence.test(error.message), words.join(' '));
  }
});
