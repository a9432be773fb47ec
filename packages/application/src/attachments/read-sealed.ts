import type { SegmentPlan } from '@fengcun/crypto';
import type { Result } from '@fengcun/kernel';
import type { BlobRefusal, BlobStore } from '@fengcun/store';

/** LIMIT: sealed bytes read at once. */
const READ_BYTES = 1024 * 1024;

/** A segment as it is stored. */
export type SealedSegment = Readonly<{ plan: SegmentPlan; segment: Result<Uint8Array, BlobRefusal> }>;

/** Runs of neighbouring segments that fit one read. */
const groups = (plans: readonly SegmentPlan[]): readonly (readonly SegmentPlan[])[] => {
  const made: SegmentPlan[][] = [];
  for (const plan of plans) {
    const [first] = made.at(-1) ?? [];
    if (first !== undefined && plan.sealedEnd - first.sealedStart <= READ_BYTES) made.at(-1)?.push(plan);
    else made.push([plan]);
  }
  return made;
};

/** The segments of a finished blob in order, read a MiB at a time; after a refusal nothing follows. */
export const readSealed = async function* (
  blobs: BlobStore, blobId: string, plans: readonly SegmentPlan[],
): AsyncGenerator<SealedSegment> {
  for (const group of groups(plans)) {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) return;
    const read = await blobs.read({ blobId, start: first.sealedStart, end: last.sealedEnd });
    for (const plan of group) {
      if (!read.ok) return yield { plan, segment: read };
      const [start, end] = [plan.sealedStart - first.sealedStart, plan.sealedEnd - first.sealedStart];
      yield { plan, segment: { ok: true, value: read.value.subarray(start, end) } };
    }
  }
};
