export { type ImportActor, policyHashOf } from './act.ts';
export { decideAllBy, type DecideAll } from './decisions.ts';
export { importItems, type ImportOptions } from './import-items.ts';
export type {
  IntakeItem, IntakeMessageItem, IntakeProblem, ItemOutcome, KeptDecision,
} from './intake-item.ts';
export { itemsOf, type ReadSettings } from './read-items.ts';
export { takeBatch, type TakingBatch } from './take-batch.ts';
