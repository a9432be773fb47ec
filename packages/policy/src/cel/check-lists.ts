import type { Expr, Expr_Select } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { ENTRY_FIELDS, entryField } from '../facts/fact-fields.ts';
import { type Checking, describe, meant, report } from './checking.ts';
import { entryView, foreignToEntries, goesThroughList, saysSame } from './entry-view.ts';
import type { DatePart, Expression, ValueType } from './expression.ts';
import { listForm, type ListForm } from './list-form.ts';
import { typeOfFact } from './type-of-fact.ts';

const BOOLEAN: ValueType = { kind: 'boolean' };
const DATE: ValueType = { kind: 'date' };

/** Type-checks a part that must be a list; undefined when it was refused and reported. */
export const checkedList = (checking: Checking, node: Expr | undefined): Expression | undefined => {
  const part = node === undefined ? undefined : checking.check(node);
  if (node === undefined || part === undefined) return undefined;
  if (part.type.kind === 'list') return part;
  const message = `a list of entries is needed here, this is ${describe(part.type)}`;
  const hint = part.type.kind === 'set'
    ? 'a set is asked by hasAny, hasAll or hasOnly' : 'the list is otherEntries';
  return report(checking, node, { code: 'CEL_TYPE', message, hint });
};

const wanted = (checking: Checking, node: Expr, kind: 'boolean' | 'date'): Expression | undefined => {
  const part = checking.check(node);
  if (part === undefined || part.type.kind === kind) return part;
  const message = `${describe({ kind })} is needed here, this is ${describe(part.type)}`;
  return report(checking, node, { code: 'CEL_TYPE', message });
};

const checkForm = (checking: Checking, node: Expr, form: ListForm): Expression | undefined => {
  const { macro, variable } = form;
  if (checking.variable !== undefined) {
    const message = 'lists do not stand inside lists';
    return report(checking, node, { code: 'CEL_UNSUPPORTED', message });
  }
  if (checking.isName(variable)) {
    const hint = 'a variable takes a name of its own, for example c';
    return report(checking, node, { code: 'CEL_TYPE', message: `${variable} is already a name`, hint });
  }
  const list = checkedList(checking, form.list);
  const body = wanted(checking.inside(variable), form.body, macro === 'map' ? 'date' : 'boolean');
  if (list === undefined || body === undefined) return undefined;
  const at = checking.tree.offsetOf(node);
  const of = 'of' in list.type ? list.type.of : '';
  switch (macro) {
    case 'exists': return { op: 'some', list, where: body, type: BOOLEAN, at };
    case 'all': return { op: 'every', list, where: body, type: BOOLEAN, at };
    case 'filter': return { op: 'filter', list, where: body, type: list.type, at };
    case 'map': return { op: 'dates', list, date: body, type: { kind: 'dates', of }, at };
  }
};

/** Type-checks `list.exists(c, …)`, `all`, `filter` and `map`; other comprehensions are refused. */
export const checkComprehension = (checking: Checking, node: Expr): Expression | undefined => {
  const form = node.exprKind.case === 'comprehensionExpr' ? listForm(node.exprKind.value) : undefined;
  if (form !== undefined) return checkForm(checking, node, form);
  return report(checking, node, {
    code: 'CEL_UNSUPPORTED', message: 'of the list operations only exists, all, filter and map are part of '
      + 'this language', hint: 'for example otherEntries.filter(c, c.suspended)',
  });
};

const FIELD_NAMES: readonly string[] = ENTRY_FIELDS.map(({ name }) => name);

const ofEntry = (checking: Checking, node: Expr, name: string): Expression | undefined => {
  const at = checking.tree.offsetOf(node);
  const field = entryField(name);
  if (field !== undefined) return { op: 'field', name: field.name, type: typeOfFact(field), at };
  const { definitions } = checking.names;
  if (definitions?.names.includes(name) !== true) {
    const message = `${name} is not a field of an entry, nor a definition of this pack`;
    const near = meant(name, [...FIELD_NAMES, ...definitions?.names ?? []]);
    const hint = near ?? `fields: ${FIELD_NAMES.join(', ')}`;
    return report(checking, node, { code: 'CEL_UNKNOWN_NAME', message, hint });
  }
  const defined = checking.defined(node, name);
  if (defined === undefined) return undefined;
  const foreign = foreignToEntries(defined);
  if (foreign.length === 0 && !goesThroughList(defined)) return entryView(defined);
  const why = foreign.length === 0 ? 'it goes through a list itself' : `it reads ${foreign.join(', ')}`;
  const message = `definition ${name} cannot be asked of an entry: ${why}`;
  return report(checking, node, { code: 'CEL_TYPE', message });
};

