import type { Checking, ParameterValues } from './checking.ts';
import type { Expression, ValueType } from './expression.ts';

const BOOLEAN: ValueType = { kind: 'boolean' };
const DATE: ValueType = { kind: 'date' };

type Dated = Readonly<{ values: ParameterValues; at: number }>;

/**
 * A parameter as an expression: its value on the as-of date, chosen among its dated values. Before the first
 * of them the oldest counts; the loader makes sure that it covers the whole pack.
 */
export const datedValue = (
  { values, at }: Dated, valueOf: (value: number | readonly string[]) => Expression,
): Expression | undefined =>
  values.reduce<Expression | undefined>((older, { from, value }) => {
    const newer = valueOf(value);
    if (older === undefined) return newer;
    const condition: Expression = {
      op: 'compare', comparison: '>=', left: { op: 'asOf', type: DATE, at },
      right: { op: 'constant', value: from, type: DATE, at }, type: BOOLEAN, at,
    };
    return { op: 'choose', condition, yes: newer, no: older, type: newer.type, at };
  }, undefined);

/** Whether a parameter of that name exists and holds names. */
export const namesParameter = (checking: Checking, name: string | undefined): ParameterValues | undefined => {
  const values = name === undefined ? undefined : checking.names.parameters?.get(name);
  return values?.every(({ value }) => typeof value !== 'number') === true ? values : undefined;
};

/** A number of the pack's parameters by its name; undefined when there is no such number. */
export const numberParameter = (checking: Checking, name: string, at: number): Expression | undefined => {
  const values = checking.names.parameters?.get(name);
  if (values === undefined || values.some(({ value }) => typeof value !== 'number')) return undefined;
  return datedValue({ values, at }, (value) =>
    ({ op: 'constant', value: Number(value), type: { kind: 'integer' }, at, parameter: name }));
};
