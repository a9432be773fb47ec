/** What a reader knows of numbers: the least and the most that each may be. */
export type Interval = readonly [least: number, most: number];

/** The numbers at these places add up to at least and at most so much. */
export type SumRule = Readonly<{ places: readonly number[]; least: number; most: number }>;

/** LIMIT: rounds of narrowing; each only makes intervals smaller, and rules share few places. */
const ROUNDS_MAX = 100;

const narrowBy = (intervals: Interval[], { places, least, most }: SumRule): boolean => {
  const [low, high] = [0, 1].map((side) =>
    places.reduce((sum, place) => sum + (intervals[place]?.[side] ?? 0), 0)) as [number, number]; // two sides
  let hasChanged = false;
  for (const place of places) {
    const [from, to] = intervals[place] ?? [0, 0];
    const next: Interval = [Math.max(from, least - (high - to)), Math.min(to, most - (low - from))];
    hasChanged ||= next[0] !== from || next[1] !== to;
    intervals[place] = next;
  }
  return hasChanged;
};

/**
 * What is left of each interval when a reader uses every rule again and again: the attack that told numbers
 * must
 * stand. For one rule it finds all there is to find.
 */
export const narrowed = (intervals: readonly Interval[], rules: readonly SumRule[]): readonly Interval[] => {
  const left = [...intervals];
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const changes = rules.map((rule) => narrowBy(left, rule));
    if (!changes.includes(true)) break;
  }
  return left;
};
