import { parseCheckpoint, parseNote } from '@fengcun/ledger';

export { searchLog } from './search-log.ts';
export { verifyLog } from './verify-log.ts';

/** How many entries a checkpoint is about; 0 where it is none. What is shown is verified elsewhere. */
export const sizeOf = (checkpoint: string): number => {
  const note = parseNote(checkpoint);
  const head = note.ok ? parseCheckpoint(note.value.text) : note;
  return head.ok ? head.value.size : 0;
};
