import type { OpenCase } from '../case/case-state.ts';
import { type SubjectLinks, subjectOfRecord } from './subject-links.ts';

/**
 * A case with every record under the subject it belongs to today, for projections (entries, holders,
 * contradictions). The case itself keeps what was recorded, so that taking a merge back takes this back too.
 */
export const linkedCase = (state: OpenCase, links: SubjectLinks): OpenCase => ({
  ...state,
  records: new Map([...state.records].map(([id, record]) =>
    [id, { ...record, subject: subjectOfRecord(links, record) }] as const)),
});
