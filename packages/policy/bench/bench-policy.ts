import { cpus, totalmem } from 'node:os';
import type { FactSheet } from '@fengcun/policy';
import { bufbuildCel } from './engines/bufbuild-cel.ts';
import { celJs } from './engines/cel-js.ts';
import type { Engine, MissingEngine } from './engines/engine.ts';
import { jsonLogic } from './engines/json-logic.ts';
import { jsonRules } from './engines/json-rules.ts';
import { ownDecider, ownEngines } from './engines/own.ts';
import { zen } from './engines/zen.ts';
import { median, outcomesOf, type Pass, passOver } from './measure.ts';
import { drawRecords } from './records.ts';
import { handClosure } from './rules.ts';

/** What to measure: `engines` filters by part of the id; `peersFolder` is where the peers were installed. */
export type BenchOptions = Readonly<{
  records?: number;
  seed?: number;
  rounds?: number;
  engines?: readonly string[];
  peersFolder?: string;
}>;

/** What `bench --json` prints. */
export type PolicyBench = Readonly<{
  bench: 'policy';
  machine: Readonly<Record<string, string | number>>;
  results: readonly Readonly<Record<string, unknown>>[];
  targets: readonly Readonly<{ id: string; target: number; measured: number; unit: string; met: boolean }>[];
}>;

/** Wall time that one pass of one engine should take; slow engines get fewer records, from the same start. */
const PASS_MILLISECONDS = 120;
/** Records on which every engine is compared with the closure, at least. */
const COMPARED_MIN = 1000;

type Measured = Readonly<{ engine: Engine; records: readonly FactSheet[]; passes: Pass[]; mismatches: number }>;

const machine = (): PolicyBench['machine'] => ({
  node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
});

/** Warms up, compares with the closure, and gives the engine as many records as fit into one pass. */
const introduce = async (engine: Engine, all: readonly FactSheet[]): Promise<Measured> => {
  const first = all.slice(0, COMPARED_MIN);
  await passOver(engine, first);
  const { wall } = await passOver(engine, first);
  const fitting = Math.floor((first.length / Math.max(wall, 0.01)) * PASS_MILLISECONDS);
  const records = all.slice(0, Math.min(all.length, Math.max(200, fitting)));
  const compared = all.slice(0, Math.max(COMPARED_MIN, records.length));
  const outcomes = await outcomesOf(engine, compared);
  const mismatches = compared.filter((sheet, i) => handClosure(sheet) !== outcomes[i]).length;
  return { engine, records, passes: [], mismatches };
};

const perSecond = ({ records, passes }: Measured, clock: keyof Pass): number =>
  Math.round((records.length * 1000) / median(passes.map((pass) => pass[clock])));

const lineOf = (measured: Measured, closure: number): Readonly<Record<string, unknown>> => {
  const { engine, records, passes, mismatches } = measured;
  const rates = passes.map((pass) => Math.round((records.length * 1000) / pass.wall));
  return {
    engine: engine.id, version: engine.version, decisionsPerSecond: perSecond(measured, 'wall'),
    slowestRound: Math.min(...rates), fastestRound: Math.max(...rates),
    decisionsPerCpuSecond: perSecond(measured, 'cpu'),
    ratioToClosure: Number((perSecond(measured, 'wall') / closure).toFixed(4)),
    records: records.length, rounds: passes.length, mismatches, timed: engine.detail,
  };
};

/** Engines with unknown facts: only ours can; its two ways must agree, and that is counted too. */
const withUnknowns = async (count: number, seed: number, rounds: number): Promise<readonly Measured[]> => {
  const records = drawRecords(count, { seed: seed + 1, unknownShare: 0.15 });
  const decider = ownDecider();
  const mismatches = records.filter((sheet) => decider.trace(sheet).outcome !== decider.conclude(sheet).outcome).length;
  const wanted = ownEngines().filter((engine) => engine.id === 'fengcun untraced' || engine.id === 'fengcun traced');
  const measured = wanted.map((engine): Measured => ({
    engine: { ...engine, id: `${engine.id}, 15 % of facts unknown` }, records, passes: [], mismatches,
  }));
  for (let round = -1; round < rounds; round += 1) {
    for (const each of measured) {
      const pass = await passOver(each.engine, records);
      if (round >= 0) each.passes.push(pass);
    }
  }
  return measured;
};

const PEERS = /^(?!fengcun|hand-written)/;

type Target = PolicyBench['targets'][number];

const targetsOf = (measured: readonly Measured[], missing: number): PolicyBench['targets'] => {
  const rate = (id: string): number => {
    const found = measured.find((each) => each.engine.id === id);
    return found === undefined ? 0 : perSecond(found, 'wall');
  };
  const peers = measured.filter((each) => PEERS.test(each.engine.id)).map((each) => perSecond(each, 'wall'));
  const best = Math.max(0, ...peers);
  const mismatches = measured.reduce((sum, each) => sum + each.mismatches, 0);
  const fast = (id: string, target: number): Target => {
    const found = rate(`fengcun ${id}`);
    return { id, target, measured: found, unit: 'decisions per second on one core', met: found >= target };
  };
  // A peer that is not there was not beaten.
  const ahead = (id: string): Target => {
    const times = Number((rate(`fengcun ${id}`) / Math.max(best, 1)).toFixed(2));
    const unit = `times the fastest of ${peers.length} peers, which give the outcome only${missing > 0 ? `; ${missing} missing` : ''}`;
    return { id: `${id}AheadOfPeers`, target: 1, measured: times, unit, met: best > 0 && missing === 0 && times > 1 };
  };
  return [
    fast('traced', 300_000), fast('untraced', 1_000_000), ahead('untraced'), ahead('traced'),
    { id: 'mismatches', target: 0, measured: mismatches, unit: 'outcomes that differ from the closure', met: mismatches === 0 },
  ];
};

const isMissing = (engine: Engine | MissingEngine): engine is MissingEngine => 'missing' in engine;

/**
 * Measures every engine in one run on the same records: warm-up, comparison of every outcome with the hand-written
 * closure, then interleaved rounds (at least 5) of which the median counts. What is timed of each is in its line.
 */
export const benchPolicy = async (options: BenchOptions = {}): Promise<PolicyBench> => {
  const { records: count = 20_000, seed = 286, peersFolder } = options;
  const rounds = Math.max(5, options.rounds ?? 7);
  const all = [
    ...ownEngines(), bufbuildCel(), await celJs(peersFolder), await jsonLogic(peersFolder),
    await jsonRules(peersFolder), ...await zen(peersFolder),
  ].filter((each) => options.engines === undefined || options.engines.some((part) => each.id.includes(part))
    || each.id === 'hand-written closure');
  const records = drawRecords(count, { seed, unknownShare: 0 });
  const measured: Measured[] = [];
  for (const engine of all) if (!isMissing(engine)) measured.push(await introduce(engine, records));
  for (let round = 0; round < rounds; round += 1) {
    for (const each of measured) each.passes.push(await passOver(each.engine, each.records));
  }
  const closure = measured.find((each) => each.engine.id === 'hand-written closure');
  const base = closure === undefined ? 1 : perSecond(closure, 'wall');
  const unknowns = await withUnknowns(count, seed, rounds);
  const missing = all.filter(isMissing).map(({ id, missing: reason }) => ({ engine: id, missing: reason }));
  return {
    bench: 'policy', machine: machine(),
    results: [...[...measured, ...unknowns].map((each) => lineOf(each, base)), ...missing],
    targets: targetsOf([...measured, ...unknowns], missing.length),
  };
};
