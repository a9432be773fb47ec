import type { Party } from '../header/parties.ts';
import type { ActsOfParty } from '../offence-dates/read-offence-dates.ts';
import type { Sections } from '../text/sections.ts';
import type { Squeezed } from '../text/squeeze.ts';
import type { CitedArticles, FindingWord } from './finding-words.ts';
import type { Stance } from './stance.ts';

/** Where to look, for whom, and when they acted. */
export type FindingParts = Readonly<{
  text: string; sections: Sections; parties: readonly Party[]; acts: readonly ActsOfParty[];
}>;

/** One finding word with the court's stance on it. */
export type Weighed = FindingWord & Readonly<{ stance: Stance; isClear: boolean }>;

/** What the reasoning says of one party. */
export type Case =
  Readonly<{ reasoning: Squeezed; words: readonly Weighed[]; cited: CitedArticles; isAlone: boolean }>;
