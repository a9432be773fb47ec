import { sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection, Side, Tables } from '../database/tables.ts';
import { shardKeyOfDigest } from '../identity/sharded-id.ts';
import type { TermStore } from '../ports/record-stores.ts';
import type { TermRow } from '../ports/rows.ts';
import { insertReturning } from './insert-rows.ts';

type Term = Omit<TermRow, 'subjectId'>;
type Carrier = Readonly<{ subjectId: string; carrier: number }>;
type Place = Readonly<{ connection: Connection; side: Side }>;

/** Columns read back of the terms that were new. */
const WRITTEN = ['term', 'termKind', 'pepperVersion'] as const;

const keyOf = ({ term, termKind, pepperVersion }: Term): string =>
  `${termKind}:${pepperVersion}:${Buffer.from(term).toString('hex')}`;

const carriersOf = (
  { connection, side }: Place, { term, termKind, pepperVersion }: Term,
): Promise<readonly Carrier[]> =>
  connection.withSchema(side).selectFrom('subjectTerm').select(['subjectId', 'carrier'])
    .where('shardKey', '=', shardKeyOfDigest(term)).where('term', '=', term)
    .where('termKind', '=', termKind).where('pepperVersion', '=', pepperVersion)
    .orderBy('carrier').execute();

/** Writes rows whose place among the carriers is free; the keys of those that were written. */
const write = async (
  { connection, side }: Place, rows: readonly (TermRow & Readonly<{ carrier: number }>)[],
): Promise<Set<string>> => {
  const sharded = rows.map((row) =>
    ({ ...row, shardKey: shardKeyOfDigest(row.term) } satisfies Tables['subjectTerm']));
  const target = { schema: side, table: 'subjectTerm', skipKnown: true, returning: WRITTEN } as const;
  return new Set((await insertReturning<Term>(connection, target, sharded)).back.map(keyOf));
};

const claim = async (place: Place, rows: readonly TermRow[]): Promise<readonly string[]> => {
  const fresh = await write(place, rows.map((row) => ({ ...row, carrier: 0 })));
  const carriers: string[] = [];
  for (const row of rows) {
    // A term that stands twice in one batch is new once, as in the inbox.
    const [first] = fresh.delete(keyOf(row)) ? [row] : await carriersOf(place, row);
    carriers.push(first?.subjectId ?? row.subjectId);
  }
  return carriers;
};

const add = async (place: Place, rows: readonly TermRow[]): Promise<void> => {
  const fresh = await write(place, rows.map((row) => ({ ...row, carrier: 0 })));
  for (const row of rows) {
    let isWritten = fresh.delete(keyOf(row));
    while (!isWritten) {
      const carriers = await carriersOf(place, row);
      if (carriers.some(({ subjectId }) => subjectId === row.subjectId)) break;
      // Whoever takes the next place at the same time makes this one look again.
      const carrier = (carriers.at(-1)?.carrier ?? -1) + 1;
      isWritten = (await write(place, [{ ...row, carrier }])).size === 1;
    }
  }
};

const drop = async ({ connection, side }: Place, term: Term, { carrier }: Carrier): Promise<void> => {
  await connection.withSchema(side).deleteFrom('subjectTerm')
    .where('shardKey', '=', shardKeyOfDigest(term.term)).where('term', '=', term.term)
    .where('termKind', '=', term.termKind).where('pepperVersion', '=', term.pepperVersion)
    .where('carrier', '=', carrier).execute();
};

/** Lets the next carrier of a term move up, so that a term somebody carries is never free to be claimed. */
const moveUp = async (place: Place, term: Term): Promise<void> => {
  const [next] = await carriersOf(place, term);
  if (next === undefined || next.carrier === 0) return;
  await drop(place, term, next);
  await write(place, [{ ...term, subjectId: next.subjectId, carrier: 0 }]);
};

const remove = async (place: Place, rows: readonly TermRow[]): Promise<void> => {
  for (const { subjectId, ...term } of rows) {
    const own = (await carriersOf(place, term)).find((one) => one.subjectId === subjectId);
    if (own === undefined) continue;
    await drop(place, term, own);
    await moveUp(place, term);
  }
};

/** Of these terms, those that somebody still carries. */
const stillCarried = async (
  { connection, side }: Place, terms: readonly Term[],
): Promise<readonly Term[]> => {
  if (terms.length === 0 || isDistributed(connection)) return terms;
  const digits = terms.map(({ term }) => Buffer.from(term).toString('hex'));
  const { rows } = await sql<Term>`
    select term, term_kind, pepper_version
    from unnest(${terms.map(({ term }) => shardKeyOfDigest(term))}::integer[], ${digits}::text[])
      as wanted (shard, named)
    join ${sql.table(`${side}.subjectTerm`)} as target
      on target.shard_key = wanted.shard and target.term = decode(wanted.named, 'hex')`.execute(connection);
  const carried = new Set(rows.map(keyOf));
  return terms.filter((term) => carried.has(keyOf(term)));
};

/** Terms lie in the shards of their values, so every shard is asked to forget these subjects. */
export const removeTermsOf = async (place: Place, subjectIds: readonly string[]): Promise<void> => {
  if (subjectIds.length === 0) return;
  const { rows } = await sql<Term>`
    delete from ${sql.table(`${place.side}.subjectTerm`)} where subject_id = any(${[...subjectIds]}::uuid[])
    returning ${sql.join(WRITTEN.map((name) => sql.ref(name)))}`.execute(place.connection);
  for (const term of await stillCarried(place, rows)) await moveUp(place, term);
};

/** The blind index of one side, over an open transaction. */
export const termStore = (connection: Connection, side: Side): TermStore => {
  const place: Place = { connection, side };
  return {
    claim: (rows) => claim(place, rows),
    add: (rows) => add(place, rows),
    subjectsWith: async (term) => {
      const carriers = await carriersOf(place, term);
      return carriers.map(({ subjectId }) => subjectId).sort();
    },
    remove: (rows) => remove(place, rows),
    removeOf: (subjectId) => removeTermsOf(place, [subjectId]),
  };
};
