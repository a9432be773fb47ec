import type { Json } from '@fengcun/kernel';
import type { Predicate } from '../evaluate/compile-condition.ts';
import { FALSE, TRUE } from '../evaluate/truth.ts';
import type { FactName } from '../facts/fact-sheet.ts';
import { decideRegion, emptyTrial, exampleOf, type Region, type Trial, undecideRegion } from './regions.ts';

/** LIMIT: decisions tried for one question; a pack that needs more is reported as not exhausted. */
export const STEPS_MAX = 400_000;

/** A clause under search: its truth for a trial, and the facts it depends on. */
export type Goal = Readonly<{ truth: Predicate; facts: readonly FactName[] }>;

/** Facts wanted: every clause of `all` is true, none of `none` is, those of `failing` are certainly false. */
export type Wanted = Readonly<{ all: readonly Goal[]; none: readonly Goal[]; failing?: readonly Goal[] }>;

/** An example, proof that there is none, or neither because the bound was hit. */
export type Found =
  | Readonly<{ kind: 'example'; facts: Readonly<Record<string, Json>> }>
  | Readonly<{ kind: 'none' | 'bounded' }>;

type Verdict = 'yes' | 'no' | 'open';

/** With some facts undecided, truth is monotone: what is true or false already stays so. */
const verdictOf = (wanted: Wanted, trial: Trial, isFull: boolean): Verdict => {
  let open = false;
  for (const goal of wanted.all) {
    const truth = goal.truth(trial);
    if (truth === FALSE || (isFull && truth !== TRUE)) return 'no';
    if (truth !== TRUE) open = true;
  }
  for (const goal of wanted.none) {
    const truth = goal.truth(trial);
    if (truth === TRUE) return 'no';
    if (truth !== FALSE) open = true;
  }
  for (const goal of wanted.failing ?? []) {
    const truth = goal.truth(trial);
    if (truth === TRUE || (isFull && truth !== FALSE)) return 'no';
    if (truth !== FALSE) open = true;
  }
  return open && !isFull ? 'open' : 'yes';
};

const relevant = (regions: readonly Region[], wanted: Wanted): readonly Region[] => {
  const ranked = [...wanted.all, ...wanted.none, ...wanted.failing ?? []].flatMap((goal) => goal.facts);
  const rank = (region: Region): number => {
    const places = region.facts.map((fact) => ranked.indexOf(fact)).filter((place) => place >= 0);
    return places.length === 0 ? Infinity : Math.min(...places);
  };
  return regions.filter((region) => rank(region) < Infinity).sort((a, b) => rank(a) - rank(b));
};

/** Looks for facts that meet `wanted`, deciding one region after the other and giving up early. */
export const search = (regions: readonly Region[], wanted: Wanted, stepsMax = STEPS_MAX): Found => {
  const order = relevant(regions, wanted);
  const trial = emptyTrial();
  let steps = 0;
  const descend = (depth: number): boolean => {
    const verdict = verdictOf(wanted, trial, depth === order.length);
    if (verdict !== 'open') return verdict === 'yes';
    const region = order[depth];
    if (region === undefined) return false;
    for (const values of region.combinations) {
      if ((steps += 1) > stepsMax) break;
      decideRegion(trial, region, values);
      if (descend(depth + 1)) return true;
    }
    undecideRegion(trial, region);
    return false;
  };
  if (descend(0)) return { kind: 'example', facts: exampleOf(trial) };
  const isProof = steps <= stepsMax && order.every((region) => region.complete);
  return { kind: isProof ? 'none' : 'bounded' };
};
