import type { WriterStores } from '@fengcun/store';
import type { OpeningEvents } from '../../cases/case-events.ts';
import type { SideKeys } from '../../sealing/side-keys.ts';
import { type Indexing } from './mark-terms.ts';
import { refreshMarks } from './refresh-marks.ts';

/**
 * A person one of whose records left the open side, or came to it. `isGone`: nothing of them is left there,
 * and they were never merged with anybody.
 */
export type MovedPerson = Readonly<{ subjectId: string; isGone: boolean }>;

/** What following a move needs: keys of the open side, and the act whose intent is committed. */
export type Following = Readonly<{
  indexing: Indexing; keys: SideKeys; act: OpeningEvents['service']['act'];
}>;

/**
 * Marks after a move, in its transaction: a sealed record leaves none, nor one that only its numbers led to;
 * one that is opened has its mark again.
 * @see 2022 Measures arts 15, 18, 19
 */
export const followMove = async (
  { indexing, keys, act }: Following, { open, certificates: { marks } }: WriterStores,
  people: readonly MovedPerson[],
): Promise<void> => {
  await marks.removeOfSubjects(people.flatMap(({ subjectId, isGone }) => (isGone ? [subjectId] : [])));
  const staying = people.flatMap(({ subjectId, isGone }) => (isGone ? [] : [subjectId]));
  if (staying.length === 0) return;
  const opening: OpeningEvents = { keys: { ...keys, eraseKeys: new Map() }, service: { act } };
  await refreshMarks({ indexing, opening, open, marks }, staying);
};
