import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { present, sha256Hex } from '@fengcun/kernel';
import { HIGHER, type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from '../seals/testing/invented-platform.ts';
import { actOfService } from '../proceedings/proceeding-act.ts';
import { commitLine, openIntents } from '../service/service-act.ts';
import { findMatter, listDuties, listMatters, type SupervisionActor, supervisionOver } from '../supervision/index.ts';
import { reportHits, superviseHits } from './take-hits.ts';

let platform: InventedPlatform;
before(async () => { platform = await inventedPlatform(); });
after(() => platform.deployment.close());

const parts = () => supervisionOver(platform.deployment, platform.parts.organs.supervisorOf);

const actor = async (account: string, organ: string): Promise<SupervisionActor> => {
  const { deployment } = platform;
  const act = await commitLine(deployment, openIntents(), {
    what: 'SUPERVISION_READ', phase: 'intent', action: 'supervision.read', decision: 'allow', policies: [],
    policySetHash: sha256Hex('invented'), actorId: account, organ, roles: ['supervisor'], purpose: 'supervision',
    requestId: Buffer.from(deployment.random(16)).toString('hex'), at: new Date(deployment.clock()).toISOString(),
  });
  return { account, person: `person of ${account}`, organ, act: actOfService(act) };
};

const RUN = { jobId: 'leak-2', transcriptHash: 'b'.repeat(64), finishedAt: '2026-11-20T07:30:00.000Z', rows: ['row-3'] };
const HITS = { jobId: 'leak-1', transcriptHash: 'a'.repeat(64), finishedAt: '2026-11-20T07:00:00.000Z', rows: ['row-1', 'row-2'] };

test('hits of a run are a leak of the holder with a term, and a matter its procuratorate opens', async () => {
  const clerk = await actor('clerk', POLICE);
  const reported = present(await reportHits(parts(), clerk, HITS), 'a report');
  assert.ok(reported.ok, JSON.stringify(reported));
  const duties = await listDuties(parts(), clerk);
  assert.ok(duties.some(({ id, dueOn }) => id === reported.value.proceedingId && dueOn !== undefined));
  const zhou = await actor('zhou', PROCURATORATE);
  const matter = await superviseHits(parts(), zhou, { ...HITS, holder: POLICE });
  assert.ok(matter.ok, JSON.stringify(matter));
  const found = present(await findMatter(parts(), zhou, matter.value.proceedingId), 'the matter');
  assert.deepEqual(found.state.stage !== 'none' && [found.state.stage, found.state.unit], ['opened', POLICE]);
});

test('hits are reported once for a run, one after the other or at once; another run is another report', async () => {
  const [clerk, other, zhou] = [await actor('clerk', POLICE), await actor('qian', POLICE), await actor('zhou', PROCURATORATE)];
  const [one, again, next] = [await reportHits(parts(), clerk, RUN), await reportHits(parts(), other, RUN), await reportHits(parts(), clerk, { ...RUN, transcriptHash: 'c'.repeat(64) })];
  assert.ok(one?.ok && again?.ok && next?.ok);
  assert.deepEqual([one.value.isNew, again.value, next.value.isNew], [true, { proceedingId: one.value.proceedingId, isNew: false }, true]);
  assert.notEqual(next.value.proceedingId, one.value.proceedingId);
  const both = await Promise.all([zhou, await actor('wang', PROCURATORATE)].map((who) => superviseHits(parts(), who, { ...RUN, holder: POLICE })));
  const opened = both.map((taken) => present(taken.ok ? taken.value : undefined, JSON.stringify(taken)));
  assert.deepEqual([new Set(opened.map(({ proceedingId }) => proceedingId)).size, opened.filter(({ isNew }) => isNew).length], [1, 1]);
  const matters = await listMatters(parts(), zhou, { limit: 100 });
  assert.equal(matters.filter(({ id }) => id === opened[0]?.proceedingId).length, 1);
});

test('only the procuratorate that the directory names for the holder opens a matter', async () => {
  const matter = async (organ: string, holder: string) => superviseHits(parts(), await actor('zhou', organ), { ...HITS, holder });
  assert.deepEqual(await matter(HIGHER, POLICE), { ok: false, error: { code: 'NOT_THE_PROCURATORATE' } });
  assert.deepEqual(await matter(PROCURATORATE, 'police/999999999999'), { ok: false, error: { code: 'PROCURATORATE_UNKNOWN' } });
});

test('nobody but a procuratorate opens the matter, and a run without hits leaves nothing', async () => {
  const clerk = await actor('clerk', POLICE);
  const matter = await superviseHits(parts(), clerk, { ...HITS, holder: POLICE });
  assert.equal(!matter.ok && matter.error.code, 'NOT_THE_PROCURATORATE');
  assert.equal(await reportHits(parts(), clerk, { ...HITS, rows: [] }), undefined);
});
