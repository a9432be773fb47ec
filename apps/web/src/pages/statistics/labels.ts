import type { CheckedRelease } from '../../verify/release-check.ts';
import type { Language } from '../../app/language.tsx';
import { PROVINCE_TILES } from '../../parts/province-tiles.ts';

/** English for the codes of the catalogue; charges keep the names of the law. The signed labels are Chinese. */
const ENGLISH: Readonly<Record<string, string>> = {
  other: 'other or untold',
  ch1: 'state security', ch2: 'public security', ch3: 'economic order', ch4: 'person and democratic rights',
  ch5: 'property', ch6: 'social order', ch7: 'national defence', ch8: 'bribery', ch9: 'dereliction',
  ch10: 'military duty',
  publicOrder: 'public-order violation', conviction: 'conviction', exemptionFromPunishment: 'exempted',
  nonProsecution: 'not prosecuted', acquittal: 'acquitted', noCriminalLiability: 'no criminal liability',
  publicOrderViolation: 'public-order violation', minor: 'minor then', adult: 'adult then', court: 'courts',
  procuratorate: 'procuratorates', police: 'police', stateSecurity: 'state security organs', justice: 'justice organs',
  unsealing: 'unsealings', inquiry: 'inquiries', objection: 'objections',
};

const DIMENSIONS: Readonly<Record<string, string>> = {
  province: 'province', chargeGroup: 'group of charges', disposal: 'disposal', age: 'age at the act', charge: 'charge',
  act: 'act', organType: 'kind of organ',
};

type Dimension = CheckedRelease['dimensions'][number];

/** The words of a code of a dimension. */
export const labelOf = ({ values }: Dimension, code: string, language: Language): string => {
  const signed = values.find(([known]) => known === code)?.[1] ?? code;
  return language === 'zh' ? signed : ENGLISH[code] ?? PROVINCE_TILES.get(code.slice(0, 2))?.name.en ?? signed;
};

/** The words of a dimension. */
export const dimensionName = ({ name, label }: Dimension, language: Language): string =>
  (language === 'zh' ? label : DIMENSIONS[name] ?? label);

/** A margin of a table: the codes, their noisy sums, and half the width of the interval of 95 %. */
export type Margin = Readonly<{ code: string; value: number; halfWidth: number }>;

/** Sums over one dimension with the noise that came together in each: published figures alone. */
export const marginOf = ({ cells, ci95 }: Pick<CheckedRelease, 'cells' | 'ci95'>, at: number): readonly Margin[] =>
  [...Map.groupBy(cells, (cell) => String(cell[at]))].map(([code, group]) => ({
    code, value: group.reduce((sum, cell) => sum + Number(cell.at(-1)), 0), halfWidth: ci95 * Math.sqrt(group.length),
  }));

/** A figure with a true minus sign. */
export const figureText = (value: number | string): string => String(value).replace('-', '−');
