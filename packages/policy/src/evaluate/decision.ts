import type { CivilDate, Span, Tri } from '@fengcun/kernel';
import type { Bilingual } from '../facts/fact-fields.ts';
import type { FactName } from '../facts/fact-sheet.ts';
import type { PackStatus } from '../packs/pack.ts';

/** Words of a document that prove a fact: a span, with the document it is in where there are several. */
export type FactEvidence = Span & Readonly<{ document?: string; quote?: string }>;

/** Evidence by fact, as the caller has it; passed through to the findings that read the fact. */
export type Evidence = Readonly<Partial<Record<FactName, readonly FactEvidence[]>>>;

/** One limb of one clause: whether it holds, by which norm, on which evidence, and what it lacks. */
export type Finding = Readonly<{
  clause: string;
  condition: string;
  holds: Tri;
  cite: readonly string[];
  say: Bilingual;
  /** Only where `holds` is unknown: the facts that are missing; empty where the law itself is unsettled. */
  unknown?: readonly FactName[];
  evidence?: Evidence;
}>;

/** What to ask a person: about a fact, or (without `fact`) about a point the law or the data leave open. */
export type Question = Readonly<{ fact?: FactName; clause?: string } & Bilingual>;

/** A remark that accompanies the decision: duties that follow, texts that conflict. */
export type DecisionFlag = Readonly<
  { id: string; holds: true | 'unknown'; cite: readonly string[] } & Bilingual
>;

/**
 * One of the dates from which `sealFrom` is the latest: `counts` whether it applies, `from` its day, `limits`
 * whether it is the one that gave the result (several may give the same day).
 */
export type DueReasonFinding = Readonly<{
  id: string; counts: Tri; from?: CivilDate; limits: boolean; cite: readonly string[];
} & Bilingual>;

/** Outcome alone: `sealFrom` is the day from which the seal is due, where the deciding clause names one. */
export type Conclusion = Readonly<{ outcome: string; sealFrom: CivilDate | undefined }>;

/**
 * A decision with its reasons: every condition of every clause in force on `asOf` is a finding. `decidedBy`
 * is the id of the clause, `otherwise`, or `unknownFacts` when the facts allow different outcomes (then
 * `outcome` is `needsReview` and `questions` are what to find out). The same facts, pack hash, switches and
 * date always give the same decision.
 */
export type Decision = Readonly<{
  matter: string;
  outcome: string;
  sealFrom?: CivilDate;
  pack: string;
  packStatus: PackStatus;
  packHash: string;
  asOf: CivilDate;
  factsHash: string;
  switches: Readonly<Record<string, string>>;
  findings: readonly Finding[];
  decidedBy: string;
  explain: Bilingual;
  questions: readonly Question[];
  /** Only where the deciding clause takes the latest of several dates. */
  dueReasons?: readonly DueReasonFinding[];
  flags: readonly DecisionFlag[];
}>;

/** Why a pack cannot be applied as asked. */
export type DecideRefusal = Readonly<{
  code: 'MATTER_UNKNOWN' | 'PACK_NOT_EFFECTIVE' | 'SWITCH_UNKNOWN' | 'SWITCH_OPTION_UNKNOWN';
  message: string;
}>;
