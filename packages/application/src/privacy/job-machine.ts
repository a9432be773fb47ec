import {
  decideJob, evolveJob, type JobCommand, type JobEvent, type JobRefusal, type JobState, NO_JOB,
} from '@fengcun/privacy';
import type { Machine } from '../proceedings/index.ts';

/** Kind of privacy jobs in the rows. */
export const JOB_KIND = 'privacyJob';

/** Jobs on the sealed side: which courts' records are compared is itself nobody else's business. */
export const JOB_MACHINE: Machine<JobState, JobEvent, JobCommand, JobRefusal> = {
  kind: JOB_KIND, side: 'sealed', initial: NO_JOB, decide: decideJob, evolve: evolveJob,
  standing: (state) => (state.state === 'none' ? { state: 'none', organ: 'none' }
    : { state: state.state, organ: state.proposedBy.organ }),
};
