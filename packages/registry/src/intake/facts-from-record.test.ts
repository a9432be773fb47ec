import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRows } from '@fengcun/judgment';
import { factsFromRecord } from './facts-from-record.ts';

const factsOf = (charges: string) => {
  const { records: [record] } = parseRows({ name: 'table', rows: [
    { line: 1, cells: ['记录类型', '姓名', '罪名'] }, { line: 2, cells: ['有罪判决', '虚小禾', charges] },
  ] });
  assert.ok(record);
  const { charges: told, chargeCount, offenceClasses, mensRea } = factsFromRecord(record);
  return { told, chargeCount, offenceClasses, mensRea };
};

test('charges of a row are facts by the catalogue: names of today, classes and form of guilt', () => {
  assert.deepEqual(factsOf('盗窃罪').told, ['盗窃罪']);
  assert.deepEqual(factsOf('偷税罪').told, ['逃税罪']);
  assert.equal(factsOf('交通肇事罪').mensRea, 'negligent');
});

test('one charge that the catalogue does not know leaves charges and classes unknown, and no rule takes it for a harmless one', () => {
  for (const charges of ['窃盗罪', '盗窃罪；窃盗罪']) {
    const { told, chargeCount, offenceClasses } = factsOf(charges);
    assert.deepEqual([told, offenceClasses], [undefined, undefined], charges);
    assert.equal(chargeCount, charges.split('；').length);
  }
});
