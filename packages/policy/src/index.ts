export {
  type Bilingual, FACT_FIELDS, type FactField, factField, FACTS_SCHEMA, type FactType,
} from './facts/fact-fields.ts';
export {
  type ExecutedPenalty, type FactInput, type FactName, type FactSheet, type FactValues,
  type NonProsecutionType, type RecordKind, type Unknown, UNKNOWN,
} from './facts/fact-sheet.ts';
export { factsHash, knownFacts } from './facts/facts-hash.ts';
export { type FactRefusal, type FactRefusalCode, parseFacts } from './facts/parse-facts.ts';
export {
  decide, type DecideInput, type DecideOptions, type Decider, prepareDecider,
} from './evaluate/decide.ts';
export type {
  Conclusion, DecideRefusal, Decision, DecisionFlag, Evidence, FactEvidence, Finding, Question,
} from './evaluate/decision.ts';
export { TracedDecision } from './evaluate/traced-decision.ts';
export { PACK_SCHEMA } from './packs/check-shape.ts';
export { loadPack } from './packs/load-pack.ts';
export type {
  Clause, ClauseCondition, Condition, Matter, Otherwise, Pack, PackFlag, PackProblem, PackProblemCode,
  PackStatus, PackSwitch, Period, Position,
} from './packs/pack.ts';
export { checkPack } from './check/check-pack.ts';
export type { CheckCode, CheckFinding, CheckSeverity, CitationResolver } from './check/finding.ts';
export type { OutcomeChange } from './check/diff-outcomes.ts';
export { type DataChange, diffPacks, type PackChange } from './check/diff-packs.ts';
