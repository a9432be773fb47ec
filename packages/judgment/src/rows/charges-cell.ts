import type { Cell } from '../documents/table.ts';
import { type CellReading, problem, readCell, value } from './cell-reading.ts';

/**
 * Says how the catalogue of charges calls a name, or `undefined` where it has none. Without one, names
 * are taken literally and the caller checks them.
 */
export type ChargeNamer = (name: string) => string | undefined;

const GROUPS = /[;|\n]+/;
// 、 also stands inside names (贩卖、运输毒品罪), so that it separates only after a complete name.
const AFTER_NAME = /(?<=罪)[、,]|(?<=罪)和|(?<=罪)及/;
const INNER_SEPARATOR = /[、,]/;

const named = (name: string, namer: ChargeNamer | undefined): string | undefined =>
  (namer === undefined ? name : namer(name));

/** Names without 罪: one name if it has no 、 or the catalogue knows it whole, else several known ones. */
const withoutSuffix = (text: string, namer: ChargeNamer | undefined): readonly string[] | undefined => {
  const whole = INNER_SEPARATOR.test(text) && namer === undefined ? undefined : named(`${text}罪`, namer);
  if (whole !== undefined) return [whole];
  const parts = text.split(INNER_SEPARATOR).map((part) => namer?.(part.endsWith('罪') ? part : `${part}罪`));
  return parts.every((part) => part !== undefined) ? parts : undefined;
};

const namesIn = (text: string, namer: ChargeNamer | undefined): readonly string[] | undefined => {
  if (!text.endsWith('罪')) return withoutSuffix(text, namer);
  const name = named(text, namer);
  return name === undefined ? undefined : [name];
};

/** Charges, separated by ；; or by 、， after 罪. One that cannot be told leaves the whole set unknown. */
export const chargesCell = (cell: Cell, namer?: ChargeNamer): CellReading<readonly string[]> =>
  readCell(cell, (text) => {
    const names = text.replace(/[ \t]+/g, '').split(GROUPS)
      .flatMap((group) => group.split(AFTER_NAME)).filter((name) => name !== '' && name !== '无');
    if (names.length === 0) return { found: 'blank' };
    const charges = names.map((name) => namesIn(name, namer));
    if (charges.includes(undefined)) {
      return problem(namer === undefined ? 'CHARGE_UNCLEAR' : 'CHARGE_UNKNOWN');
    }
    return value([...new Set(charges.flatMap((found) => found ?? []))]);
  });
