import type { ClaimsCrossing, InboxRow, TermRow } from '@fengcun/store';
import { digits, type MessageClaims, referenceClaim, termClaim } from './claims-of-side.ts';
import type { FoundRecord } from './found-record.ts';
import type { FoundTraces } from './found-traces.ts';

/** What messages claim here and over there: those that leave, and those of the person that stay. */
export type AllClaims = Readonly<{
  leavingHere: readonly MessageClaims[]; leavingThere: readonly MessageClaims[];
  stayingHere: readonly MessageClaims[];
}>;

const uniqueBy = <T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] =>
  [...new Map(all.map((one) => [keyOf(one), one])).values()];

const termsOf = (claims: readonly MessageClaims[], subjectId: string): readonly TermRow[] =>
  uniqueBy(claims.flatMap(({ terms }) => terms.map((term) => ({ ...term, subjectId }))),
    ({ term }) => digits(term));

/** Terms only the leaving messages knew: the person's other records must not keep what a sealed one told. */
const termsLeft = ({ leavingHere, stayingHere }: AllClaims, subjectId: string): readonly TermRow[] => {
  const kept = new Set(termsOf(stayingHere, subjectId).map(({ term }) => digits(term)));
  return termsOf(leavingHere, subjectId).filter(({ term }) => !kept.has(digits(term)));
};

const keyOf = ({ source, messageKey }: Pick<InboxRow, 'source' | 'messageKey'>): string =>
  `${source} ${digits(messageKey)}`;

/**
 * The claims of a move: what this side forgets, and what the other learns under digests of its own. Numbers
 * of the case become known there even if the case stays here for others, so that late messages are found.
 */
export const crossingClaims = (
  found: FoundRecord, traces: FoundTraces, claims: AllClaims,
  at: Readonly<{ leavingIds: readonly string[]; now: string }>,
): ClaimsCrossing => {
  const { subjectId, caseId } = found.record;
  const taken = new Map(traces.claims.map((claim) => [keyOf(claim), claim]));
  const arrivals = claims.leavingThere.map(({ arrival, stageRecordId }, place): InboxRow => {
    const here = claims.leavingHere[place]?.arrival;
    const claim = here === undefined ? undefined : taken.get(keyOf(here));
    return { ...arrival, takenAs: stageRecordId ?? caseId, receivedAt: claim?.receivedAt ?? at.now };
  });
  const references = claims.leavingThere.flatMap((one) => one.references);
  const knownTerms = termsOf(claims.leavingThere, subjectId);
  const known = [
    ...arrivals, ...references.map((key) => referenceClaim(key, caseId, at.now)),
    ...knownTerms.map((term) => termClaim(term, at.now)),
  ];
  return {
    takenAs: at.leavingIds, terms: found.isLastOfSubject ? [] : termsLeft(claims, subjectId),
    known: uniqueBy(known, keyOf), knownTerms,
  };
};
