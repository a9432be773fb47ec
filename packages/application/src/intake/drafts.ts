import type { Json } from '@fengcun/kernel';
import type { CaseCode, CaseEvent, CaseState, PersonClaims, SubjectToken } from '@fengcun/registry';
import type { CaseRow, ExceptionItem, RecordRow, StageRecordRow, SubjectRow, TermRow } from '@fengcun/store';
import type { KeptDecision } from './intake-item.ts';

/** A case while a batch works on it. `row`: as it is stored, absent for a new one. */
export type CaseDraft = {
  readonly caseId: string; readonly code: CaseCode; readonly serial: number; readonly row?: CaseRow;
  /** Version of the stream as stored. */
  readonly streamVersion: number;
  state: CaseState;
  readonly fresh: { readonly event: CaseEvent; readonly serial: number }[];
  readonly references: Set<string>;
  hasNewReference: boolean;
};

/** A person while a batch works on it; `claims` by their canonical text. */
export type SubjectDraft = {
  readonly subjectId: string; readonly token: SubjectToken; readonly serial: number;
  readonly row?: SubjectRow;
  readonly claims: Map<string, PersonClaims>;
  hasNewClaims: boolean;
};

/** Decisions of one telling, as they stand in the record. */
export type Telling = Readonly<{ decisions: readonly KeptDecision[] }>;

/** The record of one person from one case; `tellings` by record id, so that every order gives the same. */
export type RecordDraft = {
  readonly recordId: string; readonly subject: SubjectDraft; readonly caseId: string;
  readonly row?: RecordRow;
  readonly kind: string; readonly organ: string;
  readonly tellings: Map<string, Telling>;
  readonly holders: Set<string>;
  hasNewTelling: boolean;
};

/** A stage record to be sealed and written. */
export type StageDraft = Readonly<{
  row: Pick<StageRecordRow, 'stageRecordId' | 'caseId' | 'subjectId' | 'stage' | 'organ'>;
  serial: number; content: Json; record: RecordDraft;
}>;

/** An exception to be sealed and written. */
export type ExceptionDraft = Readonly<{
  item: Pick<ExceptionItem, 'exceptionId' | 'source' | 'messageKey' | 'reason' | 'spanStart' | 'spanEnd'>;
  serial: number; content: Json;
}>;

/** Everything a batch is about to write. */
export type Drafts = Readonly<{
  cases: Map<string, CaseDraft>;
  subjects: Map<string, SubjectDraft>;
  /** By `subject|case`. */
  records: Map<string, RecordDraft>;
  stages: StageDraft[];
  /** By the term in hexadecimal digits. */
  terms: Map<string, TermRow>;
  exceptions: ExceptionDraft[];
}>;

/** Nothing yet. */
export const emptyDrafts = (): Drafts =>
  ({
    cases: new Map(), subjects: new Map(), records: new Map(), stages: [], terms: new Map(), exceptions: [],
  });
