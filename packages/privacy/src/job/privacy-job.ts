import type { CivilDate, Json } from '@fengcun/kernel';

/** Every kind of privacy computing; a run of any of them is one job. */
export type JobKind =
  | 'statistics' | 'leakFinding' | 'publicationCheck' | 'jointCount' | 'recogniserTraining'
  | 'federatedTraining';

/** Kinds of jobs, in the order in which documents list them. */
export const JOB_KINDS: readonly JobKind[] = [
  'statistics', 'leakFinding', 'publicationCheck', 'jointCount', 'recogniserTraining', 'federatedTraining',
];

/** How far a job is. The last three are ends. */
export type JobStage = 'none' | 'proposed' | 'approved' | 'running' | 'finished' | 'failed' | 'refused';

/** An account and the human being behind it, both pseudonyms: four eyes are those of people. */
export type JobParty = Readonly<{ account: string; person: string }>;

/** What an organ does in a job; parts are those of the protocol (`publisher`, `coordinator` …). */
export type JobSeat = Readonly<{ organ: string; part: string }>;

/**
 * What an organ brings: the Merkle root of a snapshot, its size only where the protocol tells it (`bucket`:
 * the announced one), and a keyed digest of the true size, which an auditor can have opened.
 */
export type JobInput = Readonly<{
  organ: string; root: string; count?: number; bucket?: number; countCommitment?: string;
}>;

/** A file or message that came out, by its SHA-256 (64 hex digits). */
export type JobOutput = Readonly<{ name: string; sha256: string }>;

/**
 * Which sealed records took part, as a rule and never as a list of persons: sealed within these days (both
 * inclusive), by courts of these codes. The view of the person concerned is computed from it.
 * @see 个人信息保护法第44条（知情）、第19条（保存期限最短）
 */
export type JobCover = Readonly<{
  sealedFrom?: CivilDate; sealedUntil: CivilDate; courts?: readonly string[];
}>;

/**
 * What is proposed, and what the approvals are about: their signatures are over its hash, so that nothing of
 * it can change afterwards. `codeHash`: of the program that will run; another one is refused at the start.
 */
export type JobTerms = Readonly<{
  v: 1;
  kind: JobKind;
  purpose: string;
  /** Id of a citation. */
  legalBasis: string;
  parties: readonly JobSeat[];
  product?: string;
  parameters: Readonly<Record<string, Json>>;
  inputs: readonly JobInput[];
  /** Organs whose inputs must be bound in this log before the job begins, by an act of each; absent: none. */
  brings?: readonly string[];
  codeHash: string;
  /** Id of a reservation of a privacy budget. */
  budgetReference?: string;
  covers?: JobCover;
}>;

/** An organ's agreement to the terms of this hash. */
export type JobApproval = Readonly<{
  organ: string; account: string; person: string; at: string; termsHash: string;
}>;

/** A job as it stands: its terms, who agreed, and what came of it. */
export type PrivacyJob = JobTerms & Readonly<{
  jobId: string;
  state: Exclude<JobStage, 'none'>;
  termsHash: string;
  proposedBy: JobParty & Readonly<{ organ: string; at: string }>;
  approvals: readonly JobApproval[];
  /** Inputs that organs bound after the proposal; jobs of before this was asked for have none. */
  committed?: readonly JobInput[];
  begunAt?: string;
  endedAt?: string;
  transcriptHash?: string;
  outputs: readonly JobOutput[];
  /** Closed word of whoever ran or refused it; never a message of a machine, which could repeat figures. */
  reason?: string;
}>;

/** Nobody has proposed it yet. */
export type NoJob = Readonly<{ state: 'none' }>;

/** What the machine folds. */
export type JobState = NoJob | PrivacyJob;

/** Before the first event. */
export const NO_JOB: NoJob = { state: 'none' };

/**
 * LAW: 个保法 names no number of organs; two organs and two people besides whoever proposed, as the platform
 * asks for every other act that touches many sealed records.
 * @see 个人信息保护法第9条、第51条；《数据安全法》第38条
 */
export const APPROVALS_NEEDED = 2;

/** What every organ brings, bound by the proposal or by the organ's own act afterwards. */
export const boundInputs = ({ inputs, committed = [] }: Pick<PrivacyJob, 'inputs' | 'committed'>):
readonly JobInput[] => [...inputs, ...committed];

/** Organs whose inputs are still missing; while there is one the job does not begin. */
export const missingInputs = (job: Pick<PrivacyJob, 'inputs' | 'committed' | 'brings'>): readonly string[] =>
  (job.brings ?? []).filter((organ) => boundInputs(job).every((one) => one.organ !== organ));
