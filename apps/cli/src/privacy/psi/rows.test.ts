import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mod112Character } from '@fengcun/kernel';
import { rowOf } from './rows.ts';

const SEVENTEEN = '11000019630405001';
const NUMBER = SEVENTEEN + mod112Character(SEVENTEEN);
/** The same person's number as it was before 1999: six of the year, no check character. */
const OLD = '110000630405001';
const wide = (text: string): string => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

const BASE = { id: 'a', documentNumber: NUMBER, caseNumber: '（2019）虚0105刑初3号', charge: '盗窃罪' };
const read = (changed: object) => rowOf(JSON.stringify({ ...BASE, ...changed }), 7);
const tupleOf = (changed: object): string => {
  const row = read(changed);
  return 'reason' in row ? `left out: ${row.reason}` : Buffer.from(row.tuple).toString('hex');
};

const ONE = tupleOf({});
test('the base row is a record', () => assert.match(ONE, /^[0-9a-f]+$/));

/** Two writings; whether they are one record. */
const TABLE: readonly (readonly [string, object, 'same' | 'other'])[] = [
  ['an identity number of fifteen digits and its eighteen', { documentNumber: OLD }, 'same'],
  ['fifteen digits of another day', { documentNumber: '110000630406001' }, 'other'],
  ['a number in full-width digits', { documentNumber: wide(NUMBER) }, 'same'],
  ['a number with spaces around it', { documentNumber: ` ${NUMBER} ` }, 'same'],
  ['a case number with half-width brackets', { caseNumber: '(2019)虚0105刑初3号' }, 'same'],
  ['a case number in full-width digits', { caseNumber: wide('(2019)') + '虚０１０５刑初３号' }, 'same'],
  ['a case number of another year', { caseNumber: '（2018）虚0105刑初3号' }, 'other'],
  ['a case number of another court', { caseNumber: '（2019）虚0106刑初3号' }, 'other'],
  ['a charge without its 罪', { charge: '盗窃' }, 'same'],
  ['another charge', { charge: '诈骗罪' }, 'other'],
  ['another name of the row, which is no part of the record', { id: 'b' }, 'same'],
];
for (const [what, changed, expected] of TABLE) {
  test(`${what}: ${expected === 'same' ? 'one record' : 'another record'}`, () => {
    const other = tupleOf(changed);
    assert.match(other, /^[0-9a-f]+$/);
    assert.equal(other === ONE, expected === 'same');
  });
}

const LEFT: readonly (readonly [string, object])[] = [
  ['a check character that does not fit', { documentNumber: SEVENTEEN + (NUMBER.endsWith('1') ? '2' : '1') }],
  ['a document of no known type', { documentType: 'libraryCard' }],
  ['a charge nobody knows', { charge: '虚构罪' }],
  ['no case number', { caseNumber: '' }],
];
for (const [what, changed] of LEFT) {
  test(`${what}: takes no part, and the reason names no person`, () => {
    const row = read(changed);
    assert.ok('reason' in row && !row.reason.includes('1100'), JSON.stringify(row));
  });
}

test('a line that is no JSON takes no part; a row without a name is named by its line', () => {
  assert.deepEqual(rowOf('{', 7), { reason: 'notJson' });
  const unnamed = read({ id: undefined });
  assert.equal('id' in unnamed && unnamed.id, 'line-7');
});
