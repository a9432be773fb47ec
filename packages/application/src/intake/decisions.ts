import type { CivilDate } from '@fengcun/kernel';
import { type FactInput, type Pack, parseFacts, prepareDecider } from '@fengcun/policy';
import { orderDecisions } from '@fengcun/registry';
import type { KeptDecision } from './intake-item.ts';

/** Decides a fact sheet by every pack in force on the day; the decision that counts stands first. */
export type DecideAll = (facts: FactInput) => readonly KeptDecision[];

/** Packs that decide on sealing on this day, compiled once. Packs that do not apply are passed over. */
export const decideAllBy = (packs: readonly Pack[], asOf: CivilDate): DecideAll => {
  const deciders = packs.flatMap((pack) => {
    const decider = prepareDecider(pack, { asOf });
    return decider.ok ? [decider.value] : [];
  });
  return (input) => {
    const facts = parseFacts(input);
    // Readers write only facts of the schema; anything else is a bug of theirs, not of the document.
    if (!facts.ok) throw new TypeError(`bug: an invalid fact sheet: ${facts.error[0]?.message ?? ''}`);
    const decisions = deciders.map((decider) => decider.trace(facts.value));
    return orderDecisions(decisions).map(({ pack, packHash, asOf: day, factsHash, outcome, sealFrom }) => ({
      pack, packHash, asOf: day, factsHash, outcome, ...(sealFrom === undefined ? {} : { sealFrom }),
    }));
  };
};
