import type { Decision } from '@fengcun/policy';
import type { Case } from './case.ts';
import { FOREIGN_BOUNDARIES } from './lab-foreign.ts';
import { OREGON_BOUNDARIES } from './lab-oregon.ts';
import { LAB_BOUNDARIES } from './lab-proposals.ts';
import { decideCase } from './packs.ts';

const ROWS: readonly Case[] = [...LAB_BOUNDARIES, ...FOREIGN_BOUNDARIES, ...OREGON_BOUNDARIES];

/** One row a pack whose whole decision is stored: one that shows its own way to decide. */
const CHOSEN: readonly string[] = [
  'P-b-36', 'P-c-25', 'P-d-not-applied', 'P-e-36', 'P-f-pardon', 'DE34-held', 'DE46-together', 'JP-interrupted', 'PT-60', 'UK-drag-chain', 'HK-3',
  'MI-cap-doubt', 'PA-m2-end', 'UT-others', 'OR-violation-skipped',
];

/** The rows in the order of the packs. */
export const GOLDEN_ROWS: readonly Case[] = CHOSEN.flatMap((id) => ROWS.filter((row) => row.id === id));

/** Their decisions, whole: a change of a pack, of its hash or of the engine shows here. */
export const goldenDecisions = (): Readonly<Record<string, Decision | string>> =>
  Object.fromEntries(GOLDEN_ROWS.map((row) => [row.id, decideCase(row)]));
