import { err, type Json, ok, type Result } from '@fengcun/kernel';
import {
  type CaseRow, type CommitmentKeyRow, type HolderRow, type QueuedEntry, type RecordRow, shardKeyOf,
  type StreamEvent, type SubjectRow, type WriterStores,
} from '@fengcun/store';
import { type ActHead, type ImportAct, type MintId, queued } from './act.ts';
import type { TermClaim } from './batch-context.ts';
import type { CaseDraft, Drafts, RecordDraft, SubjectDraft } from './drafts.ts';
import { type BatchKeys, commitRecord, placeOf, sealJson } from './sealing.ts';
import type { StoredEvent } from './stored-event.ts';

/** Another writer was first; the batch is run again from the start. */
export type BatchConflict = Readonly<{ code: 'BATCH_CONFLICT' }>;

/** What writing a batch needs. `outcomeId`: the act its rows belong to. */
export type WriteContext = Readonly<{
  keys: BatchKeys; act: ImportAct; outcomeId: string; mint: MintId; now: string; drafts: Drafts;
  claims: ReadonlyMap<string, TermClaim> | undefined;
}>;

type Written = Result<void, BatchConflict>;

const DONE: Written = ok(undefined);
const CONFLICT: Written = err({ code: 'BATCH_CONFLICT' });
const KEPT = { retainUntil: null, retentionRule: 'criminal-record' } as const;

// Values below were read by our own parsers and hold plain data only.
const json = (value: unknown): Json => value as Json;

const subjectRow = ({ now }: WriteContext, { subjectId, serial }: SubjectDraft): SubjectRow =>
  ({ ...KEPT, version: 1, subjectId, eraseSerial: serial, mergedInto: null, recordedAt: now });

const caseRow = ({ now }: WriteContext, { caseId, serial, code }: CaseDraft): CaseRow =>
  ({ ...KEPT, version: 1, caseId, eraseSerial: serial, oneCaseCode: code, recordedAt: now });

const recordRow = ({ now }: WriteContext, draft: RecordDraft): RecordRow => {
  const { recordId, subject: { subjectId }, caseId, kind, organ } = draft;
  return { ...KEPT, version: 1, recordId, subjectId, caseId, recordKind: kind, organ, recordedAt: now };
};

type Projection = Readonly<{ row?: unknown }>;

/** Adds what is new. A known row stays as it is: whatever is told anew stands in the events of its case. */
const addNew = async <Draft extends Projection, Row>(
  add: (rows: readonly Row[]) => Promise<void>, drafts: Iterable<Draft>, rowOf: (draft: Draft) => Row,
): Promise<void> => {
  const fresh = [...drafts].filter(({ row }) => row === undefined);
  if (fresh.length > 0) await add(fresh.map(rowOf));
};

const eventsOf = (context: WriteContext, draft: CaseDraft): readonly StreamEvent[] =>
  draft.fresh.map(({ event, serial, ...about }, at) => {
    const place = placeOf('event', draft.caseId, draft.streamVersion + at + 1);
    const sealed = sealJson(context.keys, { place, serial }, json({ event, ...about } satisfies StoredEvent));
    return { ...sealed, eventType: event.type, recordedAt: context.now };
  });

const writeEvents = async (context: WriteContext, { open }: WriterStores): Promise<Written> => {
  const changed = [...context.drafts.cases.values()].filter(({ fresh }) => fresh.length > 0);
  const appends = changed.map((draft) =>
    ({ streamId: draft.caseId, expected: draft.streamVersion, events: eventsOf(context, draft) }));
  const begun = appends.filter(({ expected }) => expected === 0);
  if (begun.length > 0 && !(await open.events.begin(begun)).ok) return CONFLICT;
  for (const append of appends) {
    if (append.expected > 0 && !(await open.events.append(append)).ok) return CONFLICT;
  }
  return DONE;
};

const writeStages = async (context: WriteContext, { open }: WriterStores): Promise<void> => {
  const rows = context.drafts.stages.map(({ row }) =>
    ({ ...KEPT, ...row, version: 1, occurredOn: null, recordedAt: context.now }));
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
  if (terms.length === 0) return DONE;
  if (context.claims !== undefined) {
    await open.terms.add(terms);
    return DONE;
  }
  const claims = await open.inbox.takeAll(terms.map(({ term, termKind, pepperVersion, subjectId }) => ({
    source: `${termKind}:${pepperVersion}`, messageKey: term, bodyHash: term, takenAs: subjectId,
    receivedAt: context.now,
  })));
  if (claims.some(({ takenAs }, at) => takenAs !== terms[at]?.subjectId)) return CONFLICT;
  await open.terms.add(terms);
  return DONE;
};

const writeExceptions = async (context: WriteContext, { operations }: WriterStores): Promise<void> => {
  const items = context.drafts.exceptions.map(({ item, serial, content }) => {
    const place = placeOf('exceptionItem', item.exceptionId, 1);
    return { ...item, ...sealJson(context.keys, { place, serial }, content), recordedAt: context.now };
  });
  if (items.length > 0) await operations.exceptions.put(items);
};

type OutcomeHead = ActHead & Readonly<{ t: string; phase: 'outcome'; prev: string }>;

const outcomeHead = ({ act, now }: WriteContext): OutcomeHead =>
  ({ ...act.head, t: now, phase: 'outcome', prev: act.intentId });

/** One outcome for the batch and one for every record taken, with a commitment that can be erased. */
const writeAudit = async (context: WriteContext, { audit }: WriterStores): Promise<void> => {
  const head = outcomeHead(context);
  const shard = Buffer.from(context.outcomeId.slice(-4), 'hex').readUInt16BE() % 4096;
  const entries: QueuedEntry[] = [queued({ ...head, id: context.outcomeId, act: 'records.import' }, shard)];
  const keys: CommitmentKeyRow[] = [];
  for (const { record, serial } of context.drafts.stages) {
    const entryId = context.mint();
    const { commitment, row } = commitRecord(context.keys, { entryId, recordId: record.recordId, serial });
    const taken = { ...head, id: entryId, act: 'record.take', record: commitment };
    entries.push(queued(taken, shardKeyOf(record.recordId)));
    keys.push(row);
  }
  await audit.append(entries);
  if (keys.length > 0) await audit.keepCommitmentKeys(keys);
};

/** Writes everything a batch has decided, parents first, with its audit entries: all of it or nothing. */
export const writeBatch = async (context: WriteContext, stores: WriterStores): Promise<Written> => {
  const { open } = stores;
  const { cases, subjects, records } = context.drafts;
  const opened = [...cases.values()].filter(({ fresh }) => fresh.length > 0);
  const learned = [...subjects.values()].filter(({ claims }) => claims.size > 0);
  await addNew(open.subjects.add, learned, (draft) => subjectRow(context, draft));
  await addNew(open.cases.add, opened, (draft) => caseRow(context, draft));
  const appended = await writeEvents(context, stores);
  if (!appended.ok) return appended;
  await addNew(open.records.add, records.values(), (draft) => recordRow(context, draft));
  const claimed = await writeTerms(context, stores);
  if (!claimed.ok) return claimed;
  await writeHolders(context, stores);
  await writeStages(context, stores);
  await writeExceptions(context, stores);
  await writeAudit(context, stores);
  return DONE;
};
