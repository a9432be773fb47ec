import { err, ok, type Result } from '@fengcun/kernel';

const PREFIX = 'after:';
const ID = /^[0-9a-f-]{8,64}$/;

/** The mark of the page after an item: opaque to callers, who only hand it back. */
export const pageCursor = (afterId: string): string => Buffer.from(PREFIX + afterId).toString('base64url');

/** The id in a mark. What is in it gives no right: the page is filtered by the actor's organ again. */
export const readPageCursor = (cursor: string): Result<string, 'CURSOR_INVALID'> => {
  const plain = Buffer.from(cursor, 'base64url').toString('latin1');
  const afterId = plain.startsWith(PREFIX) ? plain.slice(PREFIX.length) : '';
  return ID.test(afterId) && pageCursor(afterId) === cursor ? ok(afterId) : err('CURSOR_INVALID');
};
