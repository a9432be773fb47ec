import type { ChargeName } from './tokens.ts';

// LIMIT: the longest charge name of the law has 38 characters.
const NAME_CHARS_MAX = 60;
const STOPS = '。；，：（）';
const OPENING = '“‘"《';
/** What may follow 罪 at the end of a charge name. */
const AFTER_NAME = /[，。；：（）、和与及判免单均各分一并又，”’"》]|处|$|宣告|依法|情节|事实清楚|数罪|决定|应/y;
const WITHOUT_WORD = /，?(?:判处|免予|免于|单处|处)/y;

const isAt = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
};

type Read = Readonly<{ name: ChargeName; end: number }>;

const readOne = (text: string, start: number): Read | undefined => {
  for (let at = start; at < text.length && at - start < NAME_CHARS_MAX; at += 1) {
    const character = text[at] ?? '';
    // 犯罪 inside a name (传授犯罪方法罪) does not end it; 国（边）境 is the only bracket inside names.
    if (character === '罪' && text[at - 1] !== '犯' && at > start && isAt(AFTER_NAME, text, at + 1)) {
      return { name: { name: text.slice(start, at + 1), place: { start, end: at + 1 } }, end: at + 1 };
    }
    if (character === '（' && text.startsWith('（边）', at)) at += 2;
    else if (STOPS.includes(character)) return readWithoutWord(text, start, at);
    else if (at > start + 1 && text.startsWith('判处', at)) return readWithoutWord(text, start, at);
  }
  return undefined;
};

/** 犯盗窃，判处…: the word 罪 is lost; added, because every charge name of the law ends in it. */
const readWithoutWord = (text: string, start: number, end: number): Read | undefined => {
  const length = end - start;
  if (length < 2 || length > 20 || !isAt(WITHOUT_WORD, text, end)
    || text.slice(start, end).includes('罪')) return undefined;
  return { name: { name: `${text.slice(start, end)}罪`, place: { start, end } }, end };
};

/**
 * Reads the charge names behind 犯 at `at`: one name, or a list of names each ending in 罪 (抢劫罪、盗窃罪).
 * Undefined when what follows is no charge name (犯罪所得, 犯有前科).
 */
export const readChargeNames = (
  text: string, at: number,
): Readonly<{ names: readonly ChargeName[]; end: number }> | undefined => {
  const names: ChargeName[] = [];
  let end = at;
  let start = text.startsWith('有', at) ? at + 1 : at;
  while (names.length < 30) {
    if (OPENING.includes(text[start] ?? ' ')) start += 1;
    const read = readOne(text, start);
    if (read === undefined) break;
    names.push(read.name);
    end = '”’"》'.includes(text[read.end] ?? ' ') ? read.end + 1 : read.end;
    if (!'、和及与'.includes(text[end] ?? ' ')) break;
    start = text[end + 1] === '犯' ? end + 2 : end + 1;
  }
  return names.length === 0 ? undefined : { names, end };
};
