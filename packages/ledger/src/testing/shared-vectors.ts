import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../../../../shared/vectors/', import.meta.url);

/** False where the conformance vectors are present, else the reason for `skip`, which the runner prints. */
export const vectorsAbsent: string | false =
  existsSync(folder) ? false : 'conformance vectors are not at ../shared/vectors';

/** Bytes of one vector file, by its path under the vectors folder. */
export const vectorBytes = (path: string): Buffer => readFileSync(new URL(path, folder));

/** Text of one vector file. */
export const vectorText = (path: string): string => vectorBytes(path).toString('utf8');

/** Sorted paths under the vectors folder that match a pattern. */
export const vectorPaths = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: fileURLToPath(folder) }).sort();

/** A vector whose numbers may exceed 2^53: every integer literal of the text becomes a bigint. */
export const vectorJson = (path: string): Readonly<Record<string, unknown>> => {
  const quoted = vectorText(path).replace(/("\w+":\s*)(\d+)(?=\s*[,}\n])/g, '$1"#$2"');
  const revive = (_key: string, value: unknown): unknown =>
    typeof value === 'string' && value.startsWith('#') ? BigInt(value.slice(1)) : value;
  return JSON.parse(quoted, revive) as Record<string, unknown>;
};

/** Bytes of a base64 member; a null or missing one is empty. */
export const base64Of = (from: Readonly<Record<string, unknown>>, member: string): Buffer =>
  Buffer.from(String(from[member] ?? ''), 'base64');

/** Hashes of a base64 list; a null list is empty. */
export const base64List = (from: Readonly<Record<string, unknown>>, member: string): readonly Buffer[] =>
  ((from[member] ?? []) as string[]).map((text) => Buffer.from(text, 'base64'));
