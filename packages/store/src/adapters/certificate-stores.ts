import { present } from '@fengcun/kernel';
import { sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection } from '../database/tables.ts';
import { shardKeyOfDigest, shardKeyOfName } from '../identity/sharded-id.ts';
import type {
  CertificateStores, NumberSeriesRows, ProceedingOfTerm,
} from '../ports/certificates.ts';
import { convictionMarks } from './conviction-marks.ts';

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

/** Terms and where they live, to join with; a distributed database is asked one at a time. */
const applicationsSince = async (
  connection: Connection, terms: readonly Uint8Array[], fromId: string,
): Promise<readonly ProceedingOfTerm[]> => {
  const found: ProceedingOfTerm[] = [];
  for (const run of isDistributed(connection) ? terms.map((term) => [term]) : [terms]) {
    if (run.length === 0) continue;
    const { rows } = await sql<ProceedingOfTerm>`
      select target.subject_term, target.proceeding_id
      from unnest(${run.map(shardKeyOfDigest)}::integer[], ${run.map(hex)}::text[]) as wanted (shard, named)
      join "open"."proceeding" as target
        on target.shard_key = wanted.shard and target.subject_term = decode(wanted.named, 'hex')
      where target.proceeding_id >= ${fromId}`.execute(connection);
    found.push(...rows);
  }
  return found;
};

/** What deciding certificates needs, over an open transaction of either role. */
export const certificateStores = (connection: Connection): CertificateStores => ({
  marks: convictionMarks(connection),
  numbers: numberSeries(connection),
  applicationsSince: (terms, fromId) => applicationsSince(connection, terms, fromId),
});
