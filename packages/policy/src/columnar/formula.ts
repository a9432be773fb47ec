import { type Expression } from '../cel/expression.ts';
import { compileCondition } from '../evaluate/compile-condition.ts';
import { FACT_FIELDS } from '../facts/fact-fields.ts';
import { type FactName, UNKNOWN } from '../facts/fact-sheet.ts';
import type { Slots, SlotValue } from '../facts/slots.ts';
import { type Emitting, emitTruth } from './emit.ts';
import { BITS, factsLookedAt, keyOf, soleCodedFact, tabulate } from './signals.ts';

/**
 * What a condition is made of, seen from one record: either a coded fact with everything that is asked of it
 * (`atoms`: truth bits by code), or a truth that the loop computes (dates; `code`).
 */
export type Signal = Readonly<{ id: number }> & (
  | Readonly<{ fact: FactName; domain: readonly SlotValue[]; atoms: Uint8Array[]; keys: Map<string, number> }>
  | Readonly<{ code: string }>);

/** Boolean logic over atoms of signals; `atom` is 0 for a computed truth. */
export type Formula =
  | Readonly<{ signal: Signal; atom: number }>
  | Readonly<{ op: 'constant'; bits: number }>
  | Readonly<{ op: 'and' | 'or' | 'not' | 'choose'; parts: readonly Formula[] }>;

/** Signals found so far, by key. */
export type SignalBook = Map<string, Signal>;

const nothing: Slots = FACT_FIELDS.map(() => UNKNOWN);

const coded = (emitting: Emitting, book: SignalBook, expression: Expression): Formula | undefined => {
  const sole = soleCodedFact(expression, emitting.domains);
  if (sole === undefined) return undefined;
  const key = `fact ${sole.fact}`;
  const signal = book.get(key) ?? { id: book.size, ...sole, atoms: [], keys: new Map<string, number>() };
  book.set(key, signal);
  if (!('fact' in signal)) return undefined;
  const atomKey = keyOf(expression, emitting.context);
  const known = signal.keys.get(atomKey);
  if (known !== undefined) return { signal, atom: known };
  signal.keys.set(atomKey, signal.atoms.length);
  signal.atoms.push(tabulate(expression, emitting.context, sole));
  return { signal, atom: signal.atoms.length - 1 };
};

/** Boolean logic is taken apart down to atoms: one coded fact, or something only the loop can compute. */
export const formulaOf = (emitting: Emitting, book: SignalBook, expression: Expression): Formula => {
  if (factsLookedAt(expression).length === 0) {
    return { op: 'constant', bits: BITS[compileCondition(expression, emitting.context)(nothing)] };
  }
  const atom = coded(emitting, book, expression);
  if (atom !== undefined) return atom;
  const part = (inner: Expression): Formula => formulaOf(emitting, book, inner);
  switch (expression.op) {
    case 'and': case 'or':
      return { op: expression.op, parts: [part(expression.left), part(expression.right)] };
    case 'not': return { op: 'not', parts: [part(expression.operand)] };
    case 'choose': {
      const { condition, yes, no } = expression;
      return { op: 'choose', parts: [part(condition), part(yes), part(no)] };
    }
    default: {
      const key = `code ${keyOf(expression, emitting.context)}`;
      const signal = book.get(key) ?? { id: book.size, code: emitTruth(emitting, expression) };
      book.set(key, signal);
      return { signal, atom: 0 };
    }
  }
};

/** Signals of a formula, each once. */
export const signalsOf = (formula: Formula): readonly Signal[] => {
  if ('signal' in formula) return [formula.signal];
  return 'parts' in formula ? [...new Set(formula.parts.flatMap(signalsOf))] : [];
};

/** Truth bits of a formula, given those of its atoms. */
export const evaluate = (formula: Formula, bitsOf: (signal: Signal, atom: number) => number): number => {
  if ('signal' in formula) return bitsOf(formula.signal, formula.atom);
  if (formula.op === 'constant') return formula.bits;
  const [a = 0, b = 0, c = 0] = formula.parts.map((part) => evaluate(part, bitsOf));
  switch (formula.op) {
    case 'and': return a & b;
    case 'or': return a | b;
    case 'not': return a === 1 ? 1 : 3 - a;
    case 'choose': return a === 3 ? b : a === 0 ? c : b === c ? b : 1;
  }
};
