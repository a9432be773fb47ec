import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitSections } from '../text/sections.ts';
import type { HeaderReading } from './parties.ts';
import { readHeader } from './read-header.ts';

const FACTS = ' 云溪县人民检察院以云检刑诉〔2019〕9号起诉书指控被告人王小满犯盗窃罪。';
const read = (told: string, role = '被告人', facts = FACTS): HeaderReading => {
  const text = `云溪县人民法院 刑事判决书 （2019）云9901刑初12号 公诉机关云溪县人民检察院。 ${role}王小满，男，1970年1月2日出生，住云溪县。${told}${facts}`;
  return readHeader(text, splitSections(text));
};
const priors = (told: string, role?: string): readonly unknown[] =>
  (read(told, role).parties[0]?.priorConvictions ?? []).map(({ span: _, ...prior }) => prior);
const codes = (told: string): readonly string[] => read(told).problems.map(({ code }) => code);
const prison = (months: number): unknown => ({ type: '有期徒刑', months });

const THEFT = { charges: ['盗窃罪'] };
const TOLD: readonly (readonly [string, readonly unknown[]])[] = [
  ['因犯盗窃罪于2007年1月29日被本院判处有期徒刑十年，剥夺政治权利三年，并处罚金人民币一万二千元，2013年1月21日刑满释放。',
    [{ ...THEFT, date: '2007-01-29', term: prison(120), deprivationMonths: 36, fineYuan: 12000, releaseDate: '2013-01-21' }]],
  ['曾因犯盗窃罪，于2011年6月20日被判处拘役五个月，同年11月7日刑满释放。',
    [{ ...THEFT, date: '2011-06-20', term: { type: '拘役', months: 5 }, releaseDate: '2011-11-07' }]],
  ['2014年4月15日因犯盗窃罪被云溪县人民法院判处有期徒刑一年零六个月，缓刑二年。',
    [{ ...THEFT, date: '2014-04-15', term: prison(18), probationMonths: 24 }]],
  ['因盗窃罪于2006年5月被判处有期徒刑六个月。', [{ ...THEFT, date: '2006-05', term: prison(6) }]],
  ['1990年因犯奸淫幼女罪被判处有期徒刑八年，2001年因犯强奸罪、强制猥亵妇女罪被判处有期徒刑十年，2011年11月4日因犯强奸罪被判处有期徒刑四年六个月，2015年7月27日刑罚执行完毕。',
    [{ charges: ['奸淫幼女罪'], date: '1990', term: prison(96) }, { charges: ['强奸罪', '强制猥亵妇女罪'], date: '2001', term: prison(120) },
      { charges: ['强奸罪'], date: '2011-11-04', term: prison(54), releaseDate: '2015-07-27' }]],
  ['1980年3月15日犯抢劫罪、盗窃罪被云溪县人民法院判处有期徒刑十八年；2009年5月13日犯诈骗罪被云溪县人民法院判处有期徒刑七年，并处罚金1万元。2014年12月12日刑满释放。',
    [{ charges: ['抢劫罪', '盗窃罪'], date: '1980-03-15', term: prison(216) },
      { charges: ['诈骗罪'], date: '2009-05-13', term: prison(84), fineYuan: 10000, releaseDate: '2014-12-12' }]],
  ['曾因犯故意伤害罪，被本院判处有期徒刑七年六个月。', [{ charges: ['故意伤害罪'], term: prison(90) }]],
  ['因犯非法拘禁罪于二○一二年八月二十日被判处有期徒刑一年六个月，2013年11月30日刑满释放。',
    [{ charges: ['非法拘禁罪'], date: '2012-08-20', term: prison(18), releaseDate: '2013-11-30' }]],
  ['一九八七年十二月十六日因犯故意杀人罪被判处死刑，缓期二年执行，剥夺政治权利终身，二〇〇八年四月二十九日减刑释放。',
    [{ charges: ['故意杀人罪'], date: '1987-12-16', term: { type: '死刑缓期执行', months: 0 }, releaseDate: '2008-04-29' }]],
  ['因犯抢劫罪于1999年3月4日被判处无期徒刑，剥夺政治权利终身。', [{ charges: ['抢劫罪'], date: '1999-03-04', term: { type: '无期徒刑', months: 0 } }]],
  ['2014年10月31日因犯故意毁坏财物罪被判处罚金6000元。',
    [{ charges: ['故意毁坏财物罪'], date: '2014-10-31', term: { type: '单处罚金', months: 0 }, fineYuan: 6000 }]],
  ['因犯失火罪于2014年10月31日被单处罚金人民币三千元。',
    [{ charges: ['失火罪'], date: '2014-10-31', term: { type: '单处罚金', months: 0 }, fineYuan: 3000 }]],
  ['2018年9月18日因犯故意伤害罪被判处免予刑事处罚。', [{ charges: ['故意伤害罪'], date: '2018-09-18', term: { type: '免予刑事处罚', months: 0 } }]],
  ['2018年9月18日因犯故意伤害罪被云溪县人民法院免予刑事处罚。',
    [{ charges: ['故意伤害罪'], date: '2018-09-18', term: { type: '免予刑事处罚', months: 0 } }]],
  ['因犯赌博罪，于2019年6月10日被判处管制一年，并处罚金人民币一万元。',
    [{ charges: ['赌博罪'], date: '2019-06-10', term: { type: '管制', months: 12 }, fineYuan: 10000 }]],
  ['因犯盗窃罪于2014年6月10日被判处有期徒刑六个月，并处罚金1000元，与前罪剩余的刑期一年一个月十八日数罪并罚后，决定执行有期徒刑一年四个月，并处罚金1000元，于2015年8月14日刑满释放。',
    [{ ...THEFT, date: '2014-06-10', term: prison(16), fineYuan: 1000, releaseDate: '2015-08-14' }]],
  ['因犯盗窃罪于2015年4月1日被云溪市中级人民法院二审判处有期徒刑十个月（刑期自2014年2月28日起至2014年12月27日止）。',
    [{ ...THEFT, date: '2015-04-01', term: prison(10) }]],
  ['因犯盗窃罪于2012年7月13日被判处有期徒刑三年，于2013年12月26日假释。', [{ ...THEFT, date: '2012-07-13', term: prison(36) }]],
  ['2010年5月6日被云溪县人民法院以盗窃罪判处拘役五个月零十五天。',
    [{ ...THEFT, date: '2010-05-06', term: { type: '拘役', months: 5, days: 15 } }]],
  ['2010年5月6日被云溪县人民法院以抢劫罪、盗窃罪判处有期徒刑四年。', [{ charges: ['抢劫罪', '盗窃罪'], date: '2010-05-06', term: prison(48) }]],
  ['2010年5月6日被云溪县人民法院判决犯盗窃罪，判处拘役三个月。', [{ ...THEFT, date: '2010-05-06', term: { type: '拘役', months: 3 } }]],
  ['2010年5月6日因犯盗窃罪被云溪县人民法院以（2010）云刑初字第10号刑事判决书判处拘役三个月。', [{ ...THEFT, date: '2010-05-06', term: { type: '拘役', months: 3 } }]],
  ['因犯侵犯公民个人信息罪、掩饰、隐瞒犯罪所得罪于2016年5月6日被判处有期徒刑一年。',
    [{ charges: ['侵犯公民个人信息罪', '掩饰、隐瞒犯罪所得罪'], date: '2016-05-06', term: prison(12) }]],
  ['因犯容留、介绍卖淫罪于2016年5月6日被判处有期徒刑一年。', [{ charges: ['容留、介绍卖淫罪'], date: '2016-05-06', term: prison(12) }]],
  ['因犯盗窃、抢劫罪于2016年5月6日被判处有期徒刑一年。', [{ charges: ['盗窃罪', '抢劫罪'], date: '2016-05-06', term: prison(12) }]],
  ['因犯盗窃于2016年5月6日被判处有期徒刑一年。', [{ ...THEFT, date: '2016-05-06', term: prison(12) }]],
  ['因犯贪污罪于2016年5月6日被判处有期徒刑十年，并处没收个人全部财产。',
    [{ charges: ['贪污罪'], date: '2016-05-06', term: prison(120), confiscationYuan: 'all' }]],
  ['因涉嫌犯诈骗罪于2015年3月18日被刑事拘留，同年4月1日转为取保候审，2016年7月1日被本院判处有期徒刑一年五个月。',
    [{ charges: ['诈骗罪'], date: '2016-07-01', term: prison(17) }]],
  ['因犯盗窃罪于2017年12月15日被判处有期徒刑六个月，缓刑一年；因又犯盗窃罪，于2018年7月4日被撤销缓刑，数罪并罚，被判处有期徒刑二年。',
    [{ ...THEFT, date: '2017-12-15', term: prison(6), probationMonths: 12 }, { ...THEFT, date: '2018-07-04', term: prison(24) }]],
  ['因犯盗窃罪于2017年12月15日被县人民法院判处有期徒刑一年，后被市中级人民法院改判有期徒刑十个月。',
    [{ ...THEFT, date: '2017-12-15', term: prison(10) }]],
  ['因犯盗窃罪于2015年4月1日被判处有期徒刑一年；并处罚金二千元。', [{ ...THEFT, date: '2015-04-01', term: prison(12), fineYuan: 2000 }]],
];

