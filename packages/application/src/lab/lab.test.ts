import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { civil, present } from '@fengcun/kernel';
import { factsHash, loadPack, parseFacts, prepareDecider } from '@fengcun/policy';
import fc from 'fast-check';
import { type PackResult, simulate, type SimulateOptions, takePopulation } from '../simulation/index.ts';
import { wilson } from './cost.ts';
import { askLab, FATES, LAB_QUESTIONS, parseAssumptions, parseStored, protectTable,
  replayDecisions } from './index.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const textOf = (id: string): string => readFileSync(`${root}policies/proposals/${id}.yaml`, 'utf8');
const packOf = (id: string, parameters = {}) => {
  const pack = loadPack(textOf(id), { parameters });
  return present(pack.ok ? pack.value : undefined, id);
};
const simulation: SimulateOptions = {
  path: `${root}examples/population.parquet`, asOf: civil('2026-11-21'),
  packs: [packOf('cn-a1'), packOf('cn-a2'), packOf('cn-c')],
};
const result = await simulate(simulation);
assert.ok(result.ok);
const asked = await askLab({ simulation, result: result.value, questions: LAB_QUESTIONS,
  assumed: { represents: 500_000, capacityPerDay: 1000, inquiriesPerThousandAYear: 10 } });
assert.ok(asked.ok);
const lab = asked.value;

test('rows and columns of the flows between two packs add up to the coverage of each, where nothing is hidden', () => {
  const pair = present(lab.changes?.[0], 'pair');
  const [before, after] = [present(result.value.packs[0], 'a1').coverage, present(result.value.packs[1],
    'a2').coverage];
  const whole = (cells: readonly unknown[]): number | undefined =>
    (cells.every((cell) => typeof cell === 'number') ? cells.reduce<number>((sum, cell) => sum
      + Number(cell), 0) : undefined);
  let compared = 0;
  FATES.forEach((fate, f) => {
    const row = whole(pair.matrix[f] ?? []);
    const column = whole(pair.matrix.map((line) => line[f]));
    if (row !== undefined) { assert.equal(row, before[fate]); compared += 1; }
    if (column !== undefined) { assert.equal(column, after[fate]); compared += 1; }
  });
  assert.ok(compared >= 8, String(compared));
});

test('everything A2 seals A1 seals; the difference are negligent crimes of more than a year', () => {
  const flows = present(lab.changes?.[0], 'pair').flows;
  assert.deepEqual(flows.filter(({ to }) => to.startsWith('sealed')), []);
  const sealed = flows.filter(({ from }) => from.startsWith('sealed'));
  assert.deepEqual(sealed.map(({ fromClause, toClause }) => [fromClause, toClause]),
    [['seal-negligent-up-to-36-months', 'otherwise']]);
  for (const { facts, records } of sealed[0]?.patterns ?? []) {
    assert.equal(facts.mensRea, 'negligent');
    assert.ok(['13–24', '25–36'].includes(facts.executedTermMonths ?? ''));
    assert.ok(records >= 10);
  }
});

test('a parameter at its own value covers what the pack covers; a longer term never fewer; another value what the pack loaded with it', async () => {
  for (const each of lab.sensitivity ?? []) {
    const own = each.steps.find(({ isCurrent }) => isCurrent);
    const { coverage }: PackResult = present(result.value.packs.find(({ pack }) => pack === each.pack),
      each.pack);
    assert.deepEqual([own?.change, own?.sealed], [0, coverage.sealedNow + coverage.sealedLater]);
    // The tiers of C replace one another; the limits of A1 and A2 stand alone.
    if (each.pack === 'cn-c' || !each.parameter.endsWith('MaxMonths')) continue;
    each.steps.reduce((before, { sealed }) => { assert.ok(sealed >= before); return sealed; }, 0);
  }
  const step = lab.sensitivity?.find(({ pack }) => pack === 'cn-a2')?.steps.find(({ value }) => value === 24);
  const varied = await simulate({ ...simulation, packs: [packOf('cn-a2', { MaxMonths: 24 })] });
  assert.ok(varied.ok);
  assert.equal(step?.sealed, varied.value.packs[0]?.coverage.sealedNow);
});

