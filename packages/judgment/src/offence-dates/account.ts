import type { Span } from '@fengcun/kernel';
import { type DateToken, findDates } from '../text/dates.ts';
import type { Sections } from '../text/sections.ts';
import { establishedFacts } from './established-facts.ts';

/** The account of the acts the court established, with every date in it in the order of the text. */
export type Account = Readonly<{ zone: Span; dates: readonly DateToken[] }>;

// LIMIT: an account longer than this is not summed up in two dates.
const ACCOUNT_MAX = 60_000;

/** Finds the account once for all who read dates of it; undefined when there is none, or it is too long. */
export const readAccount = (text: string, sections: Sections): Account | undefined => {
  const zone = establishedFacts(text, sections);
  if (zone === undefined || zone.end - zone.start > ACCOUNT_MAX) return undefined;
  return { zone, dates: findDates(text, zone) };
};
