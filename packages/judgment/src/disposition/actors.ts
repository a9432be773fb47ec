import type { ActorMention } from './tokens.ts';

/** A defendant as the header knows him: every printed form of the name. */
export type KnownParty = Readonly<{ names: readonly string[] }>;

/** Finds the parties of one judgment by name. */
export type PartyIndex = Readonly<{
  /** The longest known name that starts at `at`. */
  startingAt: (text: string, at: number) => NameMatch | undefined;
  /** The longest known name that ends at `at`. */
  endingAt: (text: string, at: number) => NameMatch | undefined;
}>;

type NameMatch = Readonly<{ name: string; parties: readonly number[] }>;

/** Role words of the defendants; the caller has matched one at the start of the mention. */
const ROLE = /原审上诉人|原审被告单位|原审被告人|上诉单位|上诉人|被告单位|被告人|罪犯|被告/y;
const ROLE_NOTE = /（(?:原审|一审)[^（）]{0,12}）/y;
const NOTE = /（[^（）]{0,30}）/y;
const JOIN = /(?:、|，|和|与|及|以及|暨)?/y;
// LIMIT: the longest name of a unit that is read without the header's help.
const UNKNOWN_NAME = /(?![的在于自从应所被因及和均])[^，。；：（）、“”\d]{1,40}?(?=犯|（|、|无罪|不负|不承担|有期|拘役|管制|无期|死刑|免[予于除]|$)/y;

const byLength = (first: string, second: string): number => second.length - first.length;

/**
 * Builds the index; `parties` in the order of the header. Names that several parties share keep all of them.
 */
export const partyIndex = (parties: readonly KnownParty[]): PartyIndex => {
  const owners = new Map<string, number[]>();
  parties.forEach((party, index) => {
    for (const name of party.names) {
      const known = owners.get(name);
      if (known === undefined) owners.set(name, [index]);
      else if (!known.includes(index)) known.push(index);
    }
  });
  const names = [...owners.keys()].filter((name) => name !== '').sort(byLength);
  const matchOf = (name: string | undefined): NameMatch | undefined =>
    name === undefined ? undefined : { name, parties: owners.get(name) ?? [] };
  return {
    startingAt: (text, at) => matchOf(names.find((name) => text.startsWith(name, at))),
    endingAt: (text, at) => matchOf(names.find((name) => text.endsWith(name, at))),
  };
};

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

/** Several parties of one masked name stay open here (no `party`); the fold gives them out in order. */
const mentionOf = (match: NameMatch, at: number): ActorMention => {
  const place = { start: at, end: at + match.name.length };
  const [first, ...others] = match.parties;
  return first === undefined || others.length > 0
    ? { name: match.name, place } : { name: match.name, party: first, place };
};

/** 甄某某 where the header says 甄某: the longer name is what is printed, and no party's. */
const isCutShort = (text: string, end: number): boolean =>
  /^[\u4e00-\u9fa5A-Za-z·×]{1,3}犯/.test(text.slice(end, end + 4)) && text[end] !== '犯';

const unknownAt = (text: string, at: number): ActorMention | undefined => {
  const end = endOf(UNKNOWN_NAME, text, at);
  return end === at ? undefined : { name: text.slice(at, end), place: { start: at, end } };
};

/**
 * Reads the names behind a role word at `at`: 被告人甲, 上诉人（原审被告人）甲, 被告人甲、乙, 被告人甲、被告人乙.
 * `end` is behind the last name and its bracketed note; undefined when no role word stands there.
 */
export const readActors = (
  text: string, at: number, index: PartyIndex,
): Readonly<{ mentions: readonly ActorMention[]; end: number }> | undefined => {
  const mentions: ActorMention[] = [];
  let end = at;
  let next = endOf(ROLE, text, at);
  if (next === at) return undefined;
  // LIMIT: no judgment names more defendants in one breath.
  while (mentions.length < 200) {
    const start = endOf(/：/y, text, endOf(ROLE_NOTE, text, next));
    const found = index.startingAt(text, start);
    const known = found !== undefined && isCutShort(text, start + found.name.length) ? undefined : found;
    const mention = known === undefined
      ? (mentions.length === 0 ? unknownAt(text, start) : undefined) : mentionOf(known, start);
    if (mention === undefined) break;
    mentions.push(mention);
    end = endOf(NOTE, text, mention.place.end);
    if (text[end] === '犯') break;
    next = endOf(ROLE, text, endOf(JOIN, text, end));
  }
  return { mentions, end: mentions.length === 0 ? endOf(ROLE, text, at) : end };
};
