import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import type { ErrorRow, Judged } from './measure.ts';
import { POOLED, pooledRows, qualityOfField } from './measure-quality.ts';
import { parseQuality, type RecogniserQuality, writeQuality } from './quality.ts';

const judged = (at: number): Judged => ({
  truth: at % 4 === 0 ? '诈骗罪' : '盗窃罪', region: at < 30 ? '110000' : '310000',
  recognition: { field: 'charge', label: at % 10 === 9 ? '抢夺罪' : at % 4 === 0 ? '诈骗罪' : '盗窃罪', second: undefined,
    margin: 100 - at + (at % 10 === 9 ? -50 : 0), confidence: at % 10 === 9 ? 0.4 : 0.95, isAbove: at < 20, isAlone: at < 20 },
});
const TEXTS = Array.from({ length: 40 }, (_, at) => judged(at));
const FIELD = qualityOfField({ field: 'charge', judged: TEXTS, noisy: [{ perMille: 50, judged: TEXTS.slice(0, 20) }] });
const QUALITY: RecogniserQuality = {
  v: 1, kind: 'recogniserQuality', measuredOn: civil('2026-11-22'), modelSha256: 'a'.repeat(64), jobId: 'job-1', fields: [FIELD],
};

test('a field is measured: right, prefilled, coverage, calibration, noise', () => {
  assert.deepEqual([FIELD.documents, FIELD.accuracy, FIELD.prefilled, FIELD.prefilledPrecision], [40, 0.9, 20, 0.9]);
  assert.deepEqual(FIELD.coverage[0], { coverage: 0.05, precision: 1 });
  assert.deepEqual(FIELD.coverage.at(-1), { coverage: 1, precision: 0.9 });
  assert.deepEqual(FIELD.calibration, [{ confidence: 0.4, right: 0, documents: 4 }, { confidence: 0.95, right: 1, documents: 36 }]);
  assert.deepEqual(FIELD.noise, [{ perMille: 50, accuracy: 0.9, prefilled: 1, prefilledPrecision: 0.9 }]);
});

const row = (name: string, documents: number, wrong = 0): ErrorRow => ({ name, documents, wrong, prefilled: 0, prefilledWrong: 0 });

test('rows of fewer than ten texts are told together', () => {
  assert.deepEqual(pooledRows([row('甲', 10), row('乙', 9, 1), row('丙', 8)]), [row('甲', 10), { ...row(POOLED, 17, 1), pooled: 2 }]);
  assert.deepEqual(pooledRows([row('甲', 10), row('乙', 10)]), [row('甲', 10), row('乙', 10)]);
});

test('one small row is not given back by the total: the next larger one joins it', () => {
  assert.deepEqual(pooledRows([row('甲', 30), row('乙', 12, 2), row('丙', 3, 1)]), [row('甲', 30), { ...row(POOLED, 15, 3), pooled: 2 }]);
});

test('what is written is read again, the same', () => {
  const read = parseQuality(writeQuality(QUALITY));
  assert.deepEqual(read.ok && read.value, QUALITY);
  const { jobId: _none, ...untrained } = QUALITY;
  assert.ok(parseQuality(writeQuality(untrained)).ok);
});

const changed = (change: Readonly<Record<string, unknown>>): string => JSON.stringify({ ...QUALITY, ...change });
const inField = (change: Readonly<Record<string, unknown>>): string => changed({ fields: [{ ...FIELD, ...change }] });
const WRONG: readonly (readonly [string, string, RegExp])[] = [
  ['no JSON', '{', /JSON/], ['another version', changed({ v: 2 }), /: v /], ['a day that is none', changed({ measuredOn: '2026-02-30' }), /measuredOn/],
  ['a hash of another length', changed({ modelSha256: 'ab' }), /modelSha256/], ['a member nobody knows', changed({ texts: ['某甲'] }), /not known/],
  ['no field', changed({ fields: [] }), /fields/], ['a field twice', changed({ fields: [FIELD, FIELD] }), /twice/],
  ['an unknown field', inField({ field: 'name' }), /field 1: field/], ['a share above one', inField({ accuracy: 1.01 }), /accuracy/],
  ['a share that is no number', inField({ macroF1: null }), /macroF1/], ['more errors than texts', inField({ byLabel: [row('甲', 10, 11)] }), /byLabel/],
  ['a text in a row', inField({ byRegion: [{ ...row('甲', 10), text: '某甲' }] }), /byRegion/], ['noise beyond everything', inField({ noise: [{ perMille: 1001, accuracy: 1, prefilled: 1, prefilledPrecision: 1 }] }), /noise/],
];
for (const [what, text, reason] of WRONG) {
  test(`${what}: refused by the name of the member, never with its content`, () => {
    const read = parseQuality(text);
    assert.ok(!read.ok);
    assert.match(read.error.reason, reason);
    assert.doesNotMatch(read.error.reason, /某甲/);
  });
}
