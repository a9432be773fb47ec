import { type Expression, walk } from '../cel/expression.ts';
import { compileCondition } from '../evaluate/compile-condition.ts';
import type { CompileContext } from '../evaluate/compile-reader.ts';
import type { Truth } from '../evaluate/truth.ts';
import { FACT_FIELDS } from '../facts/fact-fields.ts';
import { type FactName, UNKNOWN } from '../facts/fact-sheet.ts';
import { slotOf, type SlotValue } from '../facts/slots.ts';
import type { Domains } from './columns.ts';

/**
 * Truths as two bits (can be true, is true): false 0, unknown 1, true 3; so that `&` and `|` are Kleene's.
 */
export const BITS: Readonly<Record<Truth, number>> = { 0: 0, 1: 3, 2: 1 };

/** Facts whose values or knownness an expression looks at, each once. */
export const factsLookedAt = (expression: Expression): readonly FactName[] =>
  [...new Set(walk(expression).flatMap((node) =>
    (node.op === 'fact' ? [node.name] : node.op === 'known' ? [node.fact] : [])))];

/** What an expression means apart from where it stands: equal keys have equal values on every record. */
export const keyOf = (expression: Expression, context: CompileContext): string =>
  JSON.stringify(expression, (name, value: unknown) => {
    if (name === 'at' || name === 'parameter') return undefined;
    if (typeof value !== 'object' || value === null || !('op' in value)) return value;
    if (value.op === 'asOf') return { op: 'constant', value: context.asOf };
    if (value.op !== 'switch' || !('id' in value)) return value;
    return { op: 'constant', value: context.switches.get(String(value.id)) };
  });

/** A part of a condition that looks at one coded fact only: its truth for each code, by the interpreter. */
export type TableAtom = Readonly<{ fact: FactName; bits: Uint8Array }>;

/** Truth of a boolean expression for each value of one fact, everything else unknown. */
export const tabulate = (
  expression: Expression, context: CompileContext,
    of: Readonly<{ fact: FactName; domain: readonly SlotValue[] }>,
): Uint8Array => {
  const predicate = compileCondition(expression, context);
  const slots: SlotValue[] = FACT_FIELDS.map(() => UNKNOWN);
  const place = slotOf(of.fact);
  return Uint8Array.from(of.domain, (value) => {
    slots[place] = value;
    return BITS[predicate(slots)];
  });
};

/** The coded fact that alone decides an expression: its name and domain; undefined for anything else. */
export const soleCodedFact = (
  expression: Expression, domains: Domains,
): Readonly<{ fact: FactName; domain: readonly SlotValue[] }> | undefined => {
  const [fact, ...others] = factsLookedAt(expression);
  if (fact === undefined || others.length > 0) return undefined;
  const domain = domains.has(fact) ? domains.get(fact) : [UNKNOWN];
  return domain === undefined ? undefined : { fact, domain };
};
