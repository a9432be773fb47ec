import type { JobInput, JobOutput, JobParty, JobTerms } from './privacy-job.ts';

type Head<T extends string> = Readonly<{ type: T; at: string; by: JobParty; organ: string }>;

/** Everything that happens to a job. */
export type JobEvent =
  | Head<'JobProposed'> & Readonly<{ jobId: string; terms: JobTerms; termsHash: string }>
  | Head<'JobApproved'> & Readonly<{ termsHash: string }>
  | Head<'JobInputCommitted'> & Readonly<{ input: JobInput }>
  | Head<'JobRefused'> & Readonly<{ reason: string }>
  | Head<'JobBegun'> & Readonly<{ codeHash: string }>
  | Head<'JobFinished'> & Readonly<{ transcriptHash: string; outputs: readonly JobOutput[] }>
  | Head<'JobFailed'> & Readonly<{ reason: string; transcriptHash?: string }>;

type Said<T extends string> = Readonly<{ type: T; at: string; by: JobParty; organ: string }>;

/** What can be asked of a job. `at`: UTC; `by`: pseudonyms; `organ`: theirs, as `<type>/<code>`. */
export type JobCommand =
  | Said<'Propose'> & Readonly<{ jobId: string; terms: JobTerms }>
  | Said<'Approve'> & Readonly<{ termsHash: string }>
  | Said<'CommitInput'> & Readonly<{ input: JobInput }>
  | Said<'Refuse'> & Readonly<{ reason: string }>
  | Said<'Begin'> & Readonly<{ codeHash: string }>
  | Said<'Finish'> & Readonly<{ transcriptHash: string; outputs: readonly JobOutput[] }>
  | Said<'Fail'> & Readonly<{ reason: string; transcriptHash?: string }>;

/** Why a step of a job is not taken. */
export type JobRefusal =
  | Readonly<{ code: 'JOB_STANDS_OTHERWISE'; state: string }>
  /** Members of the terms that are missing or wrong, by name. */
  | Readonly<{ code: 'JOB_TERMS_UNUSABLE'; members: readonly string[] }>
  /** Whoever agrees saw other terms than those that stand. */
  | Readonly<{ code: 'JOB_TERMS_DIFFER' }>
  /** Another person or another organ has to agree. */
  | Readonly<{ code: 'JOB_FOUR_EYES' }>
  /** The program is not the one that was approved. */
  | Readonly<{ code: 'JOB_CODE_DIFFERS' }>
  /** Only an organ of the job runs and ends it. */
  | Readonly<{ code: 'JOB_NOT_A_PARTY' }>
  /** These organs have not bound what they bring. */
  | Readonly<{ code: 'JOB_INPUTS_MISSING'; organs: readonly string[] }>
  /** An input is bound once; another snapshot is another job. */
  | Readonly<{ code: 'JOB_INPUT_STANDS' }>
  | Readonly<{ code: 'JOB_INPUT_UNUSABLE' }>
  | Readonly<{ code: 'JOB_RESULT_UNUSABLE' }>;
