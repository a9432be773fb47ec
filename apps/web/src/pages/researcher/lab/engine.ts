import { civil, err, ok, type Result } from '@fengcun/kernel';
import {
  changesCounter, type CitationResolver, checkPack, type Column, type ColumnarProgram, type Columns, compileColumns,
  clauseLinesOf, coverageOf, dayOf, deciding, domainsOf, factsOfVariant, loadPack, openFactsOf, openNotes,
  type OpenReport, type Pack, sealsByYearOf, type Tally, type Variant,
} from '@fengcun/policy';
import { makeBatch } from '@fengcun/population';
import { resolveCitation } from '@fengcun/statute';
import { LAB_MATTER, packAbout } from './pack-about.ts';
import type { LabChecked, LabCompared, LabCounted, LabRefused, LabRun, PackChoice } from './protocol.ts';

/** Judgments of the year whose shares are published, as `population make` draws them. */
export const LAB_YEAR = { from: civil('2024-01-01'), to: civil('2024-12-31') } as const;
/** Persons made at a time: between two of these progress is told. */
const BATCH = 20_000;
/** LIMIT: packs kept after reading, so that moving a slider back reads nothing again. */
const PACKS_KEPT = 200;

/** A population of invented persons, by column. */
export type LabPopulation = Columns;

const emptyLike = ({ domain, data }: Column, size: number): Column => {
  const Kind = data.constructor as new (length: number) => Column['data']; // the four kinds of arrays of a column
  return domain === undefined ? { data: new Kind(size) } : { domain, data: new Kind(size) };
};

/** Makes a population piece by piece, so that whoever waits can be told how far it is. */
export function* makePopulation(size: number, seed: number): Generator<number, LabPopulation> {
  const first = dayOf(LAB_YEAR.from);
  const options = { seed, years: { first, days: dayOf(LAB_YEAR.to) - first + 1 } };
  const of = new Map([...makeBatch(options, 0, 0).of].map(([name, column]) => [name, emptyLike(column, size)]));
  for (let from = 0; from < size; from += BATCH) {
    const count = Math.min(BATCH, size - from);
    for (const [name, { data }] of makeBatch(options, from, count).of) of.get(name)?.data.set(data, from);
    yield from + count;
  }
  return { length: size, of };
}

const kept = new Map<string, Pack>();

const packOf = ({ text, parameters }: PackChoice, place: number): Result<Pack, LabRefused> => {
  const key = JSON.stringify([parameters, text]);
  const known = kept.get(key);
  if (known !== undefined) return ok(known);
  const loaded = loadPack(text, { parameters });
  if (!loaded.ok) return err({ place, problems: loaded.error });
  if (kept.size >= PACKS_KEPT) kept.clear();
  kept.set(key, loaded.value);
  return loaded;
};

/** A run that was counted, and what is needed to compare its packs afterwards. */
export type LabDone = Readonly<{
  counted: LabCounted; program: ColumnarProgram; variants: readonly Variant[]; open: OpenReport;
}>;

const countPacks = (program: ColumnarProgram, tally: Tally, population: LabPopulation): LabCounted['packs'] =>
  program.variants.map((opened, v) => {
    const lines = clauseLinesOf(program, [tally], v);
    return {
      pack: opened.pack.id, status: opened.pack.status, coverage: coverageOf(lines),
      clauses: lines.map(({ clause, outcome, records, later }) => ({ clause, outcome, records, later })),
      sealsByYear: sealsByYearOf([tally], v),
      missingFacts: factsOfVariant(opened).filter((fact) => !population.of.has(fact)),
    };
  });

/** Decides every person by every pack and counts; as `simulate` does, on one thread. `now` in milliseconds. */
export const countRun = (
  population: LabPopulation, { packs, asOf }: LabRun, now: () => number,
): Result<LabDone, LabRefused> => {
  const begunAt = now();
  const variants: Variant[] = [];
  for (const [place, choice] of packs.entries()) {
    const pack = packOf(choice, place);
    if (!pack.ok) return pack;
    variants.push({ pack: pack.value, asOf: civil(asOf), matter: LAB_MATTER, switches: choice.switches });
  }
  const compiled = compileColumns(variants, domainsOf(population));
  if (!compiled.ok) return err({ place: -1, problems: [], message: compiled.error.message });
  const program = compiled.value;
  const tally = program.newTally();
  const notes = openNotes(population, program.facts, variants.length);
  program.tally(population, tally, notes.note)(0, population.length);
  const counted = {
    records: population.length, packs: countPacks(program, tally, population), millis: now() - begunAt,
  };
  return ok({ counted, program, variants, open: notes.report() });
};

/** Flows between the packs of a run, small cells protected as in a report; and the facts that are missing. */
export const compareRun = (
  population: LabPopulation, { program, variants, open }: LabDone, now: () => number,
): LabCompared => {
  const begunAt = now();
  const [first] = variants;
  const openFacts = openFactsOf([open], domainsOf(population), variants);
  if (first === undefined || variants.length < 2) return { pair: undefined, openFacts, millis: now() - begunAt };
  const decided = deciding(program, population, dayOf(first.asOf));
  decided.decide(population.length);
  const changes = changesCounter(program, population);
  changes.count(decided.of, population.length);
  return { pair: changes.result()[0], openFacts, millis: now() - begunAt };
};

/** What a citation stands for, so that law in force cannot rest on a proposal. */
const citationKind: CitationResolver = (id) => {
  const found = resolveCitation(id);
  if (!found.ok) return undefined;
  const { status } = found.value.instrument;
  return { kind: status === 'inForce' ? 'law' : status === 'foreign' ? 'foreign' : 'proposal' };
};

/** Reads a text and examines it as `packs check` does. */
export const checkText = (text: string, now: () => number): LabChecked => {
  const begunAt = now();
  const loaded = loadPack(text);
  if (!loaded.ok) return { about: undefined, problems: loaded.error, findings: [], millis: now() - begunAt };
  const findings = checkPack(loaded.value, citationKind);
  return { about: packAbout(loaded.value), problems: [], findings, millis: now() - begunAt };
};
