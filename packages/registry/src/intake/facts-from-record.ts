import type { BusinessRecord } from '@fengcun/judgment';
import type { FactInput } from '@fengcun/policy';
import { catalogueFacts } from './charge-facts.ts';

/**
 * The fact sheet of a row of a business system: its own facts, and what the catalogue knows of its charges
 * (their names of today, offence classes, form of guilt, statutory maximum) where the row does not state it.
 * As for a judgment, a charge that the catalogue does not know leaves the charges unknown: taken by its
 * letters it would be one that no rule excludes.
 */
export const factsFromRecord = (record: BusinessRecord): FactInput => {
  const { charges, ...told } = record.facts;
  return { ...(charges === undefined ? {} : catalogueFacts(charges)), ...told };
};
