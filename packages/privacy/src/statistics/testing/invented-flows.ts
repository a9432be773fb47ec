import { createHash } from 'node:crypto';
import { CATALOGUE, groupOfCharge } from '../catalogue.ts';
import type { Flow } from '../bounding.ts';
import type { Quarter } from '../period.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const categories = (product: number, dimension: number): readonly string[] =>
  (CATALOGUE[product]?.dimensions[dimension]?.values ?? []).map(([code]) => code);
const [PROVINCES, DISPOSALS, AGES, CHARGES] = [categories(0, 0), categories(1, 1), categories(1, 2), categories(2, 0)];
const at = (list: readonly string[], i: number): string => list[Math.abs(i) % list.length] ?? 'other';

/** A seal of an invented person in a quarter. */
export const inventedSeal = (person: number, quarter: string, seed = person): Flow => {
  const charge = at(CHARGES, seed * 7);
  const province = at(PROVINCES, seed);
  return {
    person: digest(`person ${person}`), rank: digest(`event ${person} ${quarter} ${seed}`), kind: 'seal', quarter: quarter as Quarter,
    cells: { T1: [province, groupOfCharge(charge)], T2: [province, at(DISPOSALS, seed * 3), at(AGES, seed * 5)], T3: [charge] },
  };
};

/** An act after a seal. */
export const inventedAct = (person: number, quarter: string, act: 'unsealing' | 'inquiry' | 'objection'): Flow => ({
  person: digest(`person ${person}`), rank: digest(`act ${person} ${quarter} ${act}`), kind: act, quarter: quarter as Quarter, cells: { T4: [act, 'court'] },
});

/** Eight quarters in their order. */
export const EIGHT = ['2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3', '2026Q4'] as const;
