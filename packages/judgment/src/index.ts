export * from './documents/index.ts';
export * from './rows/index.ts';
export type {
  ChargeReading, Confiscation, CourtFindings, CustodyMeasure, CustodyReading, DefendantReading, JudgmentReading,
  PenaltyName, PriorConviction, Problem, ProblemCode, ReadRefusal, RightsDeprivation, Term,
} from './reading.ts';
export { readJudgment } from './read-judgment.ts';
export { readingToJson } from './to-json.ts';
