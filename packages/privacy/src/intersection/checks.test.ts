import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil, type Json } from '@fengcun/kernel';
import { bucketOf, CHUNK_ROWS } from './bucket.ts';
import { exactNoise } from './exact-noise.ts';
import { keyedOrder } from './keyed-order.ts';
import { drawPlanting, plantingRoom } from './planted.ts';
import { answerCheck, blindRow, checkKey, checkTable, finishCheck, readCheckTable } from './publication-check.ts';
import { decideQuota, type PastRun } from './quota.ts';
import { courtOfCaseNumber, isInJurisdiction, tupleBytes } from './record-tuple.ts';
import { parseRunTerms } from './run-terms.ts';
import { createSecretKey } from 'node:crypto';
import { record, records, seeded, terms } from './testing/two-sides.ts';

test('a check finds a sealed row, and no other; the registry sees a point that says nothing', () => {
  const key = checkKey(seeded('period')(32), '2026Q4');
  const random = seeded('check');
  const table = checkTable(key, records(0, 20), random);
  assert.equal(table.length, 256 * 16);
  const tags = readCheckTable(table);
  assert.ok(tags.ok);
  const isSealed = (row: Uint8Array): boolean => {
    const blinded = blindRow(row, random);
    const answer = answerCheck(key, blinded.blinded, random);
    assert.ok(answer.ok);
    const tag = finishCheck(blinded, answer.value, key.publicKey);
    return tag.ok && tags.value.has(tag.value);
  };
  assert.equal(isSealed(record(7)), true);
  assert.equal(isSealed(record(20)), false);
  assert.notDeepEqual(blindRow(record(7), random).blinded, blindRow(record(7), random).blinded);
});

test('a check answered under another key, or tampered with, counts for nothing', () => {
  const random = seeded('other key');
  const [key, other] = [checkKey(random(32), '2026Q4'), checkKey(random(32), '2026Q4')];
  const row = blindRow(record(1), random);
  const answer = answerCheck(other, row.blinded, random);
  assert.ok(answer.ok);
  assert.deepEqual(finishCheck(row, answer.value, key.publicKey), { ok: false, error: { code: 'CHECK_PROOF' } });
  assert.equal(finishCheck(row, answer.value, other.publicKey).ok, true);
  assert.equal(finishCheck(row, { ...answer.value, proof: random(64) }, other.publicKey).ok, false);
  for (const bytes of [new Uint8Array(32), new Uint8Array(32).fill(255), new Uint8Array(3)]) {
    assert.deepEqual(answerCheck(key, bytes, random), { ok: false, error: { code: 'CHECK_POINT' } });
  }
  assert.equal(readCheckTable(new Uint8Array(17)).ok, false);
  assert.equal(readCheckTable(new Uint8Array(32)).ok, false);
});

test('quotas: one run a quarter, no more rows than registered, checks by the day; unknown holders never', () => {
  const quota = { registeredRows: 1000, runsPerQuarter: 1, checksPerDay: 2 };
  const run = (change: Partial<PastRun> = {}): PastRun =>
    ({ holder: 'court/A05', mode: 'full', on: civil('2026-11-22'), rows: 1024, ...change });
  const codeOf = (request: PastRun, past: readonly PastRun[] = []): string => {
    const decided = decideQuota(request, past, quota);
    return decided.ok ? 'begun' : decided.error.code;
  };
  assert.equal(codeOf(run()), 'begun');
  assert.equal(codeOf(run({ rows: 1025 })), 'QUOTA_ROWS');
  assert.equal(codeOf(run(), [run({ on: civil('2026-10-01') })]), 'QUOTA_RUNS');
  assert.equal(codeOf(run(), [run({ on: civil('2026-09-30') })]), 'begun');
  assert.equal(codeOf(run(), [run({ holder: 'court/A06' })]), 'begun');
  assert.equal(codeOf(run(), [run({ mode: 'cardinality' })]), 'begun');
  const check = run({ mode: 'check', rows: 1 });
  assert.equal(codeOf(check, [check]), 'begun');
  assert.equal(codeOf(check, [check, check]), 'QUOTA_CHECKS');
  assert.equal(codeOf(check, [check, run({ ...check, on: civil('2026-11-21') })]), 'begun');
  const unknown = decideQuota(run(), [], undefined);
  assert.equal(!unknown.ok && unknown.error.code, 'HOLDER_UNKNOWN');
});

test('counting again and again: with the quota a year gives four noisy counts, too few to average the noise away', () => {
  const random = seeded('cardinality');
  const { offset } = plantingRoom(10);
  const mean = (draws: number): number => Array.from({ length: draws }, () =>
    drawPlanting(exactNoise, random, 10).matching - offset).reduce((sum, one) => sum + one, 0) / draws;
  // The attack without a quota, as negative control: a thousand counts tell one record from none.
  assert.ok(Math.abs(mean(1000)) < 0.5);
  const yearly = Array.from({ length: 200 }, () => Math.abs(mean(4)));
  assert.ok(yearly.filter((one) => one > 0.5).length > 100, 'four counts err by more than half a record, mostly');
});