test('clauses decide as often as the simulation counts, and no shipped proposal hides a conflict on the example', () => {
  lab.clauses?.forEach(({ pack, clauses, conflicts }, v) => {
    assert.deepEqual(conflicts, [], pack);
    for (const { clause, decides, holds, state } of clauses) {
      const records: number = result.value.packs[v]?.clauses.find((
        each) => each.clause === clause)?.records ?? 0;
      assert.equal(decides, records > 0 && records < 10 ? '<10' : records);
      if (typeof decides === 'number' && typeof holds === 'number') assert.ok(holds >= decides, clause);
      assert.equal(state === 'inUse', records > 0);
    }
  });
});

test('seals ahead add up to what is sealed later, scaled; the sweep ends when capacity has done it', () => {
  const load = present(lab.load?.find(({ pack }) => pack === 'cn-c'), 'load');
  const { coverage } = present(result.value.packs[2], 'c');
  const ahead = load.years.reduce((sum, { seals }) => sum + (typeof seals === 'number' ? seals : 0), 0);
  assert.ok(Math.abs(ahead - coverage.sealedLater * 10) <= 100, `${ahead}`);
  assert.equal(load.backlog, coverage.sealedNow * 10);
  assert.ok(typeof load.clearedAfterDays === 'number' && load.clearedAfterDays >= coverage.sealedNow / 100);
});

test('cuts by region and sex where a population has them: groups add up, small ones hidden; else that is said', async () => {
  assert.deepEqual(lab.cuts?.map(({ dimension, isKnown }) => [dimension, isKnown]),
    [['age', true], ['charge', true], ['region', true], ['sex', true]]);
  const sexes = present(lab.cuts?.[3], 'sex').groups;
  assert.deepEqual(sexes.map(({ group }) => group), ['female', 'male', 'unknown']);
  const told = sexes.flatMap(({ records }) => (typeof records === 'number' ? [records] : []));
  assert.ok(Math.abs(told.reduce((sum, records) => sum + records, 0) - 50_000) <= 20, String(told));
  assert.equal(lab.cuts?.[2]?.groups.length, 31);
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-cuts-'));
  const [from, path] = [join(folder, 'rows.jsonl'), join(folder, 'rows.parquet')];
  const row = { recordKind: 'conviction', penalty: 'fineOnly' };
  const rows = (beside: object) => Array.from({ length: 30 }, (_, i) =>
    JSON.stringify({ ...row, ...(i < 25 ? beside : {}) })).join('\n');
  for (const [beside, known] of [[{ sex: 'female' }, true], [{}, false]] as const) {
    writeFileSync(from, rows(beside));
    const taken = await takePopulation({ from, path, rows: 'facts', assumed: [] });
    assert.ok(taken.ok, JSON.stringify(taken));
    const order = { ...simulation, path };
    const counted = await simulate(order);
    assert.ok(counted.ok);
    const answer = await askLab({ simulation: order, result: counted.value, questions: ['cuts'] });
    assert.ok(answer.ok);
    const cut = present(answer.value.cuts?.[3], 'sex');
    assert.deepEqual([cut.isKnown, cut.groups.map(({ group, records }) => [group, records])],
      [known, known ? [['female', 30], ['unknown', '<10']] : []]);
  }
  rmSync(folder, { recursive: true });
});

test('no count of 1 to 9 is told anywhere but of the whole', () => {
  const text = JSON.stringify({ changes: lab.changes, cuts: lab.cuts, clauses: lab.clauses });
  assert.doesNotMatch(text, /"(records|changed|earlier|same|later|decides|holds|mayHold)":[1-9][,}]/);
});

