import { canonicalJson, type Json, sha256Hex } from '@fengcun/kernel';
import type { CopyOrder, CopyRef, Moment } from './organ-copies.ts';

/** What an organ's system is asked for in a file. */
export type FolderTask = Readonly<{
  action: 'find' | 'commitment' | 'seal' | 'open'; order: CopyOrder; ref?: CopyRef; moment?: Moment;
}>;

/** Version of the files. */
export const FOLDER_FORMAT = 'fengcun-copies/1';

/** A task as it lies in the folder; `taskId` is a digest of the rest, so that no answer fits another task. */
export type WrittenTask = Readonly<{ taskId: string; name: string; text: string }>;

/** The file of a task; the same task is always the same file. */
export const writtenTask = (task: FolderTask): WrittenTask => {
  const body = { format: FOLDER_FORMAT, ...task };
  // Plain data by its type.
  const taskId = sha256Hex(canonicalJson(body as unknown as Json));
  return {
    taskId, name: `${task.action}-${taskId.slice(0, 32)}.json`,
    text: `${JSON.stringify({ ...body, taskId }, null, 1)}\n`,
  };
};
