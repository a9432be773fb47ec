export { isDigest, termsHash, unusableTerms } from './check-terms.ts';
export { decideJob, evolveJob } from './decide-job.ts';
export type { JobCommand, JobEvent, JobRefusal } from './job-event.ts';
export {
  APPROVALS_NEEDED, boundInputs, JOB_KINDS, type JobApproval, type JobCover, type JobInput, type JobKind,
  type JobOutput,
  type JobParty, type JobSeat, type JobStage, type JobState, type JobTerms, missingInputs, NO_JOB,
  type PrivacyJob,
} from './privacy-job.ts';
