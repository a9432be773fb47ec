import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { hash } from '../../apps/web/src/pages/researcher/lab/hash-in-browser.ts';
import {
  checkText, compareRun, countRun, LAB_YEAR, type LabPopulation, makePopulation,
} from '../../apps/web/src/pages/researcher/lab/engine.ts';
import { coverageSentence, sealedByYear, sealedRange } from '../../apps/web/src/pages/researcher/lab/told.ts';
import { askLab } from '../../packages/application/src/lab/index.ts';
import { makePopulation as makeFile, simulate, type SimulateOptions } from '../../packages/application/src/simulation/index.ts';
import { civil, present, sha256Hex } from '../../packages/kernel/src/index.ts';
import { loadPack, type Pack, SMALL_CELL } from '../../packages/policy/src/index.ts';
import { root } from './shares.ts';

// The lab in the browser counts what the command line counts: the same engine on the same persons.

const SIZE = 30_000;
const SEED = 1;
const AS_OF = '2026-11-21';
const folder = mkdtempSync(join(tmpdir(), 'fengcun-console-lab-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (path: string): string => readFileSync(`${root}policies/${path}.yaml`, 'utf8');
const packOf = (text: string): Pack => {
  const loaded = loadPack(text);
  return present(loaded.ok ? loaded.value : undefined, 'pack');
};
const TEXTS = [textOf('in-force/cn-juvenile'), textOf('proposals/cn-a2')];
const choice = (text: string) => ({ text, parameters: {}, switches: {} });

const made = (): LabPopulation => {
  const making = makePopulation(SIZE, SEED);
  let step = making.next();
  while (step.done !== true) step = making.next();
  return step.value;
};
const population = made();

test('coverage, clauses, years, open facts and flows are those of simulate on the same seed and size', async () => {
  const path = join(folder, 'population.parquet');
  await makeFile({ path, size: SIZE, seed: SEED, ...LAB_YEAR });
  const simulation: SimulateOptions = { path, packs: TEXTS.map(packOf), asOf: civil(AS_OF) };
  const told = await simulate(simulation);
  assert.ok(told.ok);
  const lab = await askLab({ simulation, result: told.value, questions: ['changes'] });
  assert.ok(lab.ok);
  const run = countRun(population, { packs: TEXTS.map(choice), asOf: AS_OF }, () => 0);
  assert.ok(run.ok);
  const { packs, records } = run.value.counted;
  assert.equal(records, SIZE);
  told.value.packs.forEach((expected, i) => {
    const { coverage, clauses, sealsByYear, missingFacts } = present(packs[i], 'pack');
    assert.deepEqual({ coverage, clauses, sealsByYear, missingFacts },
      { coverage: expected.coverage, clauses: expected.clauses, sealsByYear: expected.sealsByYear, missingFacts: expected.missingFacts });
  });
  const compared = compareRun(population, run.value, () => 0);
  assert.deepEqual(compared.openFacts, told.value.packs.map(({ openFacts }) => openFacts));
  assert.deepEqual(compared.pair, lab.value.changes?.[0]);
});

test('a figure that is moved counts as a pack with that figure; a pack that cannot be read is refused with its place', () => {
  const [law = '', proposal = ''] = TEXTS;
  const sealedAt = (months: number): number => {
    const run = countRun(population, { packs: [{ text: proposal, parameters: { MaxMonths: months }, switches: {} }], asOf: AS_OF }, () => 0);
    assert.ok(run.ok);
    const { sealedNow, sealedLater } = present(run.value.counted.packs[0], 'pack').coverage;
    return sealedNow + sealedLater;
  };
  assert.ok(sealedAt(12) < sealedAt(36));
  const refused = countRun(population, { packs: [choice(law), choice('id: nothing')], asOf: AS_OF }, () => 0);
  assert.ok(!refused.ok);
  assert.equal(refused.error.place, 1);
  assert.ok(refused.error.problems.length > 0);
});

test('no flow between two packs tells a number of one to nine', () => {
  const run = countRun(population, { packs: TEXTS.map(choice), asOf: AS_OF }, () => 0);
  assert.ok(run.ok);
  const { pair } = compareRun(population, run.value, () => 0);
  const counts = [...present(pair, 'pair').matrix.flat(), ...present(pair, 'pair').flows.map(({ records }) => records)];
  assert.ok(counts.includes('<10') || counts.includes('hidden'), 'nothing to protect: the test would see nothing');
  assert.ok(counts.every((count) => typeof count !== 'number' || count === 0 || count >= SMALL_CELL));
});

test('the checker speaks in place: a shipped pack passes, an unknown fact is told with its line', () => {
  const [, proposal = ''] = TEXTS;
  const clean = checkText(proposal, () => 0);
  assert.deepEqual(clean.problems, []);
  assert.equal(clean.about?.status, 'proposal');
  const broken = checkText(proposal.replace("recordKind == 'conviction'", "recordKin == 'conviction'"), () => 0);
  const line = proposal.split('\n').findIndex((each) => each.includes("recordKind == 'conviction'")) + 1;
  assert.equal(broken.problems[0]?.line, line);
  assert.match(broken.problems[0]?.hint ?? '', /recordKind/);
});

test('the sealed share lies between its bounds, what is open widens it above alone, and years never fall', () => {
  const coverage = { sealedNow: 300, sealedLater: 100, notSealed: 500, notCovered: 50, review: 30, undetermined: 20 };
  const [low, high] = sealedRange(coverage, 1000);
  assert.ok(low < 0.4 && low > 0.36 && high > 0.45 && high < 0.49);
  assert.deepEqual(sealedRange(coverage, 0), [0, 1]);
  const years = sealedByYear({ 2020: 300, 2027: 60, 2029: 40 }, coverage, 2026).map(({ sealed }) => sealed);
  assert.deepEqual(years.slice(0, 4), [300, 360, 360, 400]);
  assert.match(coverageSentence([{ name: { zh: '甲', en: 'A' }, coverage }], 1000).zh, /40\.0 %/);
});

test('the hash of the browser is the hash of the kernel, and refuses to be another one', () => {
  for (const text of ['', '封存', 'x'.repeat(1000)]) assert.equal(hash('sha256', text, 'hex'), sha256Hex(text));
  assert.throws(() => hash('sha1', '', 'hex'), RangeError);
});
