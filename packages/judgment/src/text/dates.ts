import { civilDate, type CivilDate, daysInMonth, addDays, type Span } from '@fengcun/kernel';

/**
 * A date as printed, as precise as printed. `date` is present only for a full day that exists;
 * a token with `impossible` names a day that no calendar has, or a year that cannot be read.
 */
export type DateToken = Readonly<{
  /** Where the date stands, from its first digit (or 同年 and the like) to 日. */
  span: Span;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty when `impossible`. */
  iso: string;
  date?: CivilDate;
  /** The year or more was taken from the date before (同年, 次日, or only 10月14日). */
  relative: boolean;
  impossible: boolean;
}>;

/** What a relative date refers to: the date before it in the same block. */
export type DateContext = Readonly<{ previous?: DateToken }>;

const ZERO = '0０〇○◯零OoΟοОо';
const DIGIT = `[${ZERO}1-9１-９一二三四五六七八九壹贰叁肆伍陆柒捌玖]`;
const SMALL = `[${ZERO}1-9１-９一二三四五六七八九十元正廿卅]{1,3}`;
const GAP = '[ \\u3000]?';
// 9月26因涉嫌…: the 日 was lost, the day is clear.
const DAY_END = `(?:${GAP}[日号]|(?=[因被由经]))`;
const FULL = `(?<y>${DIGIT}{4})${GAP}年${GAP}(?:(?<m>${SMALL})${GAP}月份?${GAP}(?:(?<d>${SMALL})${DAY_END})?)?`;
const POINTED = '(?<py>(?:19|20)\\d\\d)[-./．](?<pm>\\d{1,2})[-./．](?<pd>\\d{1,2})(?!\\d)日?';
const SAME_YEAR = `(?<rel>同年|当年|次年|翌年)(?:底|初)?(?:(?<rm>${SMALL})月份?(?:(?<rd>${SMALL})${DAY_END})?)?`;
const SAME_MONTH = `(?<mon>同月|当月|次月|翌月|本月)(?:(?<md>${SMALL})[日号])?`;
const SAME_DAY = '(?<day>同日|当日|当天|同一天|次日|翌日|第二天|第二日)';
const BARE = `(?<bm>${SMALL})月(?<bd>${SMALL})${DAY_END}`;
const DAY_ONLY = `(?<=[、和及与])(?<od>${SMALL})日(?=[，、；。和及与分被因由经转])`;
const SOURCE = [FULL, POINTED, SAME_YEAR, SAME_MONTH, SAME_DAY, BARE, DAY_ONLY].join('|');
const STICKY = new RegExp(SOURCE, 'y');
const GLOBAL = new RegExp(SOURCE, 'g');
const IS_DIGIT = new RegExp(DIGIT);

const VALUES = new Map<string, number>();
[...ZERO].forEach((char) => VALUES.set(char, 0));
['123456789', '１２３４５６７８９', '一二三四五六七八九', '壹贰叁肆伍陆柒捌玖'].forEach((row) =>
  [...row].forEach((char, index) => VALUES.set(char, index + 1)));

/** Reads positional digits, Chinese or ASCII or mixed; undefined when one of them is none. */
const readDigits = (text: string): number | undefined => {
  let value = 0;
  for (const char of text) {
    const digit = VALUES.get(char);
    if (digit === undefined) return undefined;
    value = value * 10 + digit;
  }
  return value;
};

/** Reads a month or day: 28, 08, 二十八, 廿八, 〇八, 二八 (a lost 十 is unreadable), 元 and 正 for one. */
const readSmall = (text: string): number | undefined => {
  if (text === '元' || text === '正') return 1;
  const spelled = text.replace('廿', '二十').replace('卅', '三十');
  const ten = spelled.indexOf('十');
  if (ten === -1) return /^[一二三四五六七八九]{2,}$/.test(spelled) ? undefined : readDigits(spelled);
  const tens = ten === 0 ? 1 : readDigits(spelled.slice(0, ten));
  const ones = readDigits(spelled.slice(ten + 1));
  if (tens === undefined || ones === undefined || ten > 1 || spelled.length > ten + 2) return undefined;
  return tens * 10 + ones;
};

type Parts = Readonly<{ year: number | undefined; month?: number | undefined; day?: number | undefined }>;
type Precision = 1 | 2 | 3;
type Place = Readonly<{ span: Span; relative: boolean; precision: Precision }>;

const two = (value: number): string => String(value).padStart(2, '0');

const build = (parts: Parts, place: Place): DateToken => {
  const { span, relative, precision } = place;
  const impossible: DateToken = { span, iso: '', relative, impossible: true };
  const { year, month, day } = parts;
  if (year === undefined || year < 1900 || year > 2199) return impossible;
  if (precision === 1) return { span, iso: String(year), relative, impossible: false };
  if (month === undefined || daysInMonth(year, month) === 0) return impossible;
  if (precision === 2) return { span, iso: `${year}-${two(month)}`, relative, impossible: false };
  const built = day === undefined ? undefined : civilDate(year, month, day);
  if (built === undefined || !built.ok) return impossible;
  return { span, iso: built.value, date: built.value, relative, impossible: false };
};

