import type { Party } from '../header/parties.ts';
import type { ActsOfParty } from '../offence-dates/read-offence-dates.ts';
import type { DefendantReading, Problem } from '../reading.ts';
import type { Sections } from '../text/sections.ts';

/** Findings of the court and dates of the acts of one defendant. */
export type FindingsOfParty = Pick<DefendantReading, 'findings' | 'offenceFrom' | 'offenceTo'>;

/** Where to look, for whom, and when they acted. */
export type FindingParts = Readonly<{
  text: string; sections: Sections; parties: readonly Party[]; acts: readonly ActsOfParty[];
}>;

/** Reads what the court found of each party. */
export const readFindings = (parts: FindingParts): Readonly<{ parties: readonly FindingsOfParty[]; problems: readonly Problem[] }> =>
  ({ parties: parts.parties.map((_party, index) => ({ findings: {}, ...parts.acts[index] })), problems: [] });
