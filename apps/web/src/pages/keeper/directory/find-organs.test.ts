import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysSince, entryOf, foundOrgans } from './find-organs.ts';

const ORGANS = [
  { organ: 'court/530202', name: '虚构市甲区人民法院', address: 'https://court.example' },
  { organ: 'police/530202000000', name: '虚构市公安局甲分局' }, { organ: 'school/S01' },
];

test('organs are found by name, code and address, by every word, whatever the case', () => {
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ['', [0, 1, 2]], ['   ', [0, 1, 2]], ['法院', [0]], ['530202', [0, 1]], ['POLICE', [1]], ['甲 公安', [1]], ['court.example', [0]],
    ['s01', [2]], ['没有', []],
  ];
  for (const [wanted, found] of cases) assert.deepEqual(foundOrgans(ORGANS, wanted), found.map((at) => ORGANS[at]), wanted);
});

test('ten thousand organs are searched within a few milliseconds of processor time', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => ({ organ: `court/${at}`, name: `虚构市第${at}人民法院` }));
  const begun = process.cpuUsage();
  assert.equal(foundOrgans(many, '第9999').length, 1);
  for (const { organ } of many) assert.equal(entryOf(many, organ)?.organ, organ);
  assert.ok(process.cpuUsage(begun).user < 300_000);
});

test('the age of a key is whole days of China; a day that is not told has none', () => {
  const noon = Date.parse('2026-06-15T12:00:00+08:00');
  assert.equal(daysSince('2026-06-15', noon), 0);
  assert.equal(daysSince('2026-06-14', noon), 1);
  assert.equal(daysSince('2025-06-15', noon), 365);
  assert.equal(daysSince('2026-07-01', noon), 0);
  assert.equal(daysSince(undefined, noon), undefined);
});
