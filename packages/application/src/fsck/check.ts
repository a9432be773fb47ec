/** One kind of thing that is wrong: how often, what it means in one sentence, and the first places. */
export type CheckFinding = Readonly<{
  code: string; count: number; sentence: string;
  /** At most five ids, indexes or tile paths; never content. */
  places: readonly string[];
}>;

/** What one check did: how many things it looked at, and what it found. */
export type CheckReport = Readonly<{ check: string; checked: number; findings: readonly CheckFinding[] }>;

/** Sentences of a check by their codes; a code without a sentence cannot be found. */
export type Sentences = Readonly<Record<string, string>>;

/** Counts findings by code. */
export type Tally<Code extends string> = Readonly<{
  find: (code: Code, place: string) => void;
  findings: () => readonly CheckFinding[];
}>;

/** LIMIT: places kept of each kind. */
const PLACES_MAX = 5;

/** An empty tally over the sentences of a check. */
export const tallyOf = <const S extends Sentences>(sentences: S): Tally<keyof S & string> => {
  const found = new Map<string, { count: number; places: string[] }>();
  return {
    find: (code, place) => {
      const each = found.get(code) ?? { count: 0, places: [] };
      each.count += 1;
      if (each.places.length < PLACES_MAX) each.places.push(place);
      found.set(code, each);
    },
    findings: () => [...found].map(([code, each]) => ({ code, ...each, sentence: sentences[code] ?? '' })),
  };
};
