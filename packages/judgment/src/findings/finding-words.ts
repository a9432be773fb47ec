/** Kinds of findings the words of a reasoning speak of. */
export type FindingKind =
  'recidivist' | 'drugRecidivist' | 'surrender' | 'appearance' | 'confession' | 'truthful' | 'merit' | 'plea'
    | 'juvenile';

/** One place where such words stand, in the squeezed reasoning. */
export type FindingWord = Readonly<{ kind: FindingKind; start: number; end: number }>;

const WORDS = new RegExp([
  '(?<drugRecidivist>毒品(?:犯罪)?的?再犯)', '(?<recidivist>累犯)', '(?<surrender>自首)', '(?<appearance>投案)',
  '(?<confession>坦白)', '(?<truthful>如实(?:供述|交代|交待|供认|陈述|述说|招供))', '(?<merit>立功)',
  '(?<plea>认罪认罚|签字具结|具结书)',
  '(?<juvenile>未成年(?:人|犯)?|[不未]满(?:十八|18)周?岁)',
].join('|'), 'g');

const isKind = (key: string): key is FindingKind => key !== '';

// LIMIT: no reasoning speaks of more circumstances; bounds the work on hostile texts.
const WORDS_MAX = 1_500;
// LIMIT: titles of laws are shorter.
const TITLE_MAX = 80;

/**
 * All finding words of a reasoning in order; titles in 《》 speak of laws, not of persons, and are passed over.
 */
export const findingWords = (text: string): readonly FindingWord[] => {
  const found: FindingWord[] = [];
  for (const match of text.matchAll(WORDS)) {
    if (found.length >= WORDS_MAX) break;
    const before = text.slice(Math.max(0, match.index - TITLE_MAX), match.index);
    const opened = before.lastIndexOf('《');
    const isTitle = opened > before.lastIndexOf('》') && !/具结/.test(text.slice(match.index, match.index + 12));
    const key = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ?? '';
    if (!isTitle
      && isKind(key)) found.push({ kind: key, start: match.index, end: match.index + match[0].length });
  }
  return found;
};

/** The articles a reasoning applies, as far as findings rest on them. */
export type CitedArticles = Readonly<{
  /** 刑法第67条第1款 (自首) and 第3款 (坦白). */
  surrender?: FindingPlace; confession?: FindingPlace;
  /** 刑法第356条 (毒品再犯), 第17条 (未成年人), 第65条 (累犯). */
  drugRecidivist?: FindingPlace; juvenile?: FindingPlace;
}>;

/** Offsets in the squeezed reasoning. */
export type FindingPlace = Readonly<{ start: number; end: number }>;

const ARTICLE = new RegExp([
  '第?(?:(?<a67>(?<![一二三四五六七八九百零])六十七|(?<!\\d)67)条?|(?<a356>三百五十六|(?<!\\d)356)条',
  '|(?<a17>(?<![一二三四五六七八九十百\\d])十七|(?<!\\d)17)条(?!之))(?<paragraphs>(?:[、和及，]?第?[一二三四1234]款)*)',
].join(''), 'g');

/** Reads the citations of a reasoning. */
export const citedArticles = (text: string): CitedArticles => {
  const cited: { surrender?: FindingPlace; confession?: FindingPlace; drugRecidivist?: FindingPlace;
    juvenile?: FindingPlace } = {};
  for (const match of text.matchAll(ARTICLE)) {
    const place = { start: match.index, end: match.index + match[0].length };
    const paragraphs = match.groups?.['paragraphs'] ?? '';
    if (match.groups?.['a356'] !== undefined) cited.drugRecidivist ??= place;
    else if (match.groups?.['a17'] !== undefined) cited.juvenile ??= place;
    else {
      if (/[一1]款/.test(paragraphs)) cited.surrender ??= place;
      if (/[三3]款/.test(paragraphs)) cited.confession ??= place;
    }
  }
  return cited;
};
