import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type CivilDate, contentHash, err, Fault, ok, type Result } from '@fengcun/kernel';
import {
  compileColumns, type DecideRefusal, openFactsOf, type Pack, portableOf, type ColumnarProgram, type Variant,
} from '@fengcun/policy';
import { planPages } from './pages/page-plan.ts';
import {
  domainsOfMeta, POPULATION_DAYS, type PopulationMeta, type PopulationRefusal,
} from './population-meta.ts';
import { readMeta } from './read-meta.ts';
import { partsOf } from './read-population.ts';
import type { SimulationResult } from './result.ts';
import { packResults } from './sum-threads.ts';
import type { ThreadAnswer, ThreadOrder, ThreadReport } from './thread-protocol.ts';

/** What to simulate. `switches` are given to every pack that has them. */
export type SimulateOptions = Readonly<{
  path: string;
  packs: readonly Pack[];
  asOf: CivilDate;
  matter?: string;
  switches?: Readonly<Record<string, string>>;
  threads?: number;
  /** Told a few times a second. */
  onProgress?: (done: number, rows: number) => void;
  /** Aborted: the threads end after their block, and what is done is the result (`complete: false`). */
  signal?: AbortSignal;
}>;

/** Why nothing was simulated: the file, or a pack that does not apply. */
export type SimulateRefusal = PopulationRefusal | DecideRefusal;

const PROGRESS_MILLIS = 200;

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(
    part as Uint8Array); // no encoding
  return hash.digest('hex');
};

const variantsOf = (options: SimulateOptions): readonly (Variant & ThreadOrder['variants'][number])[] =>
  options.packs.map((pack) => ({
    pack, asOf: options.asOf, matter: options.matter ?? 'seal',
    switches: Object.fromEntries(Object.entries(options.switches ?? {})
      .filter(([id]) => pack.switches.some((each) => each.id === id))),
  }));

/** A thread found bytes that are no page. */
class DamagedFile extends Error {}

type Started = Readonly<{ control: Int32Array; report: Promise<ThreadReport> }>;

const start = (order: Omit<ThreadOrder, 'control'>): Started => {
  const shared = new SharedArrayBuffer(8);
  const worker = new Worker(new URL('./simulation-thread.ts', import.meta.url),
    { workerData: { ...order, control: shared } });
  const report = new Promise<ThreadReport>((resolve, reject) => {
    worker.once('message', (message: ThreadAnswer) =>
      ('damage' in message ? reject(new DamagedFile(message.damage)) : resolve(message)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Fault('SIMULATION_THREAD', `a thread ended with ${code}`)));
  });
  return { control: new Int32Array(shared), report };
};

const watch = (started: readonly Started[], rows: number, options: SimulateOptions): (() => void) => {
  const stop = (): void => started.forEach(({ control }) => void Atomics.store(control, 1, 1));
  if (options.signal?.aborted === true) stop();
  options.signal?.addEventListener('abort', stop);
  const timer = setInterval(() => {
    options.onProgress?.(started.reduce((sum, { control }) => sum + Atomics.load(control, 0), 0), rows);
  }, PROGRESS_MILLIS);
  return () => {
    clearInterval(timer);
    options.signal?.removeEventListener('abort', stop);
  };
};

/** The same packs, switches, day and population give the same id. */
const runIdOf = (options: SimulateOptions, hash: string): string => contentHash({
  population: hash, asOf: options.asOf, matter: options.matter ?? 'seal',
  packs: variantsOf(options).map(({ pack, switches }) => ({ id: pack.id, hash: pack.hash, switches })),
});

type Run = Readonly<{ meta: PopulationMeta; reports: readonly ThreadReport[
  ]; hash: string; startedAt: number; cpu: NodeJS.CpuUsage }>;

const resultOf = (options: SimulateOptions, program: ColumnarProgram, run: Run): SimulationResult => {
  const { meta, reports, hash } = run;
  const variants = variantsOf(options);
  const openFacts = openFactsOf(reports, domainsOfMeta(meta), variants);
  const switches = variants.map((variant) => variant.switches);
  const read = reports.reduce((sum, report) => sum + report.rows, 0);
  const spent = process.cpuUsage(run.cpu);
  return {
    simulation: 1, runId: runIdOf(options, hash), complete: read === meta.rows, asOf: options.asOf,
    matter: options.matter ?? 'seal',
    population: { name: basename(options.path), hash, kind: meta.kind, source: meta.source, rows: meta.rows,
      read },
    packs: packResults(program, reports, { meta, switches, openFacts }),
    seconds: {
      total: (performance.now() - run.startedAt) / 1000,
      deciding: Math.max(...reports.map(({ decidingMillis }) => decidingMillis)) / 1000,
      cpu: (spent.user + spent.system) / 1e6,
    },
    threads: reports.length,
  };
};

/**
 * Decides every record of a population file by every pack, each thread reading and deciding its own range of
 * rows in
 * one pass. Nothing is decided by a missing column: its fact is unknown, and the result names it.
 */
export const simulate = async (options: SimulateOptions): Promise<Result<SimulationResult,
  SimulateRefusal>> => {
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  const meta = await readMeta(options.path);
  if (!meta.ok) return meta;
  const variants = variantsOf(options);
  const compiled = compileColumns(variants, domainsOfMeta(meta.value));
  if (!compiled.ok) return compiled;
  const [program, plan] = [portableOf(compiled.value), await planPages(options.path)];
  const order = {
    path: options.path, meta: meta.value, plan, variants, days: POPULATION_DAYS,
    ...(program === undefined ? {} : { program }),
  };
  const started = partsOf(meta.value, plan, options.threads ?? 2).map((part) => start({ ...order, part }));
  const end = watch(started, meta.value.rows, options);
  try {
    const [hash, ...reports] = await Promise.all([hashOf(options.path),
      ...started.map(({ report }) => report)]);
    return ok(resultOf(options, compiled.value, { meta: meta.value, reports, hash, startedAt, cpu }));
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    return err({ code: 'NOT_A_POPULATION', message: `the file is damaged: ${error.message}` });
  } finally {
    end();
  }
};
