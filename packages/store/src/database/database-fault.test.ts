import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '@fengcun/kernel';
import { databaseFault } from './database-fault.ts';

test('a session that is gone is a fault to try again, in every wording of the driver; a bug of ours stays one', () => {
  const rows: readonly (readonly [Error, string | undefined])[] = [
    [new Error('Connection terminated unexpectedly'), 'DATABASE_UNREACHABLE'],
    [new Error('Client has encountered a connection error and is not queryable'), 'DATABASE_UNREACHABLE'],
    [new Error('Client was closed and is not queryable'), 'DATABASE_UNREACHABLE'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'DATABASE_UNREACHABLE'],
    [Object.assign(new Error('serialize'), { code: '40001' }), 'DATABASE_ERROR'],
    [new TypeError('bug: missing row'), undefined],
    [new Error('Client of a person'), undefined],
  ];
  for (const [error, code] of rows) {
    const fault = databaseFault(error);
    if (code === undefined) assert.equal(fault, error);
    else assert.ok(fault instanceof Fault && fault.code === code && fault.retryable, error.message);
  }
});
