import { civilDate, type CivilDate, mod112Character } from '@fengcun/kernel';
import type { Cell } from '../documents/table.ts';
import { type CellReading, problem, readCell, value } from './cell-reading.ts';

/** A citizen identification number whose check digit fits, with the birth date it holds. */
export type IdNumber = Readonly<{ text: string; bornOn: CivilDate }>;

const FORM = /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/;
const MASKED = /^[\dX*×]{8,18}$/;

const parseIdNumber = (text: string): CellReading<IdNumber> => {
  const number = text.replace(/[\s-]+/g, '').toUpperCase();
  const match = FORM.exec(number);
  if (match === null) {
    const isMasked = MASKED.test(number) && /[*×X]{2}/.test(number);
    return problem(isMasked ? 'ID_NUMBER_MASKED' : 'ID_NUMBER_INVALID');
  }
  const born = civilDate(Number(match[1]), Number(match[2]), Number(match[3]));
  if (!born.ok || mod112Character(number) !== number[17]) return problem('ID_NUMBER_INVALID');
  return value({ text: number, bornOn: born.value });
};

/**
 * An 18-character number with valid birth date and check digit. Spreadsheets round 18-digit numbers to 15
 * places, so that a numeric cell is refused even where it looks whole. Old 15-digit numbers have no check
 * digit and have been invalid since 2013.
 */
export const idNumberCell = (cell: Cell): CellReading<IdNumber> =>
  (typeof cell === 'number' ? problem('ID_NUMBER_ROUNDED') : readCell(cell, parseIdNumber));
