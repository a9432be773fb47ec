import type { ProceedingPage, ProceedingRow } from '@fengcun/store';

/** A page of a list in the order of ids. */
export type ListPage = Readonly<{ afterId?: string; limit: number }>;

/**
 * The pages of a list one after the other to its end, each read when it is asked for, behind the last row of
 * the one before: what stays at the front for ever takes nobody's place.
 */
export const pagesOf = async function* <T>(
  from: Readonly<{
    read: (page: ListPage) => Promise<readonly T[]>; idOf: (one: T) => string; limit: number;
  }>,
  start?: string,
): AsyncGenerator<readonly T[]> {
  let afterId = start;
  for (;;) {
    const page = await from.read({ limit: from.limit, ...(afterId === undefined ? {} : { afterId }) });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < from.limit) return;
    afterId = from.idOf(last);
  }
};

/** LIMIT: rows of procedures read at once. */
const PAGE_ROWS = 500;

/** Every row of procedures that is wanted, the oldest first, page by page; after an id where one is given. */
export const rowPages = (
  list: (page: ProceedingPage) => Promise<readonly ProceedingRow[]>,
  { afterId, ...which }: Omit<ProceedingPage, 'limit' | 'isNewestFirst'>,
): AsyncGenerator<readonly ProceedingRow[]> => pagesOf({
  read: (page) => list({ ...which, ...page }), idOf: ({ proceedingId }) => proceedingId, limit: PAGE_ROWS,
}, afterId);
