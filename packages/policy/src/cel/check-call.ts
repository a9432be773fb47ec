import type { Expr, Expr_Call } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { checkFunction } from './check-function.ts';
import { checkName, checkNames, listOf } from './check-list.ts';
import { type Checking, describe, report } from './checking.ts';
import type { Comparison, Expression, ValueType } from './expression.ts';
import { datedValue, namesParameter } from './parameter-value.ts';

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['_==_', '=='], ['_!=_', '!='], ['_<_', '<'], ['_<=_', '<='], ['_>_', '>'], ['_>=_', '>='],
]);

const BOOLEAN: ValueType = { kind: 'boolean' };

/** Type-checks a part that must be true or false. */
const boolean = (checking: Checking, node: Expr | undefined): Expression | undefined => {
  const part = node === undefined ? undefined : checking.check(node);
  if (node === undefined || part === undefined || part.type.kind === 'boolean') return part;
  const message = `true or false is needed here, this is ${describe(part.type)}`;
  return report(checking, node, { code: 'CEL_TYPE', message, hint: 'compare it with a value' });
};

/** The type both sides share; undefined when they cannot be compared. */
const shared = (left: Expression, right: Expression): ValueType | undefined => {
  const [a, b] = [left.type, right.type];
  const unordered: readonly string[] = ['set', 'list', 'dates'];
  if (unordered.includes(a.kind) || unordered.includes(b.kind)) return undefined;
  if (a.kind === 'enum' && b.kind === 'enum') return a.of === b.of ? a : undefined;
  if (a.kind === 'enum') return b.kind === 'text' ? a : undefined;
  if (b.kind === 'enum') return a.kind === 'text' ? b : undefined;
  return a.kind === b.kind && a.kind !== 'text' ? a : undefined;
};

const mismatchHint = (left: Expression, right: Expression): string | undefined => {
  const kinds = [left.type.kind, right.type.kind];
  if (kinds.includes('date') && kinds.includes('text')) return "a date is written date('2012-12-31')";
  if (kinds.includes('set')) return "write 'name' in set, or hasAny(set, ['name'])";
  if (kinds.includes('integer') && kinds.includes('text')) return 'a number is written without quotes';
  if (kinds.includes('boolean') && kinds.includes('text')) return 'write true or false without quotes';
  return undefined;
};

type Compared = Readonly<{ comparison: Comparison; args: readonly Expr[] }>;

const checkComparison = (
  checking: Checking, node: Expr, { comparison, args }: Compared,
): Expression | undefined => {
  const [leftNode, rightNode] = args;
  if (leftNode === undefined || rightNode === undefined) return undefined;
  const [left, right] = [checking.check(leftNode), checking.check(rightNode)];
  if (left === undefined || right === undefined) return undefined;
  const type = shared(left, right);
  if (type === undefined) {
    const message = `${describe(left.type)} cannot be compared with ${describe(right.type)}`;
    return report(checking, node, { code: 'CEL_TYPE', message, hint: mismatchHint(left, right) });
  }
  const ordered = type.kind === 'integer' || type.kind === 'date';
  if (!ordered && comparison !== '==' && comparison !== '!=') {
    const message = `${describe(type)} has no order`;
    return report(checking, node, { code: 'CEL_TYPE', message, hint: 'use == or !=' });
  }
  const known = [[leftNode, left], [rightNode, right]] as const;
  if (!known.every(([side, part]) => checkName(checking, side, { part, type }))) return undefined;
  return { op: 'compare', comparison, left, right, type: BOOLEAN, at: checking.tree.offsetOf(node) };
};

type InParameter = Readonly<{ item: Expression; itemNode: Expr; listNode: Expr; name: string }>;

