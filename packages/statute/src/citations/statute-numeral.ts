import { assert } from '@fengcun/kernel';

const DIGITS = '零一二三四五六七八九';
/** 1–999 in Chinese numerals as statutes print them: 十, 二百八十六, 一百零五. */
export const statuteNumeral = (value: number): string => {
  assert(Number.isInteger(value) && value > 0 && value < 1000, 'a statute numeral is 1–999');
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor((value % 100) / 10), value % 10];
  const gap = hundreds > 0 && ones > 0 ? '零' : '';
  const ten = tens === 0 ? gap : `${tens === 1 && hundreds === 0 ? '' : DIGITS[tens]}十`;
  return `${hundreds > 0 ? `${DIGITS[hundreds]}百` : ''}${ten}${ones > 0 ? DIGITS[ones] : ''}`;
};
