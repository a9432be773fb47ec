import { assert, err, ok } from '@fengcun/kernel';
import { sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection, Side, Tables } from '../database/tables.ts';
import { shardKeyOf, shardKeyOfName } from '../identity/sharded-id.ts';
import type { HolderName, HolderStore, RecordStores } from '../ports/record-stores.ts';
import type { HolderRow, HolderState } from '../ports/rows.ts';
import { eventStore } from './event-store.ts';
import { inbox } from './inbox.ts';
import { insertRows } from './insert-rows.ts';
import { proceedingStore } from './proceedings.ts';
import { columnsOf, type KeptOf, type KeptTable, rowStore } from './row-store.ts';
import { termStore } from './term-store.ts';

/** Rows of a kept table that name a subject or case, in id order; `shardKey` undefined asks every shard. */
const rowsNaming = async <Name extends KeptTable>(
  connection: Connection, side: Side,
  named: Readonly<{ table: Name; column: 'subject_id' | 'case_id'; id: string; shardKey?: number }>,
): Promise<readonly KeptOf<Name>[]> => {
  const inShard = named.shardKey === undefined ? sql`` : sql`shard_key = ${named.shardKey} and `;
  const { rows } = await sql<KeptOf<Name>>`
    select ${columnsOf(named.table)} from ${sql.table(`${side}.${named.table}`)}
    where ${inShard}${sql.ref(named.column)} = ${named.id} order by 1`.execute(connection);
  return rows;
};

const holderStore = (connection: Connection, side: Side): HolderStore => {
  const holders = connection.withSchema(side);
  const change: HolderStore['change'] = async (row, from) => {
    const { state, dueOn, changedAt } = row;
    const { numUpdatedRows } = await holders.updateTable('holder').set({ state, dueOn, changedAt })
      .where('shardKey', '=', shardKeyOf(row.recordId)).where('recordId', '=', row.recordId)
      .where('organ', '=', row.organ).where('state', '=', from).executeTakeFirst();
    return numUpdatedRows === 1n ? ok(undefined) : err({ code: 'ROW_CHANGED', id: row.recordId });
  };
  return {
    put: async (rows) => {
      const sharded = rows.map((row) =>
        ({ ...row, shardKey: shardKeyOf(row.recordId) } satisfies Tables['holder']));
      await insertRows(connection, { schema: side, table: 'holder' }, sharded);
    },
    of: (recordId) =>
      holders.selectFrom('holder').select(['recordId', 'organ', 'state', 'dueOn', 'changedAt'])
        .where('shardKey', '=', shardKeyOf(recordId)).where('recordId', '=', recordId)
        .orderBy('organ').execute(),
    remove: (names) => removeHolders(connection, side, names),
    change,
    changeAll: (changes) => changeHolders(connection, side, changes),
    setAll: (rows) => changeHolders(connection, side, rows.map((row) => ({ row }))),
  };
};

const removeHolders = async (
  connection: Connection, side: Side, names: readonly HolderName[],
): Promise<void> => {
  for (const part of isDistributed(connection) ? names.map((one) => [one]) : [names]) {
    if (part.length === 0) continue;
    await sql`
      delete from ${sql.table(`${side}.holder`)} as target
      using unnest(${part.map(({ recordId }) => shardKeyOf(recordId))}::integer[],
        ${part.map(({ recordId }) => recordId)}::uuid[], ${part.map(({ organ }) => organ)}::text[])
        as gone (shard_key, record_id, organ)
      where target.shard_key = gone.shard_key and target.record_id = gone.record_id
        and target.organ = gone.organ`.execute(connection);
  }
};

type HolderChanges = readonly Readonly<{ row: HolderRow; from?: HolderState }>[];

/** Holders and what they change to, joined on their shard keys; a distributed database is told one by one. */
const changeHolders = async (
  connection: Connection, side: Side, changes: HolderChanges,
): Promise<readonly HolderName[]> => {
  const changed: HolderName[] = [];
  for (const part of isDistributed(connection) ? changes.map((one) => [one]) : [changes]) {
    if (part.length === 0) continue;
    const rows = part.map(({ row }) => row);
    const done = await sql<HolderName>`
      update ${sql.table(`${side}.holder`)} as target
      set state = change.state, due_on = change.due_on, changed_at = change.changed_at
      from unnest(${rows.map(({ recordId }) => shardKeyOf(recordId))}::integer[],
        ${rows.map(({ recordId }) => recordId)}::uuid[], ${rows.map(({ organ }) => organ)}::text[],
        ${rows.map(({ state }) => state)}::text[], ${rows.map(({ dueOn }) => dueOn)}::date[],
        ${rows.map(({ changedAt }) => changedAt)}::timestamptz[],
        ${part.map(({ from }) => from ?? null)}::text[])
        as change (shard_key, record_id, organ, state, due_on, changed_at, was)
      where target.shard_key = change.shard_key and target.record_id = change.record_id
        and target.organ = change.organ and target.state = coalesce(change.was, target.state)
      returning target.record_id, target.organ`.execute(connection);
    changed.push(...done.rows);
  }
  return changed;
};

const caseStore = (connection: Connection, side: Side): RecordStores['cases'] => {
  const rows = rowStore(connection, { side, table: 'criminalCase' });
  return {
    ...rows,
    add: async (cases) => {
      const isAtHome = cases.every((row) => shardKeyOf(row.caseId) === shardKeyOfName(row.oneCaseCode));
      assert(isAtHome, 'a case id is minted in the shard of its code');
      await rows.add(cases);
    },
    findByCode: async (oneCaseCode) => {
      const found = await sql<KeptOf<'criminalCase'>>`
        select ${columnsOf('criminalCase')} from ${sql.table(`${side}.criminalCase`)}
        where shard_key = ${shardKeyOfName(oneCaseCode)} and one_case_code = ${oneCaseCode}`
        .execute(connection);
      return found.rows[0];
    },
  };
};

/** Rows that live in the shard of the case they belong to. */
const caseParts = <Name extends 'stageRecord' | 'attachment'>(
  connection: Connection, side: Side, table: Name,
): Readonly<{ ofCase: (caseId: string) => Promise<readonly KeptOf<Name>[]> }> => ({
  ofCase: (caseId) =>
    rowsNaming(connection, side, { table, column: 'case_id', id: caseId, shardKey: shardKeyOf(caseId) }),
});

/** Everything that can be done with records on one side of the wall, over an open transaction. */
export const recordStores = (connection: Connection, side: Side): RecordStores => ({
  subjects: rowStore(connection, { side, table: 'subject' }),
  terms: termStore(connection, side),
  cases: caseStore(connection, side),
  records: {
    ...rowStore(connection, { side, table: 'record' }),
    ofSubject: (subjectId) =>
      rowsNaming(connection, side, {
        table: 'record', column: 'subject_id', id: subjectId, shardKey: shardKeyOf(subjectId),
      }),
    ofCase: (caseId) => rowsNaming(connection, side, { table: 'record', column: 'case_id', id: caseId }),
  },
  holders: holderStore(connection, side),
  stageRecords: {
    ...rowStore(connection, { side, table: 'stageRecord' }), ...caseParts(connection, side, 'stageRecord'),
  },
  attachments: {
    ...rowStore(connection, { side, table: 'attachment' }), ...caseParts(connection, side, 'attachment'),
  },
  events: eventStore(connection, side),
  inbox: inbox(connection, side),
  proceedings: proceedingStore(connection, side),
});
