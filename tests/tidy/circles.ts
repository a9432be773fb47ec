import { dirname, join } from 'node:path/posix';

/** A file with the files of the same package that it imports or hands on, by path. */
export type Imports = ReadonlyMap<string, readonly string[]>;

const FROM = /^(?:import|export)\b[^;'"]*?\bfrom\s+'(\.[^']+)'|^import\s+'(\.[^']+)'/gm;

/** Relative imports of files, types too: a reader follows those as well. Dynamic ones load later and do not count. */
export const importsOf = (files: readonly Readonly<{ path: string; text: string }>[]): Imports => new Map(
  files.map(({ path, text }) => [path, [...text.matchAll(FROM)].map((found) =>
    join(dirname(path), found[1] ?? found[2] ?? ''))]));

/** Groups of files that reach each other in a loop, each group sorted. @see Tarjan, SIAM J. Comput. 1(2), 1972 */
export const circlesOf = (imports: Imports): readonly (readonly string[])[] => {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    lowest.set(file, own);
    path.push(file);
    for (const other of imports.get(file) ?? []) {
      if (!imports.has(other)) continue;
      const reached = !order.has(other) ? visit(other) : path.includes(other) ? order.get(other) ?? own : own;
      lowest.set(file, Math.min(lowest.get(file) ?? own, reached));
    }
    const low = lowest.get(file) ?? own;
    if (low === own) {
      const group = path.splice(path.indexOf(file));
      if (group.length > 1) found.push(group.sort());
    }
    return low;
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found;
};
