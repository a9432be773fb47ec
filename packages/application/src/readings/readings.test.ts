import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { FileReading } from '@fengcun/api';
import type { CivilDate } from '@fengcun/kernel';
import { loadPack } from '@fengcun/policy';
import { decideAllBy } from '../intake/decisions.ts';
import { confirm, itemOfConfirmed, itemsOfConfirmedRows } from './confirmed-items.ts';
import { correctRows } from './corrected-rows.ts';
import { readFileForPerson } from './read-file.ts';
import type { ReadingParts } from './reading-parts.ts';
import { shownTexts } from './show-reading.ts';
import { INVENTED_JUDGMENT } from './testing/invented-judgment.ts';

const TODAY = '2026-11-20' as CivilDate;
const packs = ['cn-juvenile', 'cn-public-order'].map((name) => {
  const loaded = loadPack(readFileSync(new URL(`../../../../policies/in-force/${name}.yaml`, import.meta.url), 'utf8'));
  assert.ok(loaded.ok);
  return loaded.value;
});
const PARTS: ReadingParts = { packs, today: () => TODAY };
const bytes = async function* (text: string): AsyncGenerator<Uint8Array> { yield Buffer.from(text); };
const read = (text: string, kind?: 'csv'): Promise<FileReading> => readFileForPerson(PARTS, bytes(text), kind);
const CONFIRMING = { organ: 'court/990101', by: 'p'.repeat(32), at: '2026-11-20T08:00:00.000Z', decideAll: decideAllBy(packs, TODAY) };
const BIRTH = { field: 'birthDate', person: 0, to: '2007-08-20' } as const;

test('a judgment is shown with its fields, the doubt, and the decision with the words of the law', async () => {
  const { documents: [document], isCut } = await read(INVENTED_JUDGMENT);
  assert.equal(isCut, false);
  const doubted = document?.fields?.filter(({ doubts }) => doubts.length > 0).map(({ field }) => field);
  assert.deepEqual(doubted, ['birthDate']);
  const [decision] = document?.persons?.[0]?.decisions ?? [];
  assert.equal(decision?.outcome, 'needsReview');
  assert.ok(decision?.questions.some(({ field }) => field === 'birthDate'), 'the question leads to the field');
});

test('with the answer the decision is made, and rests on the words of the document', () => {
  const confirmed = confirm({ text: INVENTED_JUDGMENT, answers: [BIRTH], effectiveOn: '2025-03-14' });
  assert.ok(confirmed.ok);
  const item = itemOfConfirmed(INVENTED_JUDGMENT, confirmed.value, CONFIRMING);
  assert.deepEqual(item?.messages.map(({ message }) => message.kind), ['judgmentRecorded', 'judgmentBecameEffective']);
  assert.deepEqual([item?.problems, item?.input, item?.messages[0]?.decisions[0]?.outcome], [[], null, 'mustSeal']);
});

test('what a person wrote is kept with who, when, and what stood there before', () => {
  const confirmed = confirm({ text: INVENTED_JUDGMENT, answers: [BIRTH, { field: 'fineYuan', person: 0, to: '3000' }] });
  assert.ok(confirmed.ok);
  const kept = itemOfConfirmed(INVENTED_JUDGMENT, confirmed.value, CONFIRMING)?.messages[0]?.corrections;
  const { by, at } = CONFIRMING;
  assert.deepEqual(kept, [{ field: 'birthDate', from: '', to: '2007-08-20', by, at }, { field: 'fineYuan', from: '2000', to: '3000', by, at }]);
});

test('what a person corrected is a later version of the same judgment, so that it contradicts no import of it', () => {
  const versions = [[], [BIRTH]].map((answers) => {
    const confirmed = confirm({ text: INVENTED_JUDGMENT, answers });
    assert.ok(confirmed.ok);
    const item = itemOfConfirmed(INVENTED_JUDGMENT, confirmed.value, CONFIRMING);
    return item?.messages.map(({ message: { source } }) => [source.messageId, source.version]);
  });
  const [[id] = []] = versions[0] ?? [];
  assert.deepEqual(versions, [[[id, 1]], [[id, 2]]]);
});

