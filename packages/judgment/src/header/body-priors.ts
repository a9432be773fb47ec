import type { Span } from '@fengcun/kernel';
import type { PriorConviction } from '../reading.ts';
import type { Party } from './parties.ts';
import { readTimeline } from './timeline.ts';

/** The court's own findings of earlier convictions: 另查明，被告人某某曾因犯某罪于…被…判处…. */
const FOUND = /(?:另|又|还|再|同时)查(?:明)?[，：:]|经查[，：:]/g;
const END = /(?:另|又|还|再|同时)查|上述事实|以上事实|证据|公诉机关|本院认为|证实/g;
// LIMIT: what a paragraph of findings tells of one person's record.
const FOUND_CHARS_MAX = 600;
const PASSAGES_MAX = 40;

const isSame = (a: PriorConviction, b: PriorConviction): boolean =>
  a.date === b.date
  || (a.charges.join() === b.charges.join() && a.date?.slice(0, 4) === b.date?.slice(0, 4));

/** The party whom the passage is about: the only one named in it, or the only defendant. */
const partyOf = (passage: string, parties: readonly Party[]): number => {
  const named = parties.flatMap((party, index) => (passage.includes(party.name.value) ? [index] : []));
  if (named.length === 1) return named[0] ?? -1;
  return named.length === 0 && parties.length === 1 ? 0 : -1;
};

const passages = (text: string, facts: Span): readonly Span[] => {
  const found: Span[] = [];
  FOUND.lastIndex = facts.start;
  for (let match = FOUND.exec(text); match !== null && match.index < facts.end; match = FOUND.exec(text)) {
    if (found.length === PASSAGES_MAX) break;
    const start = match.index + match[0].length;
    const limit = Math.min(facts.end, start + FOUND_CHARS_MAX);
    END.lastIndex = start;
    found.push({ start, end: END.exec(text.slice(0, limit))?.index ?? limit });
  }
  return found;
};

/**
 * Earlier convictions that the court establishes outside the header, dated and with a sentence, added to the
 * party they are about unless the header already tells them. Linear in the length of the facts.
 */
export const addBodyPriors = (text: string, facts: Span, parties: readonly Party[]): readonly Party[] => {
  const added = parties.map((party) => [...party.priorConvictions]);
  for (const span of passages(text, facts)) {
    const passage = text.slice(span.start, span.end);
    const mine = added[partyOf(passage, parties)];
    if (mine === undefined || !/判处|判决/.test(passage) || !/犯/.test(passage)) continue;
    const told = readTimeline(text, span, false).priorConvictions
      .filter((prior) => prior.date !== undefined && prior.term !== undefined && prior.charges.length > 0);
    for (const prior of told) if (!mine.some((known) => isSame(known, prior))) mine.push(prior);
  }
  return parties.map((party, index) =>
    ({ ...party, priorConvictions: added[index] ?? party.priorConvictions }));
};
