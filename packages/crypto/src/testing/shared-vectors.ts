import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../../../../shared/vectors/', import.meta.url);

/** False where the conformance vectors are present, else the reason for `skip`, which the runner prints. */
export const vectorsAbsent: string | false =
  existsSync(folder) ? false : 'conformance vectors are not at ../shared/vectors';

/** Text of one vector file, by its path under the vectors folder. */
export const vectorText = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** One case of a Wycheproof file; which members are present depends on the algorithm. */
export type WycheproofCase = Readonly<{
  tcId: number;
  flags: readonly string[];
  result: 'valid' | 'invalid' | 'acceptable';
  [member: string]: unknown;
}>;

/** A group with its cases. */
export type WycheproofGroup = Readonly<{ tests: readonly WycheproofCase[]; [member: string]: unknown }>;

/** The groups of a Wycheproof file. */
export const wycheproof = (name: string): readonly WycheproofGroup[] =>
  (JSON.parse(vectorText(`wycheproof/${name}.json`)) as { testGroups: WycheproofGroup[] }).testGroups;

/** Bytes of a hexadecimal member. */
export const hexOf = (from: Readonly<Record<string, unknown>>, member: string): Buffer =>
  Buffer.from(String(from[member]), 'hex');

/** Counts, for one printed line about what ran and what our policy refuses by design. */
export const tally = (): Readonly<{ add: (key: string) => void; line: () => string }> => {
  const counts = new Map<string, number>();
  return {
    add: (key) => void counts.set(key, (counts.get(key) ?? 0) + 1),
    line: () => [...counts].map(([key, count]) => `${key} ${count}`).join(', '),
  };
};
