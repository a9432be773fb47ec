import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRows, type Table } from '@fengcun/judgment';
import { itemsOfConfirmedRows } from '../readings/confirmed-items.ts';
import type { IntakeItem } from './intake-item.ts';
import { itemsOf } from './read-items.ts';
import { readTable, rowKey } from './table-records.ts';

const HEAD = ['记录类型', '姓名', '出生日期', '法院', '文书号', '决定日期', '主刑', '执行刑期', '罪名'];
const row = (charge: string, number = 1): readonly string[] =>
  ['有罪判决', '虚小禾', '2001-08-20', '虚构人民法院', `（2024）虚0001刑初${number}号`, '2024-05-06', '有期徒刑', '8', charge];
const lines = (...rows: readonly (readonly string[])[]) => [HEAD, ...rows].map((cells, at) => ({ line: at + 1, cells }));
const tableOf = (...rows: readonly (readonly string[])[]): Table => ({ name: 'table', rows: lines(...rows) });
const decideAll = () => [];
const imported = (...rows: readonly (readonly string[])[]): readonly IntakeItem[] =>
  itemsOf({ kind: 'rows', id: 'rows.csv', format: 'csv', table: tableOf(...rows) }, { organCode: '990101', decideAll });
const CONFIRMING = { organ: 'court/990101', by: 'p'.repeat(32), at: '2026-11-20T08:00:00.000Z', decideAll };
const confirmed = (...rows: readonly (readonly string[])[]): readonly IntakeItem[] =>
  itemsOfConfirmedRows({ rows: lines(...rows).map(({ line, cells }) => ({ line, cells: [...cells] })) }, CONFIRMING);

const chargesIn = ([item]: readonly IntakeItem[]): unknown => item?.messages.flatMap(({ message: { content } }) => ('charges' in content ? content.charges ?? [] : []));
const codesIn = (items: readonly IntakeItem[]): readonly string[] => items.flatMap(({ problems }) => problems.flatMap(({ details }) => details.map(({ code }) => code)));

test('a table is imported as a person takes it in: charges by the catalogue, and what it does not know waits', () => {
  const rows: readonly (readonly [cell: string, charges: readonly string[], waits: readonly string[]])[] = [
    ['盗窃罪', ['盗窃罪'], []], ['盗窃', ['盗窃罪'], []], ['盗窃、诈骗', ['盗窃罪', '诈骗罪'], []],
    ['偷税罪', ['逃税罪'], []], ['偷税', ['逃税罪'], []], ['贩卖、运输毒品', ['走私、贩卖、运输、制造毒品罪'], []],
    // Without its catalogue this cell says nothing: the cell waits, beside a row without charges.
    ['盗窃、窃盗', [], ['CHARGE_UNKNOWN']],
    ['窃盗罪', [], ['CHARGE_UNKNOWN']], ['盗窃罪、窃盗罪', [], ['CHARGE_UNKNOWN']],
  ];
  for (const [cell, charges, waits] of rows) {
    const items = imported(row(cell));
    assert.deepEqual([chargesIn(items), codesIn(items)], [charges, waits], cell);
    assert.deepEqual(chargesIn(confirmed(row(cell))), charges, `${cell} in the page`);
  }
});

test('what waits with its charge is the row, which can be corrected in its place, once', () => {
  const items = imported(row('窃盗罪'));
  assert.deepEqual(items.map(({ input }) => Object.keys(input ?? {})), [['record', 'source']]);
  assert.deepEqual(items[0]?.messages.map(({ message }) => message.kind).length, 0, 'nothing is taken without its charge');
});

test('the same row is the same, whatever the catalogue calls its charge: a second import repeats the first', () => {
  for (const cell of ['盗窃罪', '偷税罪', '盗窃、诈骗', '窃盗罪']) {
    const table = tableOf(row(cell));
    const [first] = parseRows(table).records;
    assert.ok(first !== undefined);
    const before = rowKey(first, 'table');
    assert.deepEqual(readTable(table).records.map(({ key }) => key), [before], cell);
    assert.deepEqual([imported(row(cell))[0]?.key, confirmed(row(cell))[0]?.key], [`row|${before}`, `row|${before}`], cell);
  }
});

test('a corrected row is a later version of what was read, and two people who correct it tell one thing in two ways', () => {
  const corrected = (body: Table, ...cells: readonly (readonly [line: number, place: number, to: string])[]) =>
    itemsOfConfirmedRows({
      rows: body.rows.map(({ line, cells: all }) => ({ line, cells: all.map(String) })), corrections: cells.map(([line, place, to]) => ({ line, place, to })),
    }, CONFIRMING).map(({ messages: [first] }) => [first?.message.source.messageId, first?.message.source.version]);
  const table = tableOf(row('盗窃罪'), row('盗窃罪', 2));
  const read = imported(row('盗窃罪'), row('盗窃罪', 2)).map(({ messages: [first] }) => first?.message.source.messageId);
  assert.deepEqual(corrected(table, [2, 7, '9']), [[read[0], 2], [read[1], 1]]);
  assert.deepEqual(corrected(table, [2, 7, '10']), [[read[0], 2], [read[1], 1]], 'another correction of the same');
  const twins = tableOf(row('盗窃罪'), row('盗窃罪'));
  const apart = corrected(twins, [2, 7, '9'], [3, 7, '10']).map(([id]) => id);
  assert.equal(new Set(apart).size, 2, 'rows that were alike are two when they are corrected apart');
});
