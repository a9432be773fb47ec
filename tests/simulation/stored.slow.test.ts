import assert from 'node:assert/strict';
import test from 'node:test';
import { runChecks } from '../../packages/application/src/index.ts';
import { memoryDeployment } from '../../packages/application/src/intake/testing/import-fixture.ts';
import { judge } from './judge.ts';
import { storedJournal } from './stored-journal.ts';
import { REAL_MACHINES, runSeed } from './world.ts';

// LIMIT: a few seeds, for every step of the platform is a transaction with encryption and its audit entry.
const SEEDS = [3, 7, 11];

for (const seed of SEEDS) {
  test(`seed ${seed} over real storage: the same end as in memory and by law, and fsck is green`, async (t) => {
    const deployment = await memoryDeployment();
    try {
      const outcome = await runSeed(seed, REAL_MACHINES, await storedJournal(deployment));
      assert.deepEqual(judge(outcome), []);
      assert.deepEqual(outcome.sealing, (await runSeed(seed)).sealing, 'stored, encrypted and read again nothing is different');
      for await (const { check, findings } of runChecks({ logs: [], withoutFiles: [], database: deployment.database })) assert.deepEqual(findings, [], check);
      t.diagnostic(`measured: ${[...outcome.sealing.values()].flat().length} events, ${JSON.stringify(outcome.counts)}`);
    } finally {
      await deployment.close();
    }
  });
}
