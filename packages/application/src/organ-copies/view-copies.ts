import type { KeyObject } from 'node:crypto';
import { utf8 } from '@fengcun/crypto';
import { err, ok } from '@fengcun/kernel';
import { copyCommitment } from './copy-commitment.ts';
import {
  COPIES_MAX, type CopyAnswer, type CopyOrder, type CopyRef, type OrganCopies, REF_LENGTH_MAX,
} from './organ-copies.ts';
import type { QuotedNames } from './view-names.ts';

/** Runs one statement with parameters in the organ's database; rows as objects. Throws when it cannot. */
export type LegacySession = Readonly<{
  run: (
    statement: string, values: readonly unknown[],
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}>;

/** What the copies of a view consist of. `clock`: milliseconds of UTC. */
export type ViewCopies = Readonly<{
  session: LegacySession; names: QuotedNames; key: KeyObject; clock: () => number;
}>;

const UNREACHABLE: CopyAnswer<never> = err({ code: 'SYSTEM_UNREACHABLE' });

/** A driver's error repeats rows, so nothing of it is passed on. */
const reaching = async <T>(work: () => Promise<CopyAnswer<T>>): Promise<CopyAnswer<T>> => {
  try {
    return await work();
  } catch {
    return UNREACHABLE;
  }
};

const findCopies = async (
  { session, names: { view, viewColumns } }: ViewCopies, { references }: CopyOrder,
): Promise<CopyAnswer<readonly CopyRef[]>> => {
  const rows = await session.run(
    `select distinct ${viewColumns.ref} as ref from ${view}
     where ${viewColumns.reference} = any($1::text[]) order by 1 limit $2`,
    [[...references], COPIES_MAX + 1]);
  const refs = rows.map(({ ref }) => ref);
  const isRight = refs.length <= COPIES_MAX
    && refs.every((ref) => typeof ref === 'string' && ref.length > 0 && ref.length <= REF_LENGTH_MAX);
  return isRight ? ok(refs.map(String)) : err({ code: 'ANSWER_INVALID' });
};

const readCopy = async (
  { session, names: { view, viewColumns } }: ViewCopies, ref: CopyRef,
): Promise<CopyAnswer<Readonly<{ content: string; isSealed: boolean }>>> => {
  const [row] = await session.run(
    `select ${viewColumns.content}::text as content, ${viewColumns.isSealed} as is_sealed from ${view}
     where ${viewColumns.ref} = $1 order by 1 limit 1`, [ref]);
  if (row === undefined) return err({ code: 'COPY_UNKNOWN' });
  const { content, is_sealed: isSealed } = row;
  if (typeof content !== 'string' || typeof isSealed !== 'boolean') return err({ code: 'ANSWER_INVALID' });
  return ok({ content, isSealed });
};

/** Marks a copy in one statement; a mark of a later order stays. Done only when the view itself says so. */
const mark = async (
  copies: ViewCopies, ref: CopyRef, at: Readonly<{ order: CopyOrder; target: 'sealed' | 'open' }>,
): Promise<CopyAnswer<void>> => {
  const { session, clock, names: { marks, markColumns: column } } = copies;
  const known = await readCopy(copies, ref);
  if (!known.ok) return known;
  const { recordId, sequence } = at.order;
  const rows = await session.run(
    `insert into ${marks} as mark (${column.ref}, ${column.recordId}, ${column.sequence}, ${column.target},
       ${column.markedAt})
     values ($1, $2, $3, $4, $5::timestamptz)
     on conflict (${column.ref}) do update set ${column.recordId} = excluded.${column.recordId},
       ${column.sequence} = excluded.${column.sequence}, ${column.target} = excluded.${column.target},
       ${column.markedAt} = excluded.${column.markedAt}
     where mark.${column.sequence} <= excluded.${column.sequence} returning 1 as done`,
    [ref, recordId, sequence, at.target, new Date(clock()).toISOString()]);
  if (rows.length === 0) return err({ code: 'SUPERSEDED' });
  const now = await readCopy(copies, ref);
  if (!now.ok) return now;
  // The organ's own searches read the view: until it obeys the mark, the copy is what it was.
  return now.value.isSealed === (at.target === 'sealed') ? ok(undefined) : err({ code: 'NOT_YET' });
};

/**
 * An organ's system behind a PostgreSQL database: a view shows its copies, a table takes the marks that its
 * own searches obey. Values are always parameters; names were checked by `quoteNames`.
 */
export const viewCopies = (copies: ViewCopies): OrganCopies => ({
  find: (order) => reaching(() => findCopies(copies, order)),
  commitment: (ref) => reaching(async () => {
    const copy = await readCopy(copies, ref);
    if (!copy.ok) return copy;
    const { content, isSealed } = copy.value;
    return ok(copyCommitment(copies.key, { ref, content: utf8(content), isSealed }));
  }),
  seal: (ref, order) => reaching(() => mark(copies, ref, { order, target: 'sealed' })),
  open: (ref, order) => reaching(() => mark(copies, ref, { order, target: 'open' })),
});
