import {
  benchBfv, benchIntersection, benchMasks, benchStatistics, type JointCountBench,
} from '@fengcun/privacy/bench';
import { type BenchResult, machineOf, type Target } from './measure.ts';

/** Rows of each side that a leak finding must do in ten minutes on two cores, two parties on one machine. */
const ROWS = 1_000_000;
const CORES = 2;
const PARTIES = 2;

const atMost = (id: string, target: number, measured: number, unit: string): Target =>
  ({ id, target, measured: Math.round(measured * 1000) / 1000, unit, met: measured <= target });

/** One row of a round; milliseconds of a party beside the number of organs, never in its place. */
const roundOf = (part: string, { cpuMs, ...round }: JointCountBench) => ({
  part, ...round, ...Object.fromEntries(Object.entries(cpuMs).map(([name, ms]) => [`${name}Ms`, ms])),
});

/**
 * Statistics, leak finding and joint counts in processor time; targets of the issue. The time of a million
 * rows is computed from the rates of its two passes; the whole run is a test of its own.
 */
export const benchPrivacy = async (): Promise<BenchResult> => {
  const statistics = benchStatistics();
  const intersections = await benchIntersection();
  const [masks, bfv] = [benchMasks(), await benchBfv()];
  const ristretto = intersections[0];
  const minutes = ristretto === undefined ? Infinity
    : (PARTIES * ROWS * (1 / ristretto.maskedPerSecond + 1 / ristretto.remaskedPerSecond)) / CORES / 60;
  const noise = statistics.tables.reduce((sum, { noiseMs }) => sum + noiseMs, 0);
  return {
    bench: 'privacy', machine: machineOf(),
    results: [
      { part: 'statistics', drawsPerSecond: statistics.drawsPerSecond, persons: statistics.persons },
      ...statistics.tables.map((table) => ({ part: 'table', ...table })),
      ...intersections.map((one) => ({ part: 'intersection', ...one })),
      roundOf('masks', masks), roundOf('bfv', bfv),
    ],
    targets: [
      atMost('noise-of-a-quarter', 1, noise / 1000, 'CPU-seconds'),
      atMost('masks-31-organs', 1, (masks.cpuMs['whole'] ?? Infinity) / 1000, 'CPU-seconds'),
      atMost('bfv-31-organs', 5, (bfv.cpuMs['whole'] ?? Infinity) / 1000, 'CPU-seconds'),
      atMost('intersection-1M-computed', 10, minutes, 'minutes'),
    ],
  };
};
