export type {
  Bilingual,
  ReportCitation,
  ReportClause,
  ReportDecision,
  ReportDocument,
  ReportFinding,
  ReportLanguage,
  ReportModel,
  ReportOutcome,
  ReportPack,
  ReportPerson,
  ReportProblem,
  ReportQuestion,
  ReportStatus,
} from './model.ts';
export { renderReport } from './render-report.ts';
