import { type FactInput, type SlotValue, UNKNOWN } from '@fengcun/policy';
import { catalogueFacts } from '@fengcun/registry';
import { findCharge } from '@fengcun/statute';
import { CHARGE_MIX, NEGLIGENT_MIX } from './calibration.ts';

/** The charge of most sentences to criminal detention. @see 《刑法》第133条之一 */
export const DANGEROUS_DRIVING = '危险驾驶罪';

/** One or two charges of a judgment with what the catalogue knows of them. */
export type ChargeRow = Readonly<{ names: readonly string[]; classes: readonly string[]; facts: FactInput }>;

const SINGLE: readonly string[] = [
  DANGEROUS_DRIVING, ...NEGLIGENT_MIX.map(([name]) => name), ...CHARGE_MIX.map(([name]) => name),
];

/** Classes by the charge alone: as if a person had looked for those that depend on facts and found none. */
const classesOf = (names: readonly string[]): readonly string[] => [...new Set(names.flatMap((name) => {
  const found = findCharge(name);
  return found.ok ? found.value.classes : [];
}))].sort();

const rowOf = (names: readonly string[]): ChargeRow =>
  ({ names: names.toSorted(), classes: classesOf(names), facts: catalogueFacts(names) });

const rows: ChargeRow[] = SINGLE.map((name) => rowOf([name]));
const placeOfPair = new Map<number, number>();
SINGLE.forEach((first, a) => SINGLE.slice(a + 1).forEach((second, b) => {
  placeOfPair.set(a * SINGLE.length + a + 1 + b, rows.length);
  rows.push(rowOf([first, second]));
}));

/** Every choice of charges the generator makes: single ones first, in the order of `chargePlace`. */
export const CHARGE_ROWS: readonly ChargeRow[] = rows;

const places = new Map(SINGLE.map((name, i) => [name, i]));

/** Place of a charge among the single ones. */
export const chargePlace = (name: string): number => places.get(name) ?? 0;

/** Place of two charges together; of the one where both are the same. */
export const pairPlace = (a: number, b: number): number =>
  (a === b ? a : placeOfPair.get(Math.min(a, b) * SINGLE.length + Math.max(a, b)) ?? a);

/** Domain of a set fact over the choices, and the code of each choice. */
export const domainOver = (
  read: (row: ChargeRow) => SlotValue,
): Readonly<{ domain: readonly SlotValue[]; codes: readonly number[] }> => {
  const domain: SlotValue[] = [UNKNOWN];
  const keys = new Map<string, number>([[JSON.stringify(UNKNOWN), 0]]);
  const codes = CHARGE_ROWS.map((row) => {
    const value = read(row);
    const key = JSON.stringify(value);
    const known = keys.get(key);
    if (known !== undefined) return known;
    keys.set(key, domain.length);
    return domain.push(value) - 1;
  });
  return { domain, codes };
};
