import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inventedTexts } from './invented-texts.ts';
import { redact, regionOf, TEXT_MAX } from './redact.ts';

// Every name, number and place is invented. Left: what a judgment says; right: what must not be left of it.
const GONE: readonly (readonly [string, string, readonly string[]])[] = [
  ['the defendant, wherever named again', '被告人闻小舟，男。后闻小舟逃离，次日被抓获。', ['闻小舟', '小舟']],
  ['a name of two characters', '被告人岑远在明水市与人争执，岑远将其打伤。', ['岑远']],
  ['a name of which the end goes on differently', '被告人裴青驾驶轿车，裴青被查获', ['裴青']],
  ['defendants joined by 、 and 和', '被告人闵大川、柴若谷和褚长庚共同实施', ['闵大川', '柴若谷', '褚长庚']],
  ['victims and witnesses', '被害人苗秋实陈述，证人乔一帆证言', ['苗秋实', '乔一帆']],
  ['a family name of two characters', '被告人欧阳文远窃得财物', ['欧阳文远', '文远']],
  ['names with a middle dot', '被告人阿里木江·热合曼在车站盗窃', ['阿里木', '热合曼']],
  ['某-forms', '张某甲与李某某、王某2发生口角', ['张某', '李某', '王某']],
  ['identity numbers', '公民身份号码110101199003078888，住处不明', ['1101', '8888']],
  ['identity numbers that end with X', '身份证号11010119900307888X。', ['888X']],
  ['telephone numbers in wide digits', '电话１３８００１３８０００联系', ['１３８']],
  ['case numbers', '（2024）岭0121刑初86号刑事判决', ['岭', '刑初', '86']],
  ['plates', '驾驶粤B12Q45号小型轿车', ['粤B', 'Q45']],
  ['dates in Chinese numerals', '二〇一七年二月二十一日', ['二〇一七', '二十一']],
  ['articles of statutes', '依照《刑法》第二百六十四条', ['二百六十四']],
  ['addresses', '在北京市朝阳区建国路18号盗窃', ['朝阳', '建国', '18']],
  ['names of courts and offices', '青石县人民检察院指控', ['青石']],
];
for (const [what, text, words] of GONE) {
  test(`redaction takes away ${what}`, () => {
    const left = redact(text);
    for (const word of words) assert.ok(!left.includes(word), `${word} is left in ${left}`);
  });
}

test('what the offence is told by stays', () => {
  const left = redact('被告人闻小舟醉酒后驾驶小型轿车，在明水市渡口路与护栏相撞，血液中乙醇含量为每百毫升156毫克');
  for (const word of ['醉酒', '驾驶', '轿车', '护栏', '乙醇']) assert.ok(left.includes(word), word);
});

test('no name of a hundred invented judgments survives', () => {
  for (const { text } of inventedTexts(100, 3)) {
    const names = [...text.matchAll(/(?:被告人|被害人|证人)([闻闵柴褚苗岑凌裴霍乔][一-鿿]{2})/g)].map((match) => match[1] ?? '');
    const left = redact(text);
    for (const name of names) assert.ok(!left.includes(name), `${name} in ${left}`);
  }
});

test('redaction is total and takes linear time on hostile texts', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => redact(text).length <= text.length + 2));
  const pieces = ['被告人', '被告人王', '在一二三四五六七', '（2024）岭', '一·二', '在北京市', '第一', '某', '1.', '伙同李', '：'];
  for (const piece of pieces) {
    const started = process.cpuUsage().user;
    redact(piece.repeat(Math.ceil(TEXT_MAX / piece.length)));
    assert.ok(process.cpuUsage().user - started < 2_000_000, `slow on ${piece}`);
  }
});

test('a region is the first province a text names, and unknown otherwise', () => {
  assert.equal(regionOf('浙江省某市，后逃至江西'), '浙江');
  assert.equal(regionOf('本县'), undefined);
});
