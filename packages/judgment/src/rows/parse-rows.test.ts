import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { civil, mod112Character } from '@fengcun/kernel';
import { type Cell, type Table, tableRow } from '../documents/table.ts';
import type { RecordKind } from './business-record.ts';
import { COLUMNS } from './columns.ts';
import { parseRows, type RowOptions } from './parse-rows.ts';
import { businessRowsPage } from './schema-page.ts';
import { anyText } from '../../../kernel/src/testing/any-text.ts';

const table = (...lines: readonly (readonly Cell[])[]): Table =>
  ({ name: '台账.xlsx', rows: lines.flatMap((cells, index) => tableRow(index + 1, cells)) });

const one = (columns: Readonly<Record<string, Cell>>, options: RowOptions = { kind: 'conviction' }) => {
  const names = ['编号', '记录类型', ...Object.keys(columns)];
  const read = parseRows(table(names, ['J1', '', ...Object.values(columns)]), options);
  return { facts: read.records[0]?.facts, record: read.records[0], codes: read.problems.map(({ code }) => code) };
};

const withCheck = (digits: string): string => digits + mod112Character(digits);

test('a row of every kind becomes the facts of its kind', () => {
  const head = [
    '记录类型', '姓名', '决定日期', '罪名', '执行刑期', '是否缓刑', '缓刑考验期', '不起诉类型', '无罪理由', '处罚种类',
  ];
  const rows: readonly (readonly Cell[])[] = [
    ['有罪判决', '林海潮', '2024年5月11日', '盗窃罪、诈骗罪', '有期徒刑一年六个月', '是', '二年', '', '', ''],
    ['不起诉决定', '周小满', '2024/5/12', '', '', '', '', '附条件不起诉考验期满', '', ''],
    ['治安管理处罚决定', '何田', '20260105', '', '', '', '', '', '', '行政拘留十日，并处罚款500元'],
    ['无罪判决', '高远', '2024-05-13', '故意伤害罪', '无', '', '', '', '证据不足', ''],
    ['取保候审', '苏晴', '2024.5.14', '', '', '', '', '', '', ''],
    ['社会调查', '苏晴', 45_427, '', '', '', '', '', '', ''],
  ];
  const { records, problems } = parseRows(table(head, ...rows));
  assert.deepEqual(problems, []);
  assert.deepEqual(records.map(({ facts }) => facts), [
    {
      recordKind: 'conviction', decidedOn: '2024-05-11', charges: ['盗窃罪', '诈骗罪'], suspended: true,
      suspensionPeriodMonths: 24, executedTermMonths: 18, penalty: 'fixedTermImprisonment', chargeCount: 2,
    },
    { recordKind: 'nonProsecution', decidedOn: '2024-05-12', nonProsecutionType: 'conditionalPassed' },
    { recordKind: 'publicOrderViolation', decidedOn: '2026-01-05' },
    {
      recordKind: 'acquittal', decidedOn: '2024-05-13', charges: ['故意伤害罪'], chargeCount: 1,
      acquittalGround: 'insufficientEvidence',
    },
    { recordKind: 'compulsoryMeasure', decidedOn: '2024-05-14' },
    { recordKind: 'supportFile', decidedOn: '2024-05-15' },
  ]);
  assert.deepEqual(records[2]?.publicOrderPenalties, ['administrativeDetention', 'fine']);
  assert.equal(records[0]?.personName, '林海潮');
});

test('who and which document stand beside the facts, not among them', () => {
  const id = withCheck('11010120060229123'.replace('0229', '0228'));
  const { record } = one({ 姓名: '林海潮', 身份证号: id, 法院: '江州市东湖区人民法院', 案号: '（2024）江0102刑初118号' });
  assert.deepEqual(record, {
    id: 'J1', row: 2, personName: '林海潮', idNumber: id, organ: '江州市东湖区人民法院',
    documentNumber: '(2024)江0102刑初118号',
    facts: { recordKind: 'conviction', bornOn: civil('2006-02-28'), subjectKind: 'person' },
  });
});

