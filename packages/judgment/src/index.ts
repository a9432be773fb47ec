export * from './documents/index.ts';
export * from './rows/index.ts';
export {
  type ChargeReading, type Confiscation, type CourtFindings, type CustodyMeasure, type CustodyReading,
  type DefendantReading, type JudgmentReading, type PenaltyName, type PriorConviction, type Problem,
  type ProblemCode, type ReadRefusal, type RightsDeprivation, type Term,
} from './reading.ts';
export { readJudgment } from './read-judgment.ts';
export { readingToJson } from './to-json.ts';
