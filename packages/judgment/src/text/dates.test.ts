import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DateToken, findDates, readDateAt } from './dates.ts';

const all = (text: string): readonly DateToken[] => findDates(text, { start: 0, end: text.length });
const isos = (text: string): readonly string[] => all(text).map((token) => (token.impossible ? 'impossible' : token.iso));

const ABSOLUTE: readonly (readonly [string, string])[] = [
  ['2017年4月28日', '2017-04-28'],
  ['2017年04月08日', '2017-04-08'],
  ['2017年4月28号', '2017-04-28'],
  ['2017 年 4 月 28 日', '2017-04-28'],
  ['２０１７年４月２８日', '2017-04-28'],
  ['二〇一七年二月二十一日', '2017-02-21'],
  ['二○一七年十二月三十一日', '2017-12-31'],
  ['二零一七年十月十日', '2017-10-10'],
  ['二0一三年一月九日', '2013-01-09'],
  ['二O一四年十二月八日', '2014-12-08'],
  ['二Ο一四年十一月二十日', '2014-11-20'],
  ['201O年7月2O日', '2010-07-20'],
  ['一九八七年元月廿六日', '1987-01-26'],
  ['2017年四月28日', '2017-04-28'],
  ['2017.04.28', '2017-04-28'],
  ['2017-4-28', '2017-04-28'],
  ['2017年4月', '2017-04'],
  ['2017年4月份', '2017-04'],
  ['2017年', '2017'],
];

test('every printed form of a date is read as precisely as it is printed', () => {
  for (const [text, iso] of ABSOLUTE) assert.deepEqual(isos(text), [iso], text);
});

const IMPOSSIBLE = ['2017年2月29日', '2017年4月31日', '2017年13月1日', '二〇一七年二八月一日', '0017年3月1日', '2017年4月0日'];

test('a day that no calendar has is impossible, never rolled over', () => {
  for (const text of IMPOSSIBLE) assert.deepEqual(isos(text), ['impossible'], text);
  assert.deepEqual(isos('2016年2月29日'), ['2016-02-29']);
});

test('a garbled year is impossible and not cut to its last four figures', () => {
  assert.deepEqual(isos('二Ο二Ο一七年二月二十三日'), ['impossible']);
  assert.deepEqual(isos('于98年5月6日'), ['impossible']);
});

const RELATIVE: readonly (readonly [string, string])[] = [
  ['2017年3月8日，同年4月9日', '2017-04-09'],
  ['2017年3月8日，当年4月9日', '2017-04-09'],
  ['2017年3月8日，次年1月9日', '2018-01-09'],
  ['2017年3月8日，同月22日', '2017-03-22'],
  ['2017年12月8日，次月2日', '2018-01-02'],
  ['2017年3月8日，同日', '2017-03-08'],
  ['2017年3月8日，当日', '2017-03-08'],
  ['2016年2月28日，次日', '2016-02-29'],
  ['2017年12月31日，次日', '2018-01-01'],
  ['2017年3月8日，翌日', '2017-03-09'],
  ['2017年3月8日，10月14日', '2017-10-14'],
  ['2017年3月8日、9日被', '2017-03-09'],
  ['2017年3月8日，9月26因涉嫌', '2017-09-26'],
];

test('a relative date takes what it lacks from the date before it', () => {
  for (const [text, iso] of RELATIVE) assert.equal(isos(text).at(-1), iso, text);
});

test('a relative date after a relative date goes on from it', () => {
  assert.deepEqual(isos('2017年12月30日，次日，次日，同月5日'), ['2017-12-30', '2017-12-31', '2018-01-01', '2018-01-05']);
});

test('a relative date with nothing before it is impossible, never guessed', () => {
  assert.deepEqual(isos('同年4月9日'), ['impossible']);
  assert.deepEqual(isos('10月14日被抓获'), ['impossible']);
});

test('lengths of time and amounts are no dates', () => {
  for (const text of ['有期徒刑二年三个月', '行政拘留十五日', '二十四年', '人民币2017元', '羁押24日', '第3页共3页']) {
    assert.deepEqual(isos(text), [], text);
  }
  assert.deepEqual(isos('2017年3月8日被行政拘留十日、罚款'), ['2017-03-08']);
});

test('the span covers exactly the words of the date', () => {
  const text = '于2017年4月28日被';
  const [token] = all(text);
  assert.equal(text.slice(token?.span.start, token?.span.end), '2017年4月28日');
});

test('readDateAt reads only at its offset', () => {
  const text = '于2017年4月28日';
  assert.equal(readDateAt(text, 0, {}), undefined);
  assert.equal(readDateAt(text, 1, {})?.iso, '2017-04-28');
  const previous = readDateAt(text, 1, {});
  assert.equal(previous && readDateAt('次日', 0, { previous })?.iso, '2017-04-29');
});

test('a megabyte of half dates is read in linear time', () => {
  const start = process.hrtime.bigint();
  all('二〇一七年二'.repeat(80_000));
  all('同年1'.repeat(150_000));
  assert.ok(process.hrtime.bigint() - start < 2_000_000_000n);
});
