import type { Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { ProblemCode } from '../problems/problem-table.ts';
import type { PrivacyJobSearch, PrivacyJobShown, PrivacyJobs } from '../routes/privacy-job-schemas.ts';
import type {
  StatisticsBudget, StatisticsProposal, StatisticsRelease, StatisticsReleases,
} from '../routes/privacy-schemas.ts';
import type { RecogniserQualityShown } from '../routes/recogniser-schemas.ts';

/** A job after a step, or why it was not taken. */
export type PrivacyTaken = Result<PrivacyJobShown, Readonly<{ code: ProblemCode }>>;

/** What ran between organs and what was published; steps have transactions of their own. */
export type PrivacyPort = Readonly<{
  /** Newest first: all for supervision, audit and study, else those the organ is a party of. */
  jobs: (search: PrivacyJobSearch, actor: Actor) => Promise<PrivacyJobs>;
  /** Undefined for one that is not there or not for this actor. */
  job: (jobId: string, actor: Actor) => Promise<PrivacyJobShown | undefined>;
  releases: () => Promise<StatisticsReleases>;
  /** Undefined for one that is not published. */
  release: (releaseId: string) => Promise<StatisticsRelease | undefined>;
  budget: () => Promise<StatisticsBudget>;
  /** Proposes a table; refused where it cannot be published whatever anybody agrees to. */
  propose: (proposal: StatisticsProposal, actor: Actor) => Promise<PrivacyTaken>;
  /** Agrees to the terms of this hash for the actor's organ; told again, the same. */
  agree: (jobId: string, termsHash: string, actor: Actor) => Promise<PrivacyTaken>;
  refuse: (jobId: string, reason: string, actor: Actor) => Promise<PrivacyTaken>;
  /** Draws the noise, signs and publishes; told again, the same release. */
  publish: (jobId: string, actor: Actor) => Promise<PrivacyTaken>;
  quality: () => Promise<RecogniserQualityShown>;
}>;
