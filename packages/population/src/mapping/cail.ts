import type { FactInput } from '@fengcun/policy';
import { catalogueFacts } from '@fengcun/registry';
import { SURVEILLANCE_MAX_MONTHS } from './assumptions.ts';

type Term = Readonly<{ death_penalty?: unknown; life_imprisonment?: unknown; imprisonment?: unknown }>;

/** LIMIT: charges of one row. */
const CHARGES_MAX = 50;

const penaltyFacts = (term: Term, several: boolean): FactInput => {
  if (term.life_imprisonment === true) return { penalty: 'lifeImprisonment' };
  const { imprisonment: months } = term;
  // Death, suspended or not, is not told apart; 0 stands for a fine, an exemption, or a term nobody could
  // read.
  if (term.death_penalty === true || typeof months !== 'number' || !Number.isInteger(months)
    || months <= 0) return {};
  const limit = several ? SURVEILLANCE_MAX_MONTHS.several : SURVEILLANCE_MAX_MONTHS.one;
  return { executedTermMonths: Math.min(1200, months),
    ...(months > limit ? { penalty: 'fixedTermImprisonment' } : {}) };
};

/**
 * A row of CAIL2018 as facts. It has charges (without 罪) and months; it tells neither the kind of penalty,
 * nor age,
 * suspension, earlier convictions or dates, which stay unknown. Undefined for a row that is none.
 */
export const factsFromCail = (row: Readonly<Record<string, unknown>>): FactInput | undefined => {
  const { accusation, term_of_imprisonment: term } = row;
  if (!Array.isArray(accusation) || typeof term !== 'object' || term === null) return undefined;
  const names = accusation.slice(0, CHARGES_MAX).filter((name) => typeof name === 'string').map((name) =>
    `${name}罪`);
  return {
    recordKind: 'conviction', subjectKind: 'person', ...catalogueFacts(names),
      ...penaltyFacts(term, names.length > 1),
  };
};
