import type { Connection, Side, Tables } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { StreamCrossing } from '../ports/wall.ts';
import { insertRows } from './insert-rows.ts';
import { recordStores } from './record-stores.ts';

/** An open transaction, and the direction of a move; what is erased goes nowhere. */
export type Passage = Readonly<{ connection: Connection; from: Side; to: Side | undefined }>;

/** Clears the stream on this side; a writer that is just appending is waited for, and makes it a conflict. */
const clearStream = async (
  { connection, from }: Passage, { streamId, expected, remaining, crossing }: StreamCrossing,
): Promise<boolean> => {
  const shardKey = shardKeyOf(streamId);
  const [model] = [...crossing, ...remaining];
  if (model === undefined) return false;
  // Takes the place the next event would take, so that no append can slip in between and stay behind.
  const guard = { ...model, streamId, shardKey, version: expected + 1 } satisfies Tables['event'];
  const target = { schema: from, table: 'event', skipKnown: true } as const;
  if ((await insertRows(connection, target, [guard])) === 0) return false;
  const { numDeletedRows } = await connection.withSchema(from).deleteFrom('event')
    .where('shardKey', '=', shardKey).where('streamId', '=', streamId).executeTakeFirstOrThrow();
  return numDeletedRows === BigInt(expected + 1);
};

/**
 * Moves events of a stream. What remains is written anew from version 1 without gaps, so that neither a
 * number nor a hole tells that something was there. False when the stream changed since it was read.
 */
export const moveStream = async (passage: Passage, stream: StreamCrossing): Promise<boolean> => {
  const { streamId, remaining, there, crossing } = stream;
  if (!(await clearStream(passage, stream))) return false;
  const here = recordStores(passage.connection, passage.from).events;
  if (remaining.length > 0) {
    const begun = await here.begin([{ streamId, expected: 0, events: remaining }]);
    if (!begun.ok) return false;
  }
  if (crossing.length === 0 || passage.to === undefined) return true;
  const other = recordStores(passage.connection, passage.to).events;
  const added = there === 0
    ? await other.begin([{ streamId, expected: 0, events: crossing }])
    : await other.append({ streamId, expected: there, events: crossing });
  return added.ok;
};
