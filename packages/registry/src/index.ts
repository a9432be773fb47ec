export { catalogueFacts, STATUTORY_MAX_LIFE_MONTHS } from './intake/charge-facts.ts';
export { factsFromReading, type ReadingFacts } from './intake/facts-from-reading.ts';
export { factsFromRecord } from './intake/facts-from-record.ts';
export { orderDecisions } from './sealing/overall-decision.ts';
