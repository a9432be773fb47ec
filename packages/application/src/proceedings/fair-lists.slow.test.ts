import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor } from '@fengcun/api';
import { type CivilDate, present } from '@fengcun/kernel';
import type { PrivacyJob } from '@fengcun/privacy';
import { DEFAULT_INQUIRY_RULES, legalDay } from '@fengcun/registry';
import { inventedApplication, inventedDocument, playedInquiries } from '../inquiry/testing/played-inquiry.ts';
import { expireInquiries } from '../inquiry/index.ts';
import { reportHits, superviseHits } from '../leak-finding/index.ts';
import { beginCustody } from '../keys/custody-act.ts';
import { proposeJob, readJobs, statisticsTerms } from '../privacy/index.ts';
import { remindDuties } from '../reminders/index.ts';
import { COURT, type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from '../seals/testing/invented-platform.ts';
import { commitLine, openIntents } from '../service/service-act.ts';
import { dutiesPage } from '../service/duties-page.ts';
import { linksOfJob } from '../service/privacy-links.ts';
import { listDuties, listEscalated, reportIncident, type SupervisionActor, supervisionOver, type SupervisionParts } from '../supervision/index.ts';
import type { ProceedingRow } from '@fengcun/store';
import { applicantDigest } from './index.ts';
import { plant, plantStuck } from './testing/stuck-rows.ts';

let platform: InventedPlatform;
const clock = { now: Date.parse('2026-11-16T02:00:00Z') };
before(async () => { platform = await inventedPlatform(); });
after(() => platform.deployment.close());

const LONG_AGO = '2026-01-05T01:00:00Z';
const desk = (): SupervisionParts => ({
  ...supervisionOver(platform.deployment, platform.parts.organs.supervisorOf), now: () => clock.now,
  today: (): CivilDate => legalDay(new Date(clock.now).toISOString()),
});
const act = () => beginCustody(platform.deployment, { act: 'duty.test', account: 'reader', role: 'reviewer', purpose: 'supervision', legalBasis: 'm2022-22', request: 'reader' });
const actor = async (organ: string): Promise<SupervisionActor> => ({ account: 'reader', person: 'person of reader', organ, act: await act() });

let stuck: readonly ProceedingRow[] = [];

test('terms (pages of 500): behind 501 that are late for ever the next is reminded, told to the supervisor, and listed with who was told', async () => {
  stuck = await plantStuck(platform.deployment, 501, { side: 'sealed', from: LONG_AGO, proceedingKind: 'rights', organ: POLICE, state: 'accepted', dueOn: '2026-01-20' });
  const leak = await reportIncident(desk(), await actor(POLICE), { facts: '虚构的泄露', knownOn: desk().today() });
  assert.ok(leak.ok);
  const id = leak.value.proceedingId;
  clock.now = Date.parse('2026-11-18T02:00:00Z');
  const looked = await remindDuties(desk());
  assert.deepEqual([looked.looked, looked.escalated, looked.left], [502, 502, 0]);
  const all = await listDuties(desk(), await actor(POLICE));
  assert.deepEqual([all.length, all.at(-1)?.id, all.at(-1)?.escalatedTo, all.at(-1)?.remindedOn], [502, id, PROCURATORATE, '2026-11-18']);
  const first = await dutiesPage(desk(), await actor(POLICE), {});
  assert.deepEqual([first.duties.length, first.counts, first.duties.some((one) => one.id === id)], [500, { late: 502, lastDay: 0, running: 0 }, false]);
  const rest = await dutiesPage(desk(), await actor(POLICE), { ownAfter: present(first.nextOwn, 'a next page') });
  assert.deepEqual([rest.duties.length, rest.duties.at(-1)?.id, rest.nextOwn], [2, id, undefined]);
});

test('escalated terms (pages of 500): the 502nd is told on the second page; done ones take no place', async () => {
  const first = await dutiesPage(desk(), await actor(PROCURATORATE), {});
  const rest = await dutiesPage(desk(), await actor(PROCURATORATE), { toldAfter: present(first.nextTold, 'a next page') });
  assert.deepEqual([first.escalated.length, rest.escalated.length, rest.nextTold], [500, 2, undefined]);
  const due = first.escalated.map(({ dueOn }) => dueOn);
  assert.deepEqual(due, due.toSorted(), 'what is late the longest stands first');
  assert.equal(new Set([...first.escalated, ...rest.escalated].map(({ id }) => id)).size, 502);
  await plant(platform.deployment, async ({ sealed }) => {
    for (const row of stuck) assert.ok((await sealed.proceedings.replace({ ...row, dueOn: null, version: 2 }, 1)).ok);
  });
  const left = await listEscalated(desk(), await actor(PROCURATORATE), { limit: 1 });
  assert.deepEqual(left.map(({ kind }) => kind), ['incident'], 'those of 501 that were done are looked at and passed over');
});

const PROCURATOR: Actor = { id: 'zhou', organ: PROCURATORATE, roles: ['supervisor'], hasSecondFactor: true };
const HOLDER: Actor = { id: 'clerk', organ: POLICE, roles: ['reviewer'], hasSecondFactor: true };
const RUN = { jobId: 'leak-9', transcriptHash: 'd'.repeat(64), finishedAt: '2026-11-17T07:00:00.000Z', rows: ['row-1'] };
const JOB = {
  jobId: RUN.jobId, kind: 'leakFinding', state: 'finished', transcriptHash: RUN.transcriptHash, endedAt: RUN.finishedAt, parties: [{ organ: POLICE, part: 'holder' }],
} as unknown as PrivacyJob; // What of a job is read for its links.
const linksOf = async (who: Actor) => linksOfJob(desk(), JOB, {
  actor: who, service: await commitLine(platform.deployment, openIntents(), {
    what: 'PRIVACY_JOB_READ', phase: 'intent', action: 'privacy.job', decision: 'allow', policies: [], policySetHash: 'a'.repeat(64), actorId: who.id, organ: who.organ, roles: who.roles,
    purpose: 'supervision', requestId: Buffer.from(platform.deployment.random(16)).toString('hex'), at: new Date(clock.now).toISOString(),
  }),
});

test('links of a run (pages of 500, from its end on): 101 older leaks and matters hide none, nor do 101 that were opened since', async () => {
  const { deployment } = platform;
  const applicant = await applicantDigest({ deployment }, 'sealed', PROCURATORATE);
  await plantStuck(deployment, 101, { side: 'sealed', from: LONG_AGO, proceedingKind: 'incident', organ: POLICE, state: 'closed' });
  await plantStuck(deployment, 101, { side: 'sealed', from: LONG_AGO, proceedingKind: 'supervision', organ: POLICE, applicant, state: 'upheld' });
  const byHand = async (facts: string): Promise<string> => {
    const reported = await reportIncident(desk(), await actor(POLICE), { facts, knownOn: desk().today() });
    assert.ok(reported.ok);
    return reported.value.proceedingId;
  };
  for (let i = 0; i < 101; i += 1) await byHand('虚构的另一起');
  assert.deepEqual([await linksOf(HOLDER), await linksOf(PROCURATOR)], [[], []]);
  const reported = await reportHits(desk(), { ...await actor(POLICE), account: 'clerk' }, RUN);
  const opened = await superviseHits(desk(), { ...await actor(PROCURATORATE), account: 'zhou' }, { ...RUN, holder: POLICE });
  assert.ok(reported?.ok && opened.ok);
  const ids = [reported.value.proceedingId, await byHand(`见任务 ${RUN.jobId}`)];
  assert.deepEqual(await linksOf(HOLDER), ids.map((id) => ({ kind: 'incident', id })));
  assert.deepEqual(await linksOf(PROCURATOR), [{ kind: 'matter', id: opened.value.proceedingId }]);
});

test('grants (all that are over, pages of 500): behind 501 that cannot be ended the next one ends', async () => {
  const { file, decide } = playedInquiries(platform.deployment, () => clock.now);
  await plantStuck(platform.deployment, 501, { side: 'sealed', from: LONG_AGO, proceedingKind: 'inquiry', organ: COURT, state: 'granted', dueOn: '2026-02-01' });
  const asked = inventedApplication('unit', { name: '白一', document: inventedDocument('11010519900307001'), otherDocuments: [], nationality: 'CHN' });
  await decide(await file(asked), asked, 'grant');
  const parts = { deployment: platform.deployment, rules: () => DEFAULT_INQUIRY_RULES, organs: {}, decidersOn: () => [], now: () => Date.parse('2027-02-01T02:00:00Z') };
  const faults: unknown[] = [];
  assert.equal(await expireInquiries(parts, (fault) => { faults.push(fault); }), 1);
  assert.equal(faults.length, 501, 'each of the others is told');
});

test('jobs of privacy computing (every row, pages of 500): behind 200 that are never agreed to stands the next', async () => {
  const parts = { deployment: platform.deployment, now: () => clock.now };
  const by = { account: 'wu', person: 'person of wu', organ: COURT, role: 'reviewer' };
  const terms = statisticsTerms({ product: 'T1', period: '2026Q3', codeHash: `sha256:${'e'.repeat(64)}`, publisher: COURT, supervisor: PROCURATORATE });
  assert.ok(terms.ok);
  const ids: string[] = [];
  for (let i = 0; i < 201; i += 1) {
    const proposed = await proposeJob(parts, by, terms.value);
    assert.ok(proposed.ok, JSON.stringify(proposed));
    ids.push(proposed.value.job.jobId);
  }
  assert.deepEqual((await readJobs(parts, by)).map(({ jobId }) => jobId), ids.toSorted());
});
