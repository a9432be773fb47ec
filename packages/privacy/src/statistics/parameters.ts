import { rational } from './rational.ts';

// Numbers of the publication, once and for all products. Source: the platform's study of privacy computing,
// part A: at 250,000 seals a quarter in 31 × 30 cells, σ² = 10 leaves 68 % of cells within 10 % (95 %).
// LAW: no law names a number; 个保法51 and 数据安全法27 ask for technical measures fit to the risk.

/** What one table costs a person for one quarter, in zCDP. */
export const RHO_TABLE = rational(1n, 20n);

/** What all tables of a quarter may cost together: four of them. */
export const RHO_QUARTER = rational(1n, 5n);

/** What all releases ever may cost one person: two quarters. */
export const RHO_LIFE = rational(2n, 5n);

/** Quarters of a life in which a person is counted, for each product; later ones are left out. */
export const LIFETIME_QUARTERS = 2;

/** Events of a kind for which a person is counted in a quarter. */
export const EVENTS_PER_QUARTER = 1;

/** The δ at which an ε is told to readers. */
export const DELTA = 1e-9;
