import type { Signal } from './formula.ts';

/**
 * Codes of a signal that no condition tells apart are one region: `of` gives the region of each code, `bits`
 * the
 * truth of each atom in a region. A computed truth has three regions: false, unknown, true.
 */
export type Regions = Readonly<{
  count: number;
  of: Uint16Array;
  bits: (region: number, atom: number) => number;
}>;

const COMPUTED_BITS = [0, 1, 3] as const;

/** Cuts the domain of a signal into regions, once every atom is known. */
export const regionsOf = (signal: Signal): Regions => {
  if ('code' in signal) {
    return { count: 3, of: new Uint16Array(0), bits: (region) => COMPUTED_BITS[region] ?? 0 };
  }
  const bySignature = new Map<string, number>();
  const first: number[] = [];
  const of = Uint16Array.from(signal.domain, (_, code) => {
    const signature = signal.atoms.map((atom) => atom[code]).join('');
    const known = bySignature.get(signature);
    if (known !== undefined) return known;
    bySignature.set(signature, first.length);
    first.push(code);
    return first.length - 1;
  });
  return {
    count: first.length, of,
    bits: (region, atom) => signal.atoms[atom]?.[first[region] ?? 0] ?? 0,
  };
};
