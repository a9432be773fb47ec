import { sql } from 'kysely';
import type { Connection } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { HeldMessage, HeldMessages } from '../ports/held-messages.ts';

const COLUMNS = sql.raw('held_id, case_id, source, message_key, reason, version, content, '
  + 'wrapped_key, kek_id, recorded_at, retain_until, retention_rule');

/** Held messages over an open transaction of the sealing service; a row lies in the shard of its case. */
export const heldMessages = (connection: Connection): HeldMessages => ({
  add: async (rows) => {
    for (const row of rows) {
      const { heldId, caseId, source, messageKey, reason, version, content, wrappedKey, kekId } = row;
      const { recordedAt, retainUntil, retentionRule } = row;
      const values = [
        heldId, caseId, source, messageKey, reason, version, content, wrappedKey, kekId, recordedAt,
        retainUntil, retentionRule,
      ];
      await sql`insert into "sealed"."held_message" ("shard_key", ${COLUMNS})
        values (${sql.join([shardKeyOf(heldId), ...values])})`.execute(connection);
    }
  },
  ofCase: async (caseId) => (await sql<HeldMessage>`
    select ${COLUMNS} from "sealed"."held_message"
    where shard_key = ${shardKeyOf(caseId)} and case_id = ${caseId} order by held_id`
    .execute(connection)).rows,
  remove: async (heldId) => {
    const { numAffectedRows } = await sql`delete from "sealed"."held_message"
      where shard_key = ${shardKeyOf(heldId)} and held_id = ${heldId}`.execute(connection);
    return numAffectedRows === 1n;
  },
});
