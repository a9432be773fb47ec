import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@fengcun/kernel';
import { ok } from '@fengcun/kernel';
import type { PointWork } from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';

/**
 * Keeps what was masked once more in the run's own folder, so that a run that was stopped does not do it
 * again. The name of a file is the hash of what was masked. The folder goes when the run ends.
 */
export const keptWork = async (folder: string, work: PointWork): Promise<PointWork> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    mask: work.mask,
    remask: async (points) => {
      const path = join(folder, `${sha256Hex(points)}.points`);
      const kept = await readFile(path).catch(() => undefined);
      if (kept !== undefined && kept.length === points.length) return ok(new Uint8Array(kept));
      const remasked = await work.remask(points);
      if (remasked.ok) await writeWhole(path, remasked.value);
      return remasked;
    },
  };
};
