import { err, ok, type Result } from '@fengcun/kernel';
import { areOutputs, isDigest, isInput, isWord, termsHash, unusableTerms } from './check-terms.ts';
import type { JobCommand, JobEvent, JobRefusal } from './job-event.ts';
import {
  APPROVALS_NEEDED, boundInputs, type JobStage, type JobState, missingInputs, NO_JOB, type PrivacyJob,
} from './privacy-job.ts';

type Decided = Result<readonly JobEvent[], JobRefusal>;
type Of<T extends JobCommand['type']> = Extract<JobCommand, { type: T }>;

const otherwise = (state: JobState): Decided => err({ code: 'JOB_STANDS_OTHERWISE', state: state.state });

const head = ({ at, by, organ }: JobCommand): Pick<JobEvent, 'at' | 'by' | 'organ'> => ({ at, by, organ });

const propose = (command: Of<'Propose'>, state: JobState): Decided => {
  if (state.state !== 'none') return otherwise(state);
  const members = unusableTerms(command.terms);
  if (members.length > 0) return err({ code: 'JOB_TERMS_UNUSABLE', members });
  const { jobId, terms } = command;
  return ok([{ type: 'JobProposed', ...head(command), jobId, terms, termsHash: termsHash(terms) }]);
};

/** A person once, an organ once, and never whoever proposed. */
const isNewEyes = ({ by, organ }: JobCommand, job: PrivacyJob): boolean =>
  by.person !== job.proposedBy.person && by.account !== job.proposedBy.account
  && job.approvals.every((one) =>
    one.organ !== organ && one.person !== by.person && one.account !== by.account);

const approve = (command: Of<'Approve'>, state: JobState): Decided => {
  if (state.state !== 'proposed') return otherwise(state);
  if (command.termsHash !== state.termsHash) return err({ code: 'JOB_TERMS_DIFFER' });
  if (!isNewEyes(command, state)) return err({ code: 'JOB_FOUR_EYES' });
  return ok([{ type: 'JobApproved', ...head(command), termsHash: command.termsHash }]);
};

const refuse = (command: Of<'Refuse'>, state: JobState): Decided => {
  if (state.state !== 'proposed' && state.state !== 'approved') return otherwise(state);
  if (!isWord(command.reason)) return err({ code: 'JOB_RESULT_UNUSABLE' });
  return ok([{ type: 'JobRefused', ...head(command), reason: command.reason }]);
};

const isParty = (job: PrivacyJob, organ: string): boolean => job.parties.some((one) => one.organ === organ);

/**
 * An organ binds what it brings, itself and once, before the job begins. Approvals may come before: what an
 * organ that must open sealed records for it brings is known only when the job was approved.
 */
const commitInput = (command: Of<'CommitInput'>, state: JobState): Decided => {
  if (state.state !== 'proposed' && state.state !== 'approved') return otherwise(state);
  const { organ, input } = command;
  const isOwn = input.organ === organ && isParty(state, organ) && state.brings?.includes(organ) === true;
  if (!isOwn) return err({ code: 'JOB_NOT_A_PARTY' });
  if (!isInput(input)) return err({ code: 'JOB_INPUT_UNUSABLE' });
  if (boundInputs(state).some((one) => one.organ === organ)) return err({ code: 'JOB_INPUT_STANDS' });
  return ok([{ type: 'JobInputCommitted', ...head(command), input }]);
};

const begin = (command: Of<'Begin'>, state: JobState): Decided => {
  if (state.state !== 'approved') return otherwise(state);
  if (!isParty(state, command.organ)) return err({ code: 'JOB_NOT_A_PARTY' });
  if (command.codeHash !== state.codeHash) return err({ code: 'JOB_CODE_DIFFERS' });
  const organs = missingInputs(state);
  if (organs.length > 0) return err({ code: 'JOB_INPUTS_MISSING', organs });
  return ok([{ type: 'JobBegun', ...head(command), codeHash: command.codeHash }]);
};

const end = (command: Of<'Finish'> | Of<'Fail'>, state: JobState): Decided => {
  if (state.state !== 'running') return otherwise(state);
  if (!isParty(state, command.organ)) return err({ code: 'JOB_NOT_A_PARTY' });
  const { transcriptHash } = command;
  if (transcriptHash !== undefined && !isDigest(transcriptHash)) return err({ code: 'JOB_RESULT_UNUSABLE' });
  if (command.type === 'Fail') {
    if (!isWord(command.reason)) return err({ code: 'JOB_RESULT_UNUSABLE' });
    const known = transcriptHash === undefined ? {} : { transcriptHash };
    return ok([{ type: 'JobFailed', ...head(command), reason: command.reason, ...known }]);
  }
  const { outputs } = command;
  if (!areOutputs(outputs)) return err({ code: 'JOB_RESULT_UNUSABLE' });
  return ok([{ type: 'JobFinished', ...head(command), transcriptHash: command.transcriptHash, outputs }]);
};

/** What a command does to a job: its events, or one refusal that says why not. */
export const decideJob = (command: JobCommand, state: JobState): Decided => {
  switch (command.type) {
    case 'Propose': return propose(command, state);
    case 'Approve': return approve(command, state);
    case 'CommitInput': return commitInput(command, state);
    case 'Refuse': return refuse(command, state);
    case 'Begin': return begin(command, state);
    case 'Finish': case 'Fail': return end(command, state);
  }
};

const afterApproval = (job: PrivacyJob, event: Extract<JobEvent, { type: 'JobApproved' }>): PrivacyJob => {
  const { organ, at, termsHash: hash, by: { account, person } } = event;
  const approvals = [...job.approvals, { organ, account, person, at, termsHash: hash }];
  const state: JobStage = approvals.length >= APPROVALS_NEEDED ? 'approved' : 'proposed';
  return { ...job, approvals, state };
};

/** Folds an event. Events out of order leave the state as it is; `decideJob` never makes them. */
export const evolveJob = (state: JobState, event: JobEvent): JobState => {
  const { at } = event;
  if (event.type === 'JobProposed') {
    const { jobId, terms, termsHash: hash, by, organ } = event;
    return {
      ...terms, jobId, termsHash: hash, state: 'proposed', approvals: [], outputs: [],
      proposedBy: { ...by, organ, at },
    };
  }
  if (state.state === 'none') return NO_JOB;
  switch (event.type) {
    case 'JobApproved': return afterApproval(state, event);
    case 'JobInputCommitted': return { ...state, committed: [...state.committed ?? [], event.input] };
    case 'JobRefused': return { ...state, state: 'refused', endedAt: at, reason: event.reason };
    case 'JobBegun': return { ...state, state: 'running', begunAt: at };
    case 'JobFinished': {
      const { transcriptHash, outputs } = event;
      return { ...state, state: 'finished', endedAt: at, transcriptHash, outputs };
    }
    case 'JobFailed': {
      const { reason, transcriptHash } = event;
      const known = transcriptHash === undefined ? {} : { transcriptHash };
      return { ...state, state: 'failed', endedAt: at, reason, ...known };
    }
  }
};
