import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { civil, present } from '@fengcun/kernel';
import { type Decider, type FactInput, loadPack, parseFacts, prepareDecider } from '@fengcun/policy';
import { sweepBatch, type SweepCursor, SWEEP_START, type SweptRecord } from '../src/sealing/sweep/sweep.ts';

/** What `bench --json` prints. */
export type SealBench = Readonly<{
  bench: 'seal';
  machine: Readonly<Record<string, string | number>>;
  results: readonly Readonly<Record<string, unknown>>[];
  targets: readonly Readonly<{ id: string; target: number; measured: number; unit: string; met: boolean }>[];
}>;

/** How many records the sweep decides; five rounds over all of them. */
export type SealBenchOptions = Readonly<{ records?: number }>;

const RECORDS = 100_000;
const BATCH = 1000;
const ROUNDS = 5;
const TARGET_PER_SECOND = 20_000;

const root = fileURLToPath(new URL('../../../', import.meta.url));
const asOf = civil('2026-11-21');

const deciderOf = (name: string): Decider => {
  const pack = loadPack(readFileSync(`${root}policies/in-force/${name}.yaml`, 'utf8'));
  const decider = pack.ok ? prepareDecider(pack.value, { asOf }) : undefined;
  return present(decider?.ok === true ? decider.value : undefined, 'a pack in force');
};

/** Numbers in [0, 1) from a seed (mulberry32): the same records on every machine. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const PENALTIES = ['fixedTermImprisonment', 'fixedTermImprisonment', 'criminalDetention', 'fineOnly', 'exemptionFromPunishment'] as const;

/** One invented record: a third at 14–17, a tenth without a birth date, a twentieth public order. */
const drawFacts = (random: () => number): FactInput => {
  const year = 1998 + Math.floor(random() * 14);
  const actOn = civil(`${year}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`);
  const age = random() < 1 / 3 ? 14 + Math.floor(random() * 4) : 18 + Math.floor(random() * 40);
  const penalty = present(PENALTIES[Math.floor(random() * PENALTIES.length)], 'penalty');
  return {
    recordKind: random() < 0.05 ? 'publicOrderViolation' : 'conviction', subjectKind: 'person', decidedOn: actOn, effectiveOn: actOn,
    bornOn: random() < 0.1 ? 'unknown' : civil(`${year - age}-06-15`), offenceFrom: actOn, offenceTo: actOn,
    penalty, executedTermMonths: penalty === 'fixedTermImprisonment' ? Math.floor(random() * 100) : 0, suspended: random() < 0.3,
  };
};

const drawRecords = (count: number): readonly SweptRecord[] => {
  const random = randomFrom(20261121);
  return Array.from({ length: count }, (_, i): SweptRecord => {
    const sheet = parseFacts(drawFacts(random));
    const value = present(sheet.ok ? sheet.value : undefined, 'valid facts');
    return {
      recordId: String(i).padStart(9, '0'), organ: `court/${i % 40}`, sheet: value, isSealed: random() < 0.2,
      concludedOn: value.decidedOn,
    };
  });
};

type Run = Readonly<{ milliseconds: number; cursor: SweepCursor; seals: number; needs: number }>;

const sweepOnce = (records: readonly SweptRecord[], deciders: readonly Decider[]): Run => {
  let cursor = SWEEP_START;
  let [seals, needs] = [0, 0];
  const startedAt = performance.now();
  for (let at = 0; at < records.length; at += BATCH) {
    const plan = sweepBatch(records.slice(at, at + BATCH), cursor, { deciders });
    cursor = plan.cursor;
    seals += plan.seal.length;
    needs += plan.needs.length;
    // The ledger needs the hash of the facts of every seal; it is computed when it is read.
    for (const { decision } of plan.seal) present(decision.factsHash, 'facts hash');
  }
  return { milliseconds: performance.now() - startedAt, cursor, seals, needs };
};

/** Decision part of the legacy sweep: facts in memory, decisions with reasons and hashes, no store. */
const benchSweep = (count: number): Readonly<{ result: Readonly<Record<string, unknown>>; perSecond: number }> => {
  const deciders = [deciderOf('cn-juvenile'), deciderOf('cn-public-order')];
  const records = drawRecords(count);
  sweepOnce(records.slice(0, 5000), deciders);
  const runs = Array.from({ length: ROUNDS }, () => sweepOnce(records, deciders))
    .toSorted((a, b) => a.milliseconds - b.milliseconds);
  const rate = (run: Run | undefined): number => Math.round((count * 1000) / present(run, 'run').milliseconds);
  const perSecond = rate(runs[Math.floor(ROUNDS / 2)]);
  const { seals, needs, cursor } = present(runs[0], 'run');
  return {
    perSecond,
    result: {
      part: 'sweep, decision part', records: count, recordsPerSecond: perSecond, slowestRound: rate(runs.at(-1)),
      fastestRound: rate(runs[0]), mustSeal: seals, needsFact: needs, organYears: cursor.coverage.size,
    },
  };
};

/** `bench seal`: what sealing decides in a second, without store or network. */
export const benchSeal = async ({ records = RECORDS }: SealBenchOptions = {}): Promise<SealBench> => {
  const { result, perSecond } = benchSweep(records);
  return {
    bench: 'seal',
    machine: { node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
    results: [result],
    targets: [{
      id: 'legacy sweep, decision part', target: TARGET_PER_SECOND, measured: perSecond, unit: 'records/s',
      met: perSecond >= TARGET_PER_SECOND,
    }],
  };
};
