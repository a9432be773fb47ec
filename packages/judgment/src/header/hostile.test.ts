import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Span } from '@fengcun/kernel';
import { splitSections } from '../text/sections.ts';
import { refuseDocument } from './document-type.ts';
import { readHeader } from './read-header.ts';
import { readSignature } from './signature.ts';

const WHOLE = '云溪县人民法院 刑事判决书 （2019）云9901刑初12号 公诉机关云溪县人民检察院。 被告人王小满（曾用名王大满），男，1990年1月2日出生，住云溪县。'
  + '因犯盗窃罪于2010年7月15日被判处有期徒刑一年，缓刑二年，并处罚金1000元，2011年6月7日刑满释放。因本案于2019年1月2日被抓获，次日被刑事拘留，同年2月3日被逮捕。'
  + ' 云溪县人民检察院以云检刑诉〔2019〕9号起诉书指控被告人王小满犯盗窃罪，于2019年4月1日向本院提起公诉。 另查明，被告人王小满因犯诈骗罪于2012年3月4日被判处拘役三个月。'
  + ' 本院认为，事实清楚，判决如下： 被告人王小满犯盗窃罪，判处拘役三个月。 审判员李大山 二〇一九年五月六日 书记员赵小河';

const PIECES = ['因犯', '犯', '罪', '判处', '有期徒刑', '一年', '2017年', '4月31日', '同年', '次日', '（', '）', '、', '，', '。', '；', '被告人', '上列三被告人',
  '执行', '逮捕', '曾', '\u0000', '\uD800', '😀', '０', '○', '死刑', '法院', '号', '（2017）', '另查明，', '释放', '提起公诉', '判决如下', '书记员', ' '];

type Edit = Readonly<{ at: number; remove: number; insert: string; times: number }>;
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(WHOLE.length), remove: fc.nat(30), insert: fc.constantFrom(...PIECES), times: fc.nat(4),
});
const applied = (edits: readonly Edit[]): string =>
  edits.reduce((text, { at, remove, insert, times }) =>
    text.slice(0, at) + insert.repeat(times) + text.slice(at + remove), WHOLE);

const spansOf = (value: unknown): readonly Span[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(spansOf);
  return 'start' in value && 'end' in value ? [value as Span, ...inner] : inner;
};

test('no mutated document throws, and every span lies in the text', () => {
  fc.assert(fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
    const text = applied(edits);
    refuseDocument(text);
    const sections = splitSections(text);
    const reading = [readHeader(text, sections), readSignature(text, sections)];
    for (const { start, end } of spansOf(reading)) assert.ok(start >= 0 && start <= end && end <= text.length);
  }), { numRuns: 1_500, seed: 286 });
});

const HEAD = '云溪县人民法院 刑事判决书 （2019）云9901刑初12号 公诉机关甲。 被告人王小满，男，';
const HOSTILE = [
  '犯罪', '因犯盗窃罪', '。被告人甲乙，男，', '因犯盗窃罪于2010年1月2日被判处有期徒刑一年，', '判处有期徒刑', '（', '2010年1月2日、', '二', '指控被告人', '法院',
  '另查明，被告人王小满因犯盗窃罪于2010年1月2日被判处有期徒刑一年。', '（2017）甲', ' ', '曾用名甲、', '审判员 书 记 员 附', '判决如下', '2010年1月2日释放，',
  '。上列被告人因本案于2019年1月2日被逮捕，',
];

test('a megabyte of any repeated piece is read in under a second of the processor', () => {
  for (const piece of HOSTILE) {
    const text = HEAD + piece.repeat(Math.ceil(1_000_000 / piece.length));
    const start = process.cpuUsage();
    refuseDocument(text);
    const sections = splitSections(text);
    readHeader(text, sections);
    readSignature(text, sections);
    assert.ok(process.cpuUsage(start).user < 1_000_000, piece);
  }
});
