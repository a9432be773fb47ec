export { askLab, type AskOptions } from './ask-lab.ts';
export { type Assumptions, type PackReview, parseAssumptions, type ReviewedSample } from './assumptions.ts';
export type { CostResult, PackCost } from './cost.ts';
export {
  type Count, type Estimate, type FactPattern, type Fate, FATES, type Flow, type PackPair, protectTable,
  shownCount, SMALL_CELL,
} from '@fengcun/policy';
export {
  type ClauseConflict, type ClausesResult, type ClauseUse, type Cut, type CutDimension, type CutGroup,
  LAB_QUESTIONS, type LabQuestion, type LabResult,
  type LoadResult, type LoadYear, type Sensitivity, type SensitivityStep,
} from './lab-result.ts';
export { publishLab } from './publish-lab.ts';
export { publishResult } from './publish-result.ts';
export { possibleRecords, roundedRecords } from './rounded.ts';
export { NOT_KEPT, type RegistryReplay, replayRegistry } from './replay-registry.ts';
export {
  parseStored, type ReplayChange, replayDecisions, type ReplayResult, type StoredDecision,
} from './replay.ts';
