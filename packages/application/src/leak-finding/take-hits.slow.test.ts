import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { present, sha256Hex } from '@fengcun/kernel';
import { type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from '../seals/testing/invented-platform.ts';
import { actOfService } from '../proceedings/proceeding-act.ts';
import { commitLine, openIntents } from '../service/service-act.ts';
import { listDuties, type SupervisionActor, supervisionOver } from '../supervision/index.ts';
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

const HITS = { jobId: 'leak-1', transcriptHash: 'a'.repeat(64), rows: ['row-1', 'row-2'] };

test('hits of a run are a leak of the holder with a term, and a matter its procuratorate opens', async () => {
  const clerk = await actor('clerk', POLICE);
  const reported = present(await reportHits(parts(), clerk, HITS), 'a report');
  assert.ok(reported.ok, JSON.stringify(reported));
  const duties = await listDuties(parts(), clerk);
  assert.ok(duties.some(({ id, dueOn }) => id === reported.value.proceedingId && dueOn !== undefined));
  const matter = await superviseHits(parts(), await actor('zhou', PROCURATORATE), { ...HITS, holder: POLICE });
  assert.ok(matter.ok, JSON.stringify(matter));
  const { state } = matter.value;
  assert.deepEqual(state.stage !== 'none' && [state.stage, state.unit], ['opened', POLICE]);
});

test('nobody but a procuratorate opens the matter, and a run without hits leaves nothing', async () => {
  const clerk = await actor('clerk', POLICE);
  const matter = await superviseHits(parts(), clerk, { ...HITS, holder: POLICE });
  assert.equal(!matter.ok && matter.error.code, 'NOT_THE_PROCURATORATE');
  assert.equal(await reportHits(parts(), clerk, { ...HITS, rows: [] }), undefined);
});
