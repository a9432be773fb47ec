import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import { type Instrument, INSTRUMENTS, type SourceTag } from './instruments.ts';
import { type Paragraph, TEXTS } from './texts.ts';

/**
 * A place in an instrument, as a value. Ids read `INSTRUMENT_article[_paragraph][_item]`: `CPL_286_1` is 第286条
 * 第一款, `M2022_18_1_3` 第十八条第一款第（三）项. Where the 刑法 has an article 之一, the short form means it
 * (`CL_133_1` is 第133条之一, `CL_253_1_2` its second paragraph) and a paragraph is written `CL_133_P1`.
 * In an article of one paragraph with items the second number is the item (`CPL_200_3`). An instrument without
 * articles is cited by its own id (`REF1034`).
 */
export type Citation = Readonly<{
  id: string;
  instrument: string;
  /** Key of the article in the corpus: `286`, `133之1`, `2_3` (二（三）), `VIEW_1`. */
  article: string;
  paragraph?: number;
  item?: number;
}>;

/** A citation with its words; `verbatim` false means a digest sentence, to be shown as such and never as a quotation. */
export type ResolvedCitation = Readonly<{
  citation: Citation;
  text: string;
  instrument: Instrument;
  /** 《刑事诉讼法》第二百八十六条第一款 */
  labelZh: string;
  labelEn: string;
  verbatim: boolean;
  tag: SourceTag;
}>;

/** `CITATION_UNKNOWN`: no such instrument, article, paragraph or item in the corpus. */
export type CitationRefusal = Readonly<{ code: 'CITATION_UNKNOWN' }>;

const UNKNOWN = err<CitationRefusal>({ code: 'CITATION_UNKNOWN' });
// LIMIT: ids come from policy packs (operator-supplied); longer text is no id.
const ID_LENGTH_MAX = 48;
const ITEM_LINE = /^（[一二三四五六七八九十]+）/u;

const itemsOf = (paragraph: Paragraph): readonly string[] =>
  paragraph.text.split('\n').filter((line) => ITEM_LINE.test(line));

/** `P2` or `2` → 2; anything else is no number of a paragraph or item. */
const numberOf = (part: string | undefined): number | undefined =>
  part !== undefined && /^[PI]?\d{1,2}$/.test(part) ? Number(part.replace(/^[PI]/, '')) : undefined;

type Place = Readonly<{ paragraph?: number; item?: number }>;

/** Paragraph and item that the parts after the article name, if the article has them. */
const placeOf = (paragraphs: readonly Paragraph[], parts: readonly string[]): Place | undefined => {
  if (parts.length === 0) return {};
  const [first, second] = [numberOf(parts[0]), numberOf(parts[1])];
  if (first === undefined || parts.length > 2) return undefined;
  const only = paragraphs.length === 1 ? paragraphs[0] : undefined;
  const namesItem = parts[0]?.startsWith('I') === true || (only !== undefined && !parts[0]?.startsWith('P'));
  if (only !== undefined && parts.length === 1 && namesItem && itemsOf(only).length >= first && first > 0) {
    return { item: first };
  }
  const paragraph = paragraphs[first - 1];
  if (paragraph === undefined) return undefined;
  if (parts.length === 1) return { paragraph: first };
  if (second === undefined || itemsOf(paragraph)[second - 1] === undefined) return undefined;
  return { paragraph: first, item: second };
};

/** Ways to read the rest of an id as article + place, the first that exists counts. */
const readings = (rest: string): readonly (readonly [string, readonly string[]])[] => {
  const [article = '', ...parts] = rest.split('_');
  const [first, ...others] = parts;
  return [
    [rest, []],
    ...(first === undefined ? [] : [[`${article}之${first}`, others] as const, [`${article}_${first}`, others] as const]),
    [article, parts],
  ];
};

const parse = (id: string): Citation | undefined => {
  if (id.length > ID_LENGTH_MAX) return undefined;
  const cut = [...INSTRUMENTS.keys()].find((known) => id === known || id.startsWith(`${known}_`));
  if (cut === undefined) return undefined;
  const articles = present(TEXTS.get(cut), 'texts of an instrument');
  for (const [article, parts] of readings(id.slice(cut.length + 1))) {
    const paragraphs = articles.get(article);
    const place = paragraphs === undefined ? undefined : placeOf(paragraphs, parts);
    if (place !== undefined) return Object.freeze({ id, instrument: cut, article, ...place });
  }
  return undefined;
};

/** The citation of an id from outside (packs, stored decisions); refused when the corpus has no such place. */
export const citation = (id: string): Result<Citation, CitationRefusal> => {
  const found = parse(id);
  return found === undefined ? UNKNOWN : ok(found);
};

/** The citation of an id we wrote ourselves; an unknown one is a bug. */
export const cite = (id: string): Citation => present(parse(id), 'citation in the corpus');

