import { contentHash, err, type Json, ok, type Result } from '@fengcun/kernel';
import { CELLS_MAX, organsOf, type RoundTerms } from './round-terms.ts';

/** What the cells of a round count: how many there are, and the digest of their names in their order. */
export type Table = Readonly<{ cells: number; table: string }>;

/** A list that names no cells, or names one twice. */
export type TableRefusal = Readonly<{ code: 'TABLE_CELLS' }>;

/** LIMIT: characters of the name of a cell. */
const NAME_MAX = 200;

const isName = (value: Json): value is string =>
  typeof value === 'string' && value.length <= NAME_MAX && value === value.trim() && value !== '';

/** TRUST BOUNDARY. The table of a list of cell names; names differ, and are compared in one form (NFC). */
export const readTable = (value: Json): Result<Table, TableRefusal> => {
  if (!Array.isArray(value) || value.length === 0 || value.length > CELLS_MAX) {
    return err({ code: 'TABLE_CELLS' });
  }
  const names = value.flatMap((name: Json) => (isName(name) ? [name.normalize('NFC')] : []));
  if (names.length !== value.length || new Set(names).size !== names.length) {
    return err({ code: 'TABLE_CELLS' });
  }
  return ok({ cells: names.length, table: contentHash({ v: 1, cells: names }) });
};

/**
 * What is asked, whatever it is called: which cells, of which period, of which organs, under which noise. Not
 * in it: round, job, product, keys, who adds, by which engine, because the same counts under fresh noise cost
 * their ρ again by whatever way they are asked. A trial without a list of cells has its product instead.
 * LIMIT: a drawer of terms who names a cell or the period otherwise asks another question; the terms show it
 * to the two organs that agree to it.
 */
export const questionOf = (terms: RoundTerms): string => {
  const { table, product, period, cells, shareVariance, colluders } = terms;
  return contentHash({
    v: 1, period, cells, organs: [...organsOf(terms)].sort(), shareVariance, colluders,
    isTrial: terms.trial === true, ...(table === undefined ? { product } : { table }),
  });
};

/** A question that was answered, and the answer where it is kept. */
export type Answered = Readonly<{ question?: string; release?: string }>;

/** The release with which this question was answered, byte for byte; undefined where none was kept. */
export const answerOf = (terms: RoundTerms, past: readonly Answered[]): string | undefined => {
  const question = questionOf(terms);
  return past.find((round) => round.question === question && round.release !== undefined)?.release;
};
