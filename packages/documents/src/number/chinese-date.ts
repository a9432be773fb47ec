import type { CivilDate } from '@fengcun/kernel';

const DIGITS = '〇一二三四五六七八九';

const partsOf = (date: CivilDate): readonly [string, number, number] =>
  [date.slice(0, 4), Number(date.slice(5, 7)), Number(date.slice(8, 10))];

/** 1–99 in Chinese numerals: 十, 十一, 二十, 二十一. */
export const chineseNumber = (value: number): string => {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens] ?? ''}十`;
  return `${head}${ones === 0 && tens > 0 ? '' : DIGITS[ones] ?? ''}`;
};

/** The date below a court's or procuratorate's paper: 二〇二六年十一月二十一日. @see GB/T 15835—2011 §4.2 */
export const chineseDate = (date: CivilDate): string => {
  const [year, month, day] = partsOf(date);
  const inDigits = [...year].map((digit) => DIGITS[Number(digit)] ?? '').join('');
  return `${inDigits}年${chineseNumber(month)}月${chineseNumber(day)}日`;
};

/** The date within a text: 2026年11月21日. */
export const plainDate = (date: CivilDate): string => {
  const [year, month, day] = partsOf(date);
  return `${year}年${month}月${day}日`;
};
