export type {
  BusinessFacts, BusinessRecord, BusinessRows, PenaltyFact, PublicOrderPenalty, RecordKind, RowProblem,
  RowProblemCode,
} from './business-record.ts';
export type { ChargeNamer } from './charges-cell.ts';
export { businessRowsPage } from './schema-page.ts';
export { parseRows, type RowOptions } from './parse-rows.ts';
