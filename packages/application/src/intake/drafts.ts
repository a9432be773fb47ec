import type { Json } from '@fengcun/kernel';
import type { FactInput } from '@fengcun/policy';
import type { CaseCode, CaseEvent, CaseState, PersonClaims, SubjectToken } from '@fengcun/registry';
import type { CaseRow, ExceptionItem, RecordRow, StageRecordRow, SubjectRow, TermRow } from '@fengcun/store';
import type { KeptCorrection, KeptDecision } from './intake-item.ts';

/**
 * A telling to be sealed and written, under the erasure key of its person. `position`: its number among those
 * of the batch, by which its audit entry is found.
 */
export type FreshEvent = Readonly<{
  event: CaseEvent; serial: number; decisions: readonly KeptDecision[]; stageRecordId: string;
  facts?: FactInput; corrections?: readonly KeptCorrection[]; recordId: string; position: number;
}>;

/** A case while a batch works on it. `row`: as it is stored, absent for a new one. */
export type CaseDraft = {
  readonly caseId: string; readonly code: CaseCode; readonly serial: number; readonly row?: CaseRow;
  /** Version of the stream as stored. */
  readonly streamVersion: number;
  state: CaseState;
  readonly fresh: FreshEvent[];
};

/**
 * A person while a batch works on it; `claims` by their canonical text, `merged`: everybody who was merged
 * into this one, whose documents stay theirs.
 */
export type SubjectDraft = Readonly<{
  subjectId: string; token: SubjectToken; serial: number; row?: SubjectRow;
  claims: Map<string, PersonClaims>; merged?: ReadonlySet<string>;
}>;

/**
 * The record of one person from one case. `held`: organs that are stored as its holders; `position`: of the
 * telling that made it.
 */
export type RecordDraft = Readonly<{
  position: number; recordId: string; subject: SubjectDraft; caseId: string; row?: RecordRow;
  kind: string; organ: string; held: ReadonlySet<string>; holders: Set<string>;
}>;

/** A stage record to be written. */
export type StageDraft =
  Readonly<Pick<StageRecordRow, 'stageRecordId' | 'caseId' | 'subjectId' | 'stage' | 'organ'>>;

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
  /** Who carries a stored term, by its digits, where somebody looked. */
  carriedBy: Map<string, string>;
  exceptions: ExceptionDraft[];
  /** Known people of whom a number was told that nobody had told before. */
  newNumbers: Set<string>;
}>;

/** Nothing yet. */
export const emptyDrafts = (): Drafts =>
  ({
    cases: new Map(), subjects: new Map(), records: new Map(), stages: [], terms: new Map(),
    carriedBy: new Map(), exceptions: [], newNumbers: new Set(),
  });
