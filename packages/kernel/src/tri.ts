/** Three-valued truth (Kleene K3): what nobody told us is neither true nor false. */
export type Tri = boolean | 'unknown';

/** False if any is false, else unknown if any is unknown, else true. */
export const triAll = (values: readonly Tri[]): Tri =>
  values.includes(false) ? false : values.includes('unknown') ? 'unknown' : true;

/** True if any is true, else unknown if any is unknown, else false. */
export const triAny = (values: readonly Tri[]): Tri =>
  values.includes(true) ? true : values.includes('unknown') ? 'unknown' : false;

/** Negation; unknown stays unknown. */
export const triNot = (value: Tri): Tri => (value === 'unknown' ? value : !value);
