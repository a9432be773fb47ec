import { CASE_CODE_RANDOM_BYTES, type CaseCode, makeCaseCode } from '@fengcun/registry';
import { type InboxRow, shardKeyOf, shardKeyOfName, type TermRow, type WriterStores } from '@fengcun/store';
import type { RandomBytes } from '@fengcun/crypto';
import type { MintId } from './act.ts';
import type { TermClaim } from './batch-context.ts';
import type { PreparedBatch } from './prepare.ts';

/** What claiming needs. */
export type Claiming = Readonly<{ prepared: PreparedBatch; mint: MintId; random: RandomBytes }>;

/** Cases by the digest of a case number; `code` where the case is new. */
export type Claimed = ReadonlyMap<string, Readonly<{ caseId: string; code?: CaseCode }>>;

/** Digits of a digest, as keys of maps. */
export const hexOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
const NO_BODY = new Uint8Array(32);

const drawCode = ({ random }: Claiming): CaseCode => makeCaseCode(random(CASE_CODE_RANDOM_BYTES));

/** A code whose shard is that of an id that was reserved earlier; about 4096 draws, and rare. */
export const codeFor = (batch: Claiming, caseId: string): CaseCode => {
  for (;;) {
    const code = drawCode(batch);
    if (shardKeyOfName(code) === shardKeyOf(caseId)) return code;
  }
};

/**
 * Every case number of the batch with the case it belongs to. A number nobody knows is claimed for a fresh
 * case in the same statement, so that two imports at once never open two cases under one number.
 */
export const claimReferences = async (
  batch: Claiming, stores: WriterStores, now: string,
): Promise<Claimed> => {
  const wanted = new Map<string, InboxRow & Readonly<{ code: CaseCode }>>();
  for (const { references } of batch.prepared.messages) {
    for (const messageKey of references) {
      const key = hexOf(messageKey);
      if (wanted.has(key)) continue;
      const code = drawCode(batch);
      const takenAs = batch.mint(shardKeyOfName(code));
      const row = { source: 'case-reference', messageKey, bodyHash: NO_BODY, takenAs, receivedAt: now };
      wanted.set(key, { ...row, code });
    }
  }
  if (wanted.size === 0) return new Map();
  // In the order of keys, so that two batches never wait for each other in a circle.
  const rows = [...wanted].sort(([a], [b]) => (a < b ? -1 : 1));
  const arrivals = await stores.open.inbox.takeAll(rows.map(([, { code: _code, ...row }]) => row));
  return new Map(rows.map(([key, row], at) => {
    const arrival = arrivals[at];
    const caseId = arrival?.takenAs ?? row.takenAs ?? '';
    return [key, arrival?.arrival === 'new' ? { caseId, code: row.code } : { caseId }] as const;
  }));
};

/**
 * Claims every document term of the batch for a fresh subject; a term somebody carries answers with whom. One
 * statement, where a look at every term would be one each.
 */
export const claimTerms = async (
  batch: Omit<Claiming, 'random'>, stores: WriterStores,
): Promise<ReadonlyMap<string, TermClaim>> => {
  const wanted = new Map<string, TermRow>();
  for (const { terms } of batch.prepared.messages) {
    const subjectId = batch.mint();
    for (const term of terms) {
      const key = hexOf(term.term);
      if (!wanted.has(key)) wanted.set(key, { ...term, subjectId });
    }
  }
  if (wanted.size === 0) return new Map();
  const rows = [...wanted].sort(([a], [b]) => (a < b ? -1 : 1));
  const carriers = await stores.open.terms.claim(rows.map(([, row]) => row));
  return new Map(rows.map(([key, row], at) => {
    const subjectId = carriers[at] ?? row.subjectId;
    return [key, { subjectId, isNew: subjectId === row.subjectId }] as const;
  }));
};
