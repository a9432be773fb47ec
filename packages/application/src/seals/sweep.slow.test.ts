import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { CivilDate } from '@fengcun/kernel';
import type { SweepNeed } from '@fengcun/registry';
import { importAll } from '../intake/testing/import-fixture.ts';
import { runSweep, type SweepReport, type SweepRun } from './sweep.ts';
import { conviction, type InventedPlatform, inventedPlatform } from './testing/invented-platform.ts';

const day = (text: string): CivilDate => text as CivilDate;
const rows = async ({ deployment }: InventedPlatform, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await sql.raw<Readonly<Record<string, unknown>>>(statement).execute(deployment.connection)).rows;
const withPlatform = async (work: (platform: InventedPlatform) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform();
  try {
    await work(platform);
  } finally {
    await platform.deployment.close();
  }
};

/** Convicted in 2009 of an act at 17; the reading's dates of the acts are those of the year. */
const old = (seed: number, changed: Parameters<typeof conviction>[1] = {}) => {
  const item = conviction(seed, { bornOn: day('1992-01-10'), decidedOn: day('2009-06-01'), effectiveOn: day('2009-06-12'), executedTermMonths: 24, ...changed });
  const read = { offenceFrom: day('2009-02-01'), offenceTo: day('2009-02-01'), suspended: false };
  return { ...item, messages: item.messages.map((one) => ({ ...one, facts: read })) };
};
const HELD = [old(1), old(2), old(3), old(4), old(5, { bornOn: day('1980-01-10') }), old(6, { bornOn: 'unknown' }), conviction(7)];
const countsOf = ({ rows: cells }: SweepReport) => cells.map(({ year, held, sealed, toSeal, needsFact, notCovered, known, atLeast }) =>
  [year, held, sealed, toSeal, needsFact, notCovered, known, atLeast]);
const sealedRows = async (platform: InventedPlatform): Promise<number> => (await rows(platform, 'select 1 from sealed.record')).length;

test('办法23: the sweep counts 应封尽封 by organ and year, lists what needs a fact, and seals what must be sealed; the dry run first', () => withPlatform(async (platform) => {
  await importAll(platform.deployment, HELD);
  const needs: SweepNeed[] = [];
  const dry = await runSweep(platform.parts, { mode: 'dryRun', onNeeds: (some) => needs.push(...some), pageSize: 3 });
  assert.deepEqual([dry.swept, dry.toSeal, dry.ordered, dry.needs, await sealedRows(platform)], [7, 4, 0, 1, 0]);
  assert.deepEqual(countsOf(dry), [[2009, 6, 0, 4, 1, 1, 0, 0]]);
  assert.ok(needs.length === 1 && needs[0]?.facts.includes('bornOn'));
  const done = await runSweep(platform.parts, { mode: 'seal', pageSize: 3 });
  assert.deepEqual([done.toSeal, done.ordered, done.refused, await sealedRows(platform)], [4, 4, [], 4]);
  const grounds = await rows(platform, `select distinct recipient from ops.outbox`);
  assert.equal(grounds.length, 3);
  const after = await runSweep(platform.parts, { mode: 'seal', pageSize: 3 });
  assert.deepEqual(countsOf(after), [[2009, 6, 4, 0, 1, 1, 1, 4 / 5]], 'both sides of the wall are counted');
  assert.equal(after.ordered, 0);
}));

test('a sweep killed anywhere goes on where it stood: each record counted once, each order made once', () => withPlatform(async (platform) => {
  await importAll(platform.deployment, HELD);
  const killedAt = (swept: number): SweepRun => ({ mode: 'seal', pageSize: 2, onPage: (now) => { if (now >= swept) throw new Error('killed'); } });
  await assert.rejects(runSweep(platform.parts, killedAt(2)));
  await assert.rejects(runSweep(platform.parts, killedAt(5)));
  const done = await runSweep(platform.parts, { mode: 'seal', pageSize: 2 });
  assert.equal(done.swept, 7);
  assert.deepEqual(countsOf(done), [[2009, 6, 0, 4, 1, 1, 0, 0]]);
  assert.equal(await sealedRows(platform), 4);
  assert.equal((await rows(platform, 'select 1 from ops.outbox')).length, 12);
}));

test('a sweep of everything before a day takes newer cases too', () => withPlatform(async (platform) => {
  await importAll(platform.deployment, [conviction(1)]);
  assert.equal((await runSweep(platform.parts, { mode: 'dryRun' })).toSeal, 0);
  assert.equal((await runSweep(platform.parts, { mode: 'dryRun', before: day('2025-05-22') })).toSeal, 0, 'in force on 22 May: not before it');
  assert.equal((await runSweep(platform.parts, { mode: 'dryRun', before: day('2025-05-23') })).toSeal, 1);
}));
