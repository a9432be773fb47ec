import type {
  CheckFinding, ClauseCount, Coverage, Fate, OpenFact, PackPair, PackProblem, PackStatus, ParameterChoice,
} from '@fengcun/policy';
import type { PackAbout } from './pack-about.ts';

/** A pack to try: its text, and what was moved in it. */
export type PackChoice = Readonly<{
  text: string; parameters: ParameterChoice; switches: Readonly<Record<string, string>>;
}>;

/** Packs to decide the population by, on one day; the second one is compared with the first. */
export type LabRun = Readonly<{ packs: readonly PackChoice[]; asOf: string }>;

/** What one pack makes of the population. The six numbers of `coverage` add up to `records`. */
export type PackCounted = Readonly<{
  pack: string; status: PackStatus; coverage: Coverage; clauses: readonly ClauseCount[];
  sealsByYear: Readonly<Record<string, number>>; missingFacts: readonly string[];
}>;

/** Counts of one run, at once; `millis` as measured in the worker. */
export type LabCounted = Readonly<{ records: number; packs: readonly PackCounted[]; millis: number }>;

/** What takes a moment longer: flows between two packs, and the facts that would decide what is open. */
export type LabCompared = Readonly<{
  pair: PackPair | undefined; openFacts: readonly (readonly OpenFact[])[]; millis: number;
}>;

/** A pack that cannot be tried, and why. */
export type LabRefused = Readonly<{ place: number; problems: readonly PackProblem[]; message?: string }>;

/** What the checker says of a text. */
export type LabChecked = Readonly<{
  about: PackAbout | undefined; problems: readonly PackProblem[]; findings: readonly CheckFinding[]; millis: number;
}>;

/** Orders to the worker, each with a number that its answers repeat. */
export type LabOrder = Readonly<{ number: number }> & (
  | Readonly<{ kind: 'make'; size: number; seed: number }>
  | Readonly<{ kind: 'run'; run: LabRun }>
  | Readonly<{ kind: 'check'; text: string }>);

/** Answers of the worker. */
export type LabAnswer = Readonly<{ number: number }> & (
  | Readonly<{ kind: 'making'; done: number; size: number }>
  | Readonly<{ kind: 'made'; size: number; millis: number }>
  | Readonly<{ kind: 'counted'; counted: LabCounted }>
  | Readonly<{ kind: 'compared'; compared: LabCompared }>
  | Readonly<{ kind: 'refused'; refused: LabRefused }>
  | Readonly<{ kind: 'checked'; checked: LabChecked }>);

/** Share of the population with one fate, and the range in which it lies (95 %, and what is open). */
export type FateShare = Readonly<{ fate: Fate; records: number; share: number }>;