const small = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : readSmall(text);

const nextDay = (previous: DateToken, place: Place): DateToken => {
  const base = previous.date;
  if (base === undefined || base === '2199-12-31') return build({ year: undefined }, place);
  const date = addDays(base, 1);
  return { span: place.span, iso: date, date, relative: true, impossible: false };
};

type Groups = Readonly<Record<string, string | undefined>>;

const absolute = (groups: Groups, span: Span): DateToken => {
  const y = groups['y'] ?? groups['py'] ?? '';
  const [m, d] = [groups['m'] ?? groups['pm'], groups['d'] ?? groups['pd']];
  const precision = m === undefined ? 1 : d === undefined ? 2 : 3;
  return build({ year: readDigits(y), month: small(m), day: small(d) }, { span, relative: false, precision });
};

const relativeToYear = (groups: Groups, span: Span, year: number): DateToken => {
  const shift = groups['rel'] === '次年' || groups['rel'] === '翌年' ? 1 : 0;
  const [m, d] = [groups['rm'] ?? groups['bm'], groups['rd'] ?? groups['bd']];
  const precision = m === undefined ? 1 : d === undefined ? 2 : 3;
  return build({ year: year + shift, month: small(m), day: small(d) }, { span, relative: true, precision });
};

const relativeToMonth = (groups: Groups, span: Span, previous: DateToken): DateToken => {
  const [year, month] = [Number(previous.iso.slice(0, 4)), Number(previous.iso.slice(5, 7))];
  const printed = groups['md'] ?? groups['od'];
  const next = groups['mon'] === '次月' || groups['mon'] === '翌月';
  const precision = printed === undefined ? 2 : 3;
  const parts = next
    ? { year: month === 12 ? year + 1 : year, month: month % 12 + 1, day: small(printed) }
    : { year, month, day: small(printed) };
  return build(month === 0 ? { year: undefined } : parts, { span, relative: true, precision });
};

const resolve = (groups: Groups, span: Span, context: DateContext): DateToken | undefined => {
  if (groups['y'] !== undefined || groups['py'] !== undefined) return absolute(groups, span);
  const previous = context.previous;
  const place: Place = { span, relative: true, precision: 3 };
  if (previous === undefined || previous.impossible) {
    return groups['od'] === undefined ? build({ year: undefined }, place) : undefined;
  }
  if (groups['day'] !== undefined) {
    const follows = /次|翌|二/.test(groups['day']);
    return follows ? nextDay(previous, place) : { ...previous, span, relative: true };
  }
  if (groups['mon'] !== undefined || groups['od'] !== undefined) {
    return relativeToMonth(groups, span, previous);
  }
  return relativeToYear(groups, span, Number(previous.iso.slice(0, 4)));
};

const fromMatch = (text: string, match: RegExpExecArray, context: DateContext): DateToken | undefined => {
  const groups: Groups = match.groups ?? {};
  const span = { start: match.index, end: match.index + match[0].length };
  const before = text.charAt(match.index - 1);
  // 二Ο二Ο一七年 or 98年5月6日: what looks like a date is the tail of something longer and unreadable.
  const isTail = groups['y'] === undefined
    ? groups['bm'] !== undefined && before === '年' : IS_DIGIT.test(before);
  if (isTail) return { span, iso: '', relative: false, impossible: true };
  return resolve(groups, span, context);
};

/**
 * Reads the date that starts exactly at `offset`: 2017年4月28日, 二〇一七年二月二十一日 with every form of zero,
 * mixed digits, 2017.04.28, year or month only, and relative to `context.previous`: 同年10月14日, 同月3日,
 * 次日, 10月14日. Undefined when no date starts there; never throws, constant time.
 */
export const readDateAt = (text: string, offset: number, context: DateContext): DateToken | undefined => {
  STICKY.lastIndex = offset;
  const match = STICKY.exec(text);
  return match === null ? undefined : fromMatch(text, match, context);
};

/**
 * All dates of `span` in the order of the text, each relative one resolved against the one before it.
 * Linear in the length of the span.
 */
export const findDates = (text: string, span: Span): readonly DateToken[] => {
  const found: DateToken[] = [];
  let previous: DateToken | undefined;
  // Cut, so that a search that finds nothing ends with the span and not with the document.
  const part = text.slice(0, span.end);
  GLOBAL.lastIndex = span.start;
  for (let match = GLOBAL.exec(part); match !== null; match = GLOBAL.exec(part)) {
    const token = fromMatch(part, match, previous === undefined ? {} : { previous });
    if (token === undefined) continue;
    found.push(token);
    if (!token.impossible) previous = token;
  }
  return found;
};
