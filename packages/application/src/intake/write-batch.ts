import { err, ok, present, type Result } from '@fengcun/kernel';
import { ENTRY_RECORDS_MAX } from '@fengcun/ledger';
import {
  type Append, type CaseRow, type HolderRow, type RecordRow, SHARD_KEYS, type StreamEvent, type SubjectRow,
  type WriterStores,
} from '@fengcun/store';
import { writeBatchMarks } from '../certificate/marks/batch-marks.ts';
import type { Indexing } from '../certificate/marks/mark-terms.ts';
import { type ImportAct, type MintId, queued } from './act.ts';
import type { TermClaim } from './batch-context.ts';
import type { CaseDraft, Drafts, FreshEvent, RecordDraft, SubjectDraft } from './drafts.ts';
import {
  type BatchKeys, commitRecord, placeOf, type SealAll, sealJson, type SealJob,
} from './sealing.ts';
import type { StoredEvent } from './stored-event.ts';

/** Another writer was first; the batch is run again from the start. */
export type BatchConflict = Readonly<{ code: 'BATCH_CONFLICT' }>;

/** What writing a batch needs. `outcomeId`: the act its rows belong to. */
export type BatchToWrite = Readonly<{
  keys: BatchKeys; act: ImportAct; outcomeId: string; mint: MintId; now: string; drafts: Drafts;
  claims: ReadonlyMap<string, TermClaim> | undefined;
  /** Where contents are sealed. */
  sealAll: SealAll;
  /** What the marks of convictions are found by. */
  indexing: Indexing;
}>;

/** Entries of the batch, and the commitments that go into them by the position of their telling. */
type WriteContext = BatchToWrite & Readonly<{ entryIds: readonly string[]; commitments: string[] }>;

/** The entry that names the telling of a position. */
const entryAt = ({ entryIds, outcomeId }: WriteContext, position: number): string =>
  entryIds[Math.floor(position / ENTRY_RECORDS_MAX)] ?? outcomeId;

const withEntries = (batch: BatchToWrite): WriteContext => {
  const more = Math.max(0, Math.ceil(batch.drafts.stages.length / ENTRY_RECORDS_MAX) - 1);
  const entryIds = [batch.outcomeId, ...Array.from({ length: more }, () => batch.mint())];
  return { ...batch, entryIds, commitments: [] };
};

type Written = Result<void, BatchConflict>;

const DONE: Written = ok(undefined);
const CONFLICT: Written = err({ code: 'BATCH_CONFLICT' });
const KEPT = { retainUntil: null, retentionRule: 'criminal-record' } as const;

const subjectRow = ({ now }: WriteContext, { subjectId, serial }: SubjectDraft): SubjectRow =>
  ({ ...KEPT, version: 1, subjectId, eraseSerial: serial, mergedInto: null, recordedAt: now });

const caseRow = ({ now }: WriteContext, { caseId, serial, code }: CaseDraft): CaseRow =>
  ({
    ...KEPT, version: 1, caseId, eraseSerial: serial, oneCaseCode: code, mergedInto: null, recordedAt: now,
  });

const recordRow = (context: WriteContext, draft: RecordDraft): RecordRow => {
  const { recordId, subject: { subjectId }, caseId, kind, organ } = draft;
  const entryId = entryAt(context, draft.position);
  const recordedAt = context.now;
  return { ...KEPT, version: 1, recordId, subjectId, caseId, recordKind: kind, organ, entryId, recordedAt };
};

type Projection = Readonly<{ row?: unknown }>;

/** Adds what is new. A known row stays as it is: whatever is told anew stands in the events of its case. */
const addNew = async <Draft extends Projection, Row>(
  add: (rows: readonly Row[]) => Promise<void>, drafts: Iterable<Draft>, rowOf: (draft: Draft) => Row,
): Promise<void> => {
  const fresh = [...drafts].filter(({ row }) => row === undefined);
  if (fresh.length > 0) await add(fresh.map(rowOf));
};

type ToWrite = Readonly<{ draft: CaseDraft; fresh: FreshEvent; version: number }>;

const jobOf = (context: WriteContext, { draft, fresh, version }: ToWrite): SealJob => {
  const { position, recordId, serial, ...told } = fresh;
  const { key, commitment } = commitRecord(context.keys, recordId);
  context.commitments[position] = commitment;
  const content: StoredEvent = { ...told, commitmentKey: key };
  return { place: placeOf('event', draft.caseId, version), serial, text: JSON.stringify(content) };
};

/** The fresh events of cases, sealed all together, by case. */
const sealEvents = async (context: WriteContext, cases: readonly CaseDraft[]): Promise<readonly Append[]> => {
  const all = cases.flatMap((draft) =>
    draft.fresh.map((fresh, at): ToWrite => ({ draft, fresh, version: draft.streamVersion + at + 1 })));
  const sealed = await context.sealAll(context.keys, all.map((one) => jobOf(context, one)));
  const events = new Map<CaseDraft, StreamEvent[]>(cases.map((draft) => [draft, []]));
  all.forEach(({ draft, fresh }, at) => {
    const ciphertext = present(sealed[at], 'a seal for each event');
    const [entryId, eventType] = [entryAt(context, fresh.position), fresh.event.type];
    events.get(draft)?.push({ ...ciphertext, eventType, entryId, recordedAt: context.now });
  });
  return [...events].map(([draft, own]) =>
    ({ streamId: draft.caseId, expected: draft.streamVersion, events: own }));
};

