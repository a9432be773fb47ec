import assert from 'node:assert/strict';
import { createHash, createCipheriv } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type CivilDate, present } from '@fengcun/kernel';
import { parseEntry } from '@fengcun/ledger';
import { verifyRelease } from '@fengcun/privacy';
import { importAll } from '../intake/testing/import-fixture.ts';
import { determineAll } from '../seals/determine.ts';
import { conviction, type InventedPlatform, inventedPlatform } from '../seals/testing/invented-platform.ts';
import { readBudget, takeBudgetStep } from './budget-steps.ts';
import { countFlows } from './count-flows.ts';
import { exactTable } from './exact-tables.ts';
import type { JobActor } from './job-act.ts';
import { approveJob, findJob, proposeJob } from './job-steps.ts';
import { recoverRelease } from './recover-release.ts';
import { type ReleaseParts, releaseStatistics, showRelease } from './release-statistics.ts';
import { statisticsTerms } from './statistics-terms.ts';

const PERSONS = 7;
let platform: InventedPlatform;
before(async () => {
  platform = await inventedPlatform();
  platform.day.on = '2026-08-20' as CivilDate;
  await importAll(platform.deployment, Array.from({ length: PERSONS }, (_, i) => conviction(i + 1)));
  const { ordered } = await determineAll(platform.parts);
  assert.equal(ordered.length, PERSONS);
});
after(() => platform.deployment.close());

const seeded = (seed: string) => {
  const cipher = createCipheriv('aes-256-ctr', createHash('sha256').update(seed).digest(), Buffer.alloc(16));
  return (length: number): Uint8Array => cipher.update(Buffer.alloc(length));
};
const parts = (seed = 'noise'): ReleaseParts => ({ deployment: platform.deployment, now: platform.deployment.clock, random: seeded(seed) });
const actor = (account: string, organ: string, role = 'publisher'): JobActor => ({ account, person: `person of ${account}`, organ, role });
const [LI, ZHAO, WU] = [actor('li', 'court/110000000001'), actor('zhao', 'court/110000000001'), actor('wu', 'procuratorate/110000000002', 'supervisor')];
const CODE = 'c'.repeat(64);

const approved = async (product: string, period = '2026Q3'): Promise<string> => {
  const terms = statisticsTerms({ product, period, publisher: LI.organ, supervisor: WU.organ, codeHash: CODE });
  assert.ok(terms.ok);
  const proposed = await proposeJob(parts(), LI, terms.value);
  assert.ok(proposed.ok, JSON.stringify(proposed));
  const { jobId, termsHash } = proposed.value.job;
  for (const one of [ZHAO, WU]) assert.ok((await approveJob(parts(), one, { jobId, termsHash })).ok);
  return jobId;
};
const publish = (jobId: string, seed?: string) => releaseStatistics(parts(seed), LI, { jobId, codeHash: CODE });

test('seals of the registry are counted by quarter, province, charge, disposal and age, without names', async () => {
  const flows = await countFlows(parts(), LI);
  assert.equal(flows.length, PERSONS);
  assert.equal(new Set(flows.map(({ person }) => person)).size, PERSONS);
  const [one] = flows;
  assert.deepEqual({ ...one, person: '', rank: '' }, {
    person: '', rank: '', kind: 'seal', quarter: '2026Q3', cells: { T1: ['110000', 'ch5'], T2: ['110000', 'conviction', 'minor'], T3: ['cl-264'] },
  });
  assert.ok(!JSON.stringify(flows).includes('骆'));
});

