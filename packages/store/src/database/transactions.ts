import { assert, type Result } from '@fengcun/kernel';
import { CompiledQuery, sql } from 'kysely';
import { auditQueue, commitmentKeys } from '../adapters/audit-queue.ts';
import { certificateStores } from '../adapters/certificate-stores.ts';
import { leafReader, leafStore } from '../adapters/leaf-store.ts';
import { operationStores } from '../adapters/operation-stores.ts';
import { readSnapshot } from '../backup/snapshot.ts';
import { recordStores } from '../adapters/record-stores.ts';
import { sealedRoutes } from '../adapters/sealed-routes.ts';
import { wall } from '../adapters/wall.ts';
import { heldMessages } from '../adapters/held-messages.ts';
import { keyRows } from '../adapters/key-rows.ts';
import { worklists } from '../adapters/worklists.ts';
import { sealedLists } from '../adapters/sealed-lists.ts';
import type { AuditorStores, TransactionRunner, WriterStores } from '../ports/database.ts';
import { databaseFault, isRerunnable } from './database-fault.ts';
import type { Role } from './roles.ts';
import { enterRole } from './session.ts';
import type { Connection } from './tables.ts';

/** Sessions of each role; on the embedded database all four are the one session there is. */
export type RoleConnections = Readonly<Record<Role, Connection>>;

/** LIMIT: how often a transaction that lost against another is run before the loss is reported. */
const RUNS_MAX = 5;

type Passport = Readonly<{ role: Role; actEntryId?: string }>;
type Work<T, E> = (transaction: Connection) => Promise<Result<T, E>>;

/** Carries a refusal out of the transaction, so that the driver undoes it. */
class Refused extends Error {
  readonly refusal: unknown;

  constructor(refusal: unknown) {
    super('refused');
    this.refusal = refusal;
  }
}

const runOnce = async <T, E>(
  connection: Connection, passport: Passport, work: Work<T, E>,
): Promise<Result<T, E>> => {
  let refused: Result<T, E> | undefined;
  try {
    return await connection.transaction().execute(async (transaction) => {
      await enterRole(transaction, passport.role, passport.actEntryId);
      const result = await work(transaction);
      if (result.ok) return result;
      refused = result;
      throw new Refused(result.error);
    });
  } catch (error) {
    if (error instanceof Refused && refused !== undefined) return refused;
    throw error;
  }
};

const run = async <T, E>(
  connection: Connection, passport: Passport, work: Work<T, E>,
): Promise<Result<T, E>> => {
  for (let runs = 1; ; runs += 1) {
    try {
      return await runOnce(connection, passport, work);
    } catch (error) {
      if (isRerunnable(error) && runs < RUNS_MAX) continue;
      throw databaseFault(error);
    }
  }
};

/** Runs `work` with an audit queue, and holds it to handing something in. */
const audited = <T, E>(
  work: (audit: WriterStores['audit'], transaction: Connection) => Promise<Result<T, E>>,
): Work<T, E> => async (transaction) => {
  let isAudited = false;
  const queue = auditQueue(transaction, () => { isAudited = true; });
  const result = await work(queue, transaction);
  assert(!result.ok || isAudited, 'an act hands in its audit entry in its own transaction');
  return result;
};

/** The transactions of the five kinds over the sessions of the four roles. */
export const transactionRunner = (connections: RoleConnections): TransactionRunner => {
  const { writer, sealingService, sequencer, auditor } = connections;
  return {
    write: ({ entryId }, work) =>
      run(writer, { role: 'writer', actEntryId: entryId }, audited((audit, transaction) =>
        work({
          audit, open: recordStores(transaction, 'open'), operations: operationStores(transaction),
          certificates: certificateStores(transaction),
        }))),
    seal: ({ entryId }, work) =>
      run(sealingService, { role: 'sealingService', actEntryId: entryId }, audited((audit, transaction) =>
        work({
          audit, open: recordStores(transaction, 'open'), sealed: recordStores(transaction, 'sealed'),
          wall: wall(transaction), commitments: commitmentKeys(transaction),
          keys: keyRows(transaction), held: heldMessages(transaction),
          operations: operationStores(transaction), worklists: worklists(transaction),
          certificates: certificateStores(transaction),
          behind: sealedLists(transaction),
        }))),
    keep: (act, work) => {
      const passport = { role: 'sealingService', ...(act === undefined ? {} : { actEntryId: act.entryId }) };
      return run(sealingService, passport as Passport, (transaction) => work(keyRows(transaction)));
    },
    route: ({ entryId }, work) =>
      run(sealingService, { role: 'sealingService', actEntryId: entryId }, (transaction) =>
        work(sealedRoutes(transaction))),
    operate: (work) => run(writer, { role: 'writer' }, (transaction) => work(operationStores(transaction))),
    sequence: (work) => run(sequencer, { role: 'sequencer' }, (transaction) => work(leafStore(transaction))),
    snapshot: async ({ entryId }, work) => {
      try {
        return await readSnapshot(sealingService, entryId, work);
      } catch (error) {
        throw databaseFault(error);
      }
    },
    audit: (work) =>
      run(auditor, { role: 'auditor' }, async (transaction) => {
        await sql`set local transaction_read_only = on`.execute(transaction);
        const select: AuditorStores['select'] = async <Row>(statement: string, values: readonly unknown[]) =>
          (await transaction.executeQuery<Row>(CompiledQuery.raw(statement, [...values]))).rows;
        return work({ leaves: leafReader(transaction), select });
      }),
  };
};
