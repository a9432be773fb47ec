import type { Party } from '../header/parties.ts';
import type { DefendantReading } from '../reading.ts';
import type { Sections } from '../text/sections.ts';

/** Dates of the acts of one defendant. */
export type ActsOfParty = Pick<DefendantReading, 'offenceFrom' | 'offenceTo'>;

/** Reads them. */
export const readOffenceDates = (
  parts: Readonly<{ text: string; sections: Sections; parties: readonly Party[] }>,
): readonly ActsOfParty[] => parts.parties.map(() => ({}));