test('each form of a date gives the same day; what is no day is a problem and unknown', () => {
  const forms: readonly Cell[] = [
    '2024-05-11', '2024/5/11', '2024.05.11', '20240511', '2024年5月11日', '２０２４年５月１１日', '二〇二四年五月十一日',
    '2024-05-11 09:30:00', '2024-05-10T16:00:00Z', '2024-05-10T23:59:59+07:00', 45_423, '45423', 45_423.75, 20_240_511,
    { date: civil('2024-05-11') },
  ];
  for (const form of forms) {
    assert.equal(one({ 判决日期: form }).facts?.decidedOn, '2024-05-11', JSON.stringify(form));
  }
  const bad: readonly (readonly [Cell, string])[] = [
    ['2023-02-29', 'DATE_IMPOSSIBLE'], ['20241301', 'DATE_IMPOSSIBLE'], ['2024-05', 'DATE_INCOMPLETE'],
    ['2024年5月', 'DATE_INCOMPLETE'], ['2024', 'DATE_UNREADABLE'], [2024, 'DATE_UNREADABLE'], ['昨天', 'DATE_UNREADABLE'],
    [3653, 'DATE_UNREADABLE'], [109_575, 'DATE_UNREADABLE'], ['11/05/2024', 'DATE_UNREADABLE'],
    [{ unreadable: 'formula' }, 'FORMULA_WITHOUT_RESULT'], [{ unreadable: 'error' }, 'CELL_ERROR'],
  ];
  for (const [form, code] of bad) {
    const read = one({ 判决日期: form });
    assert.deepEqual([read.facts?.decidedOn, read.codes], [undefined, [code]], JSON.stringify(form));
  }
  for (const form of ['', ' ', '未知', '-', '无', 'null', null] as const) {
    assert.deepEqual(one({ 判决日期: form }), one({}), 'blank is unknown without a problem');
  }
});

test('terms are whole months: odd days count as one more', () => {
  const terms: readonly (readonly [Cell, number])[] = [
    [42, 42], ['42', 42], ['42个月', 42], ['42月', 42], ['三年六个月', 42], ['3年6个月', 42], ['三年零六个月', 42], ['三年又六个月', 42],
    ['三年半', 42], ['半年', 6], ['六个月', 6], ['六个月零十五天', 7], ['十五天', 1], ['二十五年', 300], ['十个月', 10], ['十一年', 132],
  ];
  for (const [cell, months] of terms) assert.equal(one({ 刑期: cell }).facts?.executedTermMonths, months, String(cell));
  const bad: readonly (readonly [Cell, string])[] = [
    ['二十五年零一天', 'TERM_OUT_OF_RANGE'], [301, 'TERM_OUT_OF_RANGE'], ['三', 'TERM_UNREADABLE'], ['3.5', 'TERM_UNREADABLE'],
    ['三年以下', 'TERM_UNREADABLE'], ['六个月五十天', 'TERM_UNREADABLE'], ['年', 'TERM_UNREADABLE'], [-3, 'TERM_UNREADABLE'],
  ];
  for (const [cell, code] of bad) {
    const read = one({ 刑期: cell });
    assert.deepEqual([read.facts?.executedTermMonths, read.codes], [undefined, [code]], String(cell));
  }
});

test('a term may name its penalty; one that contradicts the penalty column leaves both unknown', () => {
  assert.deepEqual(one({ 刑期: '拘役五个月' }).facts, {
    recordKind: 'conviction', penalty: 'criminalDetention', executedTermMonths: 5,
  });
  assert.deepEqual(one({ 刑期: '无期徒刑' }).facts, { recordKind: 'conviction', penalty: 'lifeImprisonment' });
  const read = one({ 主刑: '有期徒刑', 刑期: '拘役五个月' });
  assert.deepEqual([read.facts, read.codes], [{ recordKind: 'conviction' }, ['FACTS_CONTRADICT']]);
});

test('a header that counts years is not read as months', () => {
  assert.equal(one({ '刑期（月）': 3 }).facts?.executedTermMonths, 3);
  const read = one({ '刑期（年）': 3 });
  assert.deepEqual([read.facts, read.codes], [{ recordKind: 'conviction' }, ['COLUMN_UNKNOWN']]);
});

test('yes and no in every form; anything else is a problem and unknown', () => {
  for (const yes of ['是', 'TRUE', true, 1, '1', 'yes', '有', '√']) assert.equal(one({ 累犯: yes }).facts?.recidivist, true);
  for (const no of ['否', 'false', false, 0, '0', 'No', '无', '×']) assert.equal(one({ 累犯: no }).facts?.recidivist, false);
  assert.deepEqual(one({ 累犯: '可能' }).codes, ['YES_NO_UNREADABLE']);
  assert.deepEqual(one({ 累犯: 2 }).codes, ['YES_NO_UNREADABLE']);
  assert.deepEqual(one({ 累犯: '' }).codes, []);
});

