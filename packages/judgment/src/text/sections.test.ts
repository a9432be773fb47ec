import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from '@fengcun/kernel';
import { splitSections } from './sections.ts';

const HEADER = '云溪县人民法院 刑事判决书 （2019）浙9901刑初12号 公诉机关云溪县人民检察院。 被告人王小满，男。 ';
const FACTS = '云溪县人民检察院以云检刑诉〔2019〕9号起诉书指控被告人王小满犯盗窃罪，向本院提起公诉。现已审理终结。 经审理查明，事实如此。 ';
const REASONING = '本院认为，被告人王小满的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条，判决如下';
const DISPOSITION = '： 被告人王小满犯盗窃罪，判处拘役三个月。 ';
const NOTICE = '如不服本判决，可在十日内上诉。 ';
const SIGNATURE = '审判员李大山 二〇一九年五月六日 书记员赵小河 ';
const APPENDIX = '附：相关法律条文 《中华人民共和国刑法》 第六十七条 判处三年以下。';
const WHOLE = HEADER + FACTS + REASONING + DISPOSITION + NOTICE + SIGNATURE + APPENDIX;

test('a judgment falls into header, facts, reasoning, operative part and signature', () => {
  const parts = splitSections(WHOLE);
  assert.equal(textOf(WHOLE, parts.header), HEADER);
  assert.equal(textOf(WHOLE, parts.facts).trim(), FACTS.trim());
  assert.equal(textOf(WHOLE, parts.reasoning).trim(), REASONING);
  assert.equal(textOf(WHOLE, parts.disposition), DISPOSITION);
  assert.equal(textOf(WHOLE, parts.signature).trim(), SIGNATURE.trim());
});

test('the operative part follows the last 判决如下, because an appeal quotes the first', () => {
  const appeal = `${HEADER}${FACTS}原审判决如下：被告人王小满犯盗窃罪，判处有期徒刑一年。 ${REASONING}${DISPOSITION}${SIGNATURE}`;
  assert.equal(textOf(appeal, splitSections(appeal).disposition), DISPOSITION);
});

test('set-apart words of a Word file are the same words', () => {
  const spaced = WHOLE.replace('判决如下', '判 决 如 下').replace('审判员', '审　判　员').replace('书记员', '书 记 员');
  assert.equal(textOf(spaced, splitSections(spaced).disposition), DISPOSITION);
});

test('the signature ends before appended statutes, whatever they are headed', () => {
  for (const head of ['附：', '附相关法条：', '附录', '《中华人民共和国刑法》', '第六十七条', '附本案适用的法律条文']) {
    const text = `${HEADER}${FACTS}${REASONING}${DISPOSITION}${SIGNATURE}${head}二〇二〇年一月一日`;
    assert.ok(!textOf(text, splitSections(text).signature).includes('二〇二〇'), head);
  }
});

test('a text without any part has empty parts and no exception', () => {
  for (const text of ['', '。', '判决如下', '没有任何内容的一句话']) {
    const parts = splitSections(text);
    for (const span of Object.values(parts)) assert.ok(span.start <= span.end && span.end <= text.length, text);
  }
});
