import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { RECORD_STATUSES, TRANSITIONS } from '@fengcun/registry';
import { SPIN_RUNS } from './runs.ts';
import { INPUTS, parseTransitions, transitionsPml } from './transitions.ts';

const spec = (name: string): string => readFileSync(new URL(`../../docs/spec/${name}`, import.meta.url), 'utf8');

test('the model includes the table of the code as it is now', () => {
  assert.equal(spec('transitions.pml'), transitionsPml(), 'run: node tests/spec/generate.ts');
  assert.match(spec('seal-exchange.pml'), /^#include "transitions.pml"$/m);
});

const parsed = parseTransitions(spec('transitions.pml'));
for (const input of INPUTS) {
  test(`${input}: the model's rows are those of the code, read back`, () => {
    const rows = parsed.get(input);
    for (const from of RECORD_STATUSES) {
      const next = TRANSITIONS[from][input];
      const isWay = RECORD_STATUSES.some((status) => status === next);
      assert.equal(rows?.get(from), isWay ? next : undefined, from);
    }
  });
}

test('the model moves its status by the table and by nothing else', () => {
  const model = spec('seal-exchange.pml').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const moves = [...model.matchAll(/status = (\w+)/g)].map(([, to]) => to);
  // `next` is the argument of `ordered`, whose callers are counted below.
  assert.ok(moves.every((to) => to === 'OPEN' || to === 'next' || to?.startsWith('AFTER_')), moves.join());
  const orders = [...model.matchAll(/ordered\((\w+)\) \}/g)].map(([, to]) => to);
  assert.deepEqual(orders, ['AFTER_SealOrdered', 'AFTER_UnsealOrdered', 'AFTER_Rescinded', 'AFTER_CorrectiveSealOrdered']);
  const guarded = [...model.matchAll(/AFTER_(\w+)/g)].map(([, input = '']) => input);
  for (const input of guarded) {
    assert.ok(parsed.has(input), input);
    assert.ok(model.includes(`MAY_${input}`), `asks before it moves: ${input}`);
  }
});

test('docs/spec/README.md prints every run with its numbers', () => {
  const readme = spec('README.md');
  for (const { name, states } of SPIN_RUNS) {
    const row = readme.split('\n').find((line) => line.startsWith(`| ${name} |`));
    assert.ok(row !== undefined, name);
    if (states !== undefined) assert.ok(row.includes(`| 0 | ${states.toLocaleString('en')} |`), name);
    else assert.ok(row.includes('| 1 |'), name);
  }
});
