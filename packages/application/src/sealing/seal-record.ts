import { err, ok, type Result } from '@fengcun/kernel';
import type { SealingStores } from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginCustody } from '../keys/custody-act.ts';
import { settleErasures } from '../keys/settle-erasures.ts';
import { carryOut } from './carry-out.ts';
import type { Moved, MoveRefused } from './moving.ts';
import { loadSideKeys } from './side-keys.ts';

/** What is moved, on which ground, by whom. */
export type SealOrder = Readonly<{
  recordId: string;
  /** Code of the legal ground, such as `juvenileSentence`; it enters the audit log. */
  ground: string;
  /** Account of whoever decided; the log knows a pseudonym. */
  decidedBy: string;
  /** Instant of the decision, UTC with milliseconds. */
  at: string;
  /** Entries of the approvals this act consumes. */
  approvals?: readonly string[];
  /** Work of the caller in the same transaction: order, notices, deadlines. A refusal undoes the move. */
  alongside?: (stores: SealingStores) => Promise<Result<void, Readonly<{ code: string }>>>;
  /** `later`: the caller settles the erasure of the old keys itself, once for many records. */
  settle?: 'later';
}>;

/** Why a record was not moved. */
export type SealRefusal = MoveRefused | Readonly<{ code: 'GROUND_MALFORMED' | 'RECORD_BUSY' }>
  | Readonly<{ code: 'NOT_ALONGSIDE'; reason: string }>;

/**
 * The record is where it belongs. `areKeysErased` false: the move is committed, but the key store did not
 * answer, so backups from before still open it until `settleErasures` has run.
 */
export type SealOutcome = Moved & Readonly<{ areKeysErased: boolean }>;

const GROUND = /^[a-z][A-Za-z0-9]{0,63}$/;

/** LIMIT: how often a move that lost against other writers is run again. */
const RUNS_MAX = 5;

const move = async (
  deployment: Deployment, to: KeyTree, order: SealOrder,
): Promise<Result<SealOutcome, SealRefusal>> => {
  const { recordId, ground, decidedBy, at, approvals, alongside } = order;
  if (!GROUND.test(ground)) return err({ code: 'GROUND_MALFORMED' });
  const act = await beginCustody(deployment, {
    act: to === 'sealed' ? 'record.seal' : 'record.unseal', account: decidedBy, role: 'sealingService',
    purpose: 'sealing', legalBasis: ground, request: `${to}|${recordId}|${at}`,
    ...(approvals === undefined ? {} : { approvals }),
  });
  const from = await loadSideKeys(deployment, to === 'sealed' ? 'open' : 'sealed');
  const into = await loadSideKeys(deployment, to);
  for (let runs = 1; runs <= RUNS_MAX; runs += 1) {
    const entryId = act.mint();
    const moving = { deployment, act, from, to: into, recordId, at, entryId };
    const done = await deployment.database.seal(
      { entryId }, async (stores): Promise<Result<Moved, SealRefusal>> => {
        const moved = await carryOut(moving, stores);
        if (!moved.ok || alongside === undefined) return moved;
        const also = await alongside(stores);
        return also.ok ? moved : err({ code: 'NOT_ALONGSIDE', reason: also.error.code });
      });
    if (!done.ok && done.error.code === 'ROW_CHANGED') continue;
    if (!done.ok) return done;
    // Idempotent: a move that was committed before a kill is settled here as well.
    const settled = order.settle === 'later' ? undefined : await settleErasures(deployment);
    return ok({ ...done.value, areKeysErased: settled?.ok === true });
  }
  return err({ code: 'RECORD_BUSY' });
};

/**
 * Moves a record behind the wall: rows, events, claims, terms, attachments, commitments and exceptions,
 * under keys the open side shares nothing with, in one transaction with its audit entry; then the keys the
 * open copy hung from are erased, so that no backup opens it. Sealing what is sealed changes nothing.
 * @see 《刑事诉讼法》(2018) 第286条第1款; 《关于未成年人犯罪记录封存的实施办法》(2022) 第2条、第9条
 */
export const sealRecord = (
  deployment: Deployment, order: SealOrder,
): Promise<Result<SealOutcome, SealRefusal>> => move(deployment, 'sealed', order);

/**
 * Moves a record back to the open side, on a ground of article 18; messages held for its case become
 * exceptions for a person to look at. @see 《关于未成年人犯罪记录封存的实施办法》(2022) 第18条
 */
export const unsealRecord = (
  deployment: Deployment, order: SealOrder,
): Promise<Result<SealOutcome, SealRefusal>> => move(deployment, 'open', order);
