import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { type Checking, describe, meant, type ParameterValues, report } from './checking.ts';
import type { Expression, ValueType } from './expression.ts';

/**
 * Whether a quoted name belongs to the closed list of its type; a misspelt value is reported with the valid
 * ones, because a comparison that can never be true would otherwise hide in a pack. True for anything else.
 */
export const checkName = (
  checking: Checking, node: Expr, { part, type }: Readonly<{ part: Expression; type: ValueType }>,
): boolean => {
  if (part.op !== 'constant' || typeof part.value !== 'string') return true;
  if (type.kind !== 'enum' && type.kind !== 'set') return true;
  if (type.values === undefined || type.values.includes(part.value)) return true;
  const near = meant(part.value, type.values);
  const hint = `${near === undefined ? '' : `${near} `}${type.of} has: ${type.values.join(', ')}`;
  const message = `'${part.value}' is not a value of ${type.of}`;
  report(checking, node, { code: 'CEL_NOT_IN_LIST', message, hint });
  return false;
};

/** Whether every name that a parameter holds is in the closed list of the type; a misspelt one is told. */
export const checkNames = (
  checking: Checking, node: Expr, { values, type }: Readonly<{ values: ParameterValues; type: ValueType }>,
): boolean => {
  const names = values.flatMap(({ value }) => (typeof value === 'number' ? [] : value));
  const wrong = type.kind === 'enum' || type.kind === 'set'
    ? names.find((name) => type.values?.includes(name) === false) : undefined;
  if (wrong === undefined) return true;
  const of = 'of' in type ? type.of : 'this';
  const message = `the parameter holds “${wrong}”, which is not a value of ${of}`;
  report(checking, node, { code: 'CEL_NOT_IN_LIST', message });
  return false;
};

const elementType = (type: ValueType): 'integer' | 'text' | undefined => {
  if (type.kind === 'integer') return 'integer';
  return type.kind === 'enum' || type.kind === 'set' ? 'text' : undefined;
};

/**
 * The constants of a list that is compared with a value of `type` (or with the members of a set); undefined
 * when the list is refused and reported: not constants, another type, names outside the closed list.
 */
export const listOf = (
  checking: Checking, node: Expr, type: ValueType,
): readonly (number | string)[] | undefined => {
  const wanted = elementType(type);
  if (wanted === undefined) {
    const message = `${describe(type)} cannot stand before “in” a list`;
    return report(checking, node, { code: 'CEL_TYPE', message });
  }
  if (node.exprKind.case !== 'listExpr' || node.exprKind.value.elements.length === 0) {
    const message = "a list with at least one value is needed, ['a', 'b']";
    return report(checking, node, { code: 'CEL_TYPE', message });
  }
  const values: (number | string)[] = [];
  for (const element of node.exprKind.value.elements) {
    const part = checking.check(element);
    if (part === undefined) continue;
    if (part.op !== 'constant' || part.type.kind !== wanted || typeof part.value === 'boolean') {
      const message = `the list holds constants, each ${describe({ kind: wanted })}`;
      report(checking, element, { code: 'CEL_TYPE', message });
    } else if (checkName(checking, element, { part, type })) values.push(part.value);
  }
  return values.length === node.exprKind.value.elements.length ? values : undefined;
};
