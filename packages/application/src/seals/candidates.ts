import { canonicalJson, type Json, ok, present } from '@fengcun/kernel';
import type { RemovalProposal, UnsealProposal } from '@fengcun/registry';
import { type HeldMessage, type SealingStores, shardKeyOf } from '@fengcun/store';
import type { Pseudonyms } from '../deployment/pseudonyms.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import { GROUND, heldPlace } from '../sealing/held-content.ts';
import { loadSideKeys, openAt, readJson, sealAt, type SideKeys } from '../sealing/side-keys.ts';
import { beginSealAct, type SealActor } from './person-act.ts';
import type { SealsParts } from './seals-parts.ts';

/** What pointed to it: a judgment elsewhere, a retrial of the case itself, an annulled decision. */
export type CandidateSource = 'newJudgment' | 'retrial' | 'annulment';

/**
 * A sealed record that facts point to: to be opened by two people, to be looked at, or to stay sealed with
 * something the court must state. It lies behind the wall; nothing follows from it by itself.
 */
export type Candidate = Readonly<{
  recordId: string; caseCode: string; source: CandidateSource; foundAt: string;
  /** Questions beside those of the rules, such as whether the two are one person. */
  doubts: readonly string[];
  proposal: UnsealProposal | RemovalProposal;
}>;

/** A candidate as it is listed. */
export type ListedCandidate = Candidate & Readonly<{ candidateId: string }>;

/** What storing needs; `pseudonyms` are those of the sealed side. */
export type CandidateStoring = Readonly<{
  stores: SealingStores; sealed: SideKeys; act: CustodyAct; pseudonyms: Pseudonyms; now: string;
}>;

/** Where it is found, and what makes it the same one when it is found again. */
export type CandidatePlace = Readonly<{ caseId: string; found: string }>;

const SOURCE = 'seal-grounds';

const claim = async (
  { stores, pseudonyms, now }: CandidateStoring, heldId: string,
  at: Readonly<{ found: string; told: Uint8Array }>,
): Promise<Uint8Array | undefined> => {
  const messageKey = pseudonyms.bytesOf('seal-ground', at.found);
  const row = { source: SOURCE, messageKey, bodyHash: at.told, takenAs: heldId, receivedAt: now };
  const taken = await stores.sealed.inbox.take(row);
  if (taken.arrival === 'repeated') return undefined;
  if (taken.arrival === 'new') return messageKey;
  // Facts came in since: what was found before is replaced, and each finding is told once.
  const again = await stores.sealed.inbox.take({ ...row, messageKey: at.told });
  if (again.arrival !== 'new') return undefined;
  if (taken.takenAs !== null) await stores.held.remove(taken.takenAs);
  return at.told;
};

/** Holds a candidate behind the wall, once; true if it is new. */
export const holdCandidate = async (
  storing: CandidateStoring, { caseId, found }: CandidatePlace, candidate: Candidate,
): Promise<boolean> => {
  const { stores, sealed, act, pseudonyms, now } = storing;
  const row = await stores.sealed.cases.find(caseId);
  if (row === undefined) return false;
  const heldId = act.mint(shardKeyOf(caseId));
  const { foundAt: _day, ...same } = candidate;
  // Built here of plain data: ids, codes, days and sentences.
  const told = pseudonyms.bytesOf('seal-ground-told', canonicalJson(same as unknown as Json));
  const messageKey = await claim(storing, heldId, { found, told });
  if (messageKey === undefined) return false;
  const content = Buffer.from(JSON.stringify({ candidate }));
  const at = { place: heldPlace(heldId), serial: row.eraseSerial };
  await stores.held.add([{
    ...sealAt(sealed, at, content), heldId, caseId, source: SOURCE, messageKey, reason: GROUND,
    recordedAt: now, retainUntil: null, retentionRule: 'criminal-record',
  }]);
  return true;
};

const opened = async (
  { sealed, act }: Pick<CandidateStoring, 'sealed' | 'act'>, row: HeldMessage,
): Promise<ListedCandidate | undefined> => {
  const place = heldPlace(row.heldId);
  const intent = await act.intentFor([place], sealed.now);
  const content = openAt(sealed, { place, intent }, row);
  if (!content.ok) return undefined;
  // Sealed by `holdCandidate` and authenticated at its place.
  const { candidate } = readJson(content.value) as Readonly<{ candidate: Candidate }>;
  content.value.fill(0);
  return { ...candidate, candidateId: row.heldId };
};

/** Which candidates: after an id, at most so many. */
export type CandidatePage = Readonly<{ afterId?: string; limit: number }>;

/**
 * What waits for two people, oldest first, for those entitled to know; each look is in the log with its
 * reader. Records that were opened meanwhile are left out.
 */
export const listCandidates = async (
  { deployment }: Pick<SealsParts, 'deployment'>, by: SealActor, page: CandidatePage,
): Promise<readonly ListedCandidate[]> => {
  const act = await beginSealAct(deployment, {
    by, act: 'seal.candidates', basis: 'unsealing', request: page.afterId ?? '',
  });
  const sealed = await loadSideKeys(deployment, 'sealed');
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const listed: ListedCandidate[] = [];
    for (const row of await stores.behind.held({ ...page, reason: GROUND })) {
      const candidate = await opened({ sealed, act }, row);
      const side = candidate === undefined ? undefined : await stores.worklists.sideOf(candidate.recordId);
      if (candidate !== undefined && side === 'sealed') listed.push(candidate);
    }
    await stores.audit.append([act.outcome(entryId)]);
    return ok(listed);
  });
  return present(done.ok ? done : undefined, 'reading is never refused').value;
};

/** A person looked at a candidate and nothing follows from it; the log keeps who. True if it was there. */
export const dropCandidate = async (
  { deployment }: Pick<SealsParts, 'deployment'>, by: SealActor, candidateId: string,
): Promise<boolean> => {
  const act = await beginSealAct(deployment, {
    by, act: 'seal.dropCandidate', basis: 'unsealing', request: candidateId,
  });
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const removed = await stores.held.remove(candidateId);
    await stores.audit.append([act.outcome(entryId)]);
    return ok(removed);
  });
  return done.ok && done.value;
};
