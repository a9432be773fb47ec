import { present } from '@fengcun/kernel';
import type { Move } from '@fengcun/store';

const byId = <T extends Readonly<{ id: string }>>(all: readonly T[]): readonly T[] =>
  all.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));

/**
 * Moves that share no person and no case, as one: shared rows in the order of their ids, so that two such
 * moves at once take them in the same order. All have the same direction and instant.
 */
export const mergeMoves = (moves: readonly Move[]): Move => {
  const [first] = moves;
  const { holderStates, at } = present(first, 'a move to merge');
  return {
    holderStates, at,
    subjects: byId(moves.flatMap(({ subjects }) => subjects)),
    cases: byId(moves.flatMap(({ cases }) => cases)),
    records: moves.flatMap(({ records }) => records),
    stageRecords: moves.flatMap(({ stageRecords }) => stageRecords),
    attachments: moves.flatMap(({ attachments }) => attachments),
    streams: moves.flatMap(({ streams }) => streams),
    claims: {
      takenAs: moves.flatMap(({ claims }) => claims.takenAs),
      terms: moves.flatMap(({ claims }) => claims.terms),
      known: moves.flatMap(({ claims }) => claims.known),
      knownTerms: moves.flatMap(({ claims }) => claims.knownTerms),
    },
    exceptions: moves.flatMap(({ exceptions }) => exceptions),
  };
};
