import { err, ok, type Result } from '@fengcun/kernel';
import type {
  AttachmentRow, CaseRow, CommitmentKeyRow, ExceptionItem, InboxRow, RecordRow, RecordStores, SealingStores,
  StageRecordRow, StreamEvent, SubjectRow,
} from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';

/** Rows of a case on one side. */
export type CaseRows = Readonly<{
  caseId: string; row: CaseRow; stages: readonly StageRecordRow[]; attachments: readonly AttachmentRow[];
  events: readonly StreamEvent[];
}>;

/** A record with everything around it on its side, and what the other side knows already. */
export type FoundRecord = Readonly<{
  side: KeyTree; record: RecordRow; subject: SubjectRow; home: CaseRows;
  /** No other record of the case, or of the person, is on this side. */
  isLastOfCase: boolean; isLastOfSubject: boolean;
  /** Other records of the person on this side, and the cases they are from. */
  otherRecords: readonly RecordRow[]; otherCases: readonly CaseRows[];
  there: Readonly<{ subject: SubjectRow | undefined; row: CaseRow | undefined; events: number }>;
}>;

/** The record is on neither side, or already where it is wanted. */
export type FindRefusal = Readonly<{ code: 'RECORD_UNKNOWN' | 'ALREADY_THERE' }>;

const caseOf = async (stores: RecordStores, caseId: string): Promise<CaseRows | undefined> => {
  const row = await stores.cases.find(caseId);
  if (row === undefined) return undefined;
  return {
    caseId, row, stages: await stores.stageRecords.ofCase(caseId),
    attachments: await stores.attachments.ofCase(caseId), events: await stores.events.load(caseId),
  };
};

/** Reads a record and what hangs together with it; nothing is opened. */
export const findRecord = async (
  stores: SealingStores, side: KeyTree, recordId: string,
): Promise<Result<FoundRecord, FindRefusal>> => {
  const [here, there] = side === 'open' ? [stores.open, stores.sealed] : [stores.sealed, stores.open];
  const record = await here.records.find(recordId);
  if (record === undefined) {
    const known = await there.records.find(recordId);
    return err({ code: known === undefined ? 'RECORD_UNKNOWN' : 'ALREADY_THERE' });
  }
  const subject = await here.subjects.find(record.subjectId);
  const home = await caseOf(here, record.caseId);
  if (subject === undefined || home === undefined) return err({ code: 'RECORD_UNKNOWN' });
  const isOther = (one: RecordRow): boolean => one.recordId !== recordId;
  const otherRecords = (await here.records.ofSubject(record.subjectId)).filter(isOther);
  const otherCases: CaseRows[] = [];
  for (const { caseId } of otherRecords) {
    const found = await caseOf(here, caseId);
    if (found !== undefined) otherCases.push(found);
  }
  const inCase = (await here.records.ofCase(record.caseId)).filter(isOther);
  return ok({
    side, record, subject, home, otherRecords, otherCases, isLastOfCase: inCase.length === 0,
    isLastOfSubject: otherRecords.length === 0,
    there: {
      subject: await there.subjects.find(record.subjectId), row: await there.cases.find(record.caseId),
      events: (await there.events.load(record.caseId)).length,
    },
  });
};

/** Keys of commitments, claims and exceptions that hang on rows which leave. */
export type FoundTraces = Readonly<{
  commitments: readonly CommitmentKeyRow[]; stayingCommitments: readonly CommitmentKeyRow[];
  claims: readonly InboxRow[]; exceptions: readonly ExceptionItem[];
}>;

/** Ids that leave: of rows, and those of rows that stay but may share a serial with them. */
export type TraceIds = Readonly<{ leaving: readonly string[]; staying: readonly string[] }>;

/** Finds what hangs on rows by their ids. */
export const findTraces = async (
  stores: SealingStores, side: KeyTree, { leaving, staying }: TraceIds,
): Promise<FoundTraces> => {
  const ofAll = async (ids: readonly string[]): Promise<readonly CommitmentKeyRow[]> => {
    const found: CommitmentKeyRow[] = [];
    for (const id of ids) found.push(...await stores.commitments.of(id));
    return found;
  };
  const claims = await stores.wall.traces.claims(side, leaving);
  const keys = claims.map(({ messageKey }) => messageKey);
  const exceptions = side === 'open' ? await stores.wall.traces.exceptions(keys) : [];
  return {
    commitments: await ofAll(leaving), stayingCommitments: await ofAll(staying), claims, exceptions,
  };
};