test('earlier convictions with charges, date as printed, executed term, additions and release', () => {
  for (const [told, expected] of TOLD) assert.deepEqual(priors(told), expected, told);
});

const NONE = [
  '无前科。', '有犯罪前科证明。', '因吸毒于2015年2月3日被行政拘留十五日。', '因盗窃于2006年被劳动教养一年六个月。', '因吸毒于2015年2月3日被强制隔离戒毒二年。',
  '2009年2月因酒后驾驶被罚款500元。', '2014年11月4日因盗伐林木，被森林公安局行政处罚人民币1535元。', '因赌博于2010年8月29日被公安局决定罚款人民币200元。',
  '2015年3月4日因涉嫌诈骗罪被人民检察院决定不起诉。', '曾因涉嫌盗窃，于2010年11月5日被刑事拘留，同年11月12日被取保候审。',
  '2008年至2012年期间，因盗窃、赌博，多次被行政拘留。', '有赌博劣迹。', '因赌博被判处行政拘留十日。', '因涉嫌犯盗窃罪于2019年1月2日被逮捕。',
];

test('penalties of other law, suspicion and negatives are no convictions', () => {
  for (const told of NONE) {
    assert.deepEqual(priors(told), [], told);
    assert.deepEqual(codes(told).filter((code) => code.startsWith('PRIOR')), [], told);
  }
});

