import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { err, ok, type Result } from '@fengcun/kernel';
import { FACT_FIELDS, factField, type FactType } from '../facts/fact-fields.ts';
import { checkCall } from './check-call.ts';
import { type CelNames, type Checking, describe, meant, report } from './checking.ts';
import type { CelProblem } from './cel-problem.ts';
import type { Expression, ValueType } from './expression.ts';
import { parseCel } from './parse-cel.ts';

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
  if (options !== undefined) {
    return { op: 'switch', id: name, type: { kind: 'enum', of: name, values: options }, at };
  }
  const known = [...FACT_FIELDS.map((fact) => fact.name), ...checking.names.switches.keys(), 'asOf'];
  const hint = meant(name, known) ?? 'names are facts of the schema, switches of this pack, and asOf';
  const message = `${name} is not a fact or a switch`;
  return report(checking, node, { code: 'CEL_UNKNOWN_NAME', message, hint });
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
      const message = 'this number is too large to be a threshold';
      return report(checking, node, { code: 'CEL_NUMBER_RANGE', message });
    }
    case 'nullValue':
      return report(checking, node, {
        code: 'CEL_UNSUPPORTED', message: 'null is not a value of this language',
        hint: 'ask known(fact) instead',
      });
    default:
      return report(checking, node, {
        code: 'CEL_UNSUPPORTED',
        message: 'only true, false, whole numbers and quoted names are constants here',
        hint: 'thresholds of the law are whole months, days or counts',
      });
  }
};

const UNSUPPORTED: ReadonlyMap<string | undefined, readonly [message: string, hint?: string]> = new Map([
  ['selectExpr', ['fields are not part of this language', 'facts are flat: write the name alone']],
  ['structExpr', ['maps and messages are not part of this language']],
  ['comprehensionExpr', [
    'all, exists, map and filter are not part of this language', 'use hasAny, hasAll or hasOnly',
  ]],
  ['listExpr', ['a list may stand only after “in” or inside hasAny, hasAll, hasOnly']],
]);

const unsupported = (checking: Checking, node: Expr): undefined => {
  const [message, hint] = UNSUPPORTED.get(node.exprKind.case) ?? ['this is not part of this language'];
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
 * Parses a condition and checks it against the facts schema, the switches and the closed list of operators
 * and functions (docs/policy-packs.md). What the language does not have is refused, never ignored; all
 * problems are given. `wanted` is the type of the whole: `boolean` for a condition, `date` for sealFrom.
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
    const message = `this must be ${describe({ kind: wanted })}, it is ${describe(expression.type)}`;
    report(checking, tree.value.root, { code: 'CEL_TYPE', message });
  }
  return expression === undefined || checking.problems.length > 0 ? err(checking.problems) : ok(expression);
};
