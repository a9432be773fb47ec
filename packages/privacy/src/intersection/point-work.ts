import { err, ok, type Result } from '@fengcun/kernel';
import type { GroupSuite } from './group-suite.ts';

/** Something that came instead of a point of the group: the run ends, nothing of the chunk is used. */
export type PointRefusal = Readonly<{ code: 'POINT_INVALID'; at: number }>;

/**
 * The heavy part of a run, a chunk at a time; the apps spread it over threads. Both keep the order of what
 * they are given.
 */
export type PointWork = Readonly<{
  /** Masked points of inputs that are hashed into the group. */
  mask: (inputs: readonly Uint8Array[]) => Promise<Uint8Array>;
  /** Points of the other side, masked once more. */
  remask: (points: Uint8Array) => Promise<Result<Uint8Array, PointRefusal>>;
}>;

/** scalar · H(input) for every input, one after the other. */
export const maskInputs = (
  suite: GroupSuite, scalar: Uint8Array, inputs: readonly Uint8Array[],
): Uint8Array => {
  const points = new Uint8Array(inputs.length * suite.pointBytes);
  inputs.forEach((input, at) => {
    points.set(suite.maskInput(scalar, input), at * suite.pointBytes);
  });
  return points;
};

/** scalar · P for every point; the first one that is no point of the group refuses all. */
export const remaskPoints = (
  suite: GroupSuite, scalar: Uint8Array, points: Uint8Array,
): Result<Uint8Array, PointRefusal> => {
  const { pointBytes } = suite;
  if (points.length % pointBytes !== 0) return err({ code: 'POINT_INVALID', at: 0 });
  const masked = new Uint8Array(points.length);
  for (let at = 0; at < points.length; at += pointBytes) {
    const point = suite.multiply(scalar, points.subarray(at, at + pointBytes));
    if (point === undefined) return err({ code: 'POINT_INVALID', at: at / pointBytes });
    masked.set(point, at);
  }
  return ok(masked);
};

/** The work in this thread. */
export const pointWork = (suite: GroupSuite, scalar: Uint8Array): PointWork => ({
  mask: async (inputs) => maskInputs(suite, scalar, inputs),
  remask: async (points) => remaskPoints(suite, scalar, points),
});

/**
 * Bytes of a twice-masked point that are compared: a false match is one in 2^88 for a million by a million.
 */
export const TAG_BYTES = 16;

/** The tags of points: their last 16 bytes, which are uniform in both suites. */
export const tagsOf = ({ pointBytes }: GroupSuite, points: Uint8Array): Uint8Array => {
  const count = points.length / pointBytes;
  const tags = new Uint8Array(count * TAG_BYTES);
  for (let at = 0; at < count; at += 1) {
    const from = (at + 1) * pointBytes - TAG_BYTES;
    tags.set(points.subarray(from, from + TAG_BYTES), at * TAG_BYTES);
  }
  return tags;
};
