import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitSections } from '../text/sections.ts';
import type { HeaderReading } from './parties.ts';
import { readHeader } from './read-header.ts';

const read = (told: string): HeaderReading => {
  const text = `云溪县人民法院 刑事判决书 （2019）云9901刑初12号 公诉机关云溪县人民检察院。 被告人王小满，男，1990年1月2日出生。${told}`
    + ' 云溪县人民检察院以云检刑诉〔2019〕9号起诉书指控被告人王小满犯盗窃罪。';
  return readHeader(text, splitSections(text));
};
const SHORT: Readonly<Record<string, string>> = {
  administrativeDetention: 'administrative', taken: 'taken', pretrialDetention: 'detained', arrest: 'arrested', bail: 'bail',
  residentialSurveillance: 'watched', released: 'released',
};
const custody = (told: string): string =>
  (read(told).parties[0]?.custody ?? []).map(({ measure, on }) => `${SHORT[measure]} ${on}`).join(', ');

const TOLD: readonly (readonly [string, string])[] = [
  ['因涉嫌犯盗窃罪于2019年1月2日被云溪县公安局刑事拘留，同年2月3日被逮捕。现羁押于云溪县看守所。', 'detained 2019-01-02, arrested 2019-02-03'],
  ['因本案于2019年1月2日被抓获，次日被刑事拘留，同月20日被取保候审。', 'taken 2019-01-02, detained 2019-01-03, bail 2019-01-20'],
  ['因涉嫌盗窃罪于2019年1月2日被羁押并被刑事拘留，同年2月3日被执行逮捕。', 'taken 2019-01-02, detained 2019-01-02, arrested 2019-02-03'],
  ['因涉嫌盗窃罪于2019年1月2日被捉获并羁押，1月3日被刑事拘留，2月3日被逮捕。', 'taken 2019-01-02, detained 2019-01-03, arrested 2019-02-03'],
  ['2019年1月2日因本案被刑事拘留（1月1日被羁押），同年2月3日被逮捕。', 'taken 2019-01-01, detained 2019-01-02, arrested 2019-02-03'],
  ['因本案分别于2019年1月2日、2月3日被取保候审。', 'bail 2019-01-02, bail 2019-02-03'],
  ['因本案分别于2019年1月2日、2月3日被刑事拘留和逮捕。', 'detained 2019-01-02, arrested 2019-02-03'],
  ['因本案于2019年1月2日、2月3日先后被县检察院和本院取保候审。', 'bail 2019-01-02, bail 2019-02-03'],
  ['因涉嫌盗窃罪于2019年1月2日被刑事拘留，2月2日经县人民检察院批准逮捕，次日由县公安局执行逮捕。', 'detained 2019-01-02, arrested 2019-02-03'],
  ['因涉嫌盗窃罪于2019年2月1日被批准逮捕，同月3日由县公安局执行。', 'arrested 2019-02-03'],
  ['因涉嫌盗窃罪于2019年2月1日经检察院批准，同日由公安局执行逮捕。', 'arrested 2019-02-01'],
  ['因本案于2019年2月1日经检察院批准被依法逮捕。', 'arrested 2019-02-01'],
  ['因涉嫌盗窃罪于2019年1月2日被刑事拘留，2019年2月1日经本院决定逮捕。', 'detained 2019-01-02, arrested 2019-02-01'],
  ['因本案于2019年1月2日被决定刑事拘留，同年1月9日被执行刑事拘留。', 'detained 2019-01-09'],
  ['因本案于2018年7月12日经检察院批准逮捕，因其未能归案被上网追逃，2019年1月2日被抓获，同日执行逮捕。', 'taken 2019-01-02, arrested 2019-01-02'],
  ['因本案于2019年1月2日由县公安局决定并执行取保候审，同年2月3日由检察院决定并由县公安局执行取保候审。', 'bail 2019-01-02, bail 2019-02-03'],
  ['因本案于2019年1月2日被刑事拘留，同年1月9日变更为取保候审，2月3日继续被取保候审。', 'detained 2019-01-02, bail 2019-01-09, bail 2019-02-03'],
  ['因本案于2019年1月2日被监视居住；2019年2月3日经本院决定取保候审。', 'watched 2019-01-02, bail 2019-02-03'],
  ['因本案于2019年1月2日被刑事拘留，同月9日释放，次日被取保候审。', 'detained 2019-01-02, released 2019-01-09, bail 2019-01-10'],
  ['因本案于2018年1月2日被取保候审，2019年1月1日解除取保候审。2019年3月4日被逮捕。', 'bail 2018-01-02, arrested 2019-03-04'],
  ['2019年1月2日经电话传唤自动投案，同日因涉嫌盗窃被刑事拘留。', 'detained 2019-01-02'],
  ['因涉嫌盗窃罪于2019年1月2日向县检察院投案后被刑事拘留。', 'detained 2019-01-02'],
  ['因本案于2018年12月24日被刑事拘留，同年12月31日被取保候审，2019年5月9日被刑事拘留，5月16日因作精神病鉴定，停止计算羁押期限，6月8日恢复羁押，同日被取保候审。',
    'detained 2018-12-24, bail 2018-12-31, detained 2019-05-09, bail 2019-06-08'],
  ['因本案于2019年1月2日被取保候审（已羁押24日），8月9日经本院决定被依法逮捕。', 'bail 2019-01-02, arrested 2019-08-09'],
  ['2018年2月2日因涉嫌受贿被留置，同年5月2日解除留置，次日被刑事拘留。', 'taken 2018-02-02, released 2018-05-02, detained 2018-05-03'],
  ['因本案于2019年1月2日至1月5日被刑事拘留，同年2月3日被逮捕，羁押于云溪县看守所。', 'detained 2019-01-02, arrested 2019-02-03'],
  ['因本案于2019年1月2日被取保候审，取保候审期间又于2019年2月3日被抓获。', 'bail 2019-01-02, taken 2019-02-03'],
  ['现羁押于云溪县看守所。', ''],
  ['现取保候审在家。', ''],
];

