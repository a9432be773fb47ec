import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOrganNames } from './organ-names.ts';

const TABLE: readonly (readonly [rule: string, value: unknown, taken: boolean])[] = [
  ['no names', undefined, true],
  ['a name', { 'police/110105000000': '虚构市公安局松江口分局' }, true],
  ['a name of forty characters', { 'court/110105': '虚'.repeat(40) }, true],
  ['of forty-one', { 'court/110105': '虚'.repeat(41) }, false],
  ['an empty one', { 'court/110105': '' }, false],
  ['brackets', { 'prison/1101': '虚构（省）未成年犯管教所' }, true],
  ['a line end', { 'court/110105': '虚构\n法院' }, false],
  ['an invisible mark', { 'court/110105': '虚构\u202e法院' }, false],
  ['a number for a name', { 'court/110105': 7 }, false],
  ['a key without a code', { court: '虚构法院' }, false],
  ['a list', [], false],
];

for (const [rule, value, taken] of TABLE) {
  test(`names of organs: ${rule} ${taken ? 'is taken' : 'is refused'}`, () => {
    const names = parseOrganNames(value);
    assert.equal(names.ok, taken);
    if (!names.ok) assert.doesNotMatch(names.error.join(' '), /虚构/, 'a value is not repeated');
  });
}
