import { present, type Result } from '@fengcun/kernel';
import type { SealingStores } from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { moveAll, type SealBatch, type SealOutcome, type SealRefusal } from './move-records.ts';

export type { SealBatch, SealOutcome, SealRefusal } from './move-records.ts';

/** What is moved, on which ground, by whom. */
export type SealOrder = Omit<SealBatch, 'recordIds' | 'alongside'> & Readonly<{
  recordId: string;
  /** Work of the caller in the same transaction: order, notices, deadlines. A refusal undoes the move. */
  alongside?: (stores: SealingStores) => Promise<Result<void, Readonly<{ code: string }>>>;
}>;

const moveOne = async (
  deployment: Deployment, to: KeyTree, { recordId, alongside, ...order }: SealOrder,
): Promise<Result<SealOutcome, SealRefusal>> => {
  const also = alongside === undefined ? {} : {
    alongside: async (stores: SealingStores) => {
      const done = await alongside(stores);
      return new Map(done.ok ? [] : [[recordId, done.error]]);
    },
  };
  const answers = await moveAll(deployment, to, { ...order, ...also, recordIds: [recordId] });
  return present(answers.get(recordId), 'an answer for the record');
};

/**
 * Moves a record behind the wall: rows, events, claims, terms, attachments, commitments and exceptions,
 * under keys the open side shares nothing with, in one transaction with its audit entry; then the keys the
 * open copy hung from are erased, so that no backup opens it. Sealing what is sealed changes nothing.
 * @see 《刑事诉讼法》(2018) 第286条第1款; 《关于未成年人犯罪记录封存的实施办法》(2022) 第2条、第9条
 */
export const sealRecord = (
  deployment: Deployment, order: SealOrder,
): Promise<Result<SealOutcome, SealRefusal>> => moveOne(deployment, 'sealed', order);

/**
 * Moves a record back to the open side, on a ground of article 18; messages held for its case become
 * exceptions for a person to look at. @see 《关于未成年人犯罪记录封存的实施办法》(2022) 第18条
 */
export const unsealRecord = (
  deployment: Deployment, order: SealOrder,
): Promise<Result<SealOutcome, SealRefusal>> => moveOne(deployment, 'open', order);

/**
 * Moves many records behind the wall as `sealRecord` does one: one intent for all, an outcome for each, many
 * in one transaction. The answer says of each record what became of it; one that is refused does not keep
 * the others open. LIMIT: 100 records of one transaction.
 */
export const sealRecords = (
  deployment: Deployment, batch: SealBatch,
): Promise<ReadonlyMap<string, Result<SealOutcome, SealRefusal>>> => moveAll(deployment, 'sealed', batch);
