import { present } from '@fengcun/kernel';
import { sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection, Tables } from '../database/tables.ts';
import { shardKeyOf, shardKeyOfDigest, shardKeyOfName } from '../identity/sharded-id.ts';
import type {
  CertificateStores, NumberSeriesRows, ProceedingOfTerm,
} from '../ports/certificates.ts';
import type { Append } from '../ports/event-store.ts';
import type { ProceedingRow } from '../ports/proceedings.ts';
import { assertOrder, eventRows } from './append-streams.ts';
import { convictionMarks } from './conviction-marks.ts';
import { insertRows } from './insert-rows.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const numberSeries = (connection: Connection): NumberSeriesRows => ({
  take: async ({ organ, series, year, count }) => {
    const { rows } = await sql<Readonly<{ last: number }>>`
      insert into "open"."number_series" as target ("shard_key", organ, series, year, last)
      values (${shardKeyOfName(organ)}, ${organ}, ${series}, ${year}, ${count})
      on conflict (shard_key, organ, series, year) do update set last = target.last + excluded.last
      returning last`.execute(connection);
    return present(rows[0], 'the last number of the series').last;
  },
});

/** A list of values, so that the index is used however small the table; one at a time where distributed. */
const applicationsSince = async (
  connection: Connection, terms: readonly Uint8Array[], fromId: string,
): Promise<readonly ProceedingOfTerm[]> => {
  const found: ProceedingOfTerm[] = [];
  for (const run of isDistributed(connection) ? terms.map((term) => [term]) : [terms]) {
    if (run.length === 0) continue;
    const { rows } = await sql<ProceedingOfTerm>`
      select subject_term, proceeding_id from "open"."proceeding"
      where shard_key = any(${run.map(shardKeyOfDigest)}::integer[])
        and subject_term = any(array(
          select decode(named, 'hex') from unnest(${run.map(hex)}::text[]) as named))
        and proceeding_id >= ${fromId}`.execute(connection);
    found.push(...rows);
  }
  return found;
};

/** Without a savepoint: where one stands in the way, the caller undoes everything anyway. */
const begin = async (
  connection: Connection, rows: readonly ProceedingRow[], appends: readonly Append[],
): Promise<boolean> => {
  appends.forEach(assertOrder);
  const events = appends.flatMap(eventRows);
  const written = await insertRows(connection, { schema: 'open', table: 'event', skipKnown: true }, events);
  if (written < events.length) return false;
  const sharded = rows.map((row) =>
    ({ ...row, shardKey: shardKeyOf(row.proceedingId) } satisfies Tables['proceeding']));
  const target = { schema: 'open', table: 'proceeding', skipKnown: true } as const;
  return await insertRows(connection, target, sharded) === rows.length;
};

/** What deciding certificates needs, over an open transaction of either role. */
export const certificateStores = (connection: Connection): CertificateStores => ({
  marks: convictionMarks(connection),
  numbers: numberSeries(connection),
  begin: (rows, appends) => begin(connection, rows, appends),
  applicationsSince: (terms, fromId) => applicationsSince(connection, terms, fromId),
});
