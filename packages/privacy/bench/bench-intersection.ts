import { randomBytes } from 'node:crypto';
import {
  type GroupSuite, maskInputs, remaskPoints, ristrettoSuite, SCALAR_SEED_BYTES, sm2Suite,
} from '../src/index.ts';

/** Rows a second of processor time, for the two passes of a run. */
export type IntersectionBench = Readonly<{ suite: string; maskedPerSecond: number; remaskedPerSecond: number }>;

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const benchSuite = (suite: GroupSuite, rows: number): IntersectionBench => {
  const scalar = suite.scalar(new Uint8Array(randomBytes(SCALAR_SEED_BYTES)));
  const inputs = Array.from({ length: rows }, () => new Uint8Array(randomBytes(100)));
  maskInputs(suite, scalar, inputs.slice(0, 20));
  const began = cpuSeconds();
  const points = maskInputs(suite, scalar, inputs);
  const masked = cpuSeconds();
  remaskPoints(suite, scalar, points);
  const ended = cpuSeconds();
  return {
    suite: suite.name, maskedPerSecond: Math.round(rows / (masked - began)),
    remaskedPerSecond: Math.round(rows / (ended - masked)),
  };
};

/** Both suites, one thread. */
export const benchIntersection = async (): Promise<readonly IntersectionBench[]> =>
  [benchSuite(await ristrettoSuite(), 8000), benchSuite(sm2Suite, 200)];
