import { err, ok, present, type Result } from '@fengcun/kernel';
import type { Citation } from './citation-place.ts';
import { formatCitation } from './format-citation.ts';
import { type Instrument, INSTRUMENTS, type SourceTag } from './instruments.ts';
import { type Paragraph, TEXTS } from '../corpus/texts.ts';

/** A citation with its words; `verbatim` false means a digest, shown as such and never as a quotation. */
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
  const inserted = first === undefined ? [] : [`${article}之${first}`, `${article}_${first}`];
  return [
    [rest, []],
    ...inserted.map((key) => [key, others] as const),
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

/** The citation of an id from outside (packs, decisions); refused where the corpus has no such place. */
export const citation = (id: string): Result<Citation, CitationRefusal> => {
  const found = parse(id);
  return found === undefined ? UNKNOWN : ok(found);
};

/** The citation of an id we wrote ourselves; an unknown one is a bug. */
export const cite = (id: string): Citation => present(parse(id), 'citation in the corpus');

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
