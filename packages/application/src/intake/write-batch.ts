import { err, type Json, ok, type Result } from '@fengcun/kernel';
import { publicPart } from '@fengcun/registry';
import {
  type CommitmentKeyRow, type HolderRow, type QueuedEntry, type RecordRow, shardKeyOf, type WriterStores,
} from '@fengcun/store';
import { type ActHead, type ImportAct, type MintId, queued } from './act.ts';
import type { TermClaim } from './batch-context.ts';
import type { CaseDraft, Drafts, RecordDraft, SubjectDraft } from './drafts.ts';
import { type BatchKeys, commitRecord, placeOf, sealJson, type SealedTable } from './sealing.ts';

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

type ToSeal = Readonly<{ table: SealedTable; id: string; version: number; serial: number; content: Json }>;

const sealAt = ({ keys }: WriteContext, { table, id, version, serial, content }: ToSeal) =>
  sealJson(keys, { place: placeOf(table, id, version), serial }, content);

const nextVersion = (row: Readonly<{ version: number }> | undefined): number => (row?.version ?? 0) + 1;

const subjectRow = (context: WriteContext, draft: SubjectDraft) => {
  const claims = [...draft.claims].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, claim]) => claim);
  const { subjectId: id, serial, row } = draft;
  const content = json({ claims });
  const sealed = sealAt(context, { table: 'subject', id, version: nextVersion(row), serial, content });
  return { ...KEPT, ...sealed, subjectId: id, mergedInto: row?.mergedInto ?? null, recordedAt: context.now };
};

const caseRow = (context: WriteContext, draft: CaseDraft) => {
  const { caseId: id, serial, row, code } = draft;
  const content = { references: [...draft.references].sort() };
  const sealed = sealAt(context, { table: 'criminalCase', id, version: nextVersion(row), serial, content });
  return { ...KEPT, ...sealed, caseId: id, oneCaseCode: code, recordedAt: context.now };
};

const recordRow = (context: WriteContext, draft: RecordDraft): RecordRow => {
  const { recordId: id, row, subject, caseId, kind, organ } = draft;
  const tellings = [...draft.tellings].sort(([a], [b]) => (a < b ? -1 : 1));
  const content = json({ tellings: Object.fromEntries(tellings) });
  const at = { table: 'record', id, version: nextVersion(row), serial: subject.serial, content } as const;
  return {
    ...KEPT, ...sealAt(context, at), recordId: id, subjectId: subject.subjectId, caseId, recordKind: kind,
    organ, recordedAt: context.now,
  };
};

type Keeper<Row> = Readonly<{
  add: (rows: readonly Row[]) => Promise<void>;
  replace: (row: Row, expected: number) => Promise<Result<void, unknown>>;
}>;

/** Adds what is new in one statement and replaces what was read, each at the version it was read at. */
const keep = async <Draft extends Readonly<{ row?: Readonly<{ version: number }> }>, Row>(
  keeper: Keeper<Row>, drafts: readonly Draft[], rowOf: (draft: Draft) => Row,
): Promise<Written> => {
  const fresh = drafts.filter(({ row }) => row === undefined);
  if (fresh.length > 0) await keeper.add(fresh.map(rowOf));
  for (const draft of drafts) {
    if (draft.row === undefined) continue;
    const replaced = await keeper.replace(rowOf(draft), draft.row.version);
    if (!replaced.ok) return CONFLICT;
  }
  return DONE;
};

const eventsOf = (context: WriteContext, draft: CaseDraft) => draft.fresh.map(({ event, serial }, at) => {
  const version = draft.streamVersion + at + 1;
  const open = publicPart(event);
  const content = json(event);
  const sealed = sealAt(context, { table: 'event', id: draft.caseId, version, serial, content });
  return { ...sealed, eventType: open.type, recordedAt: context.now };
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
  const rows = context.drafts.stages.map(({ row, serial, content }) => {
    const at = { table: 'stageRecord', id: row.stageRecordId, version: 1, serial, content } as const;
    const sealed = sealAt(context, at);
    return { ...KEPT, ...sealed, ...row, occurredOn: null, recordedAt: context.now };
  });
  if (rows.length > 0) await open.stageRecords.add(rows);
};

const writeHolders = async (context: WriteContext, { open }: WriterStores): Promise<void> => {
  const rows: HolderRow[] = [];
  for (const record of context.drafts.records.values()) {
    const stored = record.row === undefined ? [] : await open.holders.of(record.recordId);
    const known = new Set(stored.map(({ organ }) => organ));
    for (const organ of record.holders) {
      if (known.has(organ)) continue;
      rows.push({ recordId: record.recordId, organ, state: 'holding', dueOn: null, changedAt: context.now });
    }
  }
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
    const at = { table: 'exceptionItem', id: item.exceptionId, version: 1, serial, content } as const;
    const sealed = sealAt(context, at);
    return { ...item, ...sealed, recordedAt: context.now };
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
  const toKeep = [...subjects.values()].filter((draft) => draft.hasNewClaims);
  const steps: readonly (() => Promise<Written>)[] = [
    () => keep(open.subjects, toKeep, (draft) => subjectRow(context, draft)),
    () => keep(open.cases, [...cases.values()].filter((draft) => draft.hasNewReference
      || (draft.row === undefined && draft.fresh.length > 0)), (draft) => caseRow(context, draft)),
    () => writeEvents(context, stores),
    () => keep(open.records, [...records.values()].filter((draft) => draft.hasNewTelling),
      (draft) => recordRow(context, draft)),
    () => writeTerms(context, stores),
  ];
  for (const step of steps) {
    const written = await step();
    if (!written.ok) return written;
  }
  await writeHolders(context, stores);
  await writeStages(context, stores);
  await writeExceptions(context, stores);
  await writeAudit(context, stores);
  return DONE;
};
