export { BUDGET_KIND } from './budget-machine.ts';
export {
  type BudgetStep, type BudgetStepRefusal, budgetUnder, readBudget, takeBudgetStep,
} from './budget-steps.ts';
export { beginJobAct, type JobActor } from './job-act.ts';
export { JOB_KIND, JOB_MACHINE } from './job-machine.ts';
export {
  approveJob, beginJob, commitJobInput, everyJobUnder, failJob, findJob, finishJob,
  type JobStep, type JobTaken, proposeJob, readJobs, takeJobStep,
} from './job-steps.ts';
export { type ExactCell, type ExactRefusal, exactTable } from './exact-tables.ts';
export {
  type PublishedRelease, type PublishRefusal, type ReleaseParts, releaseStatistics, showRelease,
  statisticsSigner,
} from './release-statistics.ts';
export { recoverRelease, type RecoverRefusal } from './recover-release.ts';
export { type OwnComputation, ownComputations } from './own-computations.ts';
export { type PlanRefusal, type StatisticsPlan, statisticsTerms, tableOf } from './statistics-terms.ts';
