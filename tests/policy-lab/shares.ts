import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishResult } from '../../packages/application/src/lab/index.ts';
import { makePopulation, simulate, takePopulation, type PackResult } from '../../packages/application/src/simulation/index.ts';
import { choosePacks, loadPacks } from '../../apps/cli/src/packs-folder.ts';
import { civil, present } from '../../packages/kernel/src/index.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));
/** The document with the table, and the lines between which it stands. */
export const DOCUMENT = 'docs/policy-lab.md';
export const MARKS = ['<!-- shares: begin -->\n', '<!-- shares: end -->'] as const;

/** Published shares of convicted persons (A-P1: of first-instance cases), seed 001. */
const PUBLISHED = [
  ['cn-a1', '> 60 %'], ['cn-a2', 'about 58 %'], ['cn-a3', '16.1 %'], ['cn-a-p1', '22.96 % of cases'], ['cn-a-p2', '15.61 %'],
] as const;
const COLLECTIONS = [
  ['CAIL', 'cail.dev.jsonl', 'cail'], ['traffic 2019', 'traffic2019.jsonl', 'traffic'], ['judgments', 'judgments.dev.jsonl', 'judgments'],
] as const;
const AS_OF = civil('2026-11-21');

export const sharedData = `${root}../shared/data/`;
export const hasShared = COLLECTIONS.every(([, file]) => existsSync(sharedData + file));

/** Of records about real people as a report tells them, in whole percents: a tenth of one may be a person. */
const share = ({ coverage, rounding }: PackResult, read: number): string => {
  if (rounding?.base === 0) return 'withheld';
  const percent = (n: number): string => ((100 * n) / read).toFixed(rounding === undefined ? 1 : 0);
  const open = percent(coverage.review + coverage.undetermined);
  return `${percent(coverage.sealedNow + coverage.sealedLater)} / ${open}`;
};

type Column = Readonly<{ name: string; read: number; packs: readonly PackResult[] }>;

const columnOf = async (name: string, path: string): Promise<Column> => {
  const packs = choosePacks(await loadPacks(`${root}policies`), PUBLISHED.map(([id]) => id));
  const result = await simulate({ path, packs, asOf: AS_OF });
  const { packs: counted, population: { kind, read } } = publishResult(present(result.ok ? result.value : undefined, name));
  const size = `${kind === 'real' ? 'about ' : ''}${read.toLocaleString('en-US')}`;
  return { name: `${name} (${size}) sealed / open, %`, read, packs: counted };
};

/** The table of docs/policy-lab.md: published shares, and what each pack covers of each population. */
export const sharesTable = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-shares-'));
  try {
    const made = join(folder, 'made.parquet');
    await makePopulation({ path: made, size: 200_000, seed: 1, from: civil('2024-01-01'), to: civil('2024-12-31') });
    const columns = [await columnOf('synthetic', made)];
    for (const [name, file, rows] of COLLECTIONS) {
      const path = join(folder, `${rows}.parquet`);
      const assumed = ['adult', 'firstOffender', 'termKind'];
      const taken = await takePopulation({ from: sharedData + file, path, rows, assumed });
      present(taken.ok ? taken.value : undefined, name);
      columns.push(await columnOf(name, path));
    }
    const heads = ['pack', 'published', ...columns.map(({ name }) => name)];
    const lines = PUBLISHED.map(([id, published], i) =>
      [id, published, ...columns.map(({ packs, read }) => share(present(packs[i], id), read))]);
    return [heads, heads.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |\n`).join('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