test('a doubt that nobody settled waits as an exception with the text, as an import leaves it', () => {
  const confirmed = confirm({ text: INVENTED_JUDGMENT, answers: [] });
  assert.ok(confirmed.ok);
  const item = itemOfConfirmed(INVENTED_JUDGMENT, confirmed.value, CONFIRMING);
  assert.deepEqual(item?.problems.map(({ details }) => details.map(({ code }) => code)), [['READING_DOUBTFUL', 'BIRTH_DATE_DOUBTFUL']]);
  assert.deepEqual(item?.input, { text: INVENTED_JUDGMENT });
});

const REFUSED: readonly (readonly [string, Parameters<typeof confirm>[0]])[] = [
  ['no judgment', { text: 'hello', answers: [] }],
  ['an answer that is no value', { text: INVENTED_JUDGMENT, answers: [{ ...BIRTH, to: '2007-02-30' }] }],
  ['an effective day that does not exist', { text: INVENTED_JUDGMENT, answers: [], effectiveOn: '2025-02-30' }],
  ['a judgment in force before it was made', { text: INVENTED_JUDGMENT, answers: [], effectiveOn: '2025-03-02' }],
];
for (const [what, body] of REFUSED) test(`refused: ${what}`, () => assert.deepEqual(confirm(body), { ok: false, error: { code: 'BODY_INVALID' } }));

test('a small file that unpacks to more than a person reads is refused, and takes no memory for it', async () => {
  const packed = gzipSync(Buffer.alloc(17 * 1024 * 1024, 0x20));
  assert.ok(packed.length < 64 * 1024);
  const { documents } = await readFileForPerson(PARTS, (async function* () { yield new Uint8Array(packed); })());
  assert.deepEqual(documents.map(({ refusal }) => refusal?.code), ['ARCHIVE_BOMB']);
});

test('rows are shown with what is decided of each, and the same cells are taken', async () => {
  const csv = '编号,记录类型,姓名,出生日期,法院,案号,判决日期,罪名,主刑,刑期,作案日期,生效日期\nR1,有罪判决,虚小禾,2007-08-20,云岭省松江县人民法院,（2025）云9901刑初12号,2025-03-03,盗窃罪,有期徒刑,10,2024-05-11,2025-03-14\n';
  const { documents: [table] } = await read(csv, 'csv');
  assert.deepEqual([table?.kind, table?.rows?.length, table?.outcomes], ['rows', 2, [{ line: 2, outcome: 'mustSeal' }]]);
  const [item] = itemsOfConfirmedRows({ rows: table?.rows ?? [] }, CONFIRMING);
  assert.deepEqual(item?.messages.map(({ message }) => message.kind), ['judgmentRecorded', 'judgmentBecameEffective']);
});

test('bytes that are nothing are refused in one sentence and nothing is thrown', async () => {
  for (const text of ['', '%PDF-1.7 broken', 'PK\u0003\u0004 broken', '\u0000\u0001']) {
    const { documents } = await read(text);
    assert.ok(documents.every(({ kind, refusal }) => kind === 'refused' && (refusal?.code ?? '') !== ''), text);
  }
});

/** A sheet with a title above its heads: the first row is good, the second has no such day and no such charge. */
const SHEET = [
  '虚构区人民法院登记表', '编号,记录类型,判决日期,罪名,姓名,出生日期,法院,案号,主刑,刑期,作案日期,生效日期',
  'T-1,有罪判决,2024-05-11,盗窃罪,虚小禾,2007-08-20,云岭省松江县人民法院,（2024）云9901刑初12号,有期徒刑,10,2024-01-11,2024-05-25',
  'T-2,有罪判决,2024-02-30,窃盗罪,虚小苗,2007-08-21,云岭省松江县人民法院,（2024）云9901刑初13号,有期徒刑,10,2024-01-11,2024-05-25',
].join('\n');
const sheet = async () => {
  const { documents: [shown] } = await read(SHEET, 'csv');
  return { shown, rows: shown?.rows ?? [] };
};
const problemsOf = (outcomes: readonly Readonly<{ line: number; problem?: string; column?: string }>[] = []) =>
  outcomes.flatMap(({ line, problem, column }) => (problem === undefined ? [] : [`${line} ${column} ${problem}`]));

test('a table tells where its heads stand and which cell of which row is wrong', async () => {
  const { shown } = await sheet();
  assert.equal(shown?.headLine, 2);
  assert.deepEqual(shown?.columns, ['记录编号', '记录类型', '决定日期', '罪名', '姓名', '出生日期', '机关', '文书号', '主刑', '执行刑期', '犯罪日期', '生效日期']);
  assert.deepEqual(problemsOf(shown?.outcomes), ['4 决定日期 DATE_IMPOSSIBLE', '4 罪名 CHARGE_UNKNOWN']);
});

