import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFacts } from '../facts/parse-facts.ts';
import { factsOf, readModel } from './read-model.ts';
import { LISTS_OPEN, newText } from './world.ts';

const world = { prefix: '', text: newText(new Map(), LISTS_OPEN) };

test('a value stands in the example only where the model says that it is known', () => {
  const model = readModel('((k_suspended true) (v_suspended true) (k_bornOn false) (v_bornOn_y 1990))');
  assert.deepEqual(factsOf(world, model), { suspended: true });
});

test('of a fact that is known and that nothing reads, any value stands: the same each time, and one it can have', () => {
  const names = ['suspended', 'bornOn', 'executedTermMonths', 'penalty', 'probationRevokedOn'];
  const facts = factsOf(world, readModel(`(${names.map((name) => `(k_${name} true)`).join(' ')})`));
  assert.deepEqual(Object.keys(facts).sort(), [...names].sort());
  assert.deepEqual(facts['bornOn'], '2000-01-01');
  const checked = parseFacts(facts);
  assert.ok(checked.ok, JSON.stringify(checked));
});
