export { askLab, type AskOptions } from './ask-lab.ts';
export { type Assumptions, type PackReview, parseAssumptions, type ReviewedSample } from './assumptions.ts';
export { type CostResult, type Estimate, type PackCost } from './cost.ts';
export {
  type ClauseConflict, type ClausesResult, type ClauseUse, type Cut, type CutDimension, type CutGroup,
  type FactPattern, type Fate, FATES, type Flow, LAB_QUESTIONS, type LabQuestion, type LabResult,
  type LoadResult, type LoadYear, type PackPair, type Sensitivity, type SensitivityStep,
} from './lab-result.ts';
export { type Count, protectTable, shownCount, SMALL_CELL } from './small-cells.ts';
export { publishLab } from './publish-lab.ts';
export { publishResult } from './publish-result.ts';
export { possibleRecords, roundedRecords } from './rounded.ts';
export {
  parseStored, type ReplayChange, replayDecisions, type ReplayResult, type StoredDecision,
} from './replay.ts';