test('the release after a conviction is its own, not of the one before', () => {
  assert.deepEqual(
    priors('因犯盗窃罪于2010年1月2日被判处有期徒刑一年，2010年12月1日刑满释放；因犯诈骗罪于2015年3月4日被判处有期徒刑二年。'),
    [{ ...THEFT, date: '2010-01-02', term: prison(12), releaseDate: '2010-12-01' },
      { charges: ['诈骗罪'], date: '2015-03-04', term: prison(24) }]);
});

test('a sentence that the source lost is a conviction without a term, and doubted', () => {
  const fineOnly = '因犯盗窃罪，于2016年12月12日被云溪市青石区，并处罚金人民币3000元。';
  assert.deepEqual(priors(fineOnly), [{ ...THEFT, date: '2016-12-12', fineYuan: 3000 }]);
  assert.deepEqual(codes(fineOnly), ['PRIOR_CONVICTION_TERM_MISSING']);
  const releaseOnly = '2010年7月15日，因犯盗窃罪被云溪市青石区，2012年12月2日刑满释放。';
  assert.deepEqual(priors(releaseOnly), [{ ...THEFT, date: '2010-07-15', releaseDate: '2012-12-02' }]);
  assert.deepEqual(codes(releaseOnly), ['PRIOR_CONVICTION_TERM_MISSING']);
  const nothing = '因犯盗窃罪于2010年7月15日被云溪市青石区。';
  assert.deepEqual([priors(nothing), codes(nothing)], [[], ['PRIOR_CONVICTION_DOUBTFUL']]);
});

test('two terms without 决定执行, a missing charge and a release before the judgment are doubted', () => {
  const two = '因犯盗窃罪、诈骗罪于2010年7月15日被判处有期徒刑一年、有期徒刑二年。';
  assert.deepEqual([priors(two), codes(two)], [[{ charges: ['盗窃罪', '诈骗罪'], date: '2010-07-15' }], ['PRIOR_CONVICTION_DOUBTFUL']]);
  assert.deepEqual(codes('曾因故意犯罪于2010年7月15日被判处有期徒刑一年。'), ['PRIOR_CONVICTION_DOUBTFUL']);
  const early = '因犯盗窃罪于2010年7月15日被判处有期徒刑一年，2009年7月1日刑满释放。';
  assert.deepEqual([priors(early), codes(early)],
    [[{ ...THEFT, date: '2010-07-15', term: prison(12) }], ['PRIOR_CONVICTION_DOUBTFUL']]);
});

test('on appeal and retrial the judgment of this very case is no earlier conviction', () => {
  const told = '现因涉嫌犯贩卖毒品罪，于2016年2月24日被抓获，同年3月10日被逮捕，同年5月20日，被本院判处有期徒刑三年六个月。';
  assert.deepEqual(priors(told, '原审被告人'), []);
  assert.equal(read(told, '原审被告人').parties[0]?.custody.length, 2);
  const older = `因犯盗窃罪于2010年7月15日被判处拘役三个月。${told}`;
  assert.deepEqual(priors(older, '上诉人（原审被告人）'), [{ ...THEFT, date: '2010-07-15', term: { type: '拘役', months: 3 } }]);
});

test('a conviction that the court finds in the facts counts once', () => {
  const found = `${FACTS} 另查明，被告人王小满因犯盗窃罪于2010年7月15日被判处拘役三个月；因犯诈骗罪于2012年3月4日被判处有期徒刑一年。 上述事实，有证据证实。`;
  const [party] = read('因犯盗窃罪于2010年7月15日被判处拘役三个月。', '被告人', found).parties;
  assert.deepEqual(party?.priorConvictions.map(({ charges, date }) => [charges[0], date]), [['盗窃罪', '2010-07-15'], ['诈骗罪', '2012-03-04']]);
});
