export { readDocuments } from './read-documents.ts';
export type { ReadingOrder } from './reading-plan.ts';