test('counts: thousand separators, words, 无', () => {
  const counts = [[3, 3], ['3次', 3], ['三', 3], ['1,024', 1024], ['１，０２４', 1024], ['无', 0]] as const;
  for (const [cell, count] of counts) assert.equal(one({ 前科次数: cell }).facts?.priorConvictionCount, count);
  for (const cell of ['有', '1,02', '-1', 1.5]) assert.deepEqual(one({ 前科次数: cell }).codes, ['NUMBER_UNREADABLE']);
});

test('charges: 、 inside a name separates nothing, after 罪 it does', () => {
  const chargesOf = (cell: Cell, options?: RowOptions) => one({ 罪名: cell }, { kind: 'conviction', ...options });
  assert.deepEqual(chargesOf('贩卖、运输毒品罪').facts?.charges, ['贩卖、运输毒品罪']);
  assert.deepEqual(chargesOf('贩卖、运输毒品罪、盗窃罪').facts?.charges, ['贩卖、运输毒品罪', '盗窃罪']);
  assert.deepEqual(chargesOf('盗窃；诈骗').facts?.charges, ['盗窃罪', '诈骗罪']);
  assert.deepEqual(chargesOf(['盗窃罪', '诈骗罪']).facts?.charges, ['盗窃罪', '诈骗罪']);
  assert.deepEqual(chargesOf('盗窃、诈骗').codes, ['CHARGE_UNCLEAR']);
  const catalogue = new Set(['盗窃罪', '诈骗罪', '贩卖、运输毒品罪']);
  const chargeNamed = (name: string): string | undefined => (catalogue.has(name) ? name : undefined);
  assert.deepEqual(chargesOf('盗窃、诈骗', { chargeNamed }).facts?.charges, ['盗窃罪', '诈骗罪']);
  assert.deepEqual(chargesOf('贩卖、运输毒品', { chargeNamed }).facts?.charges, ['贩卖、运输毒品罪']);
  assert.deepEqual(chargesOf('盗劫罪', { chargeNamed }).codes, ['CHARGE_UNKNOWN']);
});

test('an ID number must pass its check digit, and its birth date must be the one told', () => {
  const id = withCheck('11010120060511123');
  assert.equal(withCheck('11010519491231002'), '11010519491231002X', 'the example of GB 11643');
  assert.equal(one({ 身份证号: id, 出生日期: '2006-05-11' }).facts?.bornOn, '2006-05-11');
  const wrong = one({ 身份证号: id, 出生日期: '2006-05-12' });
  assert.deepEqual([wrong.facts, wrong.record?.idNumber], [{ recordKind: 'conviction' }, undefined]);
  assert.deepEqual(wrong.codes, ['BIRTH_DATE_CONTRADICTS']);
  const last = id[17] === '0' ? '1' : '0';
  const bad: readonly (readonly [Cell, string])[] = [
    [id.slice(0, 17) + last, 'ID_NUMBER_INVALID'], ['110101060511123', 'ID_NUMBER_INVALID'],
    [withCheck('11010120060230123'), 'ID_NUMBER_INVALID'], ['110101********1234', 'ID_NUMBER_MASKED'],
    [110_101_200_605_111_230, 'ID_NUMBER_ROUNDED'],
  ];
  for (const [cell, code] of bad) {
    const read = one({ 身份证号: cell, 出生日期: '2006-05-11' });
    assert.deepEqual([read.record?.idNumber, read.codes], [undefined, [code]], String(cell));
    assert.equal(read.facts?.bornOn, '2006-05-11', 'the birth date has its own column');
  }
  assert.equal(one({ 身份证号: id, 出生日期: '不清楚' }).facts?.bornOn, undefined, 'a doubtful date is not replaced');
});

