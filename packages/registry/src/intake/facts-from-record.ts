import type { BusinessRecord } from '@fengcun/judgment';
import type { FactInput } from '@fengcun/policy';
import { catalogueFacts } from './charge-facts.ts';

/**
 * The fact sheet of a row of a business system: its own facts, and what the catalogue knows of its charges
 * (offence classes, form of guilt, statutory maximum) where the row does not state it.
 */
export const factsFromRecord = (record: BusinessRecord): FactInput => {
  const { charges } = record.facts;
  return { ...(charges === undefined ? {} : catalogueFacts(charges)), ...record.facts };
};
