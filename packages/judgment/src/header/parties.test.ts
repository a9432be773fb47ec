import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from '@fengcun/kernel';
import { splitSections } from '../text/sections.ts';
import type { HeaderReading, Party } from './parties.ts';
import { readHeader } from './read-header.ts';

const FACTS = ' 云溪县人民检察院以云检刑诉〔2019〕9号起诉书指控被告人犯盗窃罪，于2019年4月1日向本院提起公诉。';
const judgment = (parties: string, head = '云溪县人民法院 刑事判决书 （2019）云9901刑初12号'): string =>
  `${head} 公诉机关云溪县人民检察院。 ${parties}${FACTS}`;

const read = (parties: string, head?: string): HeaderReading => {
  const text = judgment(parties, head);
  return readHeader(text, splitSections(text));
};
const only = (parties: string): Party | undefined => {
  const header = read(parties);
  assert.equal(header.parties.length, 1, parties);
  return header.parties[0];
};

const NAMES: readonly (readonly [string, string])[] = [
  ['被告人王小满，男。', '王小满'],
  ['被告人王小满。无前科。因涉嫌盗窃罪，于2019年1月2日被刑事拘留。', '王小满'],
  ['被告人：王某某。因涉嫌盗窃罪于2019年1月2日被取保候审。', '王某某'],
  ['被告人自报王小满，男，2000年1月2日出生。', '王小满'],
  ['被告人自报王某某，男；因本案于2019年1月2日被刑事拘留。', '王某某'],
  ['被告人王小满（自报），男。', '王小满'],
  ['被告人王某甲，户籍地云溪县）。', '王某甲'],
  ['被告人王某1，男。', '王某1'],
  ['被告人王×，男。', '王×'],
  ['被告人XX满，男。', 'XX满'],
  ['被告人XX，男。', 'XX'],
  ['被告人王X·Y，女。', '王X·Y'],
  ['被告人阿不都·克里木，男。', '阿不都·克里木'],
  ['被告人JOHN SMITH，男。', 'JOHN SMITH'],
  ['被告人王　满，男。', '王满'],
  ['被告人王小满因涉嫌盗窃罪于2019年1月2日被刑事拘留。', '王小满'],
  ['被告人王五十四，曾用名王得林，男。', '王五十四'],
  ['原审被告人王小满，男。', '王小满'],
  ['上诉人（原审被告人）王小满，男。', '王小满'],
  ['原审上诉人（原审被告人）王小满，男。', '王小满'],
  ['上诉人（原审被告人暨公益诉讼被告）王小满，男。', '王小满'],
  ['被告人暨附带民事诉讼被告人王小满，男。', '王小满'],
];

test('the name follows the role, self-reported, masked, dotted, Latin or without a comma', () => {
  for (const [parties, name] of NAMES) assert.equal(only(parties)?.name.value, name, parties);
});

const OTHERS = [
  '辩护人李大山，云溪律师事务所律师。', '指定辩护人李大山，女，律师。', '法定代理人王大满，男，1975年4月4日出生，系被告人父亲。',
  '诉讼代表人李大山，女，1987年1月19日出生。', '附带民事诉讼原告人李大山，女，1988年11月3日出生。', '被害人李大山，男，汉族。',
  '近亲属李大山，女，系被告人表姐。', '委托代理人李大山（被害人之夫），男，1986年9月27日出生。', '合适成年人李大山，男。',
  '上诉人（原审附带民事诉讼原告人）李大山，女，1988年1月1日出生。', '附带民事诉讼被告人云溪运输有限公司。', '自诉人李大山，男。',
  '翻译人员李大山。', '证人李大山，男，1970年1月1日出生。',
];

test('nobody but the accused becomes a defendant, nor lends one sex or birth', () => {
  for (const other of OTHERS) {
    for (const parties of [`被告人王小满，无业。 ${other}`, `${other} 被告人王小满，无业。`]) {
      const party = only(parties);
      assert.equal(party?.name.value, '王小满', parties);
      assert.equal(party?.sex, undefined, parties);
      assert.equal(party?.birthDate, undefined, parties);
    }
  }
});

