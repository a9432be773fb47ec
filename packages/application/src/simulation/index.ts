export { makePopulation, type MakePopulation, POPULATION_MAX } from './make-population.ts';
export { readMeta } from './read-meta.ts';
export type { ColumnMeta, PopulationKind, PopulationMeta, PopulationRefusal } from './population-meta.ts';
export type { ClauseCount, OpenFact } from '@fengcun/policy';
export type { PackResult, SimulationResult } from './result.ts';
export { simulate, type SimulateOptions, type SimulateRefusal } from './simulate.ts';
export { takePopulation, type TakenPopulation, type TakePopulation } from './take-population.ts';
