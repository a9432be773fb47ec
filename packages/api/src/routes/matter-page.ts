import { pageCursor, readPageCursor } from '../pages/cursor.ts';
import { PAGE_ITEMS_DEFAULT } from './exception-schemas.ts';
import type { Reply } from './route.ts';

type Search = Readonly<{ cursor?: string; limit?: number }>;
type Page<T> = Readonly<{ items: readonly T[]; next?: string }>;

/** What a list is asked for: so many after an id. */
export type PageAsked = Readonly<{ afterId?: string; limit: number }>;

/** One page of a list in the order of ids, and where the next begins; one more is asked for than is shown. */
export const pageOf = async <T>(
  { cursor, limit = PAGE_ITEMS_DEFAULT }: Search, idOf: (item: T) => string,
  list: (page: PageAsked) => Promise<readonly T[]>,
): Promise<Reply<Page<T>>> => {
  const afterId = cursor === undefined ? undefined : readPageCursor(cursor);
  if (afterId?.ok === false) return { problem: afterId.error };
  const asked = { limit: limit + 1, ...(afterId === undefined ? {} : { afterId: afterId.value }) };
  const found = await list(asked);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return { status: 200, body: { items, ...(hasMore ? { next: pageCursor(idOf(last)) } : {}) } };
};
