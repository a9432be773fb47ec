import type { Expression } from '../cel/expression.ts';
import type { Bilingual } from '../facts/fact-fields.ts';
import type { Pack, Period } from '../packs/pack.ts';
import type { Position } from '../packs/position.ts';

/** Another pack, or this one with other switches: what a theorem compares with. */
export type OtherLaw = Readonly<{ pack: Pack; switches: Readonly<Record<string, string>> }>;

/** What a theorem says of every record, or (`fires`) of some. */
export type Proposition =
  /** The outcome is never one of these. */
  | Readonly<{ kind: 'never'; outcomes: readonly string[] }>
  /** The outcome is always one of these. */
  | Readonly<{ kind: 'always'; outcomes: readonly string[] }>
  /** The clause never decides. */
  | Readonly<{ kind: 'neverFires'; clause: string }>
  /** Each of the clauses decides some record. */
  | Readonly<{ kind: 'fires'; clauses: readonly string[] }>
  /** Two clauses of different outcomes never hold together, but where one is declared an exception. */
  | Readonly<{ kind: 'noOverlap' }>
  /** Unknown facts leave no outcome open. */
  | Readonly<{ kind: 'decided' }>
  /**
   * What gives one of the outcomes here gives one there too; what does only there is exactly
   * `difference`.
   */
  | Readonly<{ kind: 'within'; other: OtherLaw; outcomes: readonly string[]; difference?: Expression }>
  /** The other law decides differently only where `when` holds. */
  | Readonly<{ kind: 'changesOnly'; other: OtherLaw; when: Expression }>
  /** A record gets one of the outcomes only if it does however its unknown facts turn out. */
  | Readonly<{ kind: 'unknownNever'; outcomes: readonly string[] }>;

/** A sentence about a pack that its authors intend, in the words of its facts. */
export type Theorem = Readonly<{
  id: string;
  say: Bilingual;
  cite: readonly string[];
  matter: string;
  /** The as-of days for which it is claimed. */
  period: Period;
  /** Switches with a fixed value; every other may have any of its options. */
  switches: Readonly<Record<string, string>>;
  /** Only records of which this is certainly true. */
  given?: Expression;
  /** Only records of which every fact that the pack reads is known. */
  allKnown: boolean;
  /** Also facts that no real record has. */
  anyFacts: boolean;
  prove: Proposition;
  at: Position;
}>;

/** Why a file of theorems is refused. */
export type TheoremProblem = Readonly<{
  code: 'THEOREM_YAML' | 'THEOREM_SHAPE' | 'THEOREM_NAME' | 'THEOREM_CONDITION';
  message: string;
  line: number;
  column: number;
}>;
