import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names a folder in which pictures stay; without it they go with the test. */
const KEPT = process.env['FENGCUN_PICTURES'];

/** Where pictures of a test lie, and what takes them away again. */
export type Pictures = Readonly<{ folder: string; remove: () => Promise<void> }>;

/** A folder for pictures outside the repository. */
export const pictureFolder = async (): Promise<Pictures> => {
  const folder = KEPT ?? await mkdtemp(join(tmpdir(), 'fengcun-pictures-'));
  return { folder, remove: async () => { if (KEPT === undefined) await rm(folder, { recursive: true, force: true }); } };
};
