import type { FactInput } from '@fengcun/policy';
import { catalogueFacts } from '@fengcun/registry';

const months = (value: unknown): number | undefined =>
  (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 1200 ? value : undefined);

/**
 * A row of the collection of traffic judgments of 2019 (交通肇事罪, negligent) as facts: fixed term and suspension
 * in
 * months; 0 months mixes 拘役, exemption and unread terms, so the penalty stays unknown there. Only the year of
 * birth
 * is told, so the birth day stays unknown. Undefined for a row that is none.
 */
export const factsFromTraffic = (row: Readonly<Record<string, unknown>>): FactInput | undefined => {
  if (!('有期徒刑' in row) || !('缓刑' in row)) return undefined;
  const term = months(row['有期徒刑']);
  const suspension = months(row['缓刑']);
  return {
    recordKind: 'conviction', subjectKind: 'person', ...catalogueFacts(['交通肇事罪']),
    ...(term === undefined ? {} : { penalty: 'fixedTermImprisonment', executedTermMonths: term }),
    suspended: suspension !== undefined,
    ...(suspension === undefined ? {} : { suspensionPeriodMonths: suspension }),
  };
};