test('a row about several persons, or of no readable kind, is refused and the rest goes on', () => {
  const head = ['记录类型', '姓名', '身份证号'];
  const two = `${withCheck('11010120060511123')} ${withCheck('11010120060511124')}`;
  const { records, problems } = parseRows(table(
    head, ['有罪判决', '林海潮、周小满', ''], ['有罪判决', '林海潮等三人', ''], ['有罪判决', '林海潮', two], ['判决书', '林海潮', ''],
    ['', '林海潮', ''], ['有罪判决', '买买提·阿布都拉', ''], ['有罪判决', '张和平', ''], ['有罪判决', '王 五', ''],
  ));
  assert.deepEqual(records.map(({ personName }) => personName), ['买买提·阿布都拉', '张和平', '王 五']);
  assert.deepEqual(problems.map(({ code, row }) => [code, row]), [
    ['SEVERAL_PERSONS', 2], ['SEVERAL_PERSONS', 3], ['SEVERAL_PERSONS', 4], ['KIND_UNREADABLE', 5], ['KIND_MISSING', 6],
  ]);
});

test('facts that cannot be true together are all left unknown', () => {
  const pairs: readonly Readonly<Record<string, Cell>>[] = [
    { 出生日期: '2025-01-01', 判决日期: '2024-01-01' },
    { 犯罪开始日期: '2024-01-02', 犯罪结束日期: '2024-01-01' },
    { 犯罪结束日期: '2024-02-02', 判决日期: '2024-02-01' },
    { 判决日期: '2024-02-02', 生效日期: '2024-02-01' },
    { 初犯: '是', 前科次数: 1 }, { 初犯: '否', 前科次数: 0 }, { 累犯: '是', 前科次数: 0 }, { 累犯: '是', 初犯: '是' },
    { 是否缓刑: '否', 缓刑考验期: 12 }, { 是否缓刑: '是', 主刑: '管制' }, { 主刑: '单处罚金', 刑期: 6 },
    { 主刑: '有期徒刑', 刑期: 0 }, { 主刑: '无期徒刑', 刑期: 300 }, { 最长宣告刑: 13, 刑期: 12 }, { 罪名: '盗窃罪', 罪名数: 2 },
    { 主刑: '无' }, { 主体类型: '单位', 出生日期: '2000-01-01' },
  ];
  for (const pair of pairs) {
    const read = one(pair);
    assert.deepEqual([read.facts, read.codes], [{ recordKind: 'conviction' }, ['FACTS_CONTRADICT']], JSON.stringify(pair));
  }
  const agreeing: readonly Readonly<Record<string, Cell>>[] = [
    { 犯罪日期: '2024-01-01', 判决日期: '2024-01-01', 生效日期: '2024-01-01' }, { 初犯: '是', 前科次数: 0 },
    { 是否缓刑: '是', 主刑: '拘役', 缓刑考验期: 12 }, { 最长宣告刑: 12, 刑期: 12 }, { 主刑: '免予刑事处罚', 刑期: '无' },
  ];
  for (const pair of agreeing) assert.deepEqual(one(pair).codes, [], JSON.stringify(pair));
});

test('a value without meaning for the kind of record is a problem', () => {
  const kind: RecordKind = 'publicOrderViolation';
  assert.deepEqual(one({ 刑期: '六个月' }, { kind }).codes, ['NOT_OF_THIS_KIND']);
  assert.deepEqual(one({ 主刑: '拘役' }, { kind }).codes, ['FACTS_CONTRADICT']);
  assert.deepEqual(one({ 不起诉类型: '相对不起诉' }, { kind }).codes, ['NOT_OF_THIS_KIND']);
  assert.deepEqual(one({ 不起诉类型: '附条件不起诉' }, { kind: 'nonProsecution' }).codes, ['VALUE_UNREADABLE']);
});

test('public-order penalties are read by name with their amounts', () => {
  const kind: RecordKind = 'publicOrderViolation';
  const of = (cell: Cell) => one({ 处罚种类: cell }, { kind });
  assert.deepEqual(of('警告').record?.publicOrderPenalties, ['warning']);
  assert.deepEqual(of('罚款1,000元').record?.publicOrderPenalties, ['fine']);
  assert.deepEqual(of('行政拘留十五日、吊销许可证').record?.publicOrderPenalties, ['administrativeDetention', 'licenceRevocation']);
  assert.deepEqual(of('行政拘留五日并处限期出境').record?.publicOrderPenalties, ['administrativeDetention', 'orderedDeparture']);
  assert.deepEqual(of('不予处罚').record?.publicOrderPenalties, ['noPunishment']);
  assert.deepEqual(of('警告、其他').codes, ['VALUE_UNREADABLE']);
});

