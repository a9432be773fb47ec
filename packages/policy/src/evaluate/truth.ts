import type { Tri } from '@fengcun/kernel';

/** Truth inside the compiled conditions: small integers, because they are compared millions of times. */
export type Truth = 0 | 1 | 2;

/** Known to be false. */
export const FALSE = 0;
/** Known to be true. */
export const TRUE = 1;
/** Unknown. */
export const MAYBE = 2;

/** A known truth. */
export const truthOf = (value: boolean): Truth => (value ? TRUE : FALSE);

/** A three-valued truth of the kernel as `Truth`. */
export const truthOfTri = (value: Tri): Truth => (value === 'unknown' ? MAYBE : value ? TRUE : FALSE);

/** `Truth` in the words of the result. */
export const triOf = (value: Truth): Tri => (value === MAYBE ? 'unknown' : value === TRUE);
