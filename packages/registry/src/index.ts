export { factsFromReading, type ReadingFacts } from './intake/facts-from-reading.ts';
