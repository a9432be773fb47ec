import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays, canonicalJson, civil, civilDate, contentHash, daysBetween, type Json, ok, parseCivilDate, toPlainDate, triAll, triAny, triNot,
} from './index.ts';
import { anyText } from './testing/any-text.ts';

test('a civil date exists in the calendar, or is refused', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['2024-02-29', 'ok'], ['2023-02-29', 'DATE_IMPOSSIBLE'], ['2100-02-29', 'DATE_IMPOSSIBLE'], ['2000-02-29', 'ok'],
    ['2024-04-31', 'DATE_IMPOSSIBLE'], ['2024-13-01', 'DATE_IMPOSSIBLE'], ['2024-00-10', 'DATE_IMPOSSIBLE'], ['2024-01-00', 'DATE_IMPOSSIBLE'],
    ['1899-12-31', 'DATE_RANGE'], ['1900-01-01', 'ok'], ['2199-12-31', 'ok'], ['2200-01-01', 'DATE_RANGE'],
    ['2024-1-1', 'DATE_FORMAT'], ['20240101', 'DATE_FORMAT'], ['', 'DATE_FORMAT'], ['2024-01-01 ', 'DATE_FORMAT'],
  ];
  for (const [text, expected] of rows) {
    const parsed = parseCivilDate(text);
    assert.equal(parsed.ok ? 'ok' : parsed.error.code, expected, text);
  }
});

const anyDate = fc.integer({ min: 0, max: 100_000 }).map((days) => addDays(civil('1900-01-01'), days));

test('our calendar agrees with Temporal on every part and order', () => {
  fc.assert(fc.property(anyDate, anyDate, (a, b) => {
    const plain = toPlainDate(a);
    assert.deepEqual(civilDate(plain.year, plain.month, plain.day), ok(a));
    assert.equal(Math.sign(daysBetween(a, b)), a < b ? 1 : a > b ? -1 : 0);
    assert.equal(addDays(a, daysBetween(a, b)), b);
  }), { numRuns: 500 });
});

test('canonical JSON sorts members as RFC 8785 says and is the same for equal values', () => {
  // The member names of RFC 8785 §3.2.3, in the order of their UTF-16 code units.
  const value = { '€': 'Euro', '\r': 'CR', '\u{fb33}': 'Dalet', '1': 'One', '\u{1f600}': 'Face', '\u0080': 'Control', 'ö': 'o' };
  assert.equal(canonicalJson(value), '{"\\r":"CR","1":"One","\u0080":"Control","ö":"o","€":"Euro","\u{1f600}":"Face","\u{fb33}":"Dalet"}');
  assert.equal(canonicalJson({ b: undefined, a: [1, null, true] }), '{"a":[1,null,true]}');
  assert.throws(() => canonicalJson({ a: Number.NaN }));
  fc.assert(fc.property(fc.jsonValue(), (json) => {
    const again = JSON.parse(canonicalJson(json as Json)) as Json;
    assert.equal(contentHash(again), contentHash(json as Json));
  }));
});

/** The definition of RFC 8785, written once more and plainly. */
const plainly = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => plainly(item)).join()}]`;
  return `{${Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => `${JSON.stringify(name)}:${plainly(member as Json)}`).join()}}`;
};

test('property: members are sorted alike however many there are', () => {
  const object = fc.dictionary(anyText(4), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 40 });
  fc.assert(fc.property(object, (value) => assert.equal(canonicalJson(value as Json), plainly(value as Json))), { seed: 286 });
});

test('three-valued logic follows Kleene: a certain answer wins over an unknown one', () => {
  assert.equal(triAll([true, 'unknown', false]), false);
  assert.equal(triAll([true, 'unknown']), 'unknown');
  assert.equal(triAll([]), true);
  assert.equal(triAny([false, 'unknown', true]), true);
  assert.equal(triAny([false, 'unknown']), 'unknown');
  assert.equal(triAny([]), false);
  assert.equal(triNot('unknown'), 'unknown');
  assert.equal(triNot(true), false);
});
