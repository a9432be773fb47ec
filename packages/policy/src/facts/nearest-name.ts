// LIMIT: longer names are never compared: the table is quadratic and names can be attacker-controlled.
const LENGTH_MAX = 60;

/** Edits (insert, delete, replace) between two short names. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The known name that the writer most likely meant; undefined when none is near (a third of the length). */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  if (name.length > LENGTH_MAX) return undefined;
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  if (best === undefined) return undefined;
  return best.edits <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined;
};
