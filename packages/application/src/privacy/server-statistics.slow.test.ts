import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { type CivilDate, present } from '@fengcun/kernel';
import { rational } from '@fengcun/privacy';
import { startServer, type TestServer } from '../../../store/src/testing/postgres-server.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import { deploymentAt, importAll } from '../intake/testing/import-fixture.ts';
import { determineAll } from '../seals/determine.ts';
import { conviction, platformOn } from '../seals/testing/invented-platform.ts';
import { readBudget, takeBudgetStep } from './budget-steps.ts';
import { countFlows } from './count-flows.ts';
import type { JobActor } from './job-act.ts';
import { approveJob, proposeJob } from './job-steps.ts';
import { releaseStatistics } from './release-statistics.ts';
import { statisticsTerms } from './statistics-terms.ts';

/** Several publishers on a PostgreSQL server, each with connections of its own. */
let server: TestServer | undefined;
let deployment: Deployment | undefined;
before(async () => {
  server = await startServer();
  deployment = await deploymentAt({ kind: 'server', url: server.url, dataDirectory: tmpdir() });
});
after(async () => {
  await deployment?.close();
  await server?.stop();
});
const parts = () => {
  const opened = present(deployment, 'the open deployment');
  return { deployment: opened, now: opened.clock, random: (length: number) => new Uint8Array(randomBytes(length)) };
};
const actor = (account: string, organ: string): JobActor => ({ account, person: `person of ${account}`, organ, role: 'publisher' });
const [LI, ZHAO, WU] = [actor('li', 'court/110000000001'), actor('zhao', 'court/110000000001'), actor('wu', 'procuratorate/110000000002')];
const CODE = 'c'.repeat(64);

test('PostgreSQL: the first reservations of four tables at once are one chain, and each is spent once', async () => {
  const asked = ['T1', 'T2', 'T3', 'T4', 'T1', 'T2'].map((product) =>
    takeBudgetStep(parts(), LI, { type: 'Reserve', product, period: '2026Q2', jobId: 'job-1', today: '2026-11-21' }));
  const answers = await Promise.all(asked);
  const refused = answers.flatMap((one) => (one.ok ? [] : [one.error.code]));
  assert.ok(refused.every((code) => code === 'RELEASE_EXISTS' || code === 'PROCEEDING_BUSY'), refused.join());
  const budget = await readBudget(parts(), WU);
  assert.equal(budget.seq, answers.filter(({ ok }) => ok).length);
  assert.deepEqual(budget.spent.get('2026Q2'), rational(BigInt(budget.seq), 20n));
});

test('PostgreSQL: two publishers of one approved job at once: the same bytes, one spending', async () => {
  const platform = platformOn(present(deployment, 'the open deployment'));
  platform.day.on = '2026-08-20' as CivilDate;
  await importAll(platform.deployment, [conviction(1), conviction(2), conviction(3)]);
  assert.equal((await determineAll(platform.parts)).ordered.length, 3);
  assert.equal((await countFlows(parts(), LI)).length, 3);
  const terms = statisticsTerms({ product: 'T1', period: '2026Q3', publisher: LI.organ, supervisor: WU.organ, codeHash: CODE });
  const proposed = await proposeJob(parts(), LI, present(terms.ok ? terms.value : undefined, 'terms'));
  assert.ok(proposed.ok);
  const { jobId, termsHash } = proposed.value.job;
  for (const one of [ZHAO, WU]) assert.ok((await approveJob(parts(), one, { jobId, termsHash })).ok);
  const both = await Promise.all([1, 2, 3].map(() => releaseStatistics(parts(), LI, { jobId, codeHash: CODE })));
  const again = await releaseStatistics(parts(), LI, { jobId, codeHash: CODE });
  assert.ok(again.ok, JSON.stringify([both, again]));
  const texts = both.flatMap((one) => (one.ok ? [one.value.text] : []));
  assert.deepEqual([...new Set([...texts, again.value.text])].length, 1);
  assert.deepEqual((await readBudget(parts(), WU)).spent.get('2026Q3'), { numerator: 1n, denominator: 20n });
});
