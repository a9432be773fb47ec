import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Actor, PrivacyPort, Role } from '@fengcun/api';
import { type CivilDate, present } from '@fengcun/kernel';
import { verifyRelease } from '@fengcun/privacy';
import { importAll } from '../intake/testing/import-fixture.ts';
import { determineAll } from '../seals/determine.ts';
import { conviction, type InventedPlatform, inventedPlatform } from '../seals/testing/invented-platform.ts';
import { commitJobInput, type JobActor, proposeJob } from '../privacy/index.ts';
import { type PrivacyParts, releaseRuns } from './privacy-parts.ts';
import { privacyPort } from './privacy-port.ts';
import { commitLine, openIntents } from './service-act.ts';

// The steps of people over a real deployment: who may, and what everybody else is told.

let platform: InventedPlatform;
let port: PrivacyPort;
const [COURT, PROCURATORATE] = ['court/110000000001', 'procuratorate/110000000002'];
const given: PrivacyParts = {
  codeHash: async () => 'c'.repeat(64), random: (length) => new Uint8Array(randomBytes(length)), runs: releaseRuns(),
  patience: () => new Promise(() => undefined), quality: async () => undefined,
};

before(async () => {
  platform = await inventedPlatform();
  platform.day.on = '2026-08-20' as CivilDate;
  const { deployment } = platform;
  await importAll(deployment, [conviction(1), conviction(2)]);
  assert.equal((await determineAll(platform.parts)).ordered.length, 2);
  const act = await commitLine(deployment, openIntents(), {
    what: 'PRIVACY_JOBS_READ', phase: 'intent', action: 'privacy.jobs', decision: 'allow', policies: [], policySetHash: 'a'.repeat(64), actorId: 'test',
    organ: COURT, roles: [], purpose: 'privacyComputing', legalBasis: 'pipl-34', requestId: 'b'.repeat(32), at: '2026-11-22T00:00:00.000Z',
  });
  port = privacyPort({ deployment, now: () => Date.parse('2026-11-22T04:00:00Z'), given }, () => act);
});
after(() => platform.deployment.close());

const actor = (id: string, organ: string, ...roles: readonly Role[]): Actor => ({ id, organ, roles, hasSecondFactor: true, person: `person of ${id}` });
const RESEARCHER = actor('he', 'institute/R01', 'researcher');
const REVIEWER = actor('li', COURT, 'reviewer');
const APPROVER = actor('zhao', COURT, 'approver');
const PROCURATOR = actor('wu', PROCURATORATE, 'supervisor');
const ELSEWHERE = actor('sun', 'court/310000000003', 'approver');
const OTHER_PROCURATOR = actor('qian', 'procuratorate/310000000004', 'supervisor');

const proposal = (product: 'T1' | 'T2' | 'T3' | 'T4', period = '2026Q3') => ({ product, period, supervisor: PROCURATORATE });
const proposed = async (product: 'T1' | 'T2' | 'T3' | 'T4', by = REVIEWER) => {
  const taken = await port.propose({ ...proposal(product), ...(by === RESEARCHER ? { publisher: COURT } : {}) }, by);
  assert.ok(taken.ok, JSON.stringify(taken));
  return taken.value;
};
const codeOf = (taken: Awaited<ReturnType<PrivacyPort['agree']>>): string => (taken.ok ? 'ok' : taken.error.code);

