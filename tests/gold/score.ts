import { canonicalJson, type Json } from '@fengcun/kernel';
import { type GoldDocument, hashOf, type Row } from './gold.ts';

/** Right and all, of one field over the documents that annotate it. */
export type Tally = { right: number; all: number; wrong: string[] };

/** Field groups as the issue measures them. */
export const GROUPS = {
  disposition: ['charges', 'combined', 'probationMonths', 'fineYuan', 'confiscationYuan', 'deprivationOfPoliticalRights', 'termStart', 'termEnd'],
  header: ['name', 'sex', 'birthDate', 'entity'],
  priors: ['priorConvictions'],
  custody: ['custody'],
  findings: ['recidivist', 'drugRecidivist', 'juvenileAtOffence', 'surrender', 'confession', 'merit', 'pleaLeniency', 'mergedWithPrior', 'revokedProbation',
    'occupationalBanMonths', 'noParole'],
} as const;

const list = (value: unknown): readonly Row[] => (Array.isArray(value) ? (value as Row[]) : []);

const without = (row: Row, ...names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

const normal = (field: string, value: unknown): unknown => {
  if (field === 'charges') return list(value).map((charge) => ({ name: charge['name'], term: charge['term'], fineYuan: charge['fineYuan'] }));
  // A prior that only the body mentions may be read or not: the header is what is annotated completely.
  if (field === 'priorConvictions') return list(value).filter((prior) => prior['from'] !== 'body').map((prior) => without(prior, 'from', 'note'));
  if (field === 'custody') return list(value).map((row) => ({ measure: row['measure'], on: row['on'] }));
  if (field === 'entity' || value === false) return value === true ? true : undefined;
  return value;
};

const same = (a: unknown, b: unknown): boolean => canonicalJson({ v: a as Json }) === canonicalJson({ v: b as Json });

const HASHED: Readonly<Record<string, string>> = { name: 'nameSha256', birthDate: 'birthDateSha256', court: 'courtSha256', caseNumber: 'caseNumberSha256' };

const goldValue = (document: GoldDocument, row: Row, field: string): unknown =>
  document.isHashed && HASHED[field] !== undefined ? row[HASHED[field]] : row[field];

const readValue = (document: GoldDocument, row: Row | undefined, field: string): unknown =>
  document.isHashed && HASHED[field] !== undefined ? hashOf(document.id, row?.[field]) : row?.[field];

/** Compares one reading (as `parse --json` prints it) with its annotation; adds to the tallies. */
export const scoreDocument = (document: GoldDocument, reading: Row, tallies: Map<string, Tally>): void => {
  const put = (field: string, isRight: boolean): void => {
    const tally = tallies.get(field) ?? { right: 0, all: 0, wrong: [] };
    tally.all += 1;
    if (isRight) tally.right += 1;
    else tally.wrong.push(document.id);
    tallies.set(field, tally);
  };
  for (const field of ['court', 'caseNumber', 'judgmentDate', 'instance']) {
    put(field, same(goldValue(document, document.gold, field) ?? undefined, readValue(document, reading, field)));
  }
  const golds = list(document.gold['defendants']);
  const reads = list(reading['defendants']);
  put('defendantCount', golds.length === reads.length);
  for (const gold of golds) {
    const read = reads.find((row) => same(goldValue(document, gold, 'name'), readValue(document, row, 'name')));
    for (const [group, fields] of Object.entries(GROUPS)) {
      if (document.scope === 'disposition' && group !== 'disposition') continue;
      if (!document.isHashed && (group === 'custody')) continue;
      const results = fields.filter((f) => document.isHashed || !['confession', 'merit', 'pleaLeniency'].includes(f)).map((field) => {
        const isRight = same(normal(field, goldValue(document, gold, field)), normal(field, readValue(document, read, field)));
        put(field, isRight);
        return isRight;
      });
      put(`all of ${group}`, results.every(Boolean));
      const problems = list(reading['problems']);
      if (group === 'disposition' || group === 'header' || group === 'priors') {
        const silent = fields.some((field, i) => results[i] === false && read?.[field] !== undefined && !same(normal(field, read[field]), []));
        put(`no silent error in ${group}`, !(silent && problems.length === 0));
      }
    }
  }
};

/** `97.5 % (119/122)` lines, one a field. */
export const formatTallies = (tallies: ReadonlyMap<string, Tally>): string =>
  [...tallies].map(([field, t]) => `${field.padEnd(34)} ${((100 * t.right) / t.all).toFixed(1).padStart(5)} % (${t.right}/${t.all})`).join('\n');
