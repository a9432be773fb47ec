import type { SourceDocument } from '@fengcun/judgment';

/** To the thread: documents to be read after those before, or the wish for one more answer. */
export type ToReader = Readonly<{ documents: readonly SourceDocument[] }> | Readonly<{ more: true }>;

/** From the thread: items in JSON, in order; whether they are the last of the documents sent together. */
export type ReadAnswer = Readonly<{ items: string; isLast: boolean }>;

/** What the thread says first: that it can begin. */
export const READY = 'ready';