/** `'drug' in EXCLUDED` is known when the pack is read; `penalty in KINDS` asks the fact. */
const inParameter = (
  checking: Checking, node: Expr, { item, itemNode, listNode, name }: InParameter,
): Expression | undefined => {
  const at = checking.tree.offsetOf(node);
  const values = namesParameter(checking, name) ?? [];
  if (item.type.kind === 'text' && item.op === 'constant') {
    return datedValue({ values, at }, (list) => ({
      op: 'constant', value: typeof list !== 'number' && list.includes(String(item.value)), type: BOOLEAN, at,
      parameter: name,
    }));
  }
  if (item.type.kind !== 'enum') {
    const message = `${describe(item.type)} cannot stand before “in” ${name}`;
    return report(checking, itemNode, { code: 'CEL_TYPE', message });
  }
  if (!checkNames(checking, listNode, { values, type: item.type })) return undefined;
  return datedValue({ values, at }, (list) => (typeof list === 'number' || list.length === 0
    ? { op: 'constant', value: false, type: BOOLEAN, at, parameter: name }
    : { op: 'oneOf', item, list, type: BOOLEAN, at, parameter: name }));
};

const checkIn = (checking: Checking, node: Expr, args: readonly Expr[]): Expression | undefined => {
  const [itemNode, listNode] = args;
  if (itemNode === undefined || listNode === undefined) return undefined;
  const at = checking.tree.offsetOf(node);
  const item = checking.check(itemNode);
  const given = listNode.exprKind.case === 'identExpr' ? listNode.exprKind.value.name : undefined;
  if (given !== undefined && namesParameter(checking, given) !== undefined) {
    if (item === undefined) return undefined;
    return inParameter(checking, node, { item, itemNode, listNode, name: given });
  }
  if (listNode.exprKind.case === 'listExpr') {
    const list = item === undefined ? undefined : listOf(checking, listNode, item.type);
    if (item === undefined || list === undefined) return undefined;
    return { op: 'oneOf', item, list, type: BOOLEAN, at };
  }
  const set = checking.check(listNode);
  if (item === undefined || set === undefined) return undefined;
  if (set.type.kind !== 'set') {
    const message = `“in” needs a list or a set on its right, this is ${describe(set.type)}`;
    const hint = "for example penalty in ['fineOnly', 'none']";
    return report(checking, listNode, { code: 'CEL_TYPE', message, hint });
  }
  if (item.op !== 'constant' || typeof item.value !== 'string') {
    const message = 'a quoted name must stand before “in” a set';
    return report(checking, itemNode, { code: 'CEL_TYPE', message });
  }
  if (!checkName(checking, itemNode, { part: item, type: set.type })) return undefined;
  return { op: 'setTest', test: 'hasAny', set, list: [item.value], type: BOOLEAN, at };
};

const checkChoice = (checking: Checking, node: Expr, args: readonly Expr[]): Expression | undefined => {
  const condition = boolean(checking, args[0]);
  const [yes, no] = args.slice(1).map((arg) => checking.check(arg));
  if (condition === undefined || yes === undefined || no === undefined) return undefined;
  const kinds: readonly string[] = ['boolean', 'integer', 'date'];
  if (yes.type.kind === no.type.kind && kinds.includes(yes.type.kind)) {
    return { op: 'choose', condition, yes, no, type: yes.type, at: checking.tree.offsetOf(node) };
  }
  const message = 'both sides of ?: must be dates, whole numbers or true/false, and of one kind';
  return report(checking, node, { code: 'CEL_TYPE', message });
};

/** Type-checks an operator or a function call; undefined when it was refused and reported. */
export const checkCall = (checking: Checking, node: Expr, call: Expr_Call): Expression | undefined => {
  const at = checking.tree.offsetOf(node);
  const { function: name, args } = call;
  const comparison = COMPARISONS.get(name);
  if (comparison !== undefined) return checkComparison(checking, node, { comparison, args });
  if (name === '_&&_' || name === '_||_') {
    const [left, right] = [boolean(checking, args[0]), boolean(checking, args[1])];
    if (left === undefined || right === undefined) return undefined;
    return { op: name === '_&&_' ? 'and' : 'or', left, right, type: BOOLEAN, at };
  }
  if (name === '!_') {
    const operand = boolean(checking, args[0]);
    return operand === undefined ? undefined : { op: 'not', operand, type: BOOLEAN, at };
  }
  if (name === '@in') return checkIn(checking, node, args);
  if (name === '_?_:_') return checkChoice(checking, node, args);
  return checkFunction(checking, node, call);
};