const writeEvents = async (appends: readonly Append[], { open }: WriterStores): Promise<Written> => {
  const begun = appends.filter(({ expected }) => expected === 0);
  if (begun.length > 0 && !(await open.events.begin(begun)).ok) return CONFLICT;
  for (const append of appends) {
    if (append.expected > 0 && !(await open.events.append(append)).ok) return CONFLICT;
  }
  return DONE;
};

const writeStages = async (context: WriteContext, { open }: WriterStores): Promise<void> => {
  const rows = context.drafts.stages.map((stage) =>
    ({ ...KEPT, ...stage, version: 1, occurredOn: null, recordedAt: context.now }));
  if (rows.length > 0) await open.stageRecords.add(rows);
};

const writeHolders = async (context: WriteContext, { open }: WriterStores): Promise<void> => {
  const rows = [...context.drafts.records.values()].flatMap(({ recordId, held, holders }): HolderRow[] =>
    [...holders.difference(held)].map((organ) =>
      ({ recordId, organ, state: 'holding', dueOn: null, changedAt: context.now })));
  if (rows.length > 0) await open.holders.put(rows);
};

/** Whether every claim is of the person who got the term: a message may have gone to another, or wait. */
const areClaimsRight = ({ claims, drafts }: WriteContext): boolean =>
  claims === undefined
  || (drafts.terms.entries().every(([key, term]) => claims.get(key)?.subjectId === term.subjectId)
    && claims.entries().every(([key, claim]) => !claim.isNew || drafts.terms.has(key)));

/** A term belongs to one person: whoever claims it second finds the first and starts again. */
const writeTerms = async (context: WriteContext, { open }: WriterStores): Promise<Written> => {
  if (!areClaimsRight(context)) return CONFLICT;
  const terms = [...context.drafts.terms.values()];
  if (context.claims !== undefined || terms.length === 0) return DONE;
  const carriers = await open.terms.claim(terms);
  return carriers.every((subjectId, at) => subjectId === terms[at]?.subjectId) ? DONE : CONFLICT;
};

const writeExceptions = async (context: WriteContext, { operations }: WriterStores): Promise<void> => {
  const items = context.drafts.exceptions.map(({ item, serial, content }) => {
    const place = placeOf('exceptionItem', item.exceptionId, 1);
    return { ...item, ...sealJson(context.keys, { place, serial }, content), recordedAt: context.now };
  });
  if (items.length > 0) await operations.exceptions.put(items);
};

/** Shard of an act, out of its id. */
const shardOf = (entryId: string): number =>
  Buffer.from(entryId.slice(-4), 'hex').readUInt16BE() % SHARD_KEYS;

/** Outcomes that name every record taken by a commitment that ends with the record, a hundred in each. */
const writeAudit = async (context: WriteContext, { audit }: WriterStores): Promise<void> => {
  const { act, now, commitments, entryIds } = context;
  const head = { ...act.head, t: now, phase: 'outcome', prev: act.intentId, act: 'records.import' } as const;
  await audit.append(entryIds.map((id, at) => {
    const records = commitments.slice(at * ENTRY_RECORDS_MAX, (at + 1) * ENTRY_RECORDS_MAX);
    return queued({ ...head, id, ...(records.length === 0 ? {} : { records }) }, shardOf(id));
  }));
};

/** Writes everything a batch has decided, parents first, with its audit entries: all of it or nothing. */
export const writeBatch = async (batch: BatchToWrite, stores: WriterStores): Promise<Written> => {
  const context = withEntries(batch);
  const { open } = stores;
  const { cases, subjects, records } = context.drafts;
  const opened = [...cases.values()].filter(({ fresh }) => fresh.length > 0);
  // Sealed in its thread while the rows before the events are written.
  const sealing = sealEvents(context, opened);
  sealing.catch(() => undefined);
  const learned = [...subjects.values()].filter(({ claims }) => claims.size > 0);
  await addNew(open.subjects.add, learned, (draft) => subjectRow(context, draft));
  await addNew(open.cases.add, opened, (draft) => caseRow(context, draft));
  const appended = await writeEvents(await sealing, stores);
  if (!appended.ok) return appended;
  await addNew(open.records.add, records.values(), (draft) => recordRow(context, draft));
  const claimed = await writeTerms(context, stores);
  if (!claimed.ok) return claimed;
  await writeHolders(context, stores);
  await writeStages(context, stores);
  await writeBatchMarks(context, stores);
  await writeExceptions(context, stores);
  await writeAudit(context, stores);
  return DONE;
};
