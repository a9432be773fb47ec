import { civil } from '@fengcun/kernel';
import { ABOLISHED_CHARGES, CHARGES, SELECTIVE_PATTERNS, SUPERSEDED_NAMES } from './catalogue.ts';
import type { Charge, ChargeMatch, ChargeMatchVia } from './charge.ts';
import { selectiveNames } from './selective-name.ts';

/** What a name stands for, and how it names it. Shared by all names that are read alike. */
export type NameReading = Readonly<{
  charge: Charge;
  via: ChargeMatchVia;
  superseded?: NonNullable<ChargeMatch['superseded']>;
}>;

const BORDER = '国（边）境';
const ABROAD = '国（境）外';

/** Printed forms of the names with brackets: 国境 and 边境 are choices, and so are 国外 and 境外. */
const bracketForms = (name: string): readonly string[] => {
  if (name.includes(BORDER)) return ['国境', '边境', '国、边境', '国边境'].map((form) => name.replace(BORDER, form));
  if (name.includes(ABROAD)) return ['国外', '境外'].map((form) => name.replace(ABROAD, form));
  return [];
};

const choicesOf = (charge: Charge): readonly string[] => {
  const pattern = SELECTIVE_PATTERNS.get(charge.code);
  return pattern === undefined ? bracketForms(charge.name) : selectiveNames(pattern);
};

/** Readings in order of strength: exact, replaced in full, choice, choice from a replaced name. */
const readings = (): readonly (readonly [names: readonly string[], reading: NameReading])[] => {
  const replaced = SUPERSEDED_NAMES.map((old) => {
    const superseded = { name: old.name, replacedOn: civil(old.replacedOn) };
    return { old, reading: { charge: old.charge, via: 'superseded', superseded } as const };
  });
  return [
    ...CHARGES.map((charge) => [[charge.name], { charge, via: 'exact' }] as const),
    ...ABOLISHED_CHARGES.map((charge) => [[charge.name], { charge, via: 'superseded' }] as const),
    ...replaced.map(({ old, reading }) => [[old.name], reading] as const),
    ...CHARGES.map((charge) => [choicesOf(charge), { charge, via: 'selective' }] as const),
    ...ABOLISHED_CHARGES.map((charge) => [choicesOf(charge), { charge, via: 'superseded' }] as const),
    ...replaced.map(({ old, reading }) =>
      [old.selective === undefined ? [] : selectiveNames(old.selective), reading] as const),
  ];
};

const buildNames = (): ReadonlyMap<string, NameReading> => {
  const names = new Map<string, NameReading>();
  for (const [forms, reading] of readings()) {
    for (const form of forms) if (!names.has(form)) names.set(form, reading);
  }
  return names;
};

/** Every name a text may use → what it stands for; about nine thousand, made once from the catalogue. */
export const KNOWN_NAMES: ReadonlyMap<string, NameReading> = buildNames();
