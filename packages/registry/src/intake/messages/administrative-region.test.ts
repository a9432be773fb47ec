import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regionOf, regionsAbove } from './administrative-region.ts';

// The code of an organ begins with the region of GB/T 2260; one level up each time.
const TABLE: readonly (readonly [place: string, code: string, region: string | undefined, above: readonly string[]])[] = [
  ['a county', '440305000000', '440305', ['440300']],
  ['a prefecture', '440300', '440300', ['440000']],
  ['a province', '440000000002', '440000', ['000000']],
  ['the whole country', '000000', '000000', []],
  ['a district of Beijing: a branch, else the city', '110105J', '110105', ['110100', '110000']],
  ['a county of Chongqing', '500230', '500230', ['500200', '500000']],
  ['Beijing', '110000', '110000', ['000000']],
  ['a code that is no region', '5X01', undefined, []],
  ['five digits are none', '44030', undefined, []],
];

for (const [place, code, region, above] of TABLE) {
  test(`${place} (${code}): ${above.join(' or ') || 'nothing above'}`, () => {
    assert.equal(regionOf(code), region);
    assert.deepEqual(region === undefined ? [] : regionsAbove(region), above);
  });
}
