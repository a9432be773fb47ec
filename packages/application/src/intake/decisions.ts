import type { CivilDate } from '@fengcun/kernel';
import {
  type Decider, type FactInput, factsHash, type FactSheet, type Pack, parseFacts, prepareDecider,
} from '@fengcun/policy';
import { orderDecisions, rankOfOutcome } from '@fengcun/registry';
import type { KeptDecision } from './intake-item.ts';

/** Decides a fact sheet by every pack in force on the day; the decision that counts stands first. */
export type DecideAll = (facts: FactInput) => readonly KeptDecision[];

type Deciding = Readonly<{ pack: Pack; decider: Decider }>;

/** Outcomes alone, where their ranks are enough to order them; undefined where reasons decide. */
const byOutcome = (
  deciding: readonly Deciding[], sheet: FactSheet, asOf: CivilDate,
): readonly KeptDecision[] | undefined => {
  const concluded = deciding.map(({ pack, decider }) => {
    const { outcome, sealFrom } = decider.conclude(sheet);
    return { pack, outcome, sealFrom, rank: rankOfOutcome(outcome) };
  });
  if (new Set(concluded.map(({ rank }) => rank)).size < concluded.length) return undefined;
  const hash = factsHash(sheet);
  return concluded.sort((a, b) => a.rank - b.rank).map(({ pack, outcome, sealFrom }) => ({
    pack: pack.id, packHash: pack.hash, asOf, factsHash: hash, outcome,
    ...(sealFrom === undefined ? {} : { sealFrom }),
  }));
};

/** The same with all reasons, by which decisions of one rank are ordered. */
const byReasons = (deciding: readonly Deciding[], sheet: FactSheet): readonly KeptDecision[] =>
  orderDecisions(deciding.map(({ decider }) => decider.trace(sheet)))
    .map(({ pack, packHash, asOf, factsHash: hash, outcome, sealFrom }) => ({
      pack, packHash, asOf, factsHash: hash, outcome, ...(sealFrom === undefined ? {} : { sealFrom }),
    }));

/** Packs that decide on sealing on this day, compiled once. Packs that do not apply are passed over. */
export const decideAllBy = (packs: readonly Pack[], asOf: CivilDate): DecideAll => {
  const deciding = packs.flatMap((pack): readonly Deciding[] => {
    const decider = prepareDecider(pack, { asOf });
    return decider.ok ? [{ pack, decider: decider.value }] : [];
  });
  return (input) => {
    const facts = parseFacts(input);
    // Readers write only facts of the schema; anything else is a bug of theirs, not of the document.
    if (!facts.ok) throw new TypeError(`bug: an invalid fact sheet: ${facts.error[0]?.message ?? ''}`);
    return byOutcome(deciding, facts.value, asOf) ?? byReasons(deciding, facts.value);
  };
};
