export { type Bringing, bringCopies, type BroughtCopies } from './bring-copies.ts';
export { type CopyCondition, copyCommitment, joinedCommitment } from './copy-commitment.ts';
export { folderCopies } from './folder-copies.ts';
export { FOLDER_FORMAT, type FolderTask, writtenTask, type WrittenTask } from './folder-task.ts';
export { memoryCopies, type MemoryCopy } from './memory-copies.ts';
export {
  COPIES_MAX, type CopyAnswer, type CopyOrder, type CopyRef, type CopyRefusal, type Moment, type OrganCopies,
  REF_LENGTH_MAX,
} from './organ-copies.ts';
export { type PostgresSession, postgresSession } from './postgres-session.ts';
export { type LegacySession, type ViewCopies, viewCopies } from './view-copies.ts';
export { type QuotedNames, quoteNames, type ViewNames } from './view-names.ts';
