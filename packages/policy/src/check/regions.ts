import type { CivilDate, Json } from '@fengcun/kernel';
import type { Expression } from '../cel/expression.ts';
import { compileCondition, type Predicate } from '../evaluate/compile-condition.ts';
import type { CompileContext } from '../evaluate/compile-reader.ts';
import { FACT_FIELDS } from '../facts/fact-fields.ts';
import { type FactName, UNKNOWN } from '../facts/fact-sheet.ts';
import { slotOf, type SlotValue } from '../facts/slots.ts';
import { distinct, factsTouched, groupsOf } from './atoms.ts';
import { candidatesOf } from './candidates.ts';

/** LIMIT: combinations of values tried for one group of facts that stand together in conditions. */
const COMBINATIONS_MAX = 120_000;

/** Slot from which the knownness of each fact is read during a search: after the facts themselves. */
export const KNOWNNESS_FROM = FACT_FIELDS.length;

/** Facts under search: values, then whether each is known; `"unknown"` where nothing is decided yet. */
export type Trial = SlotValue[];

/** Nothing decided. */
export const emptyTrial = (): Trial => new Array<SlotValue>(2 * KNOWNNESS_FROM).fill(UNKNOWN);

type Combination = readonly SlotValue[];

/** Facts tried together, and one combination of values for each way their atoms can come out. */
export type Region = Readonly<{
  facts: readonly FactName[]; combinations: readonly Combination[];
  /** False: other values could give other answers, so finding nothing proves nothing. */
  complete: boolean;
}>;

/** All regions of a matter; `complete` false when a bound was hit. */
export type Regions = Readonly<{ regions: readonly Region[]; complete: boolean }>;

/** Decides the facts of a region. */
export const decideRegion = (trial: Trial, region: Region, values: readonly SlotValue[]): void => {
  region.facts.forEach((fact, i) => {
    const value = values[i] ?? UNKNOWN;
    trial[slotOf(fact)] = value;
    trial[KNOWNNESS_FROM + slotOf(fact)] = value !== UNKNOWN;
  });
};

/** Takes the decision back. */
export const undecideRegion = (trial: Trial, region: Region): void => {
  for (const fact of region.facts) {
    trial[slotOf(fact)] = UNKNOWN;
    trial[KNOWNNESS_FROM + slotOf(fact)] = UNKNOWN;
  }
};

/** The decided facts of a trial, for a reader. */
export const exampleOf = (trial: Trial): Readonly<Record<string, Json>> => Object.fromEntries(
  FACT_FIELDS.flatMap(({ name }, i): [string, Json][] => {
    const value = trial[i];
    return value === undefined || value === UNKNOWN ? [] : [[name, value]];
  }));

/** Every combination of one value of each list, one at a time. */
function* combinationsOf(lists: readonly (readonly SlotValue[])[]): Generator<readonly SlotValue[]> {
  const [first, ...rest] = lists;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const value of first) for (const tail of combinationsOf(rest)) yield [value, ...tail];
}

type Atoms = readonly Expression[];

const regionOf = (facts: readonly FactName[], atoms: Atoms, context: CompileContext): Regions => {
  const mine = atoms.filter((atom) => factsTouched(atom).some((fact) => facts.includes(fact)));
  const candidates = facts.map((fact) => candidatesOf(fact, mine, context.asOf));
  const predicates: readonly Predicate[] = mine.map((atom) => compileCondition(atom, context));
  const trial = emptyTrial();
  const kept = new Map<string, readonly SlotValue[]>();
  const region = { facts, combinations: [], complete: false };
  let tried = 0;
  for (const values of combinationsOf(candidates.map((each) => each.values))) {
    if ((tried += 1) > COMBINATIONS_MAX) break;
    decideRegion(trial, region, values);
    const answers = predicates.map((predicate) => predicate(trial)).join('');
    if (!kept.has(answers)) kept.set(answers, values);
  }
  const complete = tried <= COMBINATIONS_MAX && candidates.every((each) => each.complete);
  return { regions: [{ facts, combinations: [...kept.values()], complete }], complete };
};

/**
 * Cuts the space of facts into regions: within a region every atom of the given conditions has one answer, so
 * one example stands for all. Exact for the closed language, up to the bounds that `complete` reports.
 */
export const regionsOf = (
  atoms: readonly Expression[], asOf: CivilDate, switches: ReadonlyMap<string, string>,
): Regions => {
  const context: CompileContext = { asOf, switches, knownnessFrom: KNOWNNESS_FROM };
  const own = distinct(atoms);
  const parts = groupsOf(own).map((facts) => regionOf(facts, own, context));
  return { regions: parts.flatMap((part) => part.regions), complete: parts.every((part) => part.complete) };
};
