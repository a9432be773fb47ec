import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CivilDate, mod112Character, present } from '@fengcun/kernel';
import { parseEntry } from '@fengcun/ledger';
import { tupleBytes } from '@fengcun/privacy';
import { dumpOf, importAll } from '../intake/testing/import-fixture.ts';
import type { JobActor } from '../privacy/job-act.ts';
import { determineAll } from '../seals/determine.ts';
import { conviction, type InventedPlatform, inventedPlatform, POLICE } from '../seals/testing/invented-platform.ts';
import { readSealedTuples } from './read-sealed-tuples.ts';

const WU: JobActor = { account: 'wu', person: 'wu', organ: POLICE, role: 'publisher' };
let platform: InventedPlatform;
const seal = async (day: string, seeds: readonly number[], changed: Parameters<typeof conviction>[1] = {}): Promise<void> => {
  platform.day.on = day as CivilDate;
  await importAll(platform.deployment, seeds.map((seed) => conviction(seed, changed)));
  assert.equal((await determineAll(platform.parts)).ordered.length, seeds.length);
};
before(async () => {
  platform = await inventedPlatform();
  await seal('2026-11-18', [1, 2]);
  await seal('2026-11-19', [3], { charges: ['盗窃罪', '诈骗罪'] });
  await seal('2026-11-20', [4]);
  // Of age at the act: never sealed, and never a part of anything.
  await importAll(platform.deployment, [conviction(9, { bornOn: '1990-03-15' as CivilDate })]);
});
after(() => platform.deployment.close());

const parts = () => ({ deployment: platform.deployment, now: platform.deployment.clock });
const tuple = (seed: number, charge: string): string => {
  const digits = `11010520070315${100 + seed}`;
  const bytes = tupleBytes({ document: `residentIdentityCard|${digits}${mod112Character(digits)}`, caseNumber: `2025岭0000刑初${seed}号`, charge });
  return Buffer.from(present(bytes.ok ? bytes.value : undefined, 'a tuple')).toString('hex');
};
const read = async (courts: readonly string[], day: string) => {
  const { tuples, ...rest } = await readSealedTuples(parts(), WU, { jobId: 'job-1', scope: { courts, sealedUntil: day as CivilDate } });
  return { ...rest, tuples: tuples.map((one) => Buffer.from(one).toString('hex')).toSorted() };
};
const theft = (...seeds: readonly number[]): readonly string[] => seeds.map((seed) => tuple(seed, 'cl-264')).toSorted();

test('the day is the last one that counts, and each charge of a judgment is a record', async () => {
  assert.deepEqual((await read(['岭00'], '2026-11-17')).tuples, []);
  assert.deepEqual((await read(['岭00'], '2026-11-18')).tuples, theft(1, 2));
  assert.deepEqual((await read(['岭00'], '2026-11-19')).tuples, [...theft(1, 2, 3), tuple(3, 'cl-266')].toSorted());
  assert.deepEqual((await read(['岭00'], '2026-11-20')).tuples, [...theft(1, 2, 3, 4), tuple(3, 'cl-266')].toSorted());
});

test('records of other courts are looked at and give nothing', async () => {
  const other = await read(['虚01'], '2026-11-20');
  assert.deepEqual([other.tuples, other.read, [...other.left]], [[], 4, [['OTHER_COURT', 4]]]);
  assert.equal((await read(['*'], '2026-11-20')).tuples.length, 5);
});

const entries = async () => {
  const rows = await platform.deployment.connection.withSchema('ledger').selectFrom('auditPending').selectAll().execute();
  return rows.flatMap((row) => {
    const one = parseEntry(row.entry as Uint8Array);
    return one.ok && one.value.act === 'privacy.readSealed' ? [one.value] : [];
  });
};

test('reading leaves an intent and an outcome under it in the ledger, and nothing anywhere else', async () => {
  const [before_, dump] = [await entries(), await dumpOf(platform.deployment, ['ledger.audit_pending'])];
  await read(['岭00'], '2026-11-20');
  const known = new Set(before_.map(({ id }) => id));
  const told = (await entries()).filter(({ id }) => !known.has(id));
  const [intent, ...outcomes] = told.toSorted((one, other) => (one.phase === 'intent' ? -1 : other.phase === 'intent' ? 1 : 0));
  assert.deepEqual([intent?.phase, outcomes.map(({ phase, prev }) => [phase, prev])], ['intent', [['outcome', intent?.id]]]);
  assert.equal(await dumpOf(platform.deployment, ['ledger.audit_pending']), dump);
  assert.ok(!JSON.stringify(told).includes('岭'));
});

test('where the log does not take the intent nothing is opened', async () => {
  const { database } = platform.deployment;
  let opened = 0;
  const deployment = {
    ...platform.deployment, database: {
      ...database, write: async () => { throw new Error('the log is full'); },
      seal: (...given: Parameters<typeof database.seal>) => { opened += 1; return database.seal(...given); },
    },
  } as unknown as InventedPlatform['deployment'];
  await assert.rejects(
    readSealedTuples({ ...parts(), deployment }, WU, { jobId: 'job-1', scope: { courts: ['*'], sealedUntil: '2026-11-20' as CivilDate } }), /the log is full/);
  assert.equal(opened, 0);
});
