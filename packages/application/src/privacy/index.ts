export { JOB_KIND, JOB_MACHINE } from './job-machine.ts';
export {
  approveJob, beginJob, failJob, findJob, finishJob, type JobActor, type JobStep, type JobTaken, proposeJob,
  readJobs, takeJobStep,
} from './job-steps.ts';
