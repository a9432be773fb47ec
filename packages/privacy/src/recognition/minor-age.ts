/**
 * What the dates of a text say of the ages in it. `below`: an act or another day may lie before somebody's
 * twenty-first birthday; `adult`: every readable day lies after it for everybody; `unread`: no birth date
 * could be read, so nothing is excluded.
 */
export type MinorAge = 'below' | 'adult' | 'unread';

const DIGIT = '[0-9０-９]';
const DATE = new RegExp(`(${DIGIT}{4})[年.．/-]\\s?(${DIGIT}{1,2})[月.．/-]\\s?(${DIGIT}{1,2})[日号]?`, 'g');
const YEAR = new RegExp(`(${DIGIT}{4})年`, 'g');
// Words after a birth date, a character before them lost or put in (but 发生 and 产生 are none), and before one.
const BORN_AFTER = /^[^发产]?(?:生|出[生于，])/;
const BORN_BEFORE = /(?:生于|出生于|出生日期|生日)[：:]?$/;
const AROUND = 6;

// LAW: 刑法第17条 asks for eighteen at the act. Three years more are shown: a scan exchanges digits, and a day in
// the text may be the judgment's, which is later than the act.
const SHOWN_BELOW = 21;
// LIMIT: nobody is charged with an act before twelve. @see 刑法第17条第3款
const AGE_MIN = 12;
const YEARS = { min: 1900, max: 2100 } as const;

const numberOf = (text: string): number =>
  Number(text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)));

type Read = Readonly<{ years: number; isBirth: boolean; at: number }>;

/** All days of a text as years with a fraction, and which are birth dates by the words around them. */
const datesOf = (text: string): readonly Read[] => [...text.matchAll(DATE)].flatMap((match) => {
  const [whole, year = '', month = '', day = ''] = match;
  const years = numberOf(year) + (numberOf(month) - 1) / 12 + (numberOf(day) - 1) / 372;
  if (years < YEARS.min || years > YEARS.max) return [];
  const after = text.slice(match.index + whole.length, match.index + whole.length + AROUND);
  const before = text.slice(Math.max(0, match.index - AROUND), match.index);
  const isBirth = BORN_AFTER.test(after) || BORN_BEFORE.test(before);
  return [{ years, isBirth, at: match.index }];
});

/** Years that are no part of a date, as 2011年的一天; their first day, so that nobody becomes older. */
const yearsOf = (text: string, dates: readonly Read[]): readonly number[] =>
  [...text.matchAll(YEAR)].filter(({ index }) => dates.every(({ at }) => at !== index))
    .map(([, year = '']) => numberOf(year)).filter((year) => year >= YEARS.min && year <= YEARS.max);

/**
 * Reads the ages in a text from its dates. For everybody named with a birth date: whose it is cannot be told
 * surely in a scan, and a minor who is not shown is the worst error there is.
 */
export const minorAge = (text: string): MinorAge => {
  const dates = datesOf(text);
  const births = dates.filter(({ isBirth }) => isBirth);
  if (births.length === 0) return 'unread';
  const others = dates.filter(({ isBirth }) => !isBirth).map(({ years }) => years);
  const days = [...others, ...yearsOf(text, dates)];
  const isYoung = births.some((birth) =>
    days.some((day) => day - birth.years >= AGE_MIN && day - birth.years < SHOWN_BELOW));
  if (isYoung) return 'below';
  // Without any later day there is nothing to compare with.
  return births.every((birth) => days.some((day) => day - birth.years >= SHOWN_BELOW)) ? 'adult' : 'unread';
};
