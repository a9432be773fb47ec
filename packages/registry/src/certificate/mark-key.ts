import type { CivilDate } from '@fengcun/kernel';
import { comparableName, isMaskedName } from '../intake/identity/name.ts';
import { documentKey } from '../intake/identity/parse-document.ts';
import { claimedBirthDates, type PersonClaims } from '../intake/identity/person.ts';

/** What a conviction is found by. Personal data: it goes into the blind index and nowhere else. */
export type MarkKey = Readonly<{ termKind: 'identityDocument' | 'nameAndBirth'; text: string }>;

/** Name and birth date as one text, equal for every writing of the name; undefined for a masked name. */
export const nameAndBirthKey = (name: string, bornOn: CivilDate): string | undefined => {
  const comparable = comparableName(name);
  return comparable === '' || isMaskedName(name) ? undefined : `${comparable}|${bornOn}`;
};

/**
 * The keys of one person from everything claimed about them: their document numbers or, where nobody ever
 * told one (a judgment names no number), every name with every birth date. LIMIT: a person of whom neither
 * is known is found by nobody.
 */
export const markKeys = (claims: readonly PersonClaims[]): readonly MarkKey[] => {
  const numbers = new Set(claims.flatMap(({ documents }) => documents.map(documentKey)));
  if (numbers.size > 0) return [...numbers].map((text) => ({ termKind: 'identityDocument', text }));
  const days = [...new Set(claims.flatMap(claimedBirthDates))];
  const names = claims.flatMap((person) => person.names.map(({ text }) => text));
  const keys = names.flatMap((name) => days.flatMap((day) => nameAndBirthKey(name, day) ?? []));
  return [...new Set(keys)].map((text) => ({ termKind: 'nameAndBirth', text }));
};
