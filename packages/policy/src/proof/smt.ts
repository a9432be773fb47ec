/** A term of SMT-LIB 2, as text. `true` and `false` are folded away where they decide nothing. */
export type Term = string;

/** All of them. */
export const and = (...terms: readonly Term[]): Term => {
  const kept = [...new Set(terms.filter((term) => term !== 'true'))];
  if (kept.includes('false')) return 'false';
  return kept.length === 0 ? 'true' : kept.length === 1 ? kept[0] ?? 'true' : `(and ${kept.join(' ')})`;
};

/** One of them. */
export const or = (...terms: readonly Term[]): Term => {
  const kept = [...new Set(terms.filter((term) => term !== 'false'))];
  if (kept.includes('true')) return 'true';
  return kept.length === 0 ? 'false' : kept.length === 1 ? kept[0] ?? 'false' : `(or ${kept.join(' ')})`;
};

/** The opposite. */
export const not = (term: Term): Term => {
  if (term === 'true') return 'false';
  if (term === 'false') return 'true';
  const inner = /^\(not ([A-Za-z0-9_]+)\)$/.exec(term)?.[1];
  return inner ?? `(not ${term})`;
};

/** If the first, then the second. */
export const implies = (a: Term, b: Term): Term => or(not(a), b);

/** One of two, by a condition. */
export const ite = (condition: Term, yes: Term, no: Term): Term => {
  if (condition === 'true' || yes === no) return yes;
  if (condition === 'false') return no;
  if (yes === 'true' && no === 'false') return condition;
  return `(ite ${condition} ${yes} ${no})`;
};

const isNumber = (term: Term): boolean => /^\d+$|^\(- \d+\)$/.test(term);

/** A whole number. */
export const int = (value: number): Term => (value < 0 ? `(- ${-value})` : String(value));

const valueOf = (term: Term): number => Number(term.replaceAll(/[() ]/g, ''));

const ORDERS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b, '<': (a, b) => a < b, '<=': (a, b) => a <= b,
};

const order = (sign: string) => (a: Term, b: Term): Term => {
  if (isNumber(a) && isNumber(b)) return ORDERS[sign]?.(valueOf(a), valueOf(b)) === true ? 'true' : 'false';
  return a === b ? (sign === '<' ? 'false' : 'true') : `(${sign} ${a} ${b})`;
};

/** a = b; of numbers and of truths. */
export const equal = order('=');
/** a < b. */
export const less = order('<');
/** a ≤ b. */
export const atMost = order('<=');

/** Sum of two whole numbers. */
export const plus = (a: Term, b: Term): Term => {
  if (isNumber(a) && isNumber(b)) return int(valueOf(a) + valueOf(b));
  return b === '0' ? a : a === '0' ? b : `(+ ${a} ${b})`;
};

/** Difference of two whole numbers. */
export const minus = (a: Term, b: Term): Term =>
  (isNumber(a) && isNumber(b) ? int(valueOf(a) - valueOf(b)) : b === '0' ? a : `(- ${a} ${b})`);

/** How many of the truths hold. */
export const countOf = (terms: readonly Term[]): Term => {
  const ones = terms.filter((term) => term !== 'false').map((term) => ite(term, '1', '0'));
  return ones.length === 0 ? '0' : ones.length === 1 ? ones[0] ?? '0' : `(+ ${ones.join(' ')})`;
};

/** A number that the text of the term itself is; undefined for anything else. */
export const literal = (term: Term): number | undefined => (isNumber(term) ? valueOf(term) : undefined);
