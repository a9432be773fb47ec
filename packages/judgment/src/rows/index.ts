export {
  type BusinessFacts, type BusinessRecord, type BusinessRows, type PenaltyFact, type PublicOrderPenalty,
  type RecordKind, type RowProblem, type RowProblemCode,
} from './business-record.ts';
export { type ChargeNamer } from './charges-cell.ts';
export { businessRowsPage } from './schema-page.ts';
export { parseRows, type RowOptions } from './parse-rows.ts';
export { type HeadColumn, headOfTable } from './table-head.ts';
