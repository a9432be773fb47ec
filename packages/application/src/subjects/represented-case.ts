import { linkedCase, NO_LINKS, type OpenCase, type SubjectLinks, type SubjectToken } from '@fengcun/registry';
import type { RecordStores } from '@fengcun/store';
import type { OpeningEvents } from '../cases/case-events.ts';
import { loadLinks, subjectIdOf } from './stored-links.ts';

/**
 * A case with every record under the subject it is kept under today; undefined where nobody in it was ever
 * merged. LIMIT: looks at the row of every person of the case, so only who is in doubt asks for it.
 */
export const representedCase = async (
  opening: OpeningEvents, open: RecordStores, state: OpenCase,
): Promise<OpenCase | undefined> => {
  const tokens = new Set([...state.records.values()].map(({ subject }) => subject));
  const linked: SubjectToken[] = [];
  for (const token of tokens) {
    const row = await open.subjects.find(subjectIdOf(token));
    if (row !== undefined && row.version > 1) linked.push(token);
  }
  if (linked.length === 0) return undefined;
  const links: SubjectLinks = await loadLinks(opening, open, linked);
  return links === NO_LINKS ? undefined : linkedCase(state, links);
};
