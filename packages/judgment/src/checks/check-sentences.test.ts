import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProblemCode } from '../reading.ts';
import { readJudgment } from '../read-judgment.ts';

const TITLE = '山城县人民法院 刑事判决书 （2020）甲0101刑初12号 公诉机关山城县人民检察院。 被告人甄一，男，1980年5月6日出生，住山城县。 ';

const codesOf = (operative: string, title = TITLE): readonly ProblemCode[] => {
  const reading = readJudgment(`${title}公诉机关指控被告人盗窃。 本院认为，罪名成立。判决如下： ${operative} 如不服本判决，可上诉。 审判员 石一 二〇二〇年六月一日`);
  assert.ok(reading.ok);
  return reading.value.problems.map((problem) => problem.code);
};

type Row = readonly [sentence: string, codes: readonly ProblemCode[]];

const check = (rows: readonly Row[]): void => {
  for (const [sentence, codes] of rows) assert.deepEqual(codesOf(`被告人甄一犯${sentence}`), codes, sentence);
};

test('a single term lies within 刑法第38、42、45条, bounds included', () => check([
  ['盗窃罪，判处有期徒刑五个月。', ['TERM_OUT_OF_RANGE']], ['盗窃罪，判处有期徒刑六个月。', []],
  ['盗窃罪，判处有期徒刑十五年。', []], ['盗窃罪，判处有期徒刑十五年一个月。', ['TERM_OUT_OF_RANGE']],
  ['盗窃罪，判处拘役十五日。', ['TERM_OUT_OF_RANGE']], ['盗窃罪，判处拘役一个月。', []], ['盗窃罪，判处拘役六个月。', []],
  ['盗窃罪，判处拘役六个月零一天。', ['TERM_OUT_OF_RANGE']], ['盗窃罪，判处管制二个月。', ['TERM_OUT_OF_RANGE']],
  ['盗窃罪，判处管制三个月。', []], ['盗窃罪，判处管制二年。', []], ['盗窃罪，判处管制二年一个月。', ['TERM_OUT_OF_RANGE']],
]));

test('the executed penalty lies within 刑法第69条, bounds included', () => {
  const two = (executed: string): string => `盗窃罪，判处有期徒刑三年；犯诈骗罪，判处有期徒刑二年；决定执行有期徒刑${executed}。`;
  const many = (executed: string): string =>
    `盗窃罪，判处有期徒刑十二年；犯诈骗罪，判处有期徒刑十二年；犯抢劫罪，判处有期徒刑十一年；决定执行有期徒刑${executed}。`;
  check([
    [two('二年十一个月'), ['COMBINED_OUT_OF_RANGE']], [two('三年'), []], [two('五年'), []], [two('五年一个月'), ['COMBINED_OUT_OF_RANGE']],
    [many('二十五年'), []], [many('二十五年一个月'), ['COMBINED_OUT_OF_RANGE']],
    ['盗窃罪，判处有期徒刑十二年；犯诈骗罪，判处有期徒刑十一年；决定执行有期徒刑二十年一个月。', ['COMBINED_OUT_OF_RANGE']],
    ['盗窃罪，判处拘役五个月；犯诈骗罪，判处拘役五个月；决定执行拘役十个月。', []],
    ['盗窃罪，判处有期徒刑一年；犯诈骗罪，判处拘役五个月；决定执行拘役五个月。', ['COMBINED_OUT_OF_RANGE']],
    ['盗窃罪，判处有期徒刑一年；犯抢劫罪，判处无期徒刑；决定执行有期徒刑一年。', ['COMBINED_OUT_OF_RANGE']],
  ]);
});

test('suspension fits 刑法第72、73条, bounds included', () => check([
  ['盗窃罪，判处有期徒刑三年，缓刑五年。', []], ['盗窃罪，判处有期徒刑三年一个月，缓刑五年。', ['PROBATION_OUT_OF_RANGE']],
  ['盗窃罪，判处有期徒刑三年，缓刑五年一个月。', ['PROBATION_OUT_OF_RANGE']], ['盗窃罪，判处有期徒刑六个月，缓刑一年。', []],
  ['盗窃罪，判处有期徒刑六个月，缓刑十一个月。', ['PROBATION_OUT_OF_RANGE']], ['盗窃罪，判处有期徒刑二年，缓刑一年六个月。', ['PROBATION_OUT_OF_RANGE']],
  ['盗窃罪，判处拘役一个月，缓刑二个月。', []], ['盗窃罪，判处拘役一个月，缓刑一个月。', ['PROBATION_OUT_OF_RANGE']],
  ['盗窃罪，判处拘役六个月，缓刑一年。', []], ['盗窃罪，判处拘役六个月，缓刑一年一个月。', ['PROBATION_OUT_OF_RANGE']],
]));

test('printed dates fit the term; custody credit makes them end earlier, nothing makes them end later', () => {
  const term = (dates: string, note = ''): string => `盗窃罪，判处有期徒刑七个月。（${note}即自${dates}止。）`;
  check([
    [term('2021年3月4日起至2021年10月3日'), []], [term('2021年3月4日起至2021年10月4日'), ['TERM_DATES_CONTRADICT']],
    [term('2021年3月4日起至2021年9月1日'), []], [term('2021年3月4日起至2022年10月3日'), ['TERM_DATES_CONTRADICT']],
    [term('2021年3月4日起至2020年10月3日'), ['TERM_DATES_CONTRADICT']],
    [term('2021年3月4日起至2021年12月3日', '羁押期间取保候审的，刑期的终止日期顺延，'), []],
    ['盗窃罪，判处有期徒刑四年。（即自2014年5月23日起至2019年5月22日止。）', ['TERM_DATES_CONTRADICT']],
    ['盗窃罪，判处有期徒刑四年。（即自2014年5月23日起至2017年5月22日止。）', ['TERM_DATES_CONTRADICT']],
  ]);
});

test('fines add up (刑法第69条第3款), and none lies below the lowest of the law', () => check([
  ['盗窃罪，判处拘役二个月，并处罚金1000元；犯诈骗罪，判处拘役二个月，并处罚金2000元；决定执行拘役三个月，并处罚金3000元。', []],
  ['盗窃罪，判处拘役二个月，并处罚金1000元；犯诈骗罪，判处拘役二个月，并处罚金2000元；决定执行拘役三个月，并处罚金2000元。', ['FINE_CONTRADICTS']],
  ['盗窃罪，判处拘役二个月；犯诈骗罪，判处拘役二个月；决定执行拘役三个月，并处罚金2000元。', ['FINE_CONTRADICTS']],
  ['盗窃罪，判处拘役二个月，并处罚金499元。', ['FINE_CONTRADICTS']], ['盗窃罪，判处拘役二个月，并处罚金500元。', []],
]));

test('charges are those of the catalogue, once each', () => check([
  ['盗窃他人钱包罪，判处拘役二个月。', ['CHARGE_UNKNOWN']],
  ['盗窃罪，判处拘役二个月；犯盗窃罪，判处拘役三个月；决定执行拘役四个月。', ['OLD_SENTENCE_UNCLEAR']],
]));

test('a title that names another charge contradicts the operative part', () => {
  assert.deepEqual(codesOf('被告人甄一犯诈骗罪，判处拘役二个月。', `甄一妨害公务罪一审刑事判决书 ${TITLE}`), ['CHARGE_TITLE_CONTRADICTS']);
  assert.deepEqual(codesOf('被告人甄一犯诈骗罪，判处拘役二个月。', `甄一诈骗罪一审刑事判决书 ${TITLE}`), []);
});
