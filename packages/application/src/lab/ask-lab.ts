import { ok, type Result } from '@fengcun/kernel';
import {
  changesCounter, type Codes, type Column, compileColumns, dayOf, deciding, type FactName, SMALL_CELL,
  type Variant,
} from '@fengcun/policy';
import { domainsOfMeta } from '../simulation/population-meta.ts';
import { readMeta } from '../simulation/read-meta.ts';
import type { SimulationResult } from '../simulation/result.ts';
import type { SimulateOptions, SimulateRefusal } from '../simulation/simulate.ts';
import { clausesCounter } from './ask-clauses.ts';
import { cutsCounter } from './ask-cuts.ts';
import { loadCounter } from './ask-load.ts';
import { sensitivityCounter } from './ask-sensitivity.ts';
import type { Assumptions } from './assumptions.ts';
import { costOf } from './cost.ts';
import type { LabQuestion, LabResult } from './lab-result.ts';
import { besideColumns, blockColumns, scanPopulation } from './scan.ts';

/** Questions to put to the population of a simulation, beside what it counted. */
export type AskOptions = Readonly<{
  simulation: SimulateOptions; result: SimulationResult; questions: readonly LabQuestion[];
  assumed?: Assumptions;
}>;

const variantsOf = ({ simulation }: AskOptions): readonly Variant[] => simulation.packs.map((pack) => ({
  pack, asOf: simulation.asOf, matter: simulation.matter ?? 'seal',
  switches: Object.fromEntries(Object.entries(simulation.switches ?? {})
    .filter(([id]) => pack.switches.some((each) => each.id === id))),
}));

/** Facts read for patterns and cuts, whatever the packs read. */
const OWN_FACTS: readonly FactName[] =
  ['bornOn', 'offenceTo', 'charges', 'penalty', 'executedTermMonths', 'mensRea'];

/**
 * Answers questions in one more reading of the population. Counts of fewer than ten records are never told
 * where they are about a group of people; parameters and loads are told for the whole.
 */
export const askLab = async (options: AskOptions): Promise<Result<LabResult, SimulateRefusal>> => {
  const startedAt = performance.now();
  const { simulation, result, questions, assumed = {} } = options;
  const meta = await readMeta(simulation.path);
  if (!meta.ok) return meta;
  const domains = domainsOfMeta(meta.value);
  const variants = variantsOf(options);
  const base = compileColumns(variants, domains);
  if (!base.ok) return base;
  const program = base.value;
  const isAsked = (question: LabQuestion): boolean => questions.includes(question);
  const clauses = isAsked('clauses') ? clausesCounter(program, variants, domains) : undefined;
  const sensitivity = isAsked('sensitivity') ? sensitivityCounter(variants, domains) : undefined;
  const facts = new Set([...OWN_FACTS, ...[program, ...clauses?.programs ?? [],
    ...sensitivity?.programs ?? []]
    .flatMap((each) => each.facts)]);
  const columns = blockColumns(meta.value, [...facts]);
  const beside = isAsked('cuts') ? besideColumns(meta.value) : new Map<string, Column>();
  const asOf = dayOf(simulation.asOf);
  const decided = deciding(program, columns, asOf);
  const changes = isAsked('changes') ? changesCounter(program, columns) : undefined;
  const cuts = isAsked('cuts') ? cutsCounter(program, columns, beside) : undefined;
  const load = isAsked('load') ? loadCounter(program) : undefined;
  const countClauses = clauses?.link(columns, asOf);
  const counters: readonly ((of: readonly Codes[], rows: number) => void)[] =
    [changes?.count, cuts?.count, load?.count, countClauses].flatMap((count) => count ?? []);
  const countSteps = sensitivity?.link(columns);
  const read = await scanPopulation({
    path: simulation.path, meta: meta.value, columns, beside, onProgress: simulation.onProgress,
    signal: simulation.signal,
    onBlock: (rows) => {
      decided.decide(rows);
      counters.forEach((count) => count(decided.of, rows));
      countSteps?.(rows);
    },
  });
  const scale = assumed.represents === undefined || read === 0 ? 1 : assumed.represents / read;
  return ok({
    lab: 1, smallCell: SMALL_CELL, asked: questions, read, complete: read === meta.value.rows,
    assumed: JSON.parse(JSON.stringify(assumed)) as LabResult['assumed'], // plain data, checked when read
    ...(changes === undefined ? {} : { changes: changes.result() }),
    ...(sensitivity === undefined ? {} : { sensitivity: sensitivity.result() }),
    ...(cuts === undefined ? {} : { cuts: cuts.result() }),
    ...(load === undefined ? {} : { load: load.result(assumed, scale) }),
    ...(clauses === undefined ? {} : { clauses: clauses.result() }),
    ...(isAsked('cost') ? { cost: costOf(result.packs, assumed, scale) } : {}),
    seconds: (performance.now() - startedAt) / 1000,
  });
};
