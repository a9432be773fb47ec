import { after, before } from 'node:test';
import { assert, present } from '@fengcun/kernel';
import type { StatementListener } from '../../database/open-database.ts';
import type { Database } from '../../ports/database.ts';
import { accountContract } from './accounts.ts';
import { keeperActContract } from './keeper-acts.ts';
import { type Bench, benchOf } from './bench.ts';
import { certificateContract } from './certificates.ts';
import { keyContract } from './keys.ts';
import { ledgerContract } from './ledger.ts';
import { operationContract } from './operations.ts';
import { outboxContract } from './outbox.ts';
import { eventContract, recordContract } from './records.ts';
import { proceedingContract } from './proceedings.ts';
import { transactionContract } from './transactions.ts';
import { wallContract } from './wall.ts';

/** How an adapter is opened for the suite; `onStatement` must hear every statement. */
export type OpenForContract = (onStatement: StatementListener) => Promise<Database>;

/**
 * The contract every database must pass; the test file of a new one is one line. The statements that were
 * issued are collected for the lint.
 */
export const databaseContract = (name: string, open: OpenForContract): ReadonlySet<string> => {
  const statements = new Set<string>();
  let bench: Bench | undefined;
  before(async () => {
    // One server can be used by several runs, so each has names of its own.
    bench = benchOf(await open((statement) => { statements.add(statement); }), `${name}-${process.pid}`);
  });
  after(async () => { await bench?.database.close(); });
  const current = (): Bench => present(bench, 'the open database');
  const contracts = [
    transactionContract, recordContract, eventContract, wallContract, keyContract, ledgerContract, operationContract, outboxContract, proceedingContract,
    accountContract, keeperActContract, certificateContract,
  ];
  for (const contract of contracts) {
    contract(name, current);
  }
  assert(statements.size === 0, 'statements are issued by the tests, not by their declaration');
  return statements;
};
