type Named = Readonly<{ organ: string; name?: string; address?: string }>;

/** Organs whose name, code or address holds every word of what is looked for; all of them for nothing. */
export const foundOrgans = <T extends Named>(items: readonly T[], wanted: string): readonly T[] => {
  const words = wanted.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return items;
  return items.filter(({ organ, name = '', address = '' }) => {
    const text = `${organ} ${name} ${address}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
};

const byKey = new WeakMap<readonly Named[], ReadonlyMap<string, Named>>();

/** An organ of the list by its key; the index is made once a list, so that rows cost nothing. */
export const entryOf = (items: readonly Named[], organ: string): Named | undefined => {
  const known = byKey.get(items) ?? new Map(items.map((one) => [one.organ, one]));
  byKey.set(items, known);
  return known.get(organ);
};

const DAY_MILLIS = 86_400_000;

/** Whole days since a day; undefined where it is not told, and never less than none. */
export const daysSince = (day: string | undefined, now: number): number | undefined => {
  const begun = Date.parse(`${day ?? ''}T00:00:00+08:00`);
  return Number.isNaN(begun) ? undefined : Math.max(0, Math.floor((now - begun) / DAY_MILLIS));
};
