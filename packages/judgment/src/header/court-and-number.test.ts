import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCaseNumber, readInstance } from './case-number.ts';
import { readCourt } from './court.ts';

const COURTS: readonly (readonly [string, string])[] = [
  ['浙江省云溪县人民法院 刑事判决书 （2019）浙9901刑初12号', '浙江省云溪县人民法院'],
  ['云溪县人民法院 刑事判决书', '云溪县人民法院'],
  ['王小满盗窃一审刑事判决书 云溪市青石区人民法院 刑事判决书', '云溪市青石区人民法院'],
  ['王小满盗窃一审刑事判决书浙江省云溪县人民法院刑事判决书（2019）', '浙江省云溪县人民法院'],
  ['终稿 云溪县人民法院 p t〉刑事判决书', '云溪县人民法院'],
  ['文书内容 云溪县人民法院 刑事裁定书', '云溪县人民法院'],
  ['黑水林区基层法院 刑事判决书', '黑水林区基层法院'],
  ['云溪铁路运输法院 刑事判决书', '云溪铁路运输法院'],
  ['新疆生产建设兵团青草垦区人民法院 刑事判决书', '新疆生产建设兵团青草垦区人民法院'],
  ['云溪省高级人民法院青石自治州分院 刑事判决书', '云溪省高级人民法院青石自治州分院'],
  ['云溪市第二中级人民法院\n刑 事 判 决 书', '云溪市第二中级人民法院'],
  ['云溪县人民法院 刑事附带民事判决书', '云溪县人民法院'],
];

test('the court is the name that stands alone at the head', () => {
  for (const [text, name] of COURTS) {
    assert.equal(readCourt(text)?.value, name, text);
  }
});

test('a court named in a sentence is not the deciding court', () => {
  for (const text of ['不服云溪县人民法院的判决', '由云溪县人民法院审理', '本院', '被告人王小满向法院 起诉', '']) {
    assert.equal(readCourt(text), undefined, text);
  }
});

const NUMBERS: readonly (readonly [string, string, boolean])[] = [
  ['（2017）渝9903刑初350号', '（2017）渝9903刑初350号', true],
  ['(2017)渝9903刑初350号', '（2017）渝9903刑初350号', true],
  ['〔2014〕虚刑初字第9074号', '（2014）虚刑初字第9074号', true],
  ['（2015）鄂云溪刑初字第00434号', '（2015）鄂云溪刑初字第00434号', true],
  ['（2015）虚刑二初字第9023号', '（2015）虚刑二初字第9023号', true],
  ['（2019）兵9903刑初26号', '（2019）兵9903刑初26号', true],
  ['（2016）鄂9914刑再1号', '（2016）鄂9914刑再1号', true],
  ['（2013）甬青刑再字第00002号', '（2013）甬青刑再字第00002号', true],
  ['（2014）云刑重字第3号', '（2014）云刑重字第3号', true],
  ['（2013）云少刑初字第138号', '（2013）云少刑初字第138号', true],
  ['（2018）云 9901 刑初 12 号', '（2018）云9901刑初12号', true],
  ['（2018）云9901刑初12号之一', '（2018）云9901刑初12号之一', true],
  ['（2018）云9901民初12号', '（2018）云9901民初12号', false],
];

test('case numbers of every form, in canonical brackets', () => {
  for (const [text, value, isCriminal] of NUMBERS) {
    const read = readCaseNumber(`云溪县人民法院 判决书 ${text} 公诉机关`, 0);
    assert.equal(read?.value.value, value, text);
    assert.equal(read?.isCriminal, isCriminal, text);
  }
});

test('the first of two case numbers is the one of this judgment', () => {
  assert.equal(readCaseNumber('（2015）云刑初字第61号 （2011）云刑初字第892号 公诉机关', 0)?.value.value, '（2015）云刑初字第61号');
});

test('a number that lost its year is read as printed and said to lack it', () => {
  const read = readCaseNumber('云溪县人民法院 刑事判决书 云刑初字第117号 公诉机关甲。 作出（2011）云刑初字第164号判决', 7);
  assert.equal(read?.value.value, '云刑初字第117号');
  assert.equal(read?.hasYear, false);
});

test('an indictment number is no case number', () => {
  assert.equal(readCaseNumber('云溪县人民法院 以（2018）云检公诉刑诉12号起诉书', 0), undefined);
});

const INSTANCES: readonly (readonly [string, string, 'first' | 'second' | undefined])[] = [
  ['（2019）云99刑终81号', '', 'second'],
  ['（2015）云刑二终字第18号', '', 'second'],
  ['（2014）云刑再终字第3号', '', 'second'],
  ['（2019）云9901刑初81号', '', 'first'],
  ['（2016）云9914刑再1号', '如不服本判决，可在十日内上诉。', 'first'],
  ['（2016）云99刑再1号', '本判决为终审判决。', 'second'],
  ['（2016）云99刑再1号', '', undefined],
];

test('the instance follows the case number; a retrial follows what its judgment allows', () => {
  for (const [number, tail, instance] of INSTANCES) {
    const read = readCaseNumber(number, 0);
    assert.equal(read && readInstance(tail, read)?.value, instance, number + tail);
  }
});