/** The good row of the sheet with another charge in it. */
const withCharge = async (charge: string) => {
  const { documents: [shown] } = await read(SHEET.split('\n').slice(0, 3).join('\n').replace('盗窃罪', charge), 'csv');
  const [item] = itemsOfConfirmedRows({ rows: shown?.rows ?? [] }, CONFIRMING);
  const contents = item?.messages.map(({ message: { content } }) => ('charges' in content ? content.charges : undefined)) ?? [];
  return { problems: problemsOf(shown?.outcomes), charges: contents[0], waits: item?.problems.map(({ details }) => details) };
};

test('charges of a table are those of the catalogue, in the page and when they are taken', async () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['盗窃罪', ['盗窃罪']], ['盗窃', ['盗窃罪']], ['盗窃、诈骗', ['盗窃罪', '诈骗罪']], ['偷税罪', ['逃税罪']],
  ];
  for (const [cell, charges] of rows) assert.deepEqual(await withCharge(cell), { problems: [], charges, waits: [] }, cell);
});

test('a charge that the catalogue does not know is told in the page, and waits with its row if it is taken all the same', async () => {
  const { problems, waits } = await withCharge('窃盗罪');
  assert.deepEqual(problems, ['3 罪名 CHARGE_UNKNOWN']);
  assert.deepEqual(waits, [[{ code: 'CHARGE_UNKNOWN', at: '/data/content/charges/0' }]]);
});

test('a cell that a person writes is read again in its row, and kept with who wrote it and what stood there', async () => {
  const { rows } = await sheet();
  const corrections = [{ line: 4, place: 2, to: '2024-02-28' }, { line: 4, place: 3, to: '盗窃罪' }];
  const corrected = correctRows({ rows, corrections });
  assert.ok(corrected !== undefined);
  assert.deepEqual(problemsOf(shownTexts(PARTS, corrected.rows, 1).outcomes), []);
  const { by, at } = CONFIRMING;
  const items = itemsOfConfirmedRows({ rows, corrections }, CONFIRMING);
  assert.deepEqual(items.map(({ messages: [first] }) => first?.corrections), [undefined, [
    { field: 'decidedOn', from: '2024-02-30', to: '2024-02-28', by, at }, { field: 'charges', from: '窃盗罪', to: '盗窃罪', by, at },
  ]]);
});

test('an answer that is wrong again is told again; a head that is corrected is kept with every row', async () => {
  const { rows } = await sheet();
  const again = correctRows({ rows, corrections: [{ line: 4, place: 2, to: '2024-13-01' }] });
  assert.deepEqual(problemsOf(shownTexts(PARTS, again?.rows ?? [], 1).outcomes), ['4 决定日期 DATE_IMPOSSIBLE', '4 罪名 CHARGE_UNKNOWN']);
  const items = itemsOfConfirmedRows({ rows, corrections: [{ line: 2, place: 4, to: '当事人' }] }, CONFIRMING);
  assert.deepEqual(items.map(({ messages: [first] }) => first?.corrections?.map(({ field, from, to }) => [field, from, to])), [
    [['head personName', '姓名', '当事人']], [['head personName', '姓名', '当事人']],
  ]);
});

for (const [name, corrections] of [
  ['of no row', [{ line: 9, place: 0, to: 'x' }]], ['told twice', [{ line: 3, place: 0, to: 'x' }, { line: 3, place: 0, to: 'y' }]],
] as const) {
  test(`a cell ${name} is refused, and nothing is taken`, async () => {
    const { rows } = await sheet();
    assert.equal(correctRows({ rows, corrections }), undefined);
    assert.deepEqual(itemsOfConfirmedRows({ rows, corrections }, CONFIRMING), []);
  });
}

test('a cell beyond the end of its row is filled in there', async () => {
  const { rows } = await sheet();
  const short = rows.map((row) => (row.line === 4 ? { ...row, cells: row.cells.slice(0, 3) } : row));
  assert.deepEqual(correctRows({ rows: short, corrections: [{ line: 4, place: 4, to: '虚小苗' }] })?.rows.at(-1)?.cells, ['T-2', '有罪判决', '2024-02-30', '', '虚小苗']);
});
