import { err, ok, type Result } from '@fengcun/kernel';
import type {
  AttachmentRow, CaseRow, RecordRow, SealingStores, StageRecordRow, StreamEvent, SubjectRow, Wall,
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

type Found = Result<FoundRecord, FindRefusal>;

const by = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> =>
  Map.groupBy(rows, keyOf);

type CasesOf = (caseId: string) => CaseRows | undefined;

/** Cases of a side with their stages, attachments and events, each kind read at once. */
const casesOf = async ({ gathering }: Wall, side: KeyTree, ids: readonly string[]): Promise<CasesOf> => {
  const asked = { side, ids };
  const rows = by(await gathering.cases(asked), ({ caseId }) => caseId);
  const stages = by(await gathering.stageRecords(asked), ({ caseId }) => caseId);
  const attachments = by(await gathering.attachments(asked), ({ caseId }) => caseId);
  const events = await gathering.events(asked);
  return (caseId) => {
    const [row] = rows.get(caseId) ?? [];
    return row === undefined ? undefined : {
      caseId, row, stages: stages.get(caseId) ?? [], attachments: attachments.get(caseId) ?? [],
      events: events.get(caseId) ?? [],
    };
  };
};

type There = (record: RecordRow) => FoundRecord['there'];

/** What the other side knows of these people and cases already. */
const thereOf = async (
  { gathering }: Wall, side: KeyTree, records: readonly RecordRow[],
): Promise<There> => {
  const cases = { side, ids: records.map(({ caseId }) => caseId) };
  const subjects = { side, ids: records.map(({ subjectId }) => subjectId) };
  const people = by(await gathering.subjects(subjects), ({ subjectId }) => subjectId);
  const rows = by(await gathering.cases(cases), ({ caseId }) => caseId);
  const events = await gathering.events(cases);
  return ({ subjectId, caseId }) => ({
    subject: people.get(subjectId)?.[0], row: rows.get(caseId)?.[0], events: events.get(caseId)?.length ?? 0,
  });
};

const UNKNOWN: Found = err({ code: 'RECORD_UNKNOWN' });

/**
 * Reads records and what hangs together with each, with one statement for each kind of row; nothing is
 * opened.
 */
export const findRecords = async (
  { wall }: Pick<SealingStores, 'wall'>, side: KeyTree, recordIds: readonly string[],
): Promise<ReadonlyMap<string, Found>> => {
  const { gathering } = wall;
  const other = side === 'open' ? 'sealed' : 'open';
  const records = await gathering.records({ side, ids: recordIds });
  const here = new Set(records.map(({ recordId }) => recordId));
  const missing = recordIds.filter((id) => !here.has(id));
  const arrived = await gathering.records({ side: other, ids: missing });
  const subjectIds = records.map(({ subjectId }) => subjectId);
  const subjects = by(await gathering.subjects({ side, ids: subjectIds }), ({ subjectId }) => subjectId);
  const ofSubjects = await gathering.recordsOfSubjects({ side, ids: subjectIds });
  const homes = records.map(({ caseId }) => caseId);
  const inCases = by(await gathering.recordsOfCases({ side, ids: homes }), ({ caseId }) => caseId);
  const caseIds = [...new Set([...homes, ...ofSubjects.map(({ caseId }) => caseId)])];
  const [cases, there] = [await casesOf(wall, side, caseIds), await thereOf(wall, other, records)];
  const bySubject = by(ofSubjects, ({ subjectId }) => subjectId);
  const foundOf = (record: RecordRow): Found => {
    const isOther = (one: RecordRow): boolean => one.recordId !== record.recordId;
    const [subject] = subjects.get(record.subjectId) ?? [];
    const home = cases(record.caseId);
    if (subject === undefined || home === undefined) return UNKNOWN;
    const otherRecords = (bySubject.get(record.subjectId) ?? []).filter(isOther);
    return ok({
      side, record, subject, home, otherRecords, there: there(record),
      otherCases: otherRecords.flatMap(({ caseId }) => cases(caseId) ?? []),
      isLastOfCase: !(inCases.get(record.caseId) ?? []).some(isOther),
      isLastOfSubject: otherRecords.length === 0,
    });
  };
  const known = arrived.map(({ recordId }): [string, Found] => [recordId, err({ code: 'ALREADY_THERE' })]);
  return new Map<string, Found>([
    ...recordIds.map((id): [string, Found] => [id, UNKNOWN]), ...known,
    ...records.map((record): [string, Found] => [record.recordId, foundOf(record)]),
  ]);
};
