import type { Expression } from '../cel/expression.ts';
import type { DateTerms } from './smt-dates.ts';
import type { Term } from './smt.ts';
import { declare, declareDate, type Value, type World } from './world.ts';

/** Truth on two rails: certainly so, certainly not; neither is unknown. */
export type TruthTerms = Readonly<{ yes: Term; no: Term }>;

/** What a condition is written for: whose facts, on which day, with which switches. */
export type Translating = Readonly<{
  world: World;
  asOf: DateTerms;
  switches: ReadonlyMap<string, Term>;
  /** Inside a list operation: place of the entry it looks at. */
  entry?: number;
}>;

/** An operation that is not translated; the message names it. Nothing nearly equal stands in for it. */
export class NotTranslated extends Error {
  override readonly name = 'NotTranslated';
}

/** What an expression says, wherever it stands; two of one key are the same unknown. */
const keyOf = (expression: Expression): string =>
  JSON.stringify(expression, (key, value: unknown) => (key === 'at' ? undefined : value));

const opened = (to: Translating, expression: Expression, what: string): string => {
  const { text, prefix } = to.world;
  const key = `open ${prefix} ${to.entry ?? ''} ${keyOf(expression)}`;
  const known = text.declared.get(key);
  if (!text.leftOpen.some((each) => each.what === what && each.where === text.place)) {
    text.leftOpen.push({ what, where: text.place });
  }
  if (known !== undefined) return known;
  const name = `${prefix}o${text.declared.size}`;
  text.declared.set(key, name);
  return name;
};

/**
 * A truth that may be anything, in place of one that has no translation: what is proved so holds whatever it
 * is; an example found so has to stand before the interpreter.
 */
export const openTruth = (to: Translating, expression: Expression, what: string): TruthTerms => {
  const name = opened(to, expression, what);
  const yes = declare(to.world.text, `${name}_yes`, { sort: 'Bool' });
  const no = declare(to.world.text, `${name}_no`, { sort: 'Bool', constraint: (own) =>
    `(not (and ${own} ${yes}))` });
  return { yes, no };
};

/** A date that may be any, in place of one that has no translation. */
export const openDate = (to: Translating, expression: Expression, what: string): Value => {
  const name = opened(to, expression, what);
  const known = declare(to.world.text, `${name}_known`, { sort: 'Bool' });
  return { kind: 'date', known, date: declareDate(to.world.text, name) };
};
