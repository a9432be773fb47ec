import { type CivilDate, parseCivilDate } from '@fengcun/kernel';
import { type Expression, partsOf, walk } from '../cel/expression.ts';
import type { FactName } from '../facts/fact-sheet.ts';

/**
 * The conditions of an expression that cannot be taken apart by && || ! and ?: — whatever the expression says
 * depends on facts only through them.
 */
export const atomsOf = (expression: Expression): readonly Expression[] => {
  switch (expression.op) {
    case 'and': case 'or': case 'not': return partsOf(expression).flatMap(atomsOf);
    case 'choose':
      return expression.type.kind === 'boolean' ? partsOf(expression).flatMap(atomsOf) : [expression];
    case 'constant': return [];
    default: return [expression];
  }
};

/** Facts an expression depends on, including those it only asks about by `known(…)`. */
export const factsTouched = (expression: Expression): readonly FactName[] => {
  const touched = walk(expression).map((node) =>
    (node.op === 'fact' ? node.name : node.op === 'known' ? node.fact : undefined));
  return [...new Set(touched)].filter((name) => name !== undefined);
};

/** Days the expressions write down. */
export const daysWritten = (expressions: readonly Expression[]): readonly CivilDate[] =>
  expressions.flatMap(walk).flatMap((node) => {
    if (node.op !== 'constant' || node.type.kind !== 'date') return [];
    const parsed = parseCivilDate(String(node.value));
    return parsed.ok ? [parsed.value] : [];
  });

/** Whether the expressions look at the as-of date. */
export const asksToday = (expressions: readonly Expression[]): boolean =>
  expressions.flatMap(walk).some((node) => node.op === 'asOf');

/** Groups of facts that stand together in one atom, directly or through others: they are tried together. */
export const groupsOf = (atoms: readonly Expression[]): readonly (readonly FactName[])[] => {
  const groups: Set<FactName>[] = [];
  for (const atom of atoms) {
    const facts = factsTouched(atom);
    if (facts.length === 0) continue;
    const joined = groups.filter((group) => facts.some((fact) => group.has(fact)));
    const merged = new Set([...joined.flatMap((group) => [...group]), ...facts]);
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.map((group) => [...group]);
};

const IGNORED: ReadonlySet<string> = new Set(['at', 'type']);

/** Expressions that say the same, once. */
export const distinct = (expressions: readonly Expression[]): readonly Expression[] => {
  const seen = new Map<string, Expression>();
  for (const each of expressions) {
    const key = JSON.stringify(each, (name, value: unknown) => (IGNORED.has(name) ? undefined : value));
    if (!seen.has(key)) seen.set(key, each);
  }
  return [...seen.values()];
};
