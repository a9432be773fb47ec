import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { err, ok, type Result } from '@fengcun/kernel';
import { FACT_FIELDS, factField, type FactType } from '../facts/fact-fields.ts';
import { nearestName } from '../facts/nearest-name.ts';
import { checkCall } from './check-call.ts';
import type { CelProblem, CelProblemCode } from './cel-problem.ts';
import type { Expression, ValueType } from './expression.ts';
import { type CelTree, parseCel } from './parse-cel.ts';

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

/** Reports a problem at a node; gives undefined, so that a checker can return it. */
export const report = (
  checking: Checking, node: Expr, problem: Readonly<{ code: CelProblemCode; message: string; hint?: string | undefined }>,
): undefined => {
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

const typeOfFact = (name: string, type: FactType): ValueType => {
  switch (type.kind) {
    case 'boolean': case 'date': case 'integer': return { kind: type.kind };
    case 'enum': return { kind: 'enum', of: name, values: type.values };
    case 'set': return { kind: 'set', of: name, values: type.values };
    case 'strings': return { kind: 'set', of: name };
  }
};

const checkName = (checking: Checking, node: Expr, name: string): Expression | undefined => {
  const at = checking.tree.offsetOf(node);
  if (name === 'asOf') return { op: 'asOf', type: { kind: 'date' }, at };
  const field = factField(name);
  if (field !== undefined) return { op: 'fact', name: field.name, type: typeOfFact(name, field.type), at };
  const options = checking.names.switches.get(name);
  if (options !== undefined) return { op: 'switch', id: name, type: { kind: 'enum', of: name, values: options }, at };
  const known = [...FACT_FIELDS.map((fact) => fact.name), ...checking.names.switches.keys(), 'asOf'];
  const hint = meant(name, known) ?? 'names are facts of the schema, switches of this pack, and asOf';
  return report(checking, node, { code: 'CEL_UNKNOWN_NAME', message: `${name} is not a fact or a switch`, hint });
};

const checkConstant = (checking: Checking, node: Expr): Expression | undefined => {
  const at = checking.tree.offsetOf(node);
  const constant = node.exprKind.case === 'constExpr' ? node.exprKind.value.constantKind : undefined;
  switch (constant?.case) {
    case 'boolValue': return { op: 'constant', value: constant.value, type: { kind: 'boolean' }, at };
    case 'stringValue': return { op: 'constant', value: constant.value, type: { kind: 'text' }, at };
    case 'int64Value': {
      const value = Number(constant.value);
      if (Number.isSafeInteger(value)) return { op: 'constant', value, type: { kind: 'integer' }, at };
      return report(checking, node, { code: 'CEL_NUMBER_RANGE', message: 'this number is too large to be a threshold' });
    }
    case 'nullValue':
      return report(checking, node, {
        code: 'CEL_UNSUPPORTED', message: 'null is not a value of this language', hint: 'ask known(fact) instead',
      });
    default:
      return report(checking, node, {
        code: 'CEL_UNSUPPORTED', message: 'only true, false, whole numbers and quoted names are constants here',
        hint: 'thresholds of the law are whole months, days or counts',
      });
  }
};

const unsupported = (checking: Checking, node: Expr): undefined => {
  const [message, hint] = ({
    selectExpr: ['fields are not part of this language', 'facts are flat: write the name of the fact alone'],
    structExpr: ['maps and messages are not part of this language', undefined],
    comprehensionExpr: ['all, exists, map and filter are not part of this language', 'use hasAny, hasAll or hasOnly'],
    listExpr: ['a list may stand only after “in” or inside hasAny, hasAll, hasOnly', undefined],
  } as const)[String(node.exprKind.case) as 'listExpr'] ?? ['this is not part of this language', undefined];
  return report(checking, node, { code: 'CEL_UNSUPPORTED', message, hint });
};

const checkNode = (checking: Checking, node: Expr): Expression | undefined => {
  switch (node.exprKind.case) {
    case 'constExpr': return checkConstant(checking, node);
    case 'identExpr': return checkName(checking, node, node.exprKind.value.name);
    case 'callExpr': return checkCall(checking, node, node.exprKind.value);
    default: return unsupported(checking, node);
  }
};

/**
 * Parses a condition and checks it against the facts schema, the switches and the closed list of operators and
 * functions (docs/policy-packs.md). What the language does not have is refused, never ignored; all problems of
 * the condition are given. `wanted` is the type the whole must have: `boolean` for a condition, `date` for sealFrom.
 */
export const checkCel = (
  text: string, wanted: 'boolean' | 'date', names: CelNames,
): Result<Expression, readonly CelProblem[]> => {
  const tree = parseCel(text);
  if (!tree.ok) return err([tree.error]);
  const checking: Checking = {
    names, tree: tree.value, problems: [], check: (node) => checkNode(checking, node),
  };
  const expression = checking.check(tree.value.root);
  if (expression !== undefined && expression.type.kind !== wanted) {
    const message = `this must be ${wanted === 'boolean' ? 'true or false' : 'a date'}, it is ${describe(expression.type)}`;
    report(checking, tree.value.root, { code: 'CEL_TYPE', message });
  }
  return expression === undefined || checking.problems.length > 0 ? err(checking.problems) : ok(expression);
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
