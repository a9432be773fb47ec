import type { Bilingual, ReportModel, ReportPerson, ReportStatus } from './model.ts';
import { type Verdict, verdictOf } from './wording.ts';

/** How many persons share one reason. */
export type ReasonCount = Readonly<{ reason: Bilingual; count: number }>;

/** Numbers of a report: documents by reading, persons by decision, and the reasons, most frequent first. */
export type Tally = Readonly<{
  documents: number;
  persons: number;
  statuses: Readonly<Record<ReportStatus, number>>;
  verdicts: Readonly<Record<Verdict, Readonly<{ count: number; reasons: readonly ReasonCount[] }>>>;
}>;

const reasonsOf = (persons: readonly ReportPerson[]): readonly ReasonCount[] => {
  const counts = new Map<string, { reason: Bilingual; count: number }>();
  for (const { reason } of persons) {
    const entry = counts.get(reason.zh) ?? { reason, count: 0 };
    entry.count += 1;
    counts.set(reason.zh, entry);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
};

/** Counts a report. Every person is in exactly one verdict, every document in exactly one status. */
export const tallyOf = (model: ReportModel): Tally => {
  const persons = model.documents.flatMap((document) => document.persons);
  const group = (verdict: Verdict): Tally['verdicts'][Verdict] => {
    const own = persons.filter((person) => verdictOf(person.outcome) === verdict);
    return { count: own.length, reasons: reasonsOf(own) };
  };
  const status = (name: ReportStatus): number =>
    model.documents.filter((document) => document.status === name).length;
  return {
    documents: model.documents.length,
    persons: persons.length,
    statuses: { exact: status('exact'), doubtful: status('doubtful'), refused: status('refused') },
    verdicts: { seal: group('seal'), open: group('open'), review: group('review') },
  };
};

// LIMIT: more reasons than this make no picture; the list of persons has them all.
const REASONS_SHOWN_MAX = 6;
const OTHER_REASONS: Bilingual = { zh: '其他', en: 'other' };

/** The most frequent reasons, the rest counted together. */
export const shownReasons = (reasons: readonly ReasonCount[]): readonly ReasonCount[] => {
  const rest = reasons.slice(REASONS_SHOWN_MAX).reduce((sum, item) => sum + item.count, 0);
  const others = rest === 0 ? [] : [{ reason: OTHER_REASONS, count: rest }];
  return [...reasons.slice(0, REASONS_SHOWN_MAX), ...others];
};
