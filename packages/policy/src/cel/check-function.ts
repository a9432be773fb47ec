import type { Expr, Expr_Call } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { parseCivilDate } from '@fengcun/kernel';
import { checkNames, listOf } from './check-list.ts';
import { checkedList, checkExtended, checkExtreme } from './check-lists.ts';
import { type Checking, describe, meant, report } from './checking.ts';
import type { Expression, SetTest, ShiftUnit, ValueType } from './expression.ts';
import { datedValue, namesParameter } from './parameter-value.ts';

type Call = Readonly<{ checking: Checking; node: Expr; args: readonly Expr[]; at: number }>;
type Check = (call: Call) => Expression | undefined;

const BOOLEAN: ValueType = { kind: 'boolean' };
const DATE_HINT = "a date is written date('2012-12-31')";

const argument = (call: Call, index: number, kind: 'date' | 'integer'): Expression | undefined => {
  const { checking, args } = call;
  const node = args[index];
  const part = node === undefined ? undefined : checking.check(node);
  if (node === undefined || part === undefined || part.type.kind === kind) return part;
  const hint = kind === 'date' && part.type.kind === 'text' ? DATE_HINT : undefined;
  const message = `argument ${index + 1} must be ${describe({ kind })}, this is ${describe(part.type)}`;
  return report(checking, node, { code: 'CEL_TYPE', message, hint });
};

const age = (op: 'under18' | 'fullYears'): Check => (call) => {
  const [born, on] = [argument(call, 0, 'date'), argument(call, 1, 'date')];
  if (born === undefined || on === undefined) return undefined;
  return { op, born, on, type: { kind: op === 'under18' ? 'boolean' : 'integer' }, at: call.at };
};

const shift = (unit: ShiftUnit): Check => (call) => {
  const [date, count] = [argument(call, 0, 'date'), argument(call, 1, 'integer')];
  if (date === undefined || count === undefined) return undefined;
  const rolls = unit !== 'days' && call.checking.names.monthEnd === 'nextMonth';
  return {
    op: 'shift', unit, date, count, type: { kind: 'date' }, at: call.at,
    ...(rolls ? { monthEnd: 'nextMonth' } : {}),
  };
};

const setTest = (test: SetTest): Check => ({ checking, node, args: [setNode, listNode], at }) => {
  if (setNode === undefined || listNode === undefined) return undefined;
  const set = checking.check(setNode);
  if (set === undefined) return undefined;
  if (set.type.kind !== 'set') {
    const message = `${test} needs a set, this is ${describe(set.type)}`;
    const hint = "for one value write fact in ['a', 'b']";
    return report(checking, setNode, { code: 'CEL_TYPE', message, hint });
  }
  const name = listNode.exprKind.case === 'identExpr' ? listNode.exprKind.value.name : undefined;
  const values = namesParameter(checking, name);
  if (name !== undefined && values !== undefined) {
    if (!checkNames(checking, listNode, { values, type: set.type })) return undefined;
    return datedValue({ values, at }, (list) => (typeof list === 'number' || list.length === 0
      // Every set has all of no names, and none of them.
      ? { op: 'constant', value: test === 'hasAll', type: BOOLEAN, at, parameter: name }
      : { op: 'setTest', test, set, list, type: BOOLEAN, at, parameter: name }));
  }
  const list = listOf(checking, listNode, set.type);
  const names = list?.filter((name) => typeof name === 'string');
  if (names === undefined) return undefined;
  return { op: 'setTest', test, set, list: names, type: { kind: 'boolean' }, at };
};

const known: Check = ({ checking, node, args: [argumentNode], at }) => {
  const part = argumentNode === undefined ? undefined : checking.check(argumentNode);
  if (part === undefined) return undefined;
  if (part.op === 'fact') return { op: 'known', fact: part.name, type: BOOLEAN, at };
  if (part.op === 'field') return { op: 'knownField', field: part.name, type: BOOLEAN, at };
  return report(checking, node, { code: 'CEL_TYPE', message: 'known(…) asks about one fact by its name' });
};

