export type { ReadingParts } from './reading-parts.ts';