test('an approved job is published once: the same bytes again, verified, with its links in the ledger and nothing exact anywhere', async () => {
  const jobId = await approved('T1');
  const first = await publish(jobId);
  assert.ok(first.ok, JSON.stringify(first));
  const again = await publish(jobId, 'other noise');
  assert.deepEqual(again, first);
  assert.deepEqual(await showRelease(parts(), WU, 'T1-2026Q3'), first.value);
  const read = verifyRelease(first.value.text);
  assert.ok(read.ok);
  const job = await findJob(parts(), WU, jobId);
  assert.deepEqual([job?.state, job?.transcriptHash, job?.outputs], ['finished', first.value.sha256, [{ name: 'T1-2026Q3.json', sha256: first.value.sha256 }]]);
  const budget = await readBudget(parts(), WU);
  const rows = await platform.deployment.connection.withSchema('ledger').selectFrom('auditPending').selectAll().execute();
  const entries = rows.flatMap((row) => { const one = parseEntry(row.entry as Uint8Array); return one.ok ? [one.value] : []; });
  const links = entries.filter(({ act, phase }) => ['privacy.reserve', 'privacy.commit', 'privacy.publish'].includes(act) && phase === 'outcome');
  assert.deepEqual([...new Set(links.map(({ act }) => act))].length, 3);
  assert.ok(links.some(({ record }) => record === budget.head), 'the head of the chain is in the ledger');
  assert.ok(entries.every((entry) => !JSON.stringify(entry).includes('ch5')));
});

test('another job for the same table is refused, and its job ends as failed with the word why', async () => {
  const other = await approved('T1');
  const refused = await publish(other);
  assert.equal(refused.ok ? '' : refused.error.code, 'RELEASE_EXISTS');
  const job = await findJob(parts(), WU, other);
  assert.deepEqual([job?.state, job?.reason], ['failed', 'RELEASE_EXISTS']);
});

test('a job that two organs have not agreed to, or with another program, publishes nothing and spends nothing', async () => {
  const before_ = await readBudget(parts(), WU);
  const terms = statisticsTerms({ product: 'T4', period: '2026Q3', publisher: LI.organ, supervisor: WU.organ, codeHash: CODE });
  const proposed = await proposeJob(parts(), LI, present(terms.ok ? terms.value : undefined, 'terms'));
  assert.ok(proposed.ok);
  const early = await publish(proposed.value.job.jobId);
  assert.equal(early.ok ? '' : early.error.code, 'JOB_STANDS_OTHERWISE');
  const changed = await releaseStatistics(parts(), LI, { jobId: await approved('T4'), codeHash: 'd'.repeat(64) });
  assert.equal(changed.ok ? '' : changed.error.code, 'JOB_CODE_DIFFERS');
  assert.equal((await readBudget(parts(), WU)).head, before_.head);
});

test('two publishers at once: one release, one spending, the same bytes for both', async () => {
  const jobId = await approved('T2');
  const both = await Promise.all([publish(jobId, 'one'), publish(jobId, 'two')]);
  const texts = both.flatMap((one) => (one.ok ? [one.value.text] : []));
  assert.ok(texts.length >= 1 && new Set(texts).size === 1, JSON.stringify(both));
  const budget = await readBudget(parts(), WU);
  assert.equal([...budget.releases.values()].filter(({ product }) => product === 'T2').length, 1);
  assert.deepEqual(budget.spent.get('2026Q3'), { numerator: 1n, denominator: 10n });
  const last = await publish(jobId, 'three');
  assert.ok(last.ok && last.value.text === texts[0]);
});

/** The deployment whose database stops answering: before or after the n-th transaction behind the wall. */
const stopping = (n: number, when: 'before' | 'after'): ReleaseParts => {
  let seen = 0;
  const { database } = platform.deployment;
  const seal: typeof database.seal = async (options, work) => {
    seen += 1;
    if (seen === n && when === 'before') throw new Error('killed');
    const done = await database.seal(options, work);
    if (seen === n) throw new Error('killed');
    return done;
  };
  return { ...parts(`killed ${n}`), deployment: { ...platform.deployment, database: { ...database, seal } } };
};
test('killed before or after any transaction: gone on with, the release is one, its bytes never change, the budget is spent once', async () => {
  const jobId = await approved('T3');
  let [known, kills] = ['', 0];
  for (let n = 1; n <= 14; n += 1) {
    for (const when of ['before', 'after'] as const) {
      const done = await releaseStatistics(stopping(n, when), LI, { jobId, codeHash: CODE }).catch((error: Error) => error);
      kills += Number(done instanceof Error);
      const body = (await readBudget(parts(), WU)).releases.get('T3-2026Q3')?.body ?? '';
      assert.ok(known === '' || known === body, `${n} ${when}: other bytes`);
      known = body;
    }
  }
  assert.ok(kills >= 8, String(kills));
  const done = await publish(jobId, 'at last');
  assert.ok(done.ok && done.value.text === known);
  assert.deepEqual((await readBudget(parts(), WU)).spent.get('2026Q3'), { numerator: 3n, denominator: 20n });
  assert.equal((await findJob(parts(), WU, jobId))?.state, 'finished');
});