test('a table never lets a small cell be computed: none stands alone in its row or column', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 6 }).chain((width) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: width, maxLength: width }),
      { minLength: 2, maxLength: 6 })), (cells) => {
    const shown = protectTable(cells);
    shown.forEach((row, r) => row.forEach((cell, c) => {
      const records = cells[r]?.[c] ?? 0;
      if (typeof cell === 'number') assert.equal(cell, records);
      assert.ok(records === 0 || records >= 10 || cell === '<10');
    }));
    const lines = [...shown.map((row, r) => [row, cells[r] ?? []] as const),
      ...(shown[0] ?? []).map((_, c) => [shown.map((row) => row[c]),
        cells.map((row) => row[c] ?? 0)] as const)];
    for (const [line, plain] of lines) {
      const hidden = line.filter((cell) => typeof cell !== 'number').length;
      assert.ok(hidden !== 1, `${JSON.stringify(shown)} ${plain.length}`);
    }
  }), { seed: 286, numRuns: 300 });
});

test('reviews give rates with an interval; none wrong of twenty is no certainty; nothing reviewed is nothing known', () => {
  assert.deepEqual(wilson({ reviewed: 0, wrong: 0 }), { low: 0, estimate: 0, high: 1 });
  const few = wilson({ reviewed: 20, wrong: 0 });
  assert.ok(few.high > 0.15 && few.high < 0.17, String(few.high));
  const table: readonly (readonly [string, boolean])[] = [
    ['{}', true], ['{"represents":10}', true], ['{"represents":-1}', false], ['[]', false], ['{', false],
      ['{"x":1}', false],
    ['{"reviews":[{"pack":"cn-a1","sealed":{"reviewed":5,"wrong":6},"notSealed":{"reviewed":0,"wrong":0}}]}',
      false],
    ['{"reviews":[{"pack":"cn-a1","sealed":{"reviewed":5,"wrong":1},"notSealed":{"reviewed":0,"wrong":0}}]}',
      true],
  ];
  for (const [text, isGood] of table) assert.equal(parseAssumptions(text).ok, isGood, text);
});

test('replay: the pack that decided gives its decisions again; an amendment tells what changes, to the day',
  () => {
  const sheets = Array.from({ length: 24 }, (_, i) => {
    const sheet = parseFacts({ recordKind: 'conviction', subjectKind: 'person',
      penalty: 'fixedTermImprisonment', bornOn: '1990-01-01',
      offenceFrom: '2023-05-01', offenceTo: '2023-05-01', executedTermMonths: i < 12 ? 10 : 16,
        mensRea: 'intentional', firstOffender: true,
      recidivist: false, offenceClasses: [], charges: ['盗窃罪'], chargeCount: 1, decidedOn: '2024-03-01',
      effectiveOn: civil(`2024-03-${String(i + 1).padStart(2, '0')}`), sentenceServedOn: '2025-01-01' });
    return present(sheet.ok ? sheet.value : undefined, 'sheet');
  });
  const pack = packOf('cn-a2');
  const decider = prepareDecider(pack, { asOf: civil('2026-01-05') });
  assert.ok(decider.ok);
  const stored = sheets.map((sheet) => {
    const { outcome, decidedBy, sealFrom } = decider.value.trace(sheet);
    return present(parseStored(JSON.stringify({ matter: 'seal', outcome, decidedBy,
      ...(sealFrom === undefined ? {} : { sealFrom }),
      pack: pack.id, packHash: pack.hash, asOf: '2026-01-05', factsHash: factsHash(sheet), findings: [] })),
        'line');
  });
  const same = replayDecisions(stored, sheets, pack);
  assert.ok(same.ok);
  assert.deepEqual([same.value.sameHash, same.value.reproduced, same.value.changes], [24, 24, []]);
  const amended = replayDecisions(stored, sheets.slice(0, 23), packOf('cn-a2', { MaxMonths: 24 }));
  assert.ok(amended.ok);
  assert.equal(amended.value.withoutFacts, 1);
  assert.deepEqual(amended.value.changes.map(({ before, after, decisions }) => [before, after, decisions]),
    [['mustNotSeal', 'mustSeal', 11]]);
  assert.equal(parseStored('{"outcome":"mustSeal"}'), undefined);
});