test('a lost comma between name and sex is mended only where the text shows the name', () => {
  const text = judgment('被告人王小满男，1990年1月2日出生。').replace('指控被告人犯', '指控被告人王小满犯');
  const mended = readHeader(text, splitSections(text));
  assert.equal(mended.parties[0]?.name.value, '王小满');
  assert.equal(mended.parties[0]?.sex?.value, '男');
  const unclear = read('被告人王小满男，1990年1月2日出生。');
  assert.deepEqual(unclear.problems.map(({ code }) => code), ['DEFENDANT_NAME_DOUBTFUL']);
});

test('numbered paragraphs are paragraphs', () => {
  const header = read('1、被告人王某甲，男。2、被告人王某乙，女。');
  assert.deepEqual(header.parties.map((party) => party.name.value), ['王某甲', '王某乙']);
});

test('the title is never a source of names', () => {
  const header = read('被告人王某某，男。', '被告人王小满盗窃一审刑事判决书 云溪县人民法院 刑事判决书 （2019）云9901刑初12号');
  assert.deepEqual(header.parties.map((party) => party.name.value), ['王某某']);
});

test('several defendants in the order of the header, each with his own data', () => {
  const header = read('被告人王某甲，男，1990年1月2日出生。辩护人李大山，律师。 被告人王某乙，女，1991年3月4日出生。');
  assert.deepEqual(
    header.parties.map((party) => [party.name.value, party.sex?.value, party.birthDate?.value]),
    [['王某甲', '男', '1990-01-02'], ['王某乙', '女', '1991-03-04']]);
});

test('a paragraph that goes on about the same person adds to him', () => {
  const party = only('被告人王小满，男，1990年1月2日出生。被告人王小满曾因犯盗窃罪于2015年3月4日被判处拘役三个月。'
    + '被告人王小满因涉嫌盗窃罪于2019年1月2日被刑事拘留。');
  assert.equal(party?.priorConvictions.length, 1);
  assert.equal(party?.custody.length, 1);
});

test('a unit is a defendant without sex, birth or custody; its representative is none', () => {
  const header = read('被告单位云溪（青石）科技有限公司，住所地云溪县，法定代表人李大山。 诉讼代表人李大山，女，1987年1月19日出生。'
    + ' 被告人李大山，男，1961年6月19日出生。');
  assert.deepEqual(header.parties.map((party) => [party.name.value, party.isEntity]), [
    ['云溪（青石）科技有限公司', true], ['李大山', false],
  ]);
  assert.equal(header.parties[0]?.sex, undefined);
});

test('a document whose party paragraphs were removed names the accused in the indictment sentence', () => {
  const text = '云溪县人民法院刑事判决书（2019）云9901刑初12号：云溪县人民检察院以云检刑诉〔2019〕9号起诉书指控被告单位云溪科技有限公司、'
    + '被告人王某甲、王某乙犯非法经营罪，被告人李大山犯窝藏罪，于2019年4月1日向本院提起公诉。';
  const { parties } = readHeader(text, splitSections(text));
  assert.deepEqual(parties.map((party) => [party.name.value, party.isEntity]), [
    ['云溪科技有限公司', true], ['王某甲', false], ['王某乙', false], ['李大山', false],
  ]);
});

const ALIASES: readonly (readonly [string, readonly string[]])[] = [
  ['被告人王小满（曾用名王大满），男。', ['王大满']],
  ['被告人王小满，曾用名：王大满，又名王二，男。', ['王大满', '王二']],
  ['被告人王小满（曾用名王大满、王中满），男。', ['王大满', '王中满']],
  ['被告人王小满（曾用名王大满、绰号王二），男。', ['王大满', '王二']],
  ['被告人王小满，绰号“老黑”，男。', ['老黑']],
  ['被告人王小满（绰号老黑），男。', ['老黑']],
  ['被告人王小满（自报王大满），男。', ['王大满']],
  ['被告人王小满，别名王大满。因涉嫌盗窃罪', ['王大满']],
  ['被告人王小满（乳名满满），男。', ['满满']],
  ['被告人王小满（自报），男，曾任教师。', []],
];

test('other names are read with their words, the role words are none', () => {
  for (const [parties, names] of ALIASES) {
    assert.deepEqual(only(parties)?.aliases.map((alias) => alias.value), names, parties);
  }
});

