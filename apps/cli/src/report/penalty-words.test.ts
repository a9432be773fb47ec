import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lengthWords, termWords, yuanWords } from './penalty-words.ts';

const lengths: readonly (readonly [months: number, days: number, zh: string, en: string])[] = [
  [12, 0, '1年', '1 year'], [11, 0, '11个月', '11 months'], [54, 0, '4年6个月', '4 years 6 months'],
  [5, 15, '5个月15天', '5 months 15 days'], [1, 0, '1个月', '1 month'], [0, 0, '', ''],
];
for (const [months, days, zh, en] of lengths) {
  test(`${months} months and ${days} days read «${zh}»`, () => assert.deepEqual(lengthWords(months, days), { zh, en }));
}

test('penalties without a length are named alone', () => {
  assert.deepEqual(termWords({ type: '无期徒刑', months: 0 }), { zh: '无期徒刑', en: 'life imprisonment' });
  assert.deepEqual(termWords({ type: '拘役', months: 5 }), { zh: '拘役5个月', en: 'criminal detention 5 months' });
});

test('thousands of yuan stand apart', () => {
  assert.deepEqual([0, 999, 1000, 1276000].map(yuanWords), ['0 元', '999 元', '1,000 元', '1,276,000 元']);
});
