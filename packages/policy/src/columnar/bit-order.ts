/** Sequence of clause keys of one variant, first match first. */
export type ClauseSequence = readonly string[];

type Edges = Map<string, Set<string>>;

const reaches = (edges: Edges, from: string, to: string): boolean => {
  const seen = new Set<string>();
  const open = [from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(edges.get(next) ?? []));
  }
  return false;
};

const fits = (edges: Edges, sequence: ClauseSequence): boolean =>
  new Set(sequence).size === sequence.length
  && sequence.every((key, i) => sequence.slice(i + 1).every((later) => !reaches(edges, later, key)));

const sorted = (edges: Edges): readonly string[] => {
  const done = new Set<string>();
  const visit = (key: string): void => {
    if (done.has(key)) return;
    for (const later of edges.get(key) ?? []) visit(later);
    done.add(key);
  };
  for (const key of edges.keys()) visit(key);
  return [...done].reverse();
};

/**
 * One order of bits for the clauses of several variants, in which the clauses of each variant stand in its
 * own
 * order; equal clauses share a bit. A variant that orders shared clauses differently gets bits of its own.
 */
export const orderBits = (
  sequences: readonly ClauseSequence[],
): Readonly<{ order: readonly string[]; keys: readonly ClauseSequence[] }> => {
  const edges: Edges = new Map();
  const keys = sequences.map((sequence, variant) => {
    const own = fits(edges, sequence) ? sequence : sequence.map((key, i) => `${key} #${variant}.${i}`);
    own.forEach((key, i) => {
      const later = edges.get(key) ?? new Set<string>();
      const next = own[i + 1];
      if (next !== undefined) later.add(next);
      edges.set(key, later);
    });
    return own;
  });
  return { order: sorted(edges), keys };
};
