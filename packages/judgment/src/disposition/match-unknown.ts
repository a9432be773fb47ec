import type { KnownParty } from './actors.ts';
import type { Draft } from './drafts.ts';
import type { Folded } from './fold.ts';

const isMasked = (name: string): boolean => /[某×XＸ*＊]/.test(name);

/** 张某 and 张某某 and 张某甲, 王五 and 王某: the same surname with the rest masked in one of them. */
const mayBeSame = (printed: string, known: string): boolean => {
  if (printed[0] !== known[0]) return false;
  if (isMasked(printed) || isMasked(known)) return true;
  if (printed.length !== known.length || printed.length < 2) return printed.startsWith(known)
    || known.startsWith(printed);
  return [...printed].filter((character, at) => character !== known[at]).length === 1;
};

/**
 * Gives sentences of names the header does not know to parties without a sentence: a name that is clearly
 * another form of one free party's, or the only free party with the only unknown name.
 * Every one given is a doubt.
 */
export const matchUnknown = (folded: Folded, parties: readonly KnownParty[]): readonly Draft[] => {
  const unknown = folded.pronounced.filter((draft) => draft.mention.party === undefined);
  if (unknown.length === 0) return [];
  const isTaken = (party: number): boolean =>
    folded.pronounced.some((draft) => draft.mention.party === party);
  const free = parties.map((_party, index) => index).filter((index) => !isTaken(index));
  const given = new Set<number>();
  return unknown.flatMap((draft) => {
    const open = free.filter((party) => !given.has(party));
    const alike =
      open.filter((party) =>
      (parties[party]?.names ?? []).some((name) => mayBeSame(draft.mention.name, name)));
    const [only] = alike.length === 1 ? alike : unknown.length === 1 && open.length === 1 ? open : [];
    if (only === undefined) return [];
    given.add(only);
    return [{ ...draft, mention: { ...draft.mention, party: only } }];
  });
};
