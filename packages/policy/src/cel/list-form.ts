import type { Expr, Expr_Comprehension } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';

/** A list operation as the author wrote it: `list.exists(c, body)` and its kin. */
export type ListForm = Readonly<{
  macro: 'exists' | 'all' | 'filter' | 'map'; variable: string; list: Expr; body: Expr;
}>;

type Call = Readonly<{ name: string; args: readonly Expr[] }>;

const callOf = (node: Expr | undefined): Call | undefined =>
  (node?.exprKind.case === 'callExpr'
    ? { name: node.exprKind.value.function, args: node.exprKind.value.args } : undefined);

const nameOf = (node: Expr | undefined): string | undefined =>
  (node?.exprKind.case === 'identExpr' ? node.exprKind.value.name : undefined);

/** The one element that a step adds to the result, `@result + [element]`. */
const added = (node: Expr | undefined): Expr | undefined => {
  const call = callOf(node);
  const list = call?.name === '_+_' ? call.args[1] : undefined;
  return list?.exprKind.case === 'listExpr' && list.exprKind.value.elements.length === 1
    ? list.exprKind.value.elements[0] : undefined;
};

type Step = Readonly<{ macro: ListForm['macro']; body: Expr }>;

const stepOf = (of: Expr_Comprehension): Step | undefined => {
  const step = callOf(of.loopStep);
  const [first, second] = step?.args ?? [];
  if (step?.name === '_||_' && second !== undefined) return { macro: 'exists', body: second };
  if (step?.name === '_&&_' && second !== undefined) return { macro: 'all', body: second };
  const mapped = added(of.loopStep);
  if (mapped !== undefined) return { macro: 'map', body: mapped };
  const isFilter = step?.name === '_?_:_' && nameOf(added(second)) === of.iterVar;
  return isFilter && first !== undefined ? { macro: 'filter', body: first } : undefined;
};

/**
 * Reads the standard expansion of CEL's macros back; undefined for what this language does not have
 * (`exists_one`, `map` with a condition, two variables).
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#macros
 */
export const listForm = (of: Expr_Comprehension): ListForm | undefined => {
  const step = stepOf(of);
  if (step === undefined || of.iterRange === undefined || of.iterVar2 !== '') return undefined;
  return { ...step, variable: of.iterVar, list: of.iterRange };
};