const IDENTITIES: readonly (readonly [string, '男' | '女' | undefined, string | undefined])[] = [
  ['被告人王小满，男，1990年1月2日出生于云溪县，汉族。', '男', '1990-01-02'],
  ['被告人王小满，男，汉族，1990年1月2日生，文盲。', '男', '1990-01-02'],
  ['被告人王小满，女，生于1990年1月2日，汉族。', '女', '1990-01-02'],
  ['被告人王小满，男，出生于1990年1月2日，汉族。', '男', '1990-01-02'],
  ['被告人王小满，男，29岁，1990年1月2日，汉族。', '男', '1990-01-02'],
  ['被告人王小满，男，29岁（1990年1月2日出生），汉族。', '男', '1990-01-02'],
  ['被告人王小满，1990年1月2日出生，汉族，汉族。', undefined, '1990-01-02'],
  ['被告人王小满，性别男，出生日期：1990年01月02日。', '男', '1990-01-02'],
  ['被告人王小满，男性，一九九〇年一月二日出生。', '男', '1990-01-02'],
  ['被告人王小满，男，。', '男', undefined],
  ['被告人王小满，男，于云溪县，身份证号码×××0875，壮族。', '男', undefined],
  ['被告人王小满，男，29岁。', '男', undefined],
  ['被告人王小满，女，(1990年1月2日出生)，汉族。', '女', '1990-01-02'],
];

test('sex and birth date in every order; what is not printed is absent', () => {
  for (const [parties, sex, birth] of IDENTITIES) {
    const party = only(parties);
    assert.equal(party?.sex?.value, sex, parties);
    assert.equal(party?.birthDate?.value, birth, parties);
  }
});

test('no other date of the header is taken for the birth', () => {
  for (const parties of [
    '被告人王小满，男，2009年5月11日因犯盗窃罪被判处拘役三个月。',
    '被告人王小满，男，2009年5月11日，因犯盗窃罪被判处拘役三个月。',
    '被告人王小满。因涉嫌盗窃罪于2019年1月2日被刑事拘留，同年2月3日被逮捕。',
    '被告人王小满，男，2019年1月2日被刑事拘留。',
    '被告人王小满，男。因本案于2019年1月2日被羁押。 法定代理人王大满，男，1975年4月4日出生。',
  ]) assert.equal(only(parties)?.birthDate, undefined, parties);
});

test('a birth date that is incomplete, impossible or does not fit the case is a problem without a value', () => {
  for (const birth of ['1990年1月出生', '1990年出生', '1990年2月30日出生', '2018年1月2日出生', '1890年1月2日出生']) {
    const header = read(`被告人王小满，男，${birth}，汉族。因本案于2019年1月2日被刑事拘留。`);
    assert.equal(header.parties[0]?.birthDate, undefined, birth);
    assert.ok(header.problems.some((problem) => problem.code === 'BIRTH_DATE_DOUBTFUL' && problem.defendant === 0), birth);
  }
});

test('two sexes for one person are a problem without a value', () => {
  const header = read('被告人王小满，男，汉族，女，农民。');
  assert.equal(header.parties[0]?.sex, undefined);
  assert.ok(header.problems.some((problem) => problem.code === 'SEX_DOUBTFUL'));
});

test('what is missing is said, with a place', () => {
  const codes = (text: string): readonly string[] => readHeader(text, splitSections(text)).problems.map(({ code }) => code);
  assert.deepEqual(codes('没有任何内容'), ['COURT_MISSING', 'CASE_NUMBER_MISSING', 'DEFENDANT_MISSING']);
});

test('spans point at the words, also after full-width digits and ASCII punctuation', () => {
  const text = judgment('被告人王小满(曾用名王大满),男,１９９０年１月２日出生.');
  const [party] = readHeader(text, splitSections(text)).parties;
  assert.equal(party?.birthDate?.value, '1990-01-02');
  assert.equal(party && textOf(text, party.name.span), '王小满');
  assert.equal(party?.birthDate && textOf(text, party.birthDate.span), '１９９０年１月２日');
  assert.deepEqual(party?.aliases.map((alias) => textOf(text, alias.span)), ['王大满']);
});