test('a table goes its way: a researcher proposes, both organs agree, the publisher releases, and the bytes verify', async () => {
  const job = await proposed('T1', RESEARCHER);
  assert.deepEqual([job.state, job.waitsFor, job.acts, job.isOwnProposal], ['proposed', [COURT, PROCURATORATE], ['refuse'], 'yes']);
  const first = await port.agree(job.jobId, job.termsHash, APPROVER);
  assert.ok(first.ok);
  assert.deepEqual([first.value.state, first.value.waitsFor], ['proposed', [PROCURATORATE]]);
  const again = await port.agree(job.jobId, job.termsHash, APPROVER);
  assert.deepEqual(again, first, 'said twice it is said once');
  assert.deepEqual((await port.job(job.jobId, PROCURATOR))?.acts, ['agree', 'refuse']);
  assert.ok((await port.agree(job.jobId, job.termsHash, PROCURATOR)).ok);
  assert.deepEqual((await port.job(job.jobId, APPROVER))?.acts, ['release', 'refuse']);
  const both = await Promise.all([port.publish(job.jobId, APPROVER), port.publish(job.jobId, APPROVER)]);
  assert.deepEqual(both.map(codeOf), ['ok', 'ok'], 'pressed twice at once it is one run');
  const done = present(await port.job(job.jobId, RESEARCHER), 'the job');
  assert.deepEqual([done.state, done.releaseId, done.acts], ['finished', 'T1-2026Q3', []]);
  const { publicKey, quarters } = await port.budget();
  const release = present(await port.release('T1-2026Q3'), 'the release');
  assert.ok(verifyRelease(release.text, publicKey).ok);
  assert.deepEqual(quarters, [{ period: '2026Q3', spent: '1/20' }]);
  assert.equal(codeOf(await port.propose(proposal('T1'), REVIEWER)), 'RELEASE_EXISTS');
});

test('whoever is no party learns nothing of a job; a procurator elsewhere looks on and decides nothing', async () => {
  const job = await proposed('T2');
  assert.equal(await port.job(job.jobId, ELSEWHERE), undefined);
  assert.deepEqual((await port.jobs({}, ELSEWHERE)).items, []);
  for (const code of [await port.agree(job.jobId, job.termsHash, ELSEWHERE), await port.refuse(job.jobId, 'notNeeded', ELSEWHERE), await port.publish(job.jobId, ELSEWHERE)]) {
    assert.equal(codeOf(code), 'NOTHING_TO_TELL');
  }
  assert.deepEqual((await port.job(job.jobId, OTHER_PROCURATOR))?.acts, []);
  assert.equal(codeOf(await port.agree(job.jobId, job.termsHash, OTHER_PROCURATOR)), 'FORBIDDEN');
  assert.equal(codeOf(await port.agree(job.jobId, job.termsHash, REVIEWER)), 'FORBIDDEN', 'a reviewer does not speak for the organ');
  assert.equal(codeOf(await port.publish(job.jobId, PROCURATOR)), 'FORBIDDEN', 'who looks over it does not publish');
  assert.equal(codeOf(await port.publish(job.jobId, APPROVER)), 'STANDS_OTHERWISE', 'nobody agreed yet');
  assert.equal(await port.job('T1-2026Q3', PROCURATOR), undefined, 'an id of another kind');
});

test('who proposed does not agree, other terms are not agreed to, a reason ends it, and a withdrawn table may be proposed again', async () => {
  const own = await port.propose(proposal('T3'), APPROVER);
  assert.ok(own.ok);
  const { jobId, termsHash, acts } = own.value;
  assert.deepEqual(acts, ['refuse']);
  assert.equal(codeOf(await port.agree(jobId, termsHash, APPROVER)), 'FOUR_EYES');
  assert.equal(codeOf(await port.agree(jobId, `sha256:${'0'.repeat(64)}`, PROCURATOR)), 'STANDS_OTHERWISE');
  assert.equal(codeOf(await port.propose(proposal('T3'), REVIEWER)), 'RELEASE_EXISTS', 'it is proposed already');
  assert.ok((await port.refuse(jobId, 'withdrawn', APPROVER)).ok);
  assert.ok((await port.refuse(jobId, 'withdrawn', APPROVER)).ok, 'said twice it is said once');
  const next = await proposed('T3');
  const refused = await port.refuse(next.jobId, 'wrongPeriod', PROCURATOR);
  assert.ok(refused.ok);
  assert.deepEqual([refused.value.state, refused.value.reason], ['refused', 'wrongPeriod']);
  assert.equal(codeOf(await port.agree(next.jobId, next.termsHash, APPROVER)), 'STANDS_OTHERWISE');
});

