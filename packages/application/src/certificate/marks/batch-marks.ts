import { bearsOnConviction, type Conviction, convictionOf, documentKey, markKeys } from '@fengcun/registry';
import type { WriterStores } from '@fengcun/store';
import type { ImportAct } from '../../intake/act.ts';
import type { CaseDraft, Drafts, RecordDraft, SubjectDraft } from '../../intake/drafts.ts';
import type { BatchKeys } from '../../intake/sealing.ts';
import { type Indexing, MARK_KEEPER, markTerms } from './mark-terms.ts';
import { marksOf, refreshMarks } from './refresh-marks.ts';

/** What a batch has to tell about its marks. */
export type BatchMarks = Readonly<{
  indexing: Indexing; keys: BatchKeys; act: ImportAct; drafts: Drafts;
}>;

const hasBearing = ({ fresh }: CaseDraft): boolean =>
  fresh.some(({ event }) => event.type === 'StageRecorded' && bearsOnConviction(event.kind));

/** People the store knows already about whom something was told that can change a mark. */
const changedPeople = ({ drafts }: BatchMarks): readonly string[] => {
  const told = new Set([...drafts.cases.values()].flatMap(({ fresh }) => fresh.flatMap(({ event }) =>
    (event.type === 'StageRecorded' && bearsOnConviction(event.kind) ? [event.subject] : []))));
  return [...drafts.subjects.values()].flatMap(({ subjectId, token, row }) =>
    (row !== undefined && (told.has(token) || drafts.newNumbers.has(subjectId)) ? [subjectId] : []));
};

type Found = Readonly<{ subject: SubjectDraft; record: RecordDraft; conviction: Conviction }>;

/** People nobody knew before this batch: everything about them is at hand, and nobody else works on them. */
const freshConvictions = ({ drafts }: BatchMarks): readonly Found[] =>
  [...drafts.records.values()].flatMap((record): readonly Found[] => {
    const { subject, caseId } = record;
    const draft = drafts.cases.get(caseId);
    if (subject.row !== undefined || draft?.state.status !== 'open' || !hasBearing(draft)) return [];
    const conviction = convictionOf(draft.state, new Set([subject.token]));
    return conviction === undefined ? [] : [{ subject, record, conviction }];
  });

/** Numbers of a message that nobody had told about the person before. */
export const isNewNumber = (
  known: Iterable<Readonly<{ documents: readonly Parameters<typeof documentKey>[0][] }>>,
  told: readonly Parameters<typeof documentKey>[0][],
): boolean => {
  const keys = new Set([...known].flatMap(({ documents }) => documents.map(documentKey)));
  return told.some((document) => !keys.has(documentKey(document)));
};

/** Tells the marks that follow from a batch, after its rows and in its transaction. */
export const writeBatchMarks = async (batch: BatchMarks, stores: WriterStores): Promise<void> => {
  const { indexing, keys, act } = batch;
  const { certificates: { marks }, open } = stores;
  // At once, so that the key store is read once for all of them.
  const fresh = await Promise.all(freshConvictions(batch).map(async ({ subject, record, conviction }) => {
    const terms = await markTerms(indexing, MARK_KEEPER, markKeys([...subject.claims.values()]));
    const named = { recordId: record.recordId, subjectId: subject.subjectId };
    return marksOf([{ record: named, conviction }], terms);
  }));
  await marks.add(fresh.flat());
  const changed = changedPeople(batch);
  if (changed.length > 0) {
    await refreshMarks({ indexing, open, marks, opening: { keys, service: { act } } }, changed);
  }
};