test('noise on a count has the variance that was agreed, and zero noise would be seen', () => {
  const random = seeded('variance');
  const { offset, room } = plantingRoom(10);
  assert.equal(room, 2 * offset);
  const draws = Array.from({ length: 4000 }, () => drawPlanting(exactNoise, random, 10).matching - offset);
  const variance = draws.reduce((sum, one) => sum + one * one, 0) / draws.length;
  assert.ok(Math.abs(variance - 10) < 1.2, `${variance}`);
  assert.equal(drawPlanting(() => -10_000n, random, 10).matching, 0);
  assert.equal(drawPlanting(() => 10_000n, random, 10).matching, room);
});

test('tuples: composed characters, framed members; empty and broken ones are refused', () => {
  const bytes = (document: string, caseNumber = '2019虚0105刑初1号', charge = 'c'): string => {
    const tuple = tupleBytes({ document, caseNumber, charge });
    return tuple.ok ? Buffer.from(tuple.value).toString('hex') : tuple.error.code;
  };
  assert.equal(bytes('é'), bytes('é'));
  assert.notEqual(bytes('a', 'bc', 'd'), bytes('ab', 'c', 'd'));
  assert.notEqual(bytes('passport|a|b'), bytes('passport|a', 'b'));
  for (const wrong of ['', ' ', 'x'.repeat(201), '\ud800']) assert.equal(bytes(wrong), 'TUPLE_MEMBER');
});

test('jurisdiction: by the court code inside the case number', () => {
  const number = '2019虚0105刑初12号';
  assert.equal(courtOfCaseNumber(number), '虚0105');
  for (const [courts, isInside] of [
    [['虚0105'], true], [['虚01'], true], [['虚'], true], [['虚0106'], false], [['*'], true], [['幻0105'], false],
  ] as const) assert.equal(isInJurisdiction(number, courts), isInside, courts.join());
  assert.equal(isInJurisdiction('虚刑初字第12号', ['虚']), false);
  assert.equal(isInJurisdiction('虚刑初字第12号', ['*']), true);
});

test('buckets: powers of two, then whole chunks', () => {
  for (const [count, bucket] of [
    [0, 256], [256, 256], [257, 512], [65_536, CHUNK_ROWS], [65_537, 2 * CHUNK_ROWS], [1_000_000, 16 * CHUNK_ROWS],
  ] as const) assert.equal(bucketOf(count), bucket);
});

test('a secret order is a permutation, the same for the same key only', () => {
  const key = (byte: number) => createSecretKey(new Uint8Array(32).fill(byte));
  const order = keyedOrder(key(1), 1000);
  assert.deepEqual([...order].sort((a, b) => a - b), Array.from({ length: 1000 }, (_, i) => i));
  assert.deepEqual(order, keyedOrder(key(1), 1000));
  assert.notDeepEqual(order, keyedOrder(key(2), 1000));
  // Where 0 comes to stand over 2,000 keys, in ten parts: χ² with 9 degrees of freedom, 1e-6 at 46.
  const seen = new Float64Array(10);
  for (let run = 0; run < 2000; run += 1) {
    const raw = new Uint8Array(32);
    new DataView(raw.buffer).setUint32(0, run);
    const at = keyedOrder(createSecretKey(raw), 50).indexOf(0);
    seen[Math.floor(at / 5)] = (seen[Math.floor(at / 5)] ?? 0) + 1;
  }
  assert.ok(seen.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0) < 46);
});

test('terms: every member is checked, and nothing beside them is taken', () => {
  const json = (change: Readonly<Record<string, Json>>): Json => ({ ...JSON.parse(JSON.stringify(terms())) as object, ...change });
  const wrong = (change: Readonly<Record<string, Json>>): readonly string[] => {
    const parsed = parseRunTerms(json(change));
    return parsed.ok ? [] : parsed.error.members;
  };
  assert.deepEqual(wrong({}), []);
  for (const [member, value] of [
    ['v', 2], ['session', 'x'], ['suite', 'none'], ['mode', 'check'], ['registry', 'court/A05'], ['bucket', 300],
    ['courts', []], ['openings', 29], ['noiseVariance', 10], ['surplus', 1],
  ] as const) assert.deepEqual(wrong({ [member]: value as Json }), [member]);
  assert.deepEqual(wrong({ mode: 'cardinality' }), ['noiseVariance']);
  assert.deepEqual(wrong({ mode: 'cardinality', noiseVariance: 10 }), []);
});
