import type { CivilDate, Json } from '@fengcun/kernel';
import type { Expression, MonthEnd } from '../cel/expression.ts';
import type { Bilingual } from '../facts/fact-fields.ts';
import type { FactName } from '../facts/fact-sheet.ts';
import type { PackParameter } from './pack-parameter.ts';
import type { Piercing } from './pack-piercing.ts';
import type { Position } from './position.ts';

/** Law in force, a proposal, or foreign law: one of them, never two. */
export type PackStatus = 'inForce' | 'proposal' | 'foreign';

/** Days on which something applies: `from` inclusive, `to` exclusive, absent = open. */
export type Period = Readonly<{ from: CivilDate; to?: CivilDate }>;

/** Whether a period covers a day. */
export const covers = (period: Period, on: CivilDate): boolean =>
  period.from <= on && (period.to === undefined || on < period.to);

/** An open legal question as named configuration; `default` is one of `options`. */
export type PackSwitch = Readonly<{
  id: string;
  question: Bilingual;
  options: readonly string[];
  default: string;
  cite: readonly string[];
  usedIn?: string;
  at: Position;
}>;

/** A checked expression with its text and the facts whose value it needs. */
export type Condition = Readonly<{
  text: string; expression: Expression; facts: readonly FactName[]; at: Position;
}>;

/** One limb of a clause. */
export type ClauseCondition = Condition & Readonly<{ id: string; cite: readonly string[]; say: Bilingual }>;

/** A remark that a clause raises when it decides, if `when` does not fail. */
export type PackFlag = Readonly<{
  id: string;
  effective: Period;
  when?: Condition;
  cite: readonly string[];
  say: Bilingual;
  at: Position;
}>;

/**
 * One of several dates from which the latest is taken, with its reason. `counts`: when it counts, with the
 * reasons that replace it worked in; absent = always. `date` may give one date of each entry.
 */
export type DueReason = Readonly<{
  id: string; when?: Condition; counts?: Expression; date: Condition;
  cite: readonly string[]; say: Bilingual; at: Position;
}>;

/** A named part of conditions; `expression` is what it stands for. */
export type PackDefinition = Readonly<{
  id: string; text: string; expression?: Expression; cite: readonly string[]; at: Position;
}>;

/** One sentence of law: when all conditions hold it decides, unless a clause above it has decided. */
export type Clause = Readonly<{
  id: string;
  effective: Period;
  text: string;
  verbatim: boolean;
  cite: readonly string[];
  /** Clauses below of which this one is an exception; `all`: of everything below it. */
  exceptTo: readonly string[] | 'all';
  conditions: readonly ClauseCondition[];
  outcome: string;
  sealFrom?: Condition;
  /** Where `sealFrom` is the latest of several dates: each with its reason. */
  reasons?: readonly DueReason[];
  flags: readonly string[];
  explain: Bilingual;
  at: Position;
}>;

/** What follows when no clause decides. `intended`: the law itself leaves everything else here. */
export type Otherwise = Readonly<{
  outcome: string;
  cite: readonly string[];
  flags: readonly string[];
  intended: boolean;
  explain: Bilingual;
  at: Position;
}>;

/** What is being decided (`seal`, `unseal`): clauses from top to bottom, the first that holds decides. */
export type Matter = Readonly<{
  name: string;
  outcomes: readonly string[];
  flags: readonly PackFlag[];
  clauses: readonly Clause[];
  otherwise: Otherwise;
  at: Position;
}>;

/**
 * One legal instrument or proposal, checked: shapes, dates, names and types of every condition. `hash` is the
 * content hash of the canonical form of its data, so neither layout nor comments of the file change it.
 */
export type Pack = Readonly<{
  id: string;
  version: CivilDate;
  status: PackStatus;
  title: Bilingual;
  effective: Period;
  /** What becomes of a day that a month does not have; absent = its last day. */
  monthEnd?: MonthEnd;
  switches: readonly PackSwitch[];
  parameters: readonly PackParameter[];
  definitions: readonly PackDefinition[];
  /** Who may see a sealed record, where the pack says so. */
  piercing?: Piercing;
  matters: readonly Matter[];
  hash: string;
  /** The data as written, for display and comparison. */
  data: Json;
}>;

/** Closed list of reasons why a pack is refused; those of a condition begin with `CEL_`. */
export type PackProblemCode =
  | 'PACK_TOO_LARGE' | 'YAML' | 'ALIAS' | 'DUPLICATE_KEY' | 'UNKNOWN_KEY' | 'MISSING_KEY' | 'WRONG_SHAPE'
  | 'DATE_FORMAT' | 'DATE_IMPOSSIBLE' | 'DATE_RANGE' | 'PERIOD_EMPTY' | 'DUPLICATE_ID' | 'OUTCOME_UNDECLARED'
  | 'PARAMETER_UNKNOWN' | 'PARAMETER_VALUE' | 'PARAMETER_DATES' | 'NAME_TAKEN' | 'REASON_UNKNOWN'
  | 'SWITCH_DEFAULT' | 'SEAL_FROM_WITHOUT_SEAL' | 'EXCEPT_TO_UNKNOWN' | 'FLAG_UNKNOWN' | `CEL_${string}`;

/** One refusal: what is wrong, where (line and column from 1, path of keys), what would be right. */
export type PackProblem = Readonly<{
  code: PackProblemCode;
  message: string;
  line: number;
  column: number;
  path: string;
  /** Clause, definition or parameter in which it lies. */
  clause?: string;
  hint?: string;
}>;
