/** A number read in place; `end` is the offset behind its last character. */
export type NumberRead = Readonly<{ value: number; end: number }>;

/** Digits as judgments print them: Arabic, full-width, simple, financial, and letters that stand for zero. */
const DIGITS = new Map<string, number>();
for (const [value, forms] of [
  '0０〇○◯零OoＯОΟ', '1１一壹', '2２二两贰貳', '3３三叁叄', '4４四肆', '5５五伍', '6６六陆', '7７七柒', '8８八捌', '9９九玖',
].entries()) for (const form of forms) DIGITS.set(form, value);

const SMALL_UNITS = new Map([['十', 10], ['拾', 10], ['百', 100], ['佰', 100], ['千', 1000], ['仟', 1000]]);
const LARGE_UNITS = new Map([['万', 1e4], ['萬', 1e4], ['亿', 1e8]]);

// LIMIT: longest number a judgment prints; longer runs are attacks or junk, not amounts.
const LENGTH_MAX = 24;
const COMMAS = ',，';
const POINTS = '.．';

type Run = Readonly<{ value: number; end: number; length: number; startsWithZero: boolean }>;

const digitAt = (text: string, at: number): number | undefined => DIGITS.get(text[at] ?? '');

/** Whether exactly three digits stand at `at`: what makes a comma a thousands mark and no punctuation. */
const isThousands = (text: string, at: number): boolean =>
  digitAt(text, at) !== undefined && digitAt(text, at + 1) !== undefined
    && digitAt(text, at + 2) !== undefined
  && digitAt(text, at + 3) === undefined;

/** A run of digits with thousands marks and a decimal part, as one positional number. */
const readRun = (text: string, start: number): Run | undefined => {
  let at = start;
  let value = 0;
  let length = 0;
  while (at - start <= LENGTH_MAX) {
    const digit = digitAt(text, at);
    if (digit !== undefined) {
      value = value * 10 + digit;
      length += 1;
      at += 1;
    } else if (length > 0 && COMMAS.includes(text[at] ?? ' ') && isThousands(text, at + 1)) at += 1;
    else break;
  }
  if (length === 0) return undefined;
  let scale = 0.1;
  if (POINTS.includes(text[at] ?? ' ') && digitAt(text, at + 1) !== undefined) {
    for (at += 1; digitAt(text, at) !== undefined && at - start <= LENGTH_MAX; at += 1) {
      value += (digitAt(text, at) ?? 0) * scale;
      scale /= 10;
    }
  }
  return { value, end: at, length, startsWithZero: digitAt(text, start) === 0 };
};

type Sum = { total: number; section: number; run: Run | undefined; unit: number };

/** Takes a unit into the sum; false when it cannot follow what stands before it. */
const takeUnit = (sum: Sum, small: number | undefined, large: number | undefined): boolean => {
  const pending = sum.run?.value;
  if (small !== undefined) {
    // 十五 = 15 needs no digit before 十; 百五 is no number.
    if (sum.unit <= small || (pending === undefined && small !== 10)) return false;
    sum.section += (pending ?? 1) * small;
    sum.unit = small;
  } else if (large !== undefined) {
    const section = sum.section + (pending ?? 0);
    if (section === 0) return false;
    sum.total += section * large;
    sum.section = 0;
    sum.unit = large;
  }
  sum.run = undefined;
  return true;
};

/** Colloquial 一万二 (for 12,000) is doubtful in an amount: only 一万零二, 3万5000 and 二十五 are read. */
const isTailClear = (sum: Sum): boolean =>
  sum.run === undefined || sum.unit === Infinity || sum.unit === 10 || sum.run.startsWithZero
    || sum.run.length > 1;

/**
 * Reads the longest number at `offset`: 十二, 一百二十三, 二〇一八, 叁万, 3万5000, 30，000, 1.5万, full-width digits.
 * Rounded to 1/100. Undefined where no number stands or its meaning is doubtful.
 * Reads at most ~50 characters.
 */
export const readNumberAt = (text: string, offset: number): NumberRead | undefined => {
  const sum: Sum = { total: 0, section: 0, run: undefined, unit: Infinity };
  let at = offset;
  while (at - offset <= LENGTH_MAX) {
    const character = text[at] ?? '';
    const run = sum.run === undefined ? readRun(text, at) : undefined;
    if (run !== undefined) {
      sum.run = run;
      at = run.end;
      continue;
    }
    const small = SMALL_UNITS.get(character);
    const large = LARGE_UNITS.get(character);
    if ((small === undefined && large === undefined) || !takeUnit(sum, small, large)) break;
    if (large !== undefined) sum.unit = Math.min(large, 1e4);
    at += 1;
  }
  if (at === offset || !isTailClear(sum)) return undefined;
  const value = Math.round((sum.total + sum.section + (sum.run?.value ?? 0)) * 100) / 100;
  return { value, end: at };
};

/**
 * The whole number that `text` is, in any form judgments print: 一百二十三, 十二, 二〇, 两, 叁万, 3万, 30，000, 1.5万.
 * Undefined when the text is anything else or not whole.
 */
export const parseChineseInteger = (text: string): number | undefined => {
  const read = readNumberAt(text, 0);
  return read !== undefined && read.end === text.length && Number.isInteger(read.value)
    ? read.value : undefined;
};
