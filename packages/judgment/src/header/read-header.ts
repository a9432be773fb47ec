import type { Span } from '@fengcun/kernel';
import type { CustodyReading, Problem } from '../reading.ts';
import { foldWidth } from '../text/fold-width.ts';
import type { Sections } from '../text/sections.ts';
import { addBodyPriors } from './body-priors.ts';
import { readCaseNumber, readInstance } from './case-number.ts';
import { partiesCharged } from './charged-parties.ts';
import { readCourt } from './court.ts';
import type { HeaderReading, Party } from './parties.ts';
import { readPerson } from './persons.ts';
import { findSegments, type Segment } from './roles.ts';
import { readTimeline } from './timeline.ts';

type Draft = { parties: Party[]; problems: Problem[]; groups: number };

// LIMIT: paragraphs on several defendants together; more are an attack on the time, not a header.
const GROUPS_MAX = 50;

/** The last `count` parties (all when it is 0) get what 上列三被告人… tells of them together. */
const shareCustody = (draft: Draft, custody: readonly CustodyReading[], count: number): void => {
  draft.groups += 1;
  if (draft.groups > GROUPS_MAX) return;
  const people = draft.parties.filter((party) => !party.isEntity);
  const meant = new Set(count === 0 || count >= people.length ? people : people.slice(-count));
  draft.parties = draft.parties.map((party) =>
    meant.has(party) ? { ...party, custody: [...party.custody, ...custody] } : party);
};

/** A later paragraph on a party already introduced (被告人某某因涉嫌…) adds to the first one. */
const merge = (first: Party, again: Party): Party => {
  const sex = first.sex ?? again.sex;
  const birthDate = first.birthDate ?? again.birthDate;
  return {
    ...first,
    ...(sex === undefined ? {} : { sex }),
    ...(birthDate === undefined ? {} : { birthDate }),
    aliases: [...first.aliases, ...again.aliases],
    custody: [...first.custody, ...again.custody],
    priorConvictions: [...first.priorConvictions, ...again.priorConvictions],
    block: { start: first.block.start, end: Math.max(first.block.end, again.block.end) },
  };
};

const takeSegment = (draft: Draft, text: string, segment: Segment): void => {
  if (segment.role === 'other') return;
  if (segment.role === 'several') {
    const told = readTimeline(text, { start: segment.body, end: segment.span.end }, segment.wasDecidedBefore);
    draft.problems.push(...told.problems);
    return shareCustody(draft, told.custody, segment.count);
  }
  const read = readPerson(text, segment, draft.parties.map((party) => party.name.value));
  if (read === undefined) return;
  const known = draft.parties.findIndex((party) => party.name.value === read.party.name.value);
  const first = draft.parties[known];
  const index = first === undefined ? draft.parties.length : known;
  draft.parties[index] = first === undefined ? read.party : merge(first, read.party);
  draft.problems.push(...read.problems.map((problem) => ({ ...problem, defendant: index })));
};

const readParties = (text: string, sections: Sections, from: number): Draft => {
  const zone: Span = { start: Math.min(from, sections.header.end), end: sections.header.end };
  const draft: Draft = { parties: [], problems: [], groups: 0 };
  for (const segment of findSegments(text, zone)) takeSegment(draft, text, segment);
  if (draft.parties.length === 0) draft.parties.push(...partiesCharged(text, zone.start));
  return draft;
};

/**
 * Reads court, case number, instance and the defendants with identity, custody and earlier convictions, the
 * last also from what the court found in the facts. What is missing or doubtful is a problem and no value.
 * Never throws.
 */
export const readHeader = (document: string, sections: Sections): HeaderReading => {
  const text = foldWidth(document);
  const court = readCourt(text);
  const number = readCaseNumber(text, court?.span.end ?? 0);
  const instance = number === undefined ? undefined : readInstance(text, number);
  const from = Math.max(number?.value.span.end ?? 0, court?.span.end ?? 0);
  const { parties: introduced, problems } = readParties(text, sections, from);
  const parties = addBodyPriors(text, sections.facts, introduced);
  const head: Span = { start: 0, end: Math.min(from, sections.header.end) };
  const missing: Problem[] = [];
  const miss = (code: Problem['code'], message: string, span: Span): void => {
    missing.push({ code, message, span });
  };
  if (court === undefined) miss('COURT_MISSING', 'no court stands at the head', head);
  if (number === undefined) miss('CASE_NUMBER_MISSING', 'no case number stands at the head', head);
  else if (!number.hasYear) miss('CASE_NUMBER_MISSING', 'the case number lacks its year', number.value.span);
  if (parties.length === 0) miss('DEFENDANT_MISSING', 'no defendant is named in the header', sections.header);
  return {
    ...(court === undefined ? {} : { court }),
    ...(number === undefined ? {} : { caseNumber: number.value }),
    ...(instance === undefined ? {} : { instance }),
    parties,
    problems: [...missing, ...problems],
  };
};