const date: Check = ({ checking, node, args: [textNode], at }) => {
  const part = textNode === undefined ? undefined : checking.check(textNode);
  if (part === undefined) return undefined;
  const text = part.op === 'constant' && typeof part.value === 'string' ? part.value : '';
  const parsed = parseCivilDate(text);
  if (parsed.ok) return { op: 'constant', value: parsed.value, type: { kind: 'date' }, at };
  const message = "date(…) takes a day that exists, written '2012-12-31'";
  return report(checking, node, { code: 'CEL_DATE', message });
};

const size: Check = ({ checking, args: [listNode], at }) => {
  const list = checkedList(checking, listNode);
  return list === undefined ? undefined : { op: 'count', list, type: { kind: 'integer' }, at };
};

const extreme = (op: 'latest' | 'earliest'): Check => ({ checking, node, args }) =>
  checkExtreme(checking, node, { op, args });

const fieldNeeded: Check = ({ checking, node }) => report(checking, node, {
  code: 'CEL_TYPE', message: 'nthMostRecent gives an entry: one of its fields is needed',
  hint: 'for example nthMostRecent(otherEntries, 1).decidedOn',
});

/** `count`: how many arguments; absent: one or more. */
const FUNCTIONS: ReadonlyMap<string, Readonly<{ count?: number; check: Check }>> = new Map([
  ['size', { count: 1, check: size }],
  ['nthMostRecent', { count: 2, check: fieldNeeded }],
  ['latest', { check: extreme('latest') }],
  ['earliest', { check: extreme('earliest') }],
  ['extended', { count: 3, check: ({ checking, node, args }) => checkExtended(checking, node, args) }],
  ['under18', { count: 2, check: age('under18') }],
  ['fullYears', { count: 2, check: age('fullYears') }],
  ['addYears', { count: 2, check: shift('years') }],
  ['addMonths', { count: 2, check: shift('months') }],
  ['addDays', { count: 2, check: shift('days') }],
  ['hasAny', { count: 2, check: setTest('hasAny') }],
  ['hasAll', { count: 2, check: setTest('hasAll') }],
  ['hasOnly', { count: 2, check: setTest('hasOnly') }],
  ['known', { count: 1, check: known }],
  ['date', { count: 1, check: date }],
]);

/** Names of the functions of the language. */
export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys()];

const OPERATOR = /^[^a-zA-Z]|_/;

/** Type-checks a call of one of our functions; every other function or operator of CEL is refused. */
export const checkFunction = (checking: Checking, node: Expr, call: Expr_Call): Expression | undefined => {
  const { function: name, args, target } = call;
  if (OPERATOR.test(name) && !FUNCTIONS.has(name)) {
    return report(checking, node, {
      code: 'CEL_UNSUPPORTED', message: 'this operator is not part of the language',
      hint: 'operators are && || ! == != < <= > >= in ?: ; move dates by addYears, addMonths, addDays',
    });
  }
  if (target !== undefined && name === 'size' && args.length === 0) {
    return size({ checking, node, args: [target], at: checking.tree.offsetOf(node) });
  }
  if (target !== undefined) {
    const hint = FUNCTIONS.has(name) ? `write ${name}(set, …)` : 'functions stand before their arguments';
    const message = 'methods are not part of this language';
    return report(checking, node, { code: 'CEL_UNKNOWN_FUNCTION', message, hint });
  }
  const found = FUNCTIONS.get(name);
  if (found === undefined) {
    const hint = meant(name, FUNCTION_NAMES) ?? `functions are ${FUNCTION_NAMES.join(', ')}`;
    const message = `${name} is not a function here`;
    return report(checking, node, { code: 'CEL_UNKNOWN_FUNCTION', message, hint });
  }
  if (found.count === undefined ? args.length === 0 : args.length !== found.count) {
    const wanted = found.count === undefined ? 'one or more arguments'
      : `${found.count} argument${found.count === 1 ? '' : 's'}`;
    const message = `${name} takes ${wanted}, here are ${args.length}`;
    return report(checking, node, { code: 'CEL_ARGUMENTS', message });
  }
  return found.check({ checking, node, args, at: checking.tree.offsetOf(node) });
};
