import { err, ok } from '@fengcun/kernel';
import { sql } from 'kysely';
import type { Connection, Tables } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { ExceptionsQueue } from '../ports/operation-stores.ts';
import { insertRows } from './insert-rows.ts';

const ITEM = [
  'exceptionId', 'source', 'messageKey', 'reason', 'spanStart', 'spanEnd', 'recordedAt', 'version', 'content',
  'wrappedKey', 'kekId', 'state', 'resolvedAt', 'resolvedBy', 'resolution',
] as const;

const WAITING = { state: 'waiting', resolvedAt: null, resolvedBy: null, resolution: null } as const;

/** The exceptions queue over an open transaction. */
export const exceptionsQueue = (connection: Connection): ExceptionsQueue => {
  const ops = connection.withSchema('ops');
  const change = async (exceptionId: string, how: Partial<Tables['exceptionItem']>) => {
    const { numUpdatedRows } = await ops.updateTable('exceptionItem').set(how)
      .where('shardKey', '=', shardKeyOf(exceptionId)).where('exceptionId', '=', exceptionId)
      .where('state', '=', 'waiting').executeTakeFirstOrThrow();
    return numUpdatedRows === 1n ? ok(undefined) : err({ code: 'NOT_WAITING' } as const);
  };
  return {
    put: async (items) => {
      const rows = items.map((item) =>
        ({ ...item, ...WAITING, shardKey: shardKeyOf(item.exceptionId) } satisfies Tables['exceptionItem']));
      await insertRows(connection, { schema: 'ops', table: 'exceptionItem' }, rows);
    },
    page: ({ afterId, limit, sourcePrefix, state }) => {
      let page = ops.selectFrom('exceptionItem').select(ITEM).orderBy('exceptionId').limit(limit);
      if (state !== undefined) page = page.where('state', '=', state);
      if (afterId !== undefined) page = page.where('exceptionId', '>', afterId);
      if (sourcePrefix === undefined) return page.execute();
      return page.where(({ ref }) => sql<boolean>`starts_with(${ref('source')}, ${sourcePrefix})`).execute();
    },
    find: (exceptionId) =>
      ops.selectFrom('exceptionItem').select(ITEM).where('shardKey', '=', shardKeyOf(exceptionId))
        .where('exceptionId', '=', exceptionId).executeTakeFirst(),
    propose: ({ exceptionId, ...proposal }) => change(exceptionId, proposal),
    resolve: ({ exceptionId, ...how }) => change(exceptionId, how),
  };
};
