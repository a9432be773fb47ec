import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { segmentsOf } from './segments.ts';

const item = (name: string, start: number, end: number) => ({ name, span: { start, end } });
const names = (list: readonly Readonly<{ name: string }>[]): string => list.map(({ name }) => name).join('');

test('overlapping, nested and equal spans are cut into neighbours', () => {
  const cut = segmentsOf(10, [item('a', 2, 6), item('b', 4, 8), item('c', 4, 5), item('d', 2, 6)]);
  assert.deepEqual(cut.map(({ start, end, active }) => [start, end, names(active)]), [
    [0, 2, ''], [2, 4, 'ad'], [4, 5, 'adbc'], [5, 6, 'adb'], [6, 8, 'b'], [8, 10, ''],
  ]);
  assert.deepEqual(cut.map(({ starts }) => names(starts)), ['', 'ad', 'bc', '', '', '']);
});

test('spans outside the text are clamped, empty and broken ones dropped', () => {
  const cut = segmentsOf(4, [item('a', -5, 2), item('b', 3, 99), item('c', 2, 2), item('d', 3, 1), item('e', Number.NaN, 1)]);
  assert.deepEqual(cut.map(({ start, end, active }) => [start, end, names(active)]), [
    [0, 1, 'ae'], [1, 2, 'a'], [2, 3, ''], [3, 4, 'b'],
  ]);
  assert.deepEqual(segmentsOf(0, [item('a', 0, 1)]), []);
});

test('segments cover the text exactly once, in order, under exactly the spans that hold them', () => {
  const span = fc.record({ start: fc.integer({ min: -3, max: 33 }), end: fc.integer({ min: -3, max: 33 }) });
  fc.assert(fc.property(fc.nat(30), fc.array(span, { maxLength: 12 }), (length, spans) => {
    const items = spans.map((each, i) => ({ name: String(i), span: each }));
    const cut = segmentsOf(length, items);
    let at = 0;
    for (const { start, end, active } of cut) {
      assert.equal(start, at);
      at = end;
      const holding = items.filter((each) => each.span.start < end && Math.max(each.span.end, 0) > start && each.span.start < each.span.end);
      assert.deepEqual(new Set(active), new Set(holding));
    }
    assert.equal(at, length);
    assert.equal(cut.flatMap(({ starts }) => starts).length, new Set(cut.flatMap(({ active }) => active)).size);
  }));
});
