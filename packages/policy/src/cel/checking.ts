import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import type { CivilDate } from '@fengcun/kernel';
import { nearestName } from '../facts/nearest-name.ts';
import type { CelProblem, CelProblemCode } from './cel-problem.ts';
import type { Expression, MonthEnd, ValueType } from './expression.ts';
import type { CelTree } from './parse-cel.ts';

/** A parameter of the pack: its values by the day from which they apply, oldest first. */
export type ParameterValues = readonly Readonly<{ from: CivilDate; value: number | readonly string[] }>[];

/** A definition by its name: checked, or why it cannot be used (its own fault is reported at its place). */
export type Defined = Expression | Readonly<{ cycle: readonly string[] }> | 'refused';

/** What a condition may name besides the facts. */
export type CelNames = Readonly<{
  /** Switches with their options. */
  switches: ReadonlyMap<string, readonly string[]>;
  parameters?: ReadonlyMap<string, ParameterValues>;
  definitions?: Readonly<{ names: readonly string[]; of: (name: string) => Defined }>;
  /** Month-end rule of the pack; absent: the last day of the month. */
  monthEnd?: MonthEnd;
}>;

/** State of one check: problems are collected, so that an author sees all of them at once. */
export type Checking = Readonly<{
  names: CelNames;
  tree: CelTree;
  problems: CelProblem[];
  /** Name of the entry variable while the inside of a list operation is checked. */
  variable?: string;
  /** Type-checks a part; undefined when it was refused (and reported). */
  check: (node: Expr) => Expression | undefined;
  /** The same check inside a list operation. */
  inside: (variable: string) => Checking;
  /** The expression a definition stands for. */
  defined: (node: Expr, name: string) => Expression | undefined;
  /** Whether a name means something already. */
  isName: (name: string) => boolean;
}>;

/** What is wrong at a node, and what would be right. */
export type Complaint = Readonly<{ code: CelProblemCode; message: string; hint?: string | undefined }>;

/** Reports a problem at a node; gives undefined, so that a checker can return it. */
export const report = (checking: Checking, node: Expr, problem: Complaint): undefined => {
  const { code, message, hint } = problem;
  const at = checking.tree.offsetOf(node);
  checking.problems.push(hint === undefined ? { code, message, at } : { code, message, at, hint });
  return undefined;
};

/** `did you mean …?`, or nothing. */
export const meant = (name: string, known: readonly string[]): string | undefined => {
  const near = nearestName(name, known);
  return near === undefined ? undefined : `did you mean ${near}?`;
};

/** A type in words, for messages. */
export const describe = (type: ValueType): string => {
  switch (type.kind) {
    case 'boolean': return 'true or false';
    case 'integer': return 'a whole number';
    case 'date': return 'a date';
    case 'text': return 'a quoted name';
    case 'enum': return `one value of ${type.of}`;
    case 'set': return `a set (${type.of})`;
    case 'list': return 'a list of entries';
    case 'dates': return 'one date of each entry';
  }
};
