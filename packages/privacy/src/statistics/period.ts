import { addDays, civil, type CivilDate } from '@fengcun/kernel';

/** A quarter of a year, as `2026Q3`: the only periods for which anything is published. */
export type Quarter = string & { readonly quarter: unique symbol };

const QUARTER = /^(20\d{2}|21\d{2})Q([1-4])$/;
const FIRST_DAYS = ['01-01', '04-01', '07-01', '10-01'] as const;

/** Reads a quarter; undefined for any other text: periods that overlap cannot even be asked for. */
export const readQuarter = (text: string): Quarter | undefined =>
  (QUARTER.test(text) ? text as Quarter : undefined);

const partsOf = (quarter: Quarter): readonly [number, number] =>
  [Number(quarter.slice(0, 4)), Number(quarter.slice(5))];

/** The quarter a legal day lies in. */
export const quarterOf = (day: CivilDate): Quarter =>
  `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}` as Quarter;

/** First day of a quarter. */
export const firstDay = (quarter: Quarter): CivilDate => {
  const [year, number] = partsOf(quarter);
  return civil(`${year}-${FIRST_DAYS[number - 1] ?? '01-01'}`);
};

/** The quarter after. */
export const nextQuarter = (quarter: Quarter): Quarter => {
  const [year, number] = partsOf(quarter);
  return (number === 4 ? `${year + 1}Q1` : `${year}Q${number + 1}`) as Quarter;
};

/** Last day of a quarter. */
export const lastDay = (quarter: Quarter): CivilDate => addDays(firstDay(nextQuarter(quarter)), -1);
