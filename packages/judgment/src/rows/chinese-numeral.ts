// Stricter than the numerals of judgments on purpose: those are cut out of prose by a grammar, a cell is
// typed by hand, and a mixed or malformed numeral in it (001十, 二三十) is a slip to ask about, not a number.
const SIGNS_OF_DIGITS = ['〇○零', '一壹', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'];
const DIGITS = new Map(SIGNS_OF_DIGITS.flatMap((signs, digit) =>
  [...signs].map((sign) => [sign, digit] as const)));
const UNITS = new Map([['十', 10], ['拾', 10], ['百', 100], ['佰', 100], ['千', 1000], ['仟', 1000]]);

/** LIMIT: signs of a numeral; 九千九百九十九 has seven. */
const SIGNS_MAX = 8;

const withUnits = (signs: readonly string[]): number | undefined => {
  let [total, digit, lastUnit]: [number, number | undefined, number] = [0, undefined, 10_000];
  for (const sign of signs) {
    const unit = UNITS.get(sign);
    if (unit === undefined) {
      if (digit !== undefined && digit !== 0) return undefined; // 二三十
      digit = DIGITS.get(sign);
      if (digit === undefined) return undefined;
    } else {
      if (unit >= lastUnit || digit === 0) return undefined; // 十百, 零十
      if (digit === undefined && !(unit === 10 && total === 0)) return undefined; // only 十 needs no digit
      total += (digit ?? 1) * unit;
      [digit, lastUnit] = [undefined, unit];
    }
  }
  return total + (digit ?? 0);
};

/**
 * The number of a numeral in Arabic digits or Chinese (三十六, 二〇二四, 十, 贰佰), 0–9999; `undefined` for
 * anything else. A trailing digit is read as units, never as 二百五 = 250 in speech.
 */
export const numeral = (text: string): number | undefined => {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const signs = [...text];
  if (signs.length === 0 || signs.length > SIGNS_MAX) return undefined;
  if (signs.some((sign) => UNITS.has(sign))) return withUnits(signs);
  const digits = signs.map((sign) => DIGITS.get(sign));
  return digits.length > 4 || digits.includes(undefined) ? undefined : Number(digits.join(''));
};

/** The signs of `numeral` as the inside of a character class. */
export const NUMERAL_SIGNS = `0-9${[...DIGITS.keys(), ...UNITS.keys()].join('')}`;
