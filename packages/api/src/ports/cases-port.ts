import type { CaseTimeline } from '../routes/timeline-schemas.ts';

/**
 * What the open side knows of a case: the organs that hold something of it, and what happened, pseudonymous.
 */
export type FoundCase = Readonly<{ organs: readonly string[]; timeline: CaseTimeline }>;

/**
 * Cases by their one-case code, on the open side only: a case that is sealed and a code never given are both
 * `undefined`, after the same statements.
 */
export type CasesPort = Readonly<{ find: (caseCode: string) => Promise<FoundCase | undefined> }>;
