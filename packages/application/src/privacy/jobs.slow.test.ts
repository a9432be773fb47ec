import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseEntry } from '@fengcun/ledger';
import { civil, present } from '@fengcun/kernel';
import type { JobTerms } from '@fengcun/privacy';
import { type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import type { JobActor } from './job-act.ts';
import { approveJob, beginJob, findJob, finishJob, proposeJob, readJobs } from './job-steps.ts';

let deployment: LookedAt;
before(async () => { deployment = await memoryDeployment(); });
after(() => deployment.close());
const parts = () => ({ deployment, now: deployment.clock });

const actor = (account: string, organ: string): JobActor => ({ account, person: `person of ${account}`, organ, role: 'publisher' });
const [LI, ZHAO, WU] = [actor('li', 'court/110000000001'), actor('zhao', 'court/110000000001'), actor('wu', 'procuratorate/110000000002')];
const TERMS: JobTerms = {
  v: 1, kind: 'leakFinding', purpose: '应封未封核查', legalBasis: 'CPL_286', parameters: { mode: 'full' }, inputs: [], codeHash: 'a'.repeat(64),
  parties: [{ organ: LI.organ, part: 'registry' }, { organ: WU.organ, part: 'supervisor' }], covers: { sealedUntil: civil('2026-11-20') },
};

const entry = async (id: string) => {
  const rows = await deployment.connection.withSchema('ledger').selectFrom('auditPending').selectAll().execute();
  const parsed = rows.map((row) => parseEntry(row.entry as Uint8Array)).flatMap((one) => (one.ok ? [one.value] : []));
  return present(parsed.find((one) => one.id === id), 'an entry');
};

test('every step of a job is in the ledger with the hash it was about, and the job can be read back', async () => {
  const proposed = await proposeJob(parts(), LI, TERMS);
  assert.ok(proposed.ok, JSON.stringify(proposed));
  const { jobId, termsHash } = proposed.value.job;
  assert.equal((await entry(proposed.value.entryId)).record, termsHash.slice(7));
  assert.deepEqual(await approveJob(parts(), LI, { jobId, termsHash }), { ok: false, error: { code: 'JOB_FOUR_EYES' } });
  for (const one of [ZHAO, WU]) assert.ok((await approveJob(parts(), one, { jobId, termsHash })).ok);
  assert.ok((await beginJob(parts(), LI, { jobId, codeHash: TERMS.codeHash })).ok);
  const done = await finishJob(parts(), LI, { jobId, transcriptHash: 'b'.repeat(64), outputs: [] });
  assert.ok(done.ok, JSON.stringify(done));
  const last = await entry(done.value.entryId);
  assert.deepEqual([last.act, last.phase, last.record], ['privacy.finish', 'outcome', 'b'.repeat(64)]);
  assert.deepEqual(await findJob(parts(), WU, jobId), done.value.job);
  assert.deepEqual((await readJobs(parts(), WU)).map((job) => job.state), ['finished']);
});

test('no account and no person stands in a stored job: pseudonyms do', async () => {
  const [job] = await readJobs(parts(), WU);
  const told = JSON.stringify(job);
  for (const name of ['li', 'zhao', 'wu', 'person of']) assert.ok(!told.includes(`"${name}`), name);
});

test('an id nobody has, and a text that is none, are unknown', async () => {
  for (const unknown of ['019f0000-0000-7000-8000-000000000000', 'job-7', '']) {
    assert.equal(await findJob(parts(), WU, unknown), undefined);
    assert.deepEqual(await beginJob(parts(), LI, { jobId: unknown, codeHash: TERMS.codeHash }), { ok: false, error: { code: 'PROCEEDING_UNKNOWN' } });
  }
});
