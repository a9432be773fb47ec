import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY_LOG } from './sequencer/log-state.ts';
import { planBatch } from './sequencer/plan-batch.ts';
import log from './vectors/log.json' with { type: 'json' };
import { parsePolicy } from './verify/policy.ts';
import { verifyProofFile } from './verify/proof-file.ts';
import { treeHash } from './verify/tree-hash.ts';

const entries = log.entries.map((text) => Buffer.from(text));

test('the shipped log has the shipped roots at every size, in both trees', () => {
  for (const name of ['sha256', 'sm3'] as const) {
    for (const [at, root] of log.roots[name].entries()) {
      const plan = planBatch(treeHash(name), EMPTY_LOG, entries.slice(0, at + 1));
      assert.ok(plan.ok);
      assert.equal(Buffer.from(plan.value.root).toString('base64'), root, `${name} size ${at + 1}`);
    }
  }
});

test('the shipped proof file verifies for its entry and for no other', () => {
  const policy = parsePolicy(log.policy);
  assert.ok(policy.ok);
  for (const [at, entry] of entries.entries()) {
    const verified = verifyProofFile(policy.value, log.proof, entry);
    assert.equal(verified.ok, at === log.index);
    if (!verified.ok) continue;
    const names = verified.value.witnesses.map(({ name, timestamp }) => `${name} ${timestamp}`);
    assert.deepEqual([verified.value.index, verified.value.checkpoint.size, ...names], [6, 9, 'A 1800000000', 'C 1800000001']);
  }
});
