import { findCharge } from '@fengcun/statute';
import { type LabelledText, SEVERAL } from './labelled-text.ts';
import { regionOf } from './redact.ts';

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');

const nameOf = (short: string): string => {
  const found = findCharge(short);
  return found.ok ? found.value.name : short;
};

/**
 * Facts and charges of a row in the form of CAIL2018 (`fact`, `accusation` without 罪); undefined where it
 * is none.
 * @see Xiao et al. 2018, CAIL2018
 */
export const textOfCailRow = (row: unknown, id: string): LabelledText | undefined => {
  if (typeof row !== 'object' || row === null) return undefined;
  const { fact, accusation } = row as Readonly<Record<string, unknown>>;
  if (typeof fact !== 'string' || !isTexts(accusation)) return undefined;
  const region = regionOf(fact);
  return {
    id, text: fact, labels: { charge: accusation.map(nameOf).join(SEVERAL) },
    ...(region === undefined ? {} : { region }),
  };
};