test('what was reserved and never published stays spent', async () => {
  const taken = await takeBudgetStep(parts(), LI, { type: 'Reserve', product: 'T1', period: '2026Q2', jobId: 'job-lost', today: '2026-11-21' });
  assert.ok(taken.ok);
  const refused = await publish(await approved('T1', '2026Q2'));
  assert.equal(refused.ok ? '' : refused.error.code, 'RELEASE_EXISTS');
  assert.deepEqual((await readBudget(parts(), WU)).spent.get('2026Q2'), { numerator: 1n, denominator: 20n });
});

/** As after a restore: the budget is that of an older backup, which knows nothing; the key store stayed. */
const restored = (): ReleaseParts => {
  const { deployment } = platform;
  const { pseudonyms } = deployment;
  const bytesOf: typeof pseudonyms.bytesOf = (label, ...rest) => pseudonyms.bytesOf(label === 'privacy-budget' ? 'privacy-budget-of-a-backup' as typeof label : label, ...rest);
  return { ...parts('after the restore'), deployment: { ...deployment, pseudonyms: { ...pseudonyms, bytesOf } } };
};
test('after a backup was put back a table gets no second noise; its published bytes are put back instead, and nothing else', async () => {
  const { text } = present(await showRelease(parts(), WU, 'T1-2026Q3'), 'the release of before');
  assert.equal(await showRelease(restored(), WU, 'T1-2026Q3'), undefined, 'the restored budget knows nothing of it');
  const lost = await releaseStatistics(restored(), LI, { jobId: await approved('T1'), codeHash: CODE });
  assert.deepEqual(lost, { ok: false, error: { code: 'RELEASE_LOST', releaseId: 'T1-2026Q3' } });
  const codeOf = async (file: string): Promise<string> => {
    const done = await recoverRelease(restored(), LI, file);
    return done.ok ? 'ok' : done.error.code;
  };
  assert.equal(await codeOf(text.replace(/"ch1",(-?\d+)\]/, (_, figure) => `"ch1",${Number(figure) + 1}]`)), 'RELEASE_FORGED');
  assert.equal(await codeOf(text.slice(1)), 'RELEASE_UNREADABLE');
  assert.equal((await readBudget(restored(), WU)).seq, 0, 'nothing of it was taken');
  assert.deepEqual([await codeOf(text), await codeOf(text)], ['ok', 'ok']);
  assert.equal(present(await showRelease(restored(), WU, 'T1-2026Q3'), 'the release').text, text);
  assert.deepEqual((await readBudget(restored(), WU)).spent.get('2026Q3'), { numerator: 1n, denominator: 20n });
});

test('exact counts are for those who lead or supervise, and each look is in the ledger', async () => {
  const refused = await exactTable(parts(), LI, { product: 'T1', period: '2026Q3' });
  assert.deepEqual(refused, { ok: false, error: { code: 'ROLE_NOT_ALLOWED' } });
  const seen = await exactTable(parts(), WU, { product: 'T1', period: '2026Q3' });
  assert.ok(seen.ok && seen.value.find((cell) => cell[0] === '110000' && cell[1] === 'ch5')?.at(-1) === PERSONS);
  const rows = await platform.deployment.connection.withSchema('ledger').selectFrom('auditPending').selectAll().execute();
  const acts = rows.flatMap((row) => { const one = parseEntry(row.entry as Uint8Array); return one.ok ? [one.value.act] : []; });
  assert.ok(acts.includes('privacy.readExact'));
});
