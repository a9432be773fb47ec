import type { CivilDate } from '@fengcun/kernel';
import {
  type Decider, type FactInput, factsHash, type FactSheet, type Pack, parseFacts, prepareDecider,
} from '@fengcun/policy';
import { orderDecisions, rankOfOutcome } from '@fengcun/registry';
import type { KeptDecision } from './intake-item.ts';

/** Decides a fact sheet by every pack in force on the day; the decision that counts stands first. */
export type DecideAll = (facts: FactInput) => readonly KeptDecision[];

/** Readings of open questions of a pack that are not its standard, on a day. */
export type SwitchesOn = (pack: Pack, day: CivilDate) => Readonly<Record<string, string>>;

type Deciding = Readonly<{ pack: Pack; decider: Decider; chosen: Readonly<Record<string, string>> }>;

/** What a decision names beside its pack: a reading that is the standard of the pack is in the pack. */
const namedOf = ({ chosen }: Pick<Deciding, 'chosen'>): Pick<KeptDecision, 'switches'> =>
  (Object.keys(chosen).length === 0 ? {} : { switches: chosen });

/** Outcomes alone, where their ranks are enough to order them; undefined where reasons decide. */
const byOutcome = (
  deciding: readonly Deciding[], sheet: FactSheet, asOf: CivilDate,
): readonly KeptDecision[] | undefined => {
  const concluded = deciding.map(({ pack, decider, chosen }) => {
    const { outcome, sealFrom } = decider.conclude(sheet);
    return { pack, chosen, outcome, sealFrom, rank: rankOfOutcome(outcome) };
  });
  if (new Set(concluded.map(({ rank }) => rank)).size < concluded.length) return undefined;
  const hash = factsHash(sheet);
  return concluded.sort((a, b) => a.rank - b.rank).map(({ pack, chosen, outcome, sealFrom }) => ({
    pack: pack.id, packHash: pack.hash, asOf, factsHash: hash, outcome, ...namedOf({ chosen }),
    ...(sealFrom === undefined ? {} : { sealFrom }),
  }));
};

/** The same with all reasons, by which decisions of one rank are ordered. */
const byReasons = (deciding: readonly Deciding[], sheet: FactSheet): readonly KeptDecision[] =>
  orderDecisions(deciding.map(({ decider }) => decider.trace(sheet)))
    .map(({ pack, packHash, asOf, factsHash: hash, outcome, sealFrom }) => ({
      pack, packHash, asOf, factsHash: hash, outcome, ...(sealFrom === undefined ? {} : { sealFrom }),
      ...namedOf({ chosen: deciding.find((one) => one.pack.hash === packHash)?.chosen ?? {} }),
    }));

/**
 * Packs that decide on sealing on this day, compiled once. Packs that do not apply are passed over.
 * `switchesOn`: readings this platform has chosen; a decision names those that are not the pack's standard.
 */
export const decideAllBy = (
  packs: readonly Pack[], asOf: CivilDate, switchesOn: SwitchesOn = () => ({}),
): DecideAll => {
  const deciding = packs.flatMap((pack): readonly Deciding[] => {
    const switches = switchesOn(pack, asOf);
    const decider = prepareDecider(pack, { asOf, switches });
    const chosen = Object.fromEntries(Object.entries(switches).filter(([name, value]) =>
      pack.switches.some(({ id, default: standard }) => id === name && standard !== value)));
    return decider.ok ? [{ pack, decider: decider.value, chosen }] : [];
  });
  return (input) => {
    const facts = parseFacts(input);
    // Readers write only facts of the schema; anything else is a bug of theirs, not of the document.
    if (!facts.ok) throw new TypeError(`bug: an invalid fact sheet: ${facts.error[0]?.message ?? ''}`);
    return byOutcome(deciding, facts.value, asOf) ?? byReasons(deciding, facts.value);
  };
};
