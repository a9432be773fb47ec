export {
  type Bilingual, FACT_FIELDS, type FactField, factField, FACTS_SCHEMA, type FactType,
} from './facts/fact-fields.ts';
export {
  type ExecutedPenalty, type FactInput, type FactName, type FactSheet, type FactValues, type RecordKind, type Unknown, UNKNOWN,
} from './facts/fact-sheet.ts';
export { factsHash, knownFacts } from './facts/facts-hash.ts';
export { type FactRefusal, type FactRefusalCode, parseFacts } from './facts/parse-facts.ts';
