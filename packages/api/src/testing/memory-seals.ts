import type { FoundSeal, SealsPort } from '../ports/seals-port.ts';
import type { OverdueOrgan, SealStep } from '../routes/seal-schemas.ts';

/** A seal in memory, with the steps that its organs see. */
export type MemorySeal = FoundSeal & Readonly<{ steps: readonly SealStep[] }>;

const lateIn = ({ seal }: MemorySeal): readonly OverdueOrgan[] =>
  seal.missing.map(({ holder, rule, since, dueOn }) =>
    ({ organ: holder, duties: [{ recordId: seal.recordId, rule, since: since.slice(0, 10), dueOn }] }));

/** Seals in memory; whoever is missing is late. */
export const memorySeals = (seals: Map<string, MemorySeal>): SealsPort => {
  const of = (organ: string): readonly MemorySeal[] =>
    [...seals.values()].filter(({ organs }) => organs.includes(organ));
  return {
    list: async ({ organ, afterId = '', limit, state }) => of(organ).map(({ seal }) => seal)
      .filter(({ recordId, status }) => recordId > afterId && (state === undefined || status === state))
      .sort((a, b) => (a.recordId < b.recordId ? -1 : 1)).slice(0, limit),
    find: async (recordId) => seals.get(recordId),
    overdue: async (organ) => of(organ).flatMap(lateIn),
    timeline: async (caseCode, organ) =>
      of(organ).filter(({ seal }) => seal.caseCode === caseCode).flatMap(({ steps }) => steps),
  };
};
