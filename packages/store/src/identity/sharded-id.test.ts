import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BugError } from '@fengcun/kernel';
import { assertId, mintId, SHARD_KEYS, shardKeyOf, shardKeyOfDigest, shardKeyOfName } from './sharded-id.ts';

const parts = fc.record({
  timeMillis: fc.integer({ min: 0, max: 2 ** 48 - 1 }), shardKey: fc.integer({ min: 0, max: SHARD_KEYS - 1 }),
  random: fc.uint8Array({ minLength: 8, maxLength: 8 }),
});

test('an id carries its shard key and its time, in the form of RFC 9562', () => {
  fc.assert(fc.property(parts, (part) => {
    const id = mintId(part);
    assertId(id);
    assert.equal(shardKeyOf(id), part.shardKey);
    assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), part.timeMillis);
  }), { seed: 286 });
});

test('ids sort by time, whatever their shards', () => {
  fc.assert(fc.property(parts, parts, (a, b) => {
    fc.pre(a.timeMillis < b.timeMillis);
    assert.ok(mintId(a) < mintId(b));
  }), { seed: 286 });
});

test('only the lower-case form of a version 7 id is taken', () => {
  const good = mintId({ timeMillis: 1, shardKey: 0xabc, random: new Uint8Array(8) });
  for (const bad of [good.toUpperCase(), good.replace('-7', '-4'), `${good} `, `${good}'`, '', 'x'.repeat(36)]) {
    assert.throws(() => assertId(bad), BugError);
  }
});

test('parts out of range are a bug', () => {
  const good = { timeMillis: 1, shardKey: 0, random: new Uint8Array(8) };
  for (const bad of [{ timeMillis: -1 }, { timeMillis: 2 ** 48 }, { shardKey: 4096 }, { shardKey: -1 }, { shardKey: 0.5 }, { random: new Uint8Array(7) }]) {
    assert.throws(() => mintId({ ...good, ...bad }), BugError);
  }
});

test('digests and names fall into all shards', () => {
  assert.equal(shardKeyOfDigest(Uint8Array.of(0xab, 0xcd, 0xef)), 0xabc);
  const shards = new Set(Array.from({ length: 40_000 }, (_, i) => shardKeyOfName(`name ${i}`)));
  assert.ok(shards.size > 4090, `${shards.size} shards`);
});
