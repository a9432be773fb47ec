import { pageCursor, readPageCursor } from '../pages/cursor.ts';
import type { MattersPage } from '../ports/supervision-port.ts';
import { PAGE_ITEMS_DEFAULT } from './exception-schemas.ts';
import type { Reply } from './route.ts';
import type { MatterListed } from './supervision-schemas.ts';

type Search = Readonly<{ cursor?: string; limit?: number; which?: 'waiting' | 'opened' }>;
type Page = Readonly<{ items: readonly MatterListed[]; next?: string }>;

/** One page of a list and where the next begins. */
export const pageOf = async (
  { cursor, limit = PAGE_ITEMS_DEFAULT, which = 'waiting' }: Search,
  list: (page: MattersPage) => Promise<readonly MatterListed[]>,
): Promise<Reply<Page>> => {
  const afterId = cursor === undefined ? undefined : readPageCursor(cursor);
  if (afterId?.ok === false) return { problem: afterId.error };
  const found = await list({
    which, limit: limit + 1, ...(afterId === undefined ? {} : { afterId: afterId.value }),
  });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return { status: 200, body: { items, ...(hasMore ? { next: pageCursor(last.id) } : {}) } };
};
