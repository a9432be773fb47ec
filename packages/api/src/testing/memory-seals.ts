import { err, ok } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { FoundSeal, OpeningDecision, SealsPort } from '../ports/seals-port.ts';
import type { OverdueOrgan, SealShown, SealStep } from '../routes/seal-schemas.ts';
import { type Journal, setIn } from './journal.ts';

/** A seal in memory, with the steps that its organs see. */
export type MemorySeal = FoundSeal & Readonly<{ steps: readonly SealStep[]; proposedBy?: string }>;

const lateIn = ({ seal }: MemorySeal): readonly OverdueOrgan[] =>
  seal.missing.map(({ holder, rule, since, dueOn }) =>
    ({ organ: holder, duties: [{ recordId: seal.recordId, rule, since: since.slice(0, 10), dueOn }] }));

const PROPOSED = '01900000-0000-7000-8000-0000000000d9';

const decider = (seals: Map<string, MemorySeal>, undo: Journal) =>
  async ({ recordId, proposalId }: OpeningDecision, by: Actor, status: SealShown['status']) => {
    const found = seals.get(recordId);
    if (found?.seal.proposal?.proposalId !== proposalId) return err({ code: 'PROPOSAL_UNKNOWN' } as const);
    if (found.proposedBy === by.id) return err({ code: 'FOUR_EYES' } as const);
    const { proposal: _gone, ...seal } = found.seal;
    setIn(seals, [recordId, { ...found, seal: { ...seal, status } }], undo);
    return ok({ recordId, proposalId, status });
  };

/** Seals in memory; whoever is missing is late. */
export const memorySeals = (seals: Map<string, MemorySeal>, undo: Journal): SealsPort => {
  const decide = decider(seals, undo);
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
    propose: async (recordId, { ground }, by) => {
      const found = seals.get(recordId);
      if (found === undefined) return err({ code: 'SEAL_STANDS_OTHERWISE' });
      if (found.seal.proposal !== undefined) return err({ code: 'PROPOSAL_PENDING' });
      const seal = { ...found.seal, proposal: { proposalId: PROPOSED, ground, isApproved: false } };
      setIn(seals, [recordId, { ...found, seal, proposedBy: by.id }], undo);
      return ok({ recordId, proposalId: PROPOSED, status: seal.status });
    },
    approve: (decision, by) => decide(decision, by, 'unsealed'),
    refuse: (decision, by) => decide(decision, by, 'sealed'),
  };
};
