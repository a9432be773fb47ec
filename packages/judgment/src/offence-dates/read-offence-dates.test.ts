import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJudgment } from '../read-judgment.ts';

const datesOf = (names: readonly string[], established: string): readonly string[] => {
  const text = '山城县人民法院 刑事判决书 （2020）甲0101刑初12号 公诉机关山城县人民检察院。 '
    + names.map((name) => `被告人${name}，男，1980年5月6日出生，汉族，住山城县。因涉嫌犯盗窃罪于2020年3月1日被刑事拘留。 `).join('')
    + `山城县人民检察院以起诉书指控被告人犯盗窃罪，于2020年4月1日向本院提起公诉。 经审理查明，${established} `
    + '上述事实，有2020年3月5日的鉴定意见等证据证实。 本院认为，罪名成立。判决如下： '
    + names.map((name) => `被告人${name}犯盗窃罪，判处有期徒刑一年。 `).join('') + '如不服本判决，可上诉。 审判员 石一 二〇二〇年六月一日';
  const reading = readJudgment(text);
  assert.ok(reading.ok);
  return reading.value.defendants.map((each) => `${each.offenceFrom?.value ?? '-'} ${each.offenceTo?.value ?? '-'}`);
};

test('the first and last act are given where every date is clear', () => {
  const rows: readonly (readonly [established: string, dates: string])[] = [
    ['2020年2月3日22时许，被告人甄一窃取手机一部。', '2020-02-03 2020-02-03'],
    ['2020年2月3日，被告人甄一窃取手机一部。2020年2月9日，被告人甄一又窃取电脑一台。2020年2月20日，被告人甄一被民警抓获。', '2020-02-03 2020-02-09'],
    ['2020年2月3日至2020年2月9日，被告人甄一窃取手机六部。', '2020-02-03 2020-02-09'],
    ['2020年2月3日，被告人甄一窃取手机一部。案发后，2020年2月20日赔偿被害人。', '2020-02-03 2020-02-03'],
  ];
  for (const [established, dates] of rows) assert.deepEqual(datesOf(['甄一'], established), [dates], established);
});

test('a vague or unclear date leaves the end beyond which it may lie open', () => {
  const rows: readonly (readonly [established: string, dates: string])[] = [
    ['2020年1月的一天，被告人甄一窃取手机一部。2020年2月3日，被告人甄一窃取电脑一台。', '- 2020-02-03'],
    ['2020年2月3日，被告人甄一窃取手机一部。2020年2月某日，被告人甄一窃取电脑一台。', '- -'],
    ['2020年2月3日，被告人甄一窃取手机一部。2020年3月某日，被告人甄一窃取电脑一台。', '2020-02-03 -'],
    ['2020年2月3日左右，被告人甄一窃取手机一部。', '- -'],
    ['被告人甄一多次窃取财物。', '- -'],
    ['2020年1月5日，被害人购得手机一部。2020年2月3日，被告人甄一窃取该手机。', '- 2020-02-03'],
  ];
  for (const [established, dates] of rows) assert.deepEqual(datesOf(['甄一'], established), [dates], established);
});

test('in joint cases a date is given to those its sentence names', () => {
  const names = ['甄一', '贾二'];
  assert.deepEqual(datesOf(names, '2020年2月3日，被告人甄一、贾二窃取手机一部。2020年2月9日，被告人贾二窃取电脑一台。'),
    ['2020-02-03 2020-02-03', '2020-02-03 2020-02-09']);
  assert.deepEqual(datesOf(names, '2020年2月3日，被告人甄一窃取手机一部。2020年2月9日，他人窃取电脑一台。'), ['- -', '- -']);
});
