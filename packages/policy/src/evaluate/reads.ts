import type { FactName } from '../facts/fact-sheet.ts';

/** What a part of a clause reads: facts with their slots, and fields of entries if it goes through a list. */
export type Reads = Readonly<{
  facts: readonly FactName[]; slots: readonly number[]; entryFields: readonly FactName[];
}>;
