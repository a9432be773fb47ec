import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rangeOf } from './byte-range.ts';

test('a range is read as RFC 9110 has it, on both sides of each end', () => {
  const part = (start: number, end: number) => ({ type: 'part', range: { start, end } });
  const [whole, none] = [{ type: 'whole' }, { type: 'unsatisfiable' }];
  const rows: readonly (readonly [string | undefined, object])[] = [
    [undefined, whole], ['', whole], ['bytes=0-0', part(0, 1)], ['bytes=0-', part(0, 100)], ['bytes=99-', part(99, 100)], ['bytes=100-', none],
    ['bytes=0-99', part(0, 100)], ['bytes=0-100', part(0, 100)], ['bytes=98-98', part(98, 99)], ['bytes=5-4', whole],
    ['bytes=-1', part(99, 100)], ['bytes=-100', part(0, 100)], ['bytes=-101', part(0, 100)], ['bytes=-0', none],
    ['bytes=-', whole], ['bytes=0-1,3-4', whole], ['items=0-1', whole], ['bytes=0x1-2', whole], [`bytes=${'9'.repeat(16)}-`, whole], [`bytes=${'9'.repeat(15)}-`, none],
  ];
  for (const [range, expected] of rows) {
    assert.deepEqual(rangeOf({ range, ifRange: undefined, bytes: 100, etag: '"a"' }), expected, String(range));
    assert.deepEqual(rangeOf({ range, ifRange: '"a"', bytes: 100, etag: '"a"' }), expected, String(range));
    assert.deepEqual(rangeOf({ range, ifRange: '"b"', bytes: 100, etag: '"a"' }), whole, 'of another version: the whole');
  }
});
