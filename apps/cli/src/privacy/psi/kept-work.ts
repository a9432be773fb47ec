import { ok, sha256Hex } from '@fengcun/kernel';
import type { PointWork } from '@fengcun/privacy';
import type { KeptFiles } from './run-state.ts';

/**
 * Keeps what was masked once more among the run's own files, so that a run that was stopped does not do it
 * again. The name of a file is the hash of what was masked; they go when the run ends.
 */
export const keptWork = (files: KeptFiles, work: PointWork): PointWork => ({
  mask: work.mask,
  remask: async (points) => {
    const name = `work/${sha256Hex(points)}`;
    const kept = await files.read(name);
    if (kept !== undefined) return ok(kept);
    const remasked = await work.remask(points);
    if (remasked.ok) await files.write(name, remasked.value);
    return remasked;
  },
});