const UNFIT: readonly (readonly [string, Parameters<PrivacyPort['propose']>, string])[] = [
  ['a quarter that runs', [proposal('T4', '2026Q4'), REVIEWER], 'PERIOD_NOT_OVER'],
  ['another organ than one’s own', [{ ...proposal('T4'), publisher: 'police/110000000003' }, REVIEWER], 'PARTIES_UNFIT'],
  ['a researcher’s own institute', [{ ...proposal('T4'), publisher: 'institute/R01' }, RESEARCHER], 'PARTIES_UNFIT'],
  ['nobody who publishes', [proposal('T4'), RESEARCHER], 'PARTIES_UNFIT'],
  ['a court that looks over it', [{ ...proposal('T4'), supervisor: 'court/110000000009' }, REVIEWER], 'PARTIES_UNFIT'],
];
for (const [what, asked, code] of UNFIT) {
  test(`${what}: not proposed`, async () => assert.equal(codeOf(await port.propose(...asked)), code));
}

test('a program other than the agreed one publishes nothing and the job stays agreed to', async () => {
  const job = await proposed('T4');
  for (const one of [APPROVER, PROCURATOR]) assert.ok((await port.agree(job.jobId, job.termsHash, one)).ok);
  const { deployment } = platform;
  const act = await commitLine(deployment, openIntents(), {
    what: 'STATISTICS_RELEASED', phase: 'intent', action: 'statistics.release', decision: 'allow', policies: [], policySetHash: 'a'.repeat(64), actorId: 'zhao',
    organ: COURT, roles: [], purpose: 'privacyComputing', legalBasis: 'pipl-34', requestId: 'd'.repeat(32), at: '2026-11-22T00:00:00.000Z',
  });
  const changed = privacyPort({ deployment, now: () => Date.parse('2026-11-22T04:00:00Z'), given: { ...given, codeHash: async () => 'e'.repeat(64) } }, () => act);
  assert.equal(codeOf(await changed.publish(job.jobId, APPROVER)), 'PROGRAM_CHANGED');
  assert.equal((await port.job(job.jobId, APPROVER))?.state, 'approved');
  assert.deepEqual((await port.jobs({ kind: 'statistics', state: 'approved' }, PROCURATOR)).items.map(({ jobId }) => jobId), [job.jobId]);
});

test('a run shows what both sides bound, whom it still waits for, and never the commitment to a true number', async () => {
  const parts = { deployment: platform.deployment, now: platform.deployment.clock };
  const by = (organ: string): JobActor => ({ account: 'runner', person: 'runner', organ, role: 'operator' });
  const input = (organ: string, bucket: number) => ({ organ, root: 'd'.repeat(64), bucket, countCommitment: 'e'.repeat(64) });
  const taken = await proposeJob(parts, by(COURT), {
    v: 1, kind: 'leakFinding', purpose: '应封未封核查', legalBasis: 'M2022_10', parameters: {}, codeHash: 'c'.repeat(64),
    parties: [{ organ: COURT, part: 'holder' }, { organ: 'platform/1', part: 'registry' }, { organ: PROCURATORATE, part: 'supervisor' }],
    inputs: [input(COURT, 256)], brings: [COURT, 'platform/1'],
  });
  assert.ok(taken.ok, JSON.stringify(taken));
  const { jobId } = taken.value.job;
  const shown = async () => present(await port.job(jobId, PROCURATOR), 'the job');
  const mine = { organ: COURT, root: 'd'.repeat(64), bucket: 256 };
  const before_ = await shown();
  assert.deepEqual([before_.inputs, before_.missingInputs], [[mine], ['platform/1']]);
  assert.ok((await commitJobInput(parts, by('platform/1'), { jobId, input: input('platform/1', 512) })).ok);
  const after_ = await shown();
  assert.deepEqual([after_.inputs, after_.missingInputs], [[mine, { ...mine, organ: 'platform/1', bucket: 512 }], []]);
});
