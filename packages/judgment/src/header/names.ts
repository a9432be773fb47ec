import type { Evidenced, Span } from '@fengcun/kernel';

/** A name with the offset behind it; `isDoubtful` when it has no form that a name has. */
export type NameReading = Readonly<{ name: Evidenced<string>; end: number; isDoubtful: boolean }>;

// LIMIT: the longest personal names printed (transliterated, with dots) and unit names.
const NAME_CHARS_MAX = 60;
const PERSON_CHARS_MAX = 20;
const UNDOTTED_CHARS_MAX = 8;

/** Between the role and the name: colon, gap, a second role, or that the person gave the name himself. */
const LEAD = new RegExp(
  '[ \\u3000：:]{0,3}(?:暨(?:附带民事(?:公益)?诉讼)?被告人?[ \\u3000：:]{0,2})?(?:（附带民事(?:公益)?诉讼被告人?）)?'
  + '(?:[（(](?:自报|化名)[）)]|自报(?:姓名|名)?[：:]?|自称|化名)?[ \\u3000]{0,2}', 'y');
const NAME = /[^，。；：:（(）)、,;\s“”"《》〈〉]{1,60}/y;
/** Without a comma the sentence goes on: 被告人某某因涉嫌…, 被告人某某曾因…. */
const GOES_ON = new RegExp([
  '曾?因|曾|现因|又因|后因|原系|系|户籍|出生于|生于', '于(?=\\d|[一二]|[^，]{2,12}[省市县区])', '住(?=[^，]{2})', '犯(?=[^，]{2,20}罪)',
].join('|'));
/** Two-character names are set apart to fill three places: 王　五. */
const SPACED = /([一-鿿])[ \u3000]{1,4}([一-鿿])(?=[，。（：、\s]|$)/y;
/** A name in Latin letters may carry gaps: JOHN SMITH. */
const LATIN_NAME = /[A-Za-z][A-Za-z.'’-]{0,30}(?:[ \u3000][A-Za-z.'’-]{1,30}){1,5}/y;
const DOT = /[·•．.‧・]/;
/** A name made of stars alone names nobody. */
const LETTER = /[一-鿿㐀-䶿A-Za-zＡ-Ｚａ-ｚ×]/;
const LATIN = /^[A-Za-zＡ-Ｚａ-ｚ .·]+$/;

/**
 * The party's name at the start of a header paragraph: also self-reported (自报), dotted, masked (张某某, 刘某甲,
 * 黄某1, 朱×, XX新) and Latin names. Undefined when nothing that could be a name stands there.
 */
export const readName = (text: string, from: number, limit: number): NameReading | undefined => {
  LEAD.lastIndex = from;
  const start = LEAD.test(text) ? LEAD.lastIndex : from;
  SPACED.lastIndex = start;
  const spaced = SPACED.exec(text);
  if (spaced !== null && SPACED.lastIndex <= limit) {
    const span = { start, end: SPACED.lastIndex };
    const value = `${spaced[1] ?? ''}${spaced[2] ?? ''}`;
    return { name: { value, span }, end: span.end, isDoubtful: false };
  }
  LATIN_NAME.lastIndex = start;
  NAME.lastIndex = start;
  const match = LATIN_NAME.exec(text) ?? NAME.exec(text);
  if (match === null || match.index >= limit) return undefined;
  const printed = match[0].slice(0, Math.min(NAME_CHARS_MAX, limit - start));
  const goesOn = GOES_ON.exec(printed.slice(2));
  const value = goesOn === null ? printed : printed.slice(0, goesOn.index + 2);
  const end = start + value.length;
  const isLong = value.length > PERSON_CHARS_MAX
    || (value.length > UNDOTTED_CHARS_MAX && !DOT.test(value) && !LATIN.test(value));
  // 王小满男 without a comma: whose name is it, and where does it end?
  const endsInSex = value.length > 2 && /[男女]$/.test(value);
  const isDoubtful = isLong || value.length < 2 || !LETTER.test(value) || endsInSex;
  return { name: { value, span: { start, end } }, end, isDoubtful };
};

/** The unit's name after 被告单位; units are long and carry brackets (（中国）有限公司). */
export const readUnitName = (text: string, from: number, limit: number): NameReading | undefined => {
  LEAD.lastIndex = from;
  const start = LEAD.test(text) ? LEAD.lastIndex : from;
  let end = start;
  while (end < limit && end - start < NAME_CHARS_MAX && !/[，。；：:、,;\s]/.test(text.charAt(end))) end += 1;
  const value = text.slice(start, end).replace(/[（(](?:以下|简称|下称|原|曾用名).*$/, '');
  if (value === '') return undefined;
  return { name: { value, span: { start, end: start + value.length } }, end, isDoubtful: value.length < 3 };
};

const ALIAS_WORD = '曾用名|别名|又名|化名|绰号|小名|乳名|外号|又称|原名|英文名|法名|艺名|网名|微信名|人称|自报(?:姓名|名)?|别称|诨号|俗名';
const ALIAS = new RegExp(`(?:${ALIAS_WORD})(?:叫|为)?[ ：:]{0,2}(?=[^，。；：:（(）),;])`, 'g');
const ALIAS_VALUE =
  /[“"『「‘']([^”"』」’']{1,30})[”"』」’']|([A-Za-z][A-Za-z.'’ -]{1,40}|[^，。；：:（(）)、,;\s“”"]{1,20})/y;
const NEXT_VALUE = /[、,及和]/y;
const NEXT_WORD = new RegExp(`(?:${ALIAS_WORD})`, 'y');

const aliasesAt = (text: string, from: number, zone: Span): readonly Evidenced<string>[] => {
  const found: Evidenced<string>[] = [];
  for (let at = from; at < zone.end;) {
    ALIAS_VALUE.lastIndex = at;
    const match = ALIAS_VALUE.exec(text);
    if (match === null) break;
    const value = match[1] ?? match[2] ?? '';
    const start = at + match[0].indexOf(value);
    found.push({ value, span: { start, end: start + value.length } });
    NEXT_VALUE.lastIndex = ALIAS_VALUE.lastIndex;
    if (!NEXT_VALUE.test(text)) break;
    at = NEXT_VALUE.lastIndex;
    NEXT_WORD.lastIndex = at;
    if (NEXT_WORD.test(text)) break;
  }
  return found;
};

/** Other names of the party (曾用名, 别名, 绰号, 化名 …) in the identity part of its paragraph, in order, once. */
export const readAliases = (text: string, zone: Span, name: string): readonly Evidenced<string>[] => {
  const found: Evidenced<string>[] = [];
  ALIAS.lastIndex = zone.start;
  for (let match = ALIAS.exec(text); match !== null && match.index < zone.end; match = ALIAS.exec(text)) {
    found.push(...aliasesAt(text, match.index + match[0].length, zone));
  }
  return found.filter((alias, index) =>
    alias.value !== name && found.findIndex((other) => other.value === alias.value) === index);
};
