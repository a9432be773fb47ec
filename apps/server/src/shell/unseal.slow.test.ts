import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROPOSAL_ID, PROPOSED_ID, SEALED_ID, seed } from '../testing/example-calls.ts';
import { fetchAs, startInvented } from '../testing/invented-server.ts';

const NO_RECORD = '01900000-0000-7000-8000-00000000ffff';
const PROPOSAL = { ground: 'wrongSeal', effectiveFrom: '2026-11-02' };

const post = async (account: string, address: string, body: unknown) => {
  const response = await fetchAs(account)(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const answer = await response.text();
  return { status: response.status, code: (JSON.parse(answer) as { code?: string }).code, answer };
};

test('whoever proposed an opening neither approves nor refuses it: 403; another does, once', async (t) => {
  const { url, state } = await startInvented(t);
  seed(state);
  const proposed = await post('seal-approver', `${url}/v1/seals/${SEALED_ID}/unseal-proposals`, PROPOSAL);
  assert.equal(proposed.status, 200);
  const { proposalId } = JSON.parse(proposed.answer) as { proposalId: string };
  for (const step of ['unseal-approvals', 'unseal-refusals']) {
    const { status, code } = await post('seal-approver', `${url}/v1/seals/${SEALED_ID}/${step}`, { proposalId });
    assert.deepEqual([status, code], [403, 'FOUR_EYES']);
  }
  const address = `${url}/v1/seals/${PROPOSED_ID}/unseal-approvals`;
  assert.equal((await post('seal-approver', address, { proposalId: PROPOSAL_ID })).status, 200);
  const again = await post('seal-approver', address, { proposalId: PROPOSAL_ID });
  assert.deepEqual([again.status, again.code], [409, 'PROPOSAL_UNKNOWN']);
});

for (const [step, body] of [['unseal-proposals', PROPOSAL], ['unseal-approvals', { proposalId: PROPOSAL_ID }], ['unseal-refusals', { proposalId: PROPOSAL_ID }]] as const) {
  test(`${step}: an approver of another organ gets the answer of an id nobody has, and nothing is done`, async (t) => {
    const { url, state } = await startInvented(t);
    seed(state);
    const before = state.seals.get(PROPOSED_ID);
    const there = await post('seal-stranger', `${url}/v1/seals/${PROPOSED_ID}/${step}`, body);
    assert.deepEqual(there, await post('seal-stranger', `${url}/v1/seals/${NO_RECORD}/${step}`, body));
    assert.deepEqual([there.status, there.code], [404, 'NOTHING_TO_TELL']);
    assert.equal(state.seals.get(PROPOSED_ID), before);
    assert.deepEqual([(await post('seal-supervisor', `${url}/v1/seals/${PROPOSED_ID}/${step}`, body)).code], ['FORBIDDEN']);
  });
}