const NTH_MAX = 200;

const nthOf = (checking: Checking, node: Expr, select: Expr_Select): Expression | undefined => {
  const kind = select.operand?.exprKind;
  const call = kind?.case === 'callExpr' ? kind.value : undefined;
  const list = checkedList(checking, call?.args[0]);
  const place = call?.args[1] === undefined ? undefined : checking.check(call.args[1]);
  const n = place?.op === 'constant' && typeof place.value === 'number' ? place.value : 0;
  if (call?.args.length !== 2 || n < 1 || n > NTH_MAX) {
    const message = `nthMostRecent takes a list and a whole number from 1 to ${NTH_MAX}`;
    return report(checking, node, { code: 'CEL_ARGUMENTS', message });
  }
  const field = entryField(select.field);
  if (field === undefined) {
    const hint = meant(select.field, FIELD_NAMES) ?? `fields: ${FIELD_NAMES.join(', ')}`;
    const message = `${select.field} is not a field of an entry`;
    return report(checking, node, { code: 'CEL_UNKNOWN_NAME', message, hint });
  }
  if (list === undefined) return undefined;
  return { op: 'nth', list, n, field: field.name, type: typeOfFact(field), at: checking.tree.offsetOf(node) };
};

/** Type-checks `c.field`, `c.definition` and `nthMostRecent(list, n).field`; other fields are refused. */
export const checkSelect = (checking: Checking, node: Expr, select: Expr_Select): Expression | undefined => {
  const kind = select.operand?.exprKind;
  if (kind?.case === 'identExpr' && kind.value.name === checking.variable && !select.testOnly) {
    return ofEntry(checking, node, select.field);
  }
  const isNth = kind?.case === 'callExpr' && kind.value.function === 'nthMostRecent';
  if (isNth && !select.testOnly) return nthOf(checking, node, select);
  return report(checking, node, {
    code: 'CEL_UNSUPPORTED', message: 'only the variable of a list and nthMostRecent(…) have fields',
    hint: 'facts are flat: write the name alone',
  });
};

/** Type-checks `latest(…)` and `earliest(…)`: dates, and lists of one date of each entry. */
export const checkExtreme = (
  checking: Checking, node: Expr,
  { op, args }: Readonly<{ op: 'latest' | 'earliest'; args: readonly Expr[] }>,
): Expression | undefined => {
  const parts = args.flatMap((arg): readonly DatePart[] => {
    const date = checking.check(arg);
    if (date === undefined) return [];
    if (date.type.kind === 'date' || date.type.kind === 'dates') return [{ date }];
    const message = `${op} takes dates, this is ${describe(date.type)}`;
    const hint = 'one date of each entry: list.map(c, c.decidedOn)';
    report(checking, arg, { code: 'CEL_TYPE', message, hint });
    return [];
  });
  if (parts.length !== args.length) return undefined;
  return { op, parts, type: DATE, at: checking.tree.offsetOf(node) };
};

/** Type-checks `extended(base, list.map(c, from), list.map(c, to))`. */
export const checkExtended = (
  checking: Checking, node: Expr, [baseNode, fromNode, toNode]: readonly Expr[],
): Expression | undefined => {
  if (baseNode === undefined || fromNode === undefined || toNode === undefined) return undefined;
  const base = wanted(checking, baseNode, 'date');
  const [from, to] = [checking.check(fromNode), checking.check(toNode)];
  if (base === undefined || from === undefined || to === undefined) return undefined;
  if (from.op === 'dates' && to.op === 'dates' && saysSame(from.list, to.list)) {
    const at = checking.tree.offsetOf(node);
    return { op: 'extended', base, list: from.list, from: from.date, to: to.date, type: DATE, at };
  }
  const message = 'extended takes a date and two dates of each entry of one and the same list';
  const hint = 'for example extended(own, otherEntries.map(c, c.decidedOn), '
    + 'otherEntries.map(c, c.sentenceServedOn))';
  return report(checking, node, { code: 'CEL_TYPE', message, hint });
};