const DIGITS = '零一二三四五六七八九';
/** 1–999 in Chinese numerals as statutes print them: 十, 二百八十六, 一百零五. */
export const statuteNumeral = (value: number): string => {
  assert(Number.isInteger(value) && value > 0 && value < 1000, 'a statute numeral is 1–999');
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor((value % 100) / 10), value % 10];
  const ten = tens === 0 ? (hundreds > 0 && ones > 0 ? '零' : '') : `${tens === 1 && hundreds === 0 ? '' : DIGITS[tens]}十`;
  return `${hundreds > 0 ? `${DIGITS[hundreds]}百` : ''}${ten}${ones > 0 ? DIGITS[ones] : ''}`;
};

// Headings of the report, which has no articles.
const HEADINGS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  VIEW_1: ['第一种意见', 'view 1'],
  VIEW_2: ['第二种意见', 'view 2'],
  VIEW_3: ['第三种意见', 'view 3'],
  TEAM: ['调研组意见', 'view of the authors'],
  SENTENCE_STANDARD: ['宣告刑标准', 'pronounced sentence as the standard'],
  PILOT_1: ['试点建议（罪名）', 'pilot option 1'],
  PILOT_2: ['试点建议（刑罚）', 'pilot option 2'],
  EXCLUSIONS: ['罪名限制', 'excluded offences'],
  FIRST_OFFENDER: ['罪犯限制', 'first offenders'],
  WAIT: ['考察期意见', 'waiting periods'],
  AUTOMATIC: ['自动封存', 'automatic sealing'],
  CONTENT: ['封存内容', 'content'],
  CERTIFICATE: ['无犯罪记录证明', 'certificate'],
  PUBLICATION: ['裁判文书公开', 'publication of judgments'],
  NOTICE: ['通知书', 'notice'],
  UNSEAL: ['解除封存', 'unsealing'],
  ONE_CASE_CODE: ['一案一码', 'one-case code'],
  COMPENSATION: ['附带民事赔偿', 'compensation'],
};

const articleZh = (key: string): string => {
  const heading = HEADINGS[key];
  if (heading !== undefined) return `（${heading[0]}）`;
  const [, number, insert] = /^(\d+)(?:之(\d+))?$/.exec(key) ?? [];
  if (number === undefined) {
    const [, part, section] = /^(\d)_(\d)$/.exec(key) ?? [];
    return part === undefined ? '' : `${statuteNumeral(Number(part))}（${statuteNumeral(Number(section))}）`;
  }
  return `第${statuteNumeral(Number(number))}条${insert === undefined ? '' : `之${statuteNumeral(Number(insert))}`}`;
};

/** The citation as a reader prints it: 《刑事诉讼法》第二百八十六条第一款; Criminal Procedure Law (2018), art. 286(1). */
export const formatCitation = (of: Citation, language: 'zh' | 'en'): string => {
  const instrument = present(INSTRUMENTS.get(of.instrument), 'instrument of a citation');
  if (language === 'zh') {
    const paragraph = of.paragraph === undefined ? '' : `第${statuteNumeral(of.paragraph)}款`;
    const item = of.item === undefined ? '' : `第（${statuteNumeral(of.item)}）项`;
    return `《${instrument.zhShort}》${articleZh(of.article)}${paragraph}${item}`;
  }
  const heading = HEADINGS[of.article]?.[1];
  const number = heading === undefined ? of.article.replace('之', '-').replace('_', '.') : '';
  const paragraph = of.paragraph === undefined ? '' : `(${of.paragraph})`;
  const item = of.item === undefined ? '' : `, item ${of.item}`;
  const place = heading === undefined ? (number === '' ? '' : `, art. ${number}`) : `, ${heading}`;
  return `${instrument.en}${place}${paragraph}${item}`;
};

const wordsOf = (of: Citation): Paragraph => {
  const paragraphs = present(TEXTS.get(of.instrument)?.get(of.article), 'article of a citation');
  const first = present(paragraphs[(of.paragraph ?? 1) - 1], 'paragraph of a citation');
  if (of.item !== undefined) return { text: present(itemsOf(first)[of.item - 1], 'item'), tag: first.tag };
  if (of.paragraph !== undefined) return first;
  return { text: paragraphs.map((paragraph) => paragraph.text).join('\n'), tag: first.tag };
};

/**
 * The words of a citation with the labels to print them under. `verbatim` tells whether they are the
 * instrument's own; `instrument.status` whether it is law at all.
 */
export const resolveCitation = (id: string): Result<ResolvedCitation, CitationRefusal> => {
  const found = parse(id);
  if (found === undefined) return UNKNOWN;
  const instrument = present(INSTRUMENTS.get(found.instrument), 'instrument of a citation');
  const { text, tag } = wordsOf(found);
  return ok({
    citation: found, text, tag, instrument, verbatim: instrument.verbatim,
    labelZh: formatCitation(found, 'zh'), labelEn: formatCitation(found, 'en'),
  });
};
