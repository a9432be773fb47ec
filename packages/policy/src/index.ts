export {
  type Bilingual, ENTRY_FIELDS, FACT_FIELDS, type FactField, factField, FACTS_SCHEMA, type FactType,
} from './facts/fact-fields.ts';
export {
  type EntrySheet, type ExecutedPenalty, type FactInput, type FactName, type FactSheet, type FactValues,
  type NonProsecutionType, type RecordKind, type Unknown, UNKNOWN,
} from './facts/fact-sheet.ts';
export { factsHash, knownFacts } from './facts/facts-hash.ts';
export { type FactRefusal, type FactRefusalCode, parseFacts } from './facts/parse-facts.ts';
export {
  decide, type DecideInput, type DecideOptions, type Decider, prepareDecider,
} from './evaluate/decide.ts';
export type {
  Conclusion, DecideRefusal, Decision, DecisionFlag, DueReasonFinding, Evidence, FactEvidence, Finding,
  Question,
} from './evaluate/decision.ts';
export { TracedDecision } from './evaluate/traced-decision.ts';
export { FUNCTION_NAMES } from './cel/check-function.ts';
export { PACK_SCHEMA } from './packs/check-shape.ts';
export { loadPack, type LoadOptions } from './packs/load-pack.ts';
export type {
  DatedValue, PackParameter, ParameterChoice, ParameterUnit, ParameterValue,
} from './packs/pack-parameter.ts';
export type { Inquirer, Piercing, PiercingPurpose, PiercingRule } from './packs/pack-piercing.ts';
export { decidePiercing, type PiercingAnswer, type PiercingInquiry } from './packs/piercing.ts';
export type {
  Clause, ClauseCondition, Condition, DueReason, Matter, Otherwise, Pack, PackDefinition, PackFlag,
  PackProblem, PackProblemCode, PackStatus, PackSwitch, Period,
} from './packs/pack.ts';
export { checkPack } from './check/check-pack.ts';
export type { CheckCode, CheckFinding, CheckSeverity, CitationResolver } from './check/finding.ts';
export type { OutcomeChange } from './check/diff-outcomes.ts';
export { type DataChange, diffPacks, type PackChange } from './check/diff-packs.ts';
export {
  type Column, type ColumnData, type Columns, columnsOf, dataFor, type Domains, domainsOf, fixedDomain,
    slotsAt,
  valueAt,
} from './columnar/columns.ts';
export { CALENDAR_DAYS, dateOfDay, dayOf, DAYS_BEFORE_1970, dayParts,
  UNKNOWN_DAY } from './columnar/day-tables.ts';
export {
  type ColumnarProgram, type ColumnarVerdict, compileColumns, FIRST_YEAR, type Loop, newVerdicts,
    type NoteOpen,
  portableOf, type PortableProgram, type Tally, VARIANTS_MAX, verdictAt, type Verdicts,
} from './columnar/program.ts';
export { factsLookedAt } from './columnar/signals.ts';
export { type OpenedVariant, openVariant, type Variant } from './columnar/variant.ts';
export type { Position } from './packs/position.ts';
export { type SqlDialectName } from './sql/dialect.ts';
export { type PackSql, packSql, type SqlSource } from './sql/pack-sql.ts';
export type { Slots, SlotValue } from './facts/slots.ts';
export {
  type Proof, type ProofExample, type Proposition, prove, QUESTION_MILLISECONDS, readTheorems, type Solver,
  type Theorem, type TheoremProblem,
} from './proof/index.ts';
export { type ChangesCounter, changesCounter } from './counts/changes.ts';
export {
  clauseOf, type Codes, codesOf, type Deciding, deciding, fateOf, placeOf,
} from './counts/codes.ts';
export {
  type ClauseLine, clauseLinesOf, type Counted, coverageOf, factsOfVariant, sealsByYearOf,
} from './counts/coverage.ts';
export {
  type ClauseCount, type Coverage, type FactPattern, type Fate, FATES, type Flow, type OpenFact,
  type PackPair,
} from './counts/fates.ts';
export { openFactsOf, openNotes, type OpenPattern, type OpenReport } from './counts/open-facts.ts';
export { type Count, protectLine, protectTable, shownCount, SMALL_CELL } from './counts/small-cells.ts';
export { type Estimate, wilsonShare } from './counts/wilson.ts';
