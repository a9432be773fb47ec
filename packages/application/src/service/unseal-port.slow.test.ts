import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor, AuditLine } from '@fengcun/api';
import { importAll } from '../intake/testing/import-fixture.ts';
import { determine, readWorklist } from '../seals/determine.ts';
import { applied, conviction, COURT, type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from '../seals/testing/invented-platform.ts';
import { commitLine, openIntents } from './service-act.ts';
import { unsealPort } from './unseal-port.ts';

const actor = (id: string): Actor => ({ id, organ: COURT, roles: ['approver'], hasSecondFactor: true });
const [ONE, OTHER] = [actor('judge-1'), actor('judge-2')];
const NOBODY = '01900000-0000-7000-8000-00000000ffff';

const portFor = async ({ deployment, parts }: InventedPlatform, { id, organ, roles, person }: Actor) => {
  const line: AuditLine = {
    what: 'UNSEAL_PROPOSED', phase: 'intent', action: 'seal.proposeUnseal', decision: 'allow', policies: [], policySetHash: 'a'.repeat(64), actorId: id,
    organ, roles, requestId: id, at: '2026-11-20T08:00:00.000Z', purpose: 'sealing', legalBasis: 'm2022-18',
    ...(person === undefined ? {} : { person }),
  };
  return unsealPort(parts, await commitLine(deployment, openIntents(), line));
};

const withSealed = async (work: (platform: InventedPlatform, recordId: string) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform();
  try {
    await importAll(platform.deployment, [conviction(1)]);
    const open = await readWorklist(platform.parts, ({ worklists }) => worklists.openRecords({ limit: 100 }));
    const [order] = (await determine(platform.parts, open)).ordered;
    assert.ok(order);
    for (const holder of [COURT, POLICE, PROCURATORATE]) await platform.answer(holder, applied(order.recordId, holder));
    await work(platform, order.recordId);
  } finally {
    await platform.deployment.close();
  }
};
const PROPOSAL = { ground: 'newCrimeAsMinor', effectiveFrom: '2026-11-18' } as const;

test('办法18、19: one proposes, nobody decides on their own proposal, another approves, and the record is open to every holder', () => withSealed(async (platform, recordId) => {
  const proposed = await (await portFor(platform, ONE)).propose(recordId, PROPOSAL, ONE);
  assert.ok(proposed.ok);
  const { proposalId, status } = proposed.value;
  assert.equal(status, 'sealed', 'a proposal changes nothing');
  const decision = { recordId, proposalId };
  assert.deepEqual(await (await portFor(platform, ONE)).approve(decision, ONE), { ok: false, error: { code: 'FOUR_EYES' } });
  assert.deepEqual(await (await portFor(platform, ONE)).refuse(decision, ONE), { ok: false, error: { code: 'FOUR_EYES' } });
  assert.deepEqual(await (await portFor(platform, OTHER)).propose(recordId, PROPOSAL, OTHER), { ok: false, error: { code: 'PROPOSAL_PENDING' } });
  const wrong = { recordId, proposalId: NOBODY };
  assert.deepEqual(await (await portFor(platform, OTHER)).approve(wrong, OTHER), { ok: false, error: { code: 'PROPOSAL_UNKNOWN' } });
  const approved = await (await portFor(platform, OTHER)).approve(decision, OTHER);
  assert.deepEqual(approved, { ok: true, value: { recordId, proposalId, status: 'unsealed', sentTo: 3 } });
  const again = await (await portFor(platform, OTHER)).approve(decision, OTHER);
  assert.equal(again.ok, false, 'an approval is used once');
}));

test('one person under two accounts is one pair of eyes: neither approves what the other proposed', () => withSealed(async (platform, recordId) => {
  const [here, there] = [{ ...ONE, person: 'person-1' }, { ...OTHER, person: 'person-1' }];
  const proposed = await (await portFor(platform, here)).propose(recordId, PROPOSAL, here);
  assert.ok(proposed.ok);
  const decision = { recordId, proposalId: proposed.value.proposalId };
  assert.deepEqual(await (await portFor(platform, there)).approve(decision, there), { ok: false, error: { code: 'FOUR_EYES' } });
  const another = { ...OTHER, person: 'person-2' };
  assert.equal((await (await portFor(platform, another)).approve(decision, another)).ok, true);
}));

test('what another refuses is gone and can be proposed anew; the record stays sealed', () => withSealed(async (platform, recordId) => {
  const proposed = await (await portFor(platform, ONE)).propose(recordId, PROPOSAL, ONE);
  assert.ok(proposed.ok);
  const { proposalId } = proposed.value;
  const refused = await (await portFor(platform, OTHER)).refuse({ recordId, proposalId }, OTHER);
  assert.deepEqual(refused, { ok: true, value: { recordId, proposalId, status: 'sealed' } });
  assert.equal((await (await portFor(platform, ONE)).propose(recordId, PROPOSAL, ONE)).ok, true);
}));

test('a day that the calendar does not have is refused, and so is a record that nobody sealed', () => withSealed(async (platform, recordId) => {
  const port = await portFor(platform, ONE);
  assert.deepEqual(await port.propose(recordId, { ...PROPOSAL, effectiveFrom: '2026-02-30' }, ONE), { ok: false, error: { code: 'BODY_INVALID' } });
  assert.deepEqual(await port.propose(NOBODY, PROPOSAL, ONE), { ok: false, error: { code: 'SEAL_STANDS_OTHERWISE' } });
}));
