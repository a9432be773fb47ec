import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPack, loadPack } from '@fengcun/policy';
import { benchPolicy } from './bench-policy.ts';
import { ownDecider } from './engines/own.ts';
import { drawRecords } from './records.ts';
import { handClosure, RULES_PACK } from './rules.ts';

test('the benchmark rules load, and nothing in them is unreachable', () => {
  const pack = loadPack(RULES_PACK);
  assert.ok(pack.ok, JSON.stringify(pack));
  assert.deepEqual(checkPack(pack.value, () => ({ kind: 'law' })), []);
});

test('the closure and both of our ways decide every drawn record alike, and every outcome occurs', () => {
  const decider = ownDecider();
  const outcomes = new Set<string>();
  for (const sheet of drawRecords(3000, { seed: 7, unknownShare: 0 })) {
    const expected = handClosure(sheet);
    outcomes.add(expected);
    assert.equal(decider.conclude(sheet).outcome, expected);
    assert.equal(decider.trace(sheet).outcome, expected);
  }
  assert.deepEqual([...outcomes].sort(), ['mustNotSeal', 'mustSeal', 'notCovered']);
});

test('a peer that is not installed is reported with the reason, and was not beaten', async () => {
  const bench = await benchPolicy({ records: 300, rounds: 5, peersFolder: '/nowhere' });
  const missing = bench.results.filter((line) => 'missing' in line).map((line) => line['engine']);
  assert.deepEqual(missing, ['@marcbachmann/cel-js', 'json-logic-js', 'json-rules-engine', '@gorules/zen-engine']);
  const targets = new Map(bench.targets.map((target) => [target.id, target]));
  assert.equal(targets.get('untracedAheadOfPeers')?.met, false);
  assert.equal(targets.get('mismatches')?.met, true);
  assert.deepEqual([...targets.keys()], ['traced', 'untraced', 'untracedAheadOfPeers', 'tracedAheadOfPeers', 'mismatches']);
});
