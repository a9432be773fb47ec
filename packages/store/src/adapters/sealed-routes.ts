import { sql } from 'kysely';
import type { Connection } from '../database/tables.ts';
import { shardKeyOfDigest, shardKeyOfName } from '../identity/sharded-id.ts';
import type { SealedRoute, SealedRoutes } from '../ports/sealed-routes.ts';

const casesOf = async (
  connection: Connection, caseIds: readonly string[],
): Promise<ReadonlyMap<string, SealedRoute>> => {
  if (caseIds.length === 0) return new Map();
  const { rows } = await sql<SealedRoute>`
    select case_id, one_case_code from "sealed"."criminal_case" where case_id = any(${[...caseIds]}::uuid[])`
    .execute(connection);
  return new Map(rows.map((row) => [row.caseId, row]));
};

type Claim = Readonly<{ digits: string; takenAs: string }>;

/** Routes over an open transaction of the sealing service. */
export const sealedRoutes = (connection: Connection): SealedRoutes => ({
  byReference: async (digests) => {
    if (digests.length === 0) return new Map();
    const { rows } = await sql<Claim>`
      select encode(message_key, 'hex') as digits, taken_as from "sealed"."inbox"
      where shard_key = any(${digests.map(shardKeyOfDigest)}::integer[]) and source = 'case-reference'
        and message_key = any(array(select decode(digits, 'hex')
          from unnest(${digests.map((key) => Buffer.from(key).toString('hex'))}::text[]) as digits))`
      .execute(connection);
    const cases = await casesOf(connection, rows.map(({ takenAs }) => takenAs));
    return new Map(rows.flatMap(({ digits, takenAs }) => {
      const found = cases.get(takenAs);
      return found === undefined ? [] : [[digits, found] as const];
    }));
  },
  byCode: async (codes) => {
    if (codes.length === 0) return new Map();
    const { rows } = await sql<SealedRoute>`
      select case_id, one_case_code from "sealed"."criminal_case"
      where shard_key = any(${codes.map(shardKeyOfName)}::integer[])
        and one_case_code = any(${[...codes]}::text[])`
      .execute(connection);
    return new Map(rows.map((row) => [row.oneCaseCode, row]));
  },
});
