import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { nearestName } from '../facts/nearest-name.ts';
import type { CelProblem, CelProblemCode } from './cel-problem.ts';
import type { Expression, ValueType } from './expression.ts';
import type { CelTree } from './parse-cel.ts';

/** What a condition may name besides the facts: switches with their options. */
export type CelNames = Readonly<{ switches: ReadonlyMap<string, readonly string[]> }>;

/** State of one check: problems are collected, so that an author sees all of them at once. */
export type Checking = Readonly<{
  names: CelNames;
  tree: CelTree;
  problems: CelProblem[];
  /** Type-checks a part; undefined when it was refused (and reported). */
  check: (node: Expr) => Expression | undefined;
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
  }
};
