import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showSentences } from './show-sentences.ts';

const HEAD = '：被告人甄一犯盗窃罪，判处有期徒刑七个月。 ';
const COUNT = '刑期从判决执行之日起计算。判决执行以前先行羁押的，羁押一日折抵刑期一日，';

test('printed dates of the term are taken in every form', () => {
  const rows: readonly (readonly [bracket: string, dates: string])[] = [
    [`（${COUNT}即自2021年3月4日起至2021年10月3日止。）`, ' 2021-03-04~2021-10-03'],
    [`（${COUNT}即从2021年3月4日至2021年10月3日；罚金已缴纳）`, ' 2021-03-04~2021-10-03'],
    [`（${COUNT}即自2021年3月4日起，至2021年10月3日止）`, ' 2021-03-04~2021-10-03'],
    [`（${COUNT}即2021年3月4日起至2021年10月3日止）`, ' 2021-03-04~2021-10-03'],
    [`（${COUNT}即自2021年3月4日起执行至2021年10月3日止）`, ' 2021-03-04~2021-10-03'],
    [`（${COUNT}即自二〇二一年三月四日起至二0二一年十月三日止）`, ' 2021-03-04~2021-10-03'],
    [`（${COUNT}即自202O年3月4日起至2020年10月3日止）`, ' 2020-03-04~2020-10-03'],
    [`（${COUNT}即自2021年03月04日起至2021年10月3止）`, ' 2021-03-04~2021-10-03'],
    [`（${COUNT}即被告人甄一的刑期自2021年3月4日起至2021年10月3日止。）`, ' 2021-03-04~2021-10-03'],
    [`（${COUNT}即刑期自2021年3月4日起至同年10月3日止。）`, ' 2021-03-04~2021-10-03'],
    [`（${COUNT}刑期自2021年3月4日起至2021年10月3日止）`, ' 2021-03-04~2021-10-03'],
    [`（${COUNT}折抵2020年4月16日至当年4月28日共13天，即自2021年3月4日起至2021年9月20日止。）`, ' 2021-03-04~2021-09-20'],
    [`（${COUNT}曾自2020年4月16日起至2020年4月28日被先行羁押，即自2021年3月4日起至2021年9月20日止。）`, ' 2021-03-04~2021-09-20'],
    ['（刑期自判决执行之日起计算）', ''],
    ['（缓刑考验期限自2021年3月4日起至2022年3月3日止）', ''],
  ];
  for (const [bracket, dates] of rows) {
    const shown = showSentences(['甄一'], HEAD + bracket);
    assert.deepEqual(shown.lines, [`甄一：盗窃罪 有期徒刑7 → 有期徒刑7${dates}`], bracket);
  }
});

test('a collective bracket at the end gives each defendant the own dates', () => {
  const operative = '：一、被告人甄一犯盗窃罪，判处有期徒刑七个月。 二、被告人贾二犯盗窃罪，判处有期徒刑一年，缓刑一年。 三、被告人易三犯盗窃罪，判处拘役三个月。 '
    + '（刑期从判决执行之日起计算。被告人甄一刑期自2021年3月4日起至2021年10月3日止；易三的刑期自2021年5月1日起至2021年7月31日止。被告人贾二的缓刑考验期从判决确定之日起计算。）';
  assert.deepEqual(showSentences(['甄一', '贾二', '易三'], operative), {
    lines: [
      '甄一：盗窃罪 有期徒刑7 → 有期徒刑7 2021-03-04~2021-10-03',
      '贾二：盗窃罪 有期徒刑12 → 有期徒刑12 缓12',
      '易三：盗窃罪 拘役3 → 拘役3 2021-05-01~2021-07-31',
    ],
    problems: [],
  });
});

test('dates for all defendants together reach all of them', () => {
  const operative = '：被告人甄一、贾二犯盗窃罪，均判处拘役三个月，并处罚金1000元。（二被告人的刑期均自2021年5月1日起至2021年7月31日止。）';
  const line = '盗窃罪 拘役3 罚1000 → 拘役3 罚1000 2021-05-01~2021-07-31';
  assert.deepEqual(showSentences(['甄一', '贾二'], operative).lines, [`甄一：${line}`, `贾二：${line}`]);
});

test('a date that no calendar has is a problem, not a guess', () => {
  const shown = showSentences(['甄一'], `${HEAD}（${COUNT}即自2021年3月4日起至2021年9月31日止）`);
  assert.deepEqual(shown.lines, ['甄一：盗窃罪 有期徒刑7 → 有期徒刑7 2021-03-04']);
  assert.deepEqual(shown.problems, ['TERM_DATE_DOUBTFUL']);
});

test('two different periods for one term are a problem', () => {
  const shown = showSentences(['甄一'], `${HEAD}（即自2021年3月4日起至2021年10月3日止。即自2021年3月5日起至2021年10月4日止。）`);
  assert.deepEqual(shown.problems, ['TERM_DATE_DOUBTFUL']);
});
