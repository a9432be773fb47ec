import {
  type Conviction, convictionOf, foldCase, markKeys, type OpenCase, type PersonClaims, representativeOf,
  type SubjectToken, withMerged,
} from '@fengcun/registry';
import type { ConvictionMark, ConvictionMarks, MarkTerm, RecordRow, RecordStores } from '@fengcun/store';
import { groupOf, loadByCode, openEvents, type OpeningEvents } from '../../cases/case-events.ts';
import { tokenOf } from '../../intake/batch-context.ts';
import { groupUnder, loadLinks, subjectIdOf } from '../../subjects/stored-links.ts';
import { type Indexing, MARK_KEEPER, markTerms } from './mark-terms.ts';

/** What keeping marks needs in an open transaction: open rows, keys of the open side, a committed intent. */
export type MarkKeeping = Readonly<{
  indexing: Indexing; opening: OpeningEvents; open: RecordStores; marks: ConvictionMarks;
}>;

/** Marks that were not as they should be. */
export type MarkChanges = Readonly<{ added: readonly ConvictionMark[]; removed: readonly ConvictionMark[] }>;

type CaseStates = Map<string, OpenCase | undefined>;

/** A case with the records of every case it is merged with; undefined where it is gone. */
const caseState = async (
  { opening, open }: MarkKeeping, known: CaseStates, caseId: string,
): Promise<OpenCase | undefined> => {
  if (known.has(caseId)) return known.get(caseId);
  const stored = await open.events.load(caseId);
  const own = foldCase(await openEvents(opening, caseId, stored));
  const load = (code: OpenCase['caseCode']) => loadByCode(opening, open, code);
  const together = own.status !== 'open' || own.links.size === 0
    ? [] : await groupOf<Readonly<{ state: OpenCase }>>({ state: own }, load);
  const state = own.status !== 'open' ? undefined
    : together.length === 0 ? own : withMerged(own, together.map((one) => one.state));
  known.set(caseId, state);
  return state;
};

/** Everybody who is one person with a subject today, themselves included. */
const groupAround = async (
  { opening, open }: MarkKeeping, subjectId: string,
): Promise<readonly SubjectToken[]> => {
  const token = tokenOf(subjectId);
  const links = await loadLinks(opening, open, [token]);
  return groupUnder(links, representativeOf(links, token));
};

type ConvictedBy = Readonly<{
  record: Pick<RecordRow, 'recordId' | 'subjectId'>; conviction: Conviction;
}>;

/** Marks of convictions for terms, in a stable order. */
export const marksOf = (
  convictions: readonly ConvictedBy[], terms: readonly MarkTerm[],
): readonly ConvictionMark[] => convictions.flatMap(({ record: { recordId, subjectId }, conviction }) =>
  terms.map((term) => ({
    ...term, recordId, subjectId, standing: conviction.standing, effectiveOn: conviction.effectiveOn ?? null,
  })));

const wantedFor = async (
  keeping: MarkKeeping, group: readonly SubjectToken[],
): Promise<readonly ConvictionMark[]> => {
  const [people, known] = [new Set(group), new Map<string, OpenCase | undefined>()];
  const convictions: ConvictedBy[] = [];
  const claims: PersonClaims[] = [];
  for (const token of group) {
    for (const record of await keeping.open.records.ofSubject(subjectIdOf(token))) {
      const state = await caseState(keeping, known, record.caseId);
      if (state === undefined) continue;
      const conviction = convictionOf(state, people);
      if (conviction !== undefined) convictions.push({ record, conviction });
      for (const { subject, message } of state.records.values()) {
        if (people.has(subject)) claims.push(message.person);
      }
    }
  }
  if (convictions.length === 0) return [];
  return marksOf(convictions, await markTerms(keeping.indexing, MARK_KEEPER, markKeys(claims)));
};

const keyOf = ({ term, ...mark }: ConvictionMark): string => {
  const { termKind, pepperVersion, recordId, standing, effectiveOn } = mark;
  const digits = Buffer.from(term).toString('hex');
  return [termKind, pepperVersion, digits, recordId, standing, effectiveOn ?? ''].join('|');
};

const without = (
  all: readonly ConvictionMark[], known: readonly ConvictionMark[],
): readonly ConvictionMark[] => {
  const keys = new Set(known.map(keyOf));
  return all.filter((mark) => !keys.has(keyOf(mark)));
};

/** What the marks of a person and everybody merged with them should be, against what they are. */
export const compareMarks = async (keeping: MarkKeeping, subjectId: string): Promise<MarkChanges> => {
  const group = await groupAround(keeping, subjectId);
  const ids = group.map(subjectIdOf).sort();
  for (const id of ids) await keeping.marks.hold(id);
  const wanted = await wantedFor(keeping, group);
  const stored = await keeping.marks.ofSubjects(ids);
  return { added: without(wanted, stored), removed: without(stored, wanted) };
};

/**
 * Makes the marks of these people what their open records say, in the transaction that changed the records.
 * LIMIT: opens every open case of each person; callers ask only where something can have changed.
 */
export const refreshMarks = async (keeping: MarkKeeping, subjectIds: readonly string[]): Promise<void> => {
  for (const subjectId of [...new Set(subjectIds)].sort()) {
    const { added, removed } = await compareMarks(keeping, subjectId);
    await keeping.marks.remove(removed);
    await keeping.marks.add(added);
  }
};
