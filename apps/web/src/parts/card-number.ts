import { mod112Character } from '@fengcun/kernel';

const CARD = /^(\d{17})([\dX])$/;

/** Whether this can be the number of a resident identity card: its form, and the character that belongs to it. */
export const isCardNumber = (number: string): boolean => {
  const [, digits, last] = CARD.exec(number) ?? [];
  return digits !== undefined && mod112Character(digits) === last;
};