test('the chronology of this case, each measure on its day', () => {
  for (const [told, expected] of TOLD) assert.equal(custody(told), expected, told);
});

const EARLIER: readonly (readonly [string, string])[] = [
  ['曾因涉嫌盗窃，于2010年11月5日被刑事拘留，同年11月12日被取保候审；因本案于2019年1月2日被逮捕。', 'arrested 2019-01-02'],
  ['因吸毒于2018年12月18日被行政拘留十五日。因本案于2019年1月2日被刑事拘留。', 'detained 2019-01-02'],
  ['因赌博于2010年8月29日被行政拘留十日，因本案于2019年1月2日被取保候审。', 'bail 2019-01-02'],
  ['2011年9月8日因寻衅滋事被行政拘留十二日；2012年5月11日因诈骗被决定劳动教养一年。', ''],
  ['因涉嫌犯寻衅滋事罪，于2012年6月1日被刑事拘留，同月16日被逮捕；因犯寻衅滋事罪，于2012年12月21日被云溪县人民法院判处有期徒刑三年，缓刑四年。'
    + '因涉嫌犯盗窃罪，于2019年1月2日被刑事拘留。', 'detained 2019-01-02'],
  ['因涉嫌犯诈骗罪于2015年3月18日被刑事拘留，同年4月1日转为取保候审，2016年7月1日被本院判处拘役五个月。后又因涉嫌犯盗窃罪于2019年1月2日被取保候审。',
    'bail 2019-01-02'],
  ['因吸食毒品于2018年5月12日被处以强制戒毒二年。因本案于2019年1月2日被刑事拘留。', 'detained 2019-01-02'],
];

test('measures of earlier matters and of other law are not custody of this case', () => {
  for (const [told, expected] of EARLIER) assert.equal(custody(told), expected, told);
});

test('an administrative detention belongs to the case when the text joins it with its measures', () => {
  assert.equal(custody('因盗窃，于2018年12月20日被行政拘留十五日，2019年1月4日被刑事拘留。'), 'administrative 2018-12-20, detained 2019-01-04');
  assert.equal(custody('因本案于2018年12月20日被行政拘留十日。因涉嫌盗窃罪于2019年1月2日被取保候审。'), 'administrative 2018-12-20, bail 2019-01-02');
});

test('a date that is incomplete or impossible is a problem and no measure', () => {
  for (const told of ['因本案于2019年2月30日被刑事拘留。', '因本案于2019年2月被刑事拘留。']) {
    const header = read(told);
    assert.deepEqual(header.parties[0]?.custody, [], told);
    assert.deepEqual(header.problems.map(({ code }) => code), ['CUSTODY_DATE_DOUBTFUL'], told);
  }
});

test('an arrest that was decided but not executed is doubted', () => {
  const header = read('因本案于2019年1月2日被监视居住，本院于2019年2月3日决定对其执行逮捕，办案单位以其生病为由，未予收押。');
  assert.deepEqual(header.parties[0]?.custody.map(({ measure }) => measure), ['residentialSurveillance']);
  assert.deepEqual(header.problems.map(({ code }) => code), ['CUSTODY_DATE_DOUBTFUL']);
});

test('what is told of several defendants together holds for each of them', () => {
  const text = '云溪县人民法院 刑事判决书 （2019）云9901刑初12号 公诉机关云溪县人民检察院。 被告人王某甲。 被告人王某乙。 被告人王某丙。 辩护人李大山，律师。'
    + ' 上列三被告人因涉嫌犯盗窃罪于2019年1月2日被刑事拘留，同年2月3日被逮捕。 云溪县人民检察院以云检刑诉〔2019〕9号起诉书指控。';
  const { parties } = readHeader(text, splitSections(text));
  for (const party of parties) assert.deepEqual(party.custody.map(({ on }) => on), ['2019-01-02', '2019-02-03'], party.name.value);
  assert.equal(parties.length, 3);
});
