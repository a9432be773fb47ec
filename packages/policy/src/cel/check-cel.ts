import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { err, ok, type Result } from '@fengcun/kernel';
import { FACT_FIELDS, factField } from '../facts/fact-fields.ts';
import { checkCall } from './check-call.ts';
import { checkComprehension, checkSelect } from './check-lists.ts';
import { type CelNames, type Checking, describe, meant, report } from './checking.ts';
import type { CelProblem } from './cel-problem.ts';
import { type Expression, walk } from './expression.ts';
import { numberParameter } from './parameter-value.ts';
import { parseCel } from './parse-cel.ts';
import { typeOfFact } from './type-of-fact.ts';

const namesOf = ({ switches, parameters, definitions }: CelNames): readonly string[] => [
  ...FACT_FIELDS.map((fact) => fact.name), ...switches.keys(), ...parameters?.keys() ?? [],
  ...definitions?.names ?? [], 'asOf',
];

const misused = (checking: Checking, node: Expr, name: string): undefined => {
  const isVariable = name === checking.variable;
  const message = isVariable ? `${name} is an entry: one of its fields is needed`
    : `${name} holds names: it stands after “in” or inside hasAny, hasAll, hasOnly`;
  return report(checking, node, {
    code: 'CEL_TYPE', message, hint: isVariable ? `for example ${name}.decidedOn` : undefined,
  });
};

/** LIMIT: nodes of one definition once all it refers to is written out; a tariff of a real law has 200. */
const DEFINITION_NODES_MAX = 2000;

const defined = (checking: Checking, node: Expr, name: string): Expression | undefined => {
  const found = checking.names.definitions?.of(name);
  if (typeof found === 'object' && 'cycle' in found) {
    const message = `definition ${name} leads back to itself: ${found.cycle.join(' → ')}`;
    const hint = 'a definition stands on facts in the end';
    return report(checking, node, { code: 'CEL_CYCLE', message, hint });
  }
  // Its own fault is reported at its place; this condition is only not built.
  if (found === undefined || found === 'refused') return undefined;
  if (walk(found).length <= DEFINITION_NODES_MAX) return found;
  const message = `definition ${name} becomes too large once everything it refers to is written out`;
  return report(checking, node, { code: 'CEL_TOO_LONG', message });
};

const checkName = (checking: Checking, node: Expr, name: string): Expression | undefined => {
  const at = checking.tree.offsetOf(node);
  if (name === 'asOf') return { op: 'asOf', type: { kind: 'date' }, at };
  const field = factField(name);
  if (field !== undefined) return { op: 'fact', name: field.name, type: typeOfFact(field), at };
  const options = checking.names.switches.get(name);
  if (options !== undefined) {
    return { op: 'switch', id: name, type: { kind: 'enum', of: name, values: options }, at };
  }
  const number = numberParameter(checking, name, at);
  if (number !== undefined) return number;
  if (checking.names.definitions?.names.includes(name) === true) return checking.defined(node, name);
  if (name === checking.variable || checking.names.parameters?.has(name) === true) {
    return misused(checking, node, name);
  }
  const hint = meant(name, namesOf(checking.names))
    ?? 'names are facts of the schema, switches, parameters and definitions of this pack, and asOf';
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
  ['structExpr', ['maps and messages are not part of this language']],
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
    case 'selectExpr': return checkSelect(checking, node, node.exprKind.value);
    case 'comprehensionExpr': return checkComprehension(checking, node);
    default: return unsupported(checking, node);
  }
};

const WANTED = {
  boolean: ['boolean'], date: ['date'], dates: ['date', 'dates'],
  any: ['boolean', 'integer', 'date', 'enum', 'set', 'list'],
} as const;

/** Type that a whole expression must have. */
export type Wanted = keyof typeof WANTED;

type Start = Pick<Checking, 'names' | 'tree' | 'problems' | 'variable'>;

const checkingOf = (start: Start): Checking => {
  const checking: Checking = {
    ...start,
    check: (node) => checkNode(checking, node),
    inside: (variable) => checkingOf({ ...start, variable }),
    defined: (node, name) => defined(checking, node, name),
    isName: (name) => namesOf(start.names).includes(name),
  };
  return checking;
};

/**
 * Parses a condition and checks it against the facts schema, the switches and the closed list of operators
 * and functions (docs/policy-packs.md). What the language does not have is refused, never ignored; all
 * problems are given (none, if only a definition that it names was refused: that is told at its own place).
 * `wanted` is the type of the whole: `boolean` for a condition, `date` for sealFrom,
 * `dates` where a date of each entry will do as well, `any` for a definition.
 */
export const checkCel = (
  text: string, wanted: Wanted, names: CelNames,
): Result<Expression, readonly CelProblem[]> => {
  const tree = parseCel(text);
  if (!tree.ok) return err([tree.error]);
  const checking = checkingOf({ names, tree: tree.value, problems: [] });
  const expression = checking.check(tree.value.root);
  const [kind] = WANTED[wanted];
  if (expression !== undefined && !WANTED[wanted].some((each) => each === expression.type.kind)) {
    const message = `this must be ${describe({ kind })}, it is ${describe(expression.type)}`;
    report(checking, tree.value.root, { code: 'CEL_TYPE', message });
  }
  return expression === undefined || checking.problems.length > 0 ? err(checking.problems) : ok(expression);
};
