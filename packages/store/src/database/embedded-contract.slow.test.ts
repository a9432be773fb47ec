import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOW } from '../testing/invented.ts';
import { databaseContract } from '../testing/contract/database-contract.ts';
import { lintStatement } from '../testing/lint-statement.ts';
import { openDatabase } from './open-database.ts';

const statements = databaseContract('embedded', (onStatement) => openDatabase({ kind: 'memory', now: () => NOW, onStatement }));

test('embedded: no statement of the contract asks what a distributed database refuses', () => {
  assert.ok(statements.size > 60, `${statements.size} statements were heard`);
  assert.deepEqual([...statements].flatMap(lintStatement), []);
});