test('the header may stand below a title, over two lines, and again on every page', () => {
  const twoLines = parseRows(table(
    ['某市公安局台账'], ['制表日期：2026年1月'], ['记录类型', '姓名', '犯罪时间', null, '罪名'],
    ['记录类型', '姓名', '犯罪开始日期', '犯罪结束日期', '罪名'],
    ['有罪判决', '林海潮', '2024-01-01', '2024-01-02', '盗窃罪'],
  ));
  assert.deepEqual(twoLines.problems, []);
  assert.equal(twoLines.records[0]?.facts.offenceTo, '2024-01-02');
  const head = ['记录类型', '姓名'];
  const paged = parseRows(table(['台账'], head, ['有罪判决', '林海潮'], head, ['有罪判决', '周小满'], [], ['', null]));
  assert.deepEqual([paged.records.length, paged.problems], [2, []]);
});

test('a table without known names, with a column twice or an unknown one says so and repeats no cell', () => {
  assert.deepEqual(parseRows(table(['甲', '乙'], ['1', '2'])).problems.map(({ code }) => code), ['HEADER_MISSING']);
  assert.deepEqual(parseRows({ name: 'x', rows: [] }).problems.map(({ code }) => code), ['HEADER_MISSING']);
  const twice = parseRows(table(['记录类型', '判决日期', '决定日期', '林海潮'], ['有罪判决', '2024-01-01', '2024-01-02', '1']));
  assert.deepEqual(twice.problems.map(({ code }) => code), ['COLUMN_TWICE', 'COLUMN_UNKNOWN']);
  assert.deepEqual(twice.records[0]?.facts, { recordKind: 'conviction' });
  assert.ok(!JSON.stringify(twice.problems).includes('林海潮'));
});

test('a record number that stood before is refused', () => {
  const read = parseRows(table(['记录编号', '记录类型'], ['A', '有罪判决'], ['A', '有罪判决'], ['B', '有罪判决']));
  assert.deepEqual([read.records.map(({ id }) => id), read.problems.map(({ code }) => code)], [['A', 'B'], ['RECORD_TWICE']]);
});

test('every fact of docs/policy-packs.md has a column, under exactly its name', () => {
  const whole = readFileSync(new URL('../../../../docs/policy-packs.md', import.meta.url), 'utf8');
  // From the person's other entries on, the facts are those of proposals and foreign law: told in fact sheets only.
  const page = whole.slice(whole.indexOf('\n## Facts'), whole.indexOf('\n| `otherEntries`'));
  const facts = page.split('\n').filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1]));
  const derived = ['offenceClasses'];
  const fields: readonly string[] = COLUMNS.flatMap(({ field, names }) => [field, ...names]);
  assert.ok(facts.length > 30);
  for (const fact of facts) {
    assert.ok(derived.includes(String(fact)) || fields.includes(String(fact)), String(fact));
  }
});

test('docs/business-rows.md is the page that the table generates', () => {
  const file = new URL('../../../../docs/business-rows.md', import.meta.url);
  assert.equal(readFileSync(file, 'utf8'), businessRowsPage(), 'write businessRowsPage() to docs/business-rows.md');
});

const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  anyText(10), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()),
  fc.constantFrom<Cell>({ unreadable: 'formula' }, { date: civil('2024-01-01') }, '有罪判决', '是', '三年', '盗窃罪', '2024'),
  fc.stringMatching(/^[一二三十百年月日零又半个0-9 /、；-]{0,12}$/),
);
const headers = fc.constantFrom<string>(...COLUMNS.flatMap(({ names }) => names), 'constructor', '__proto__', '');

test('any table gives records and problems, never an exception, and no problem repeats a cell', () => {
  fc.assert(fc.property(
    fc.array(headers, { minLength: 2, maxLength: 12 }), fc.array(fc.array(anyCell, { maxLength: 12 }), { maxLength: 6 }),
    (names, rows) => {
      const read = parseRows(table(names, ...rows), { kind: 'conviction' });
      for (const { message } of read.problems) assert.match(message, /^Row \d+, [^:]+: [^:]+; .+\.$/);
    },
  ), { numRuns: 2000, seed: 286 });
});
