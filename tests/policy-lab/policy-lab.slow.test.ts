import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { askLab } from '../../packages/application/src/lab/index.ts';
import { simulate, type SimulateOptions } from '../../packages/application/src/simulation/index.ts';
import { civil, present } from '../../packages/kernel/src/index.ts';
import { checkPack, loadPack } from '../../packages/policy/src/index.ts';
import { resolveCitation } from '../../packages/statute/src/index.ts';
import { DOCUMENT, hasShared, MARKS, root, sharesTable } from './shares.ts';

const page = readFileSync(root + DOCUMENT, 'utf8');
const yaml = present(page.split('```yaml\n')[1]?.split('```')[0], 'pack of the guide');

test('the pack of the guide loads, cites what exists, has no gap, and covers what the guide says', async () => {
  const loaded = loadPack(yaml);
  const pack = present(loaded.ok ? loaded.value : undefined, loaded.ok ? '' : JSON.stringify(loaded.error));
  const findings = checkPack(pack, (id) => (resolveCitation(id).ok ? { kind: 'proposal' } : undefined));
  assert.deepEqual(findings.filter(({ severity }) => severity === 'error'), []);
  const simulation: SimulateOptions = { path: `${root}examples/population.parquet`, packs: [pack], asOf: civil('2026-11-21') };
  const result = await simulate(simulation);
  assert.ok(result.ok);
  const { sealedNow, sealedLater, review } = present(result.value.packs[0], 'pack').coverage;
  const lab = await askLab({ simulation, result: result.value, questions: ['sensitivity'] });
  assert.ok(lab.ok);
  const step = lab.value.sensitivity?.[0]?.steps.find(({ value }) => value === 12);
  const told = `sealed now ${sealedNow}, later ${sealedLater}, left to a person ${review}; with MaxMonths 12: ${step?.sealed}`;
  assert.ok(page.includes(told), `the guide should say: ${told}`);
});

test('the table of published and computed shares is what the populations give today', {
  skip: hasShared ? false : '../shared/data is not here',
}, async () => {
  const table = page.split(MARKS[0])[1]?.split(MARKS[1])[0];
  assert.equal(table, await sharesTable(), 'run node tests/policy-lab/generate.ts');
});
