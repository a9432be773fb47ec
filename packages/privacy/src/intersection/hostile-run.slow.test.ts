import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digest } from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import type { Parcel } from './conversation.ts';
import { type PointWork, pointWork } from './point-work.ts';
import type { RunRole } from './run-terms.ts';
import { sessionSecrets } from './session-secrets.ts';
import { at, endOf, holder, points, registry, same, suite, swapped } from './testing/hostile-wire.ts';
import { bothSides, record, records, seeded, SESSION, type Sides, wire, type Wire } from './testing/two-sides.ts';

test('messages that are replayed, repeated, swapped, cut or altered end the run', async () => {
  assert.equal(await endOf((_role, _seq, parcel) => parcel), 'done');
  const old = wire();
  await bothSides({ suite, holder, registry, wire: old, terms: { session: 'f'.repeat(32) } });
  const older = (role: RunRole, seq: number): Parcel => old.boxes[role].get(seq) ?? { line: '' };
  assert.equal(await endOf(at('holder', 0, () => older('holder', 0))), 'registry MESSAGE_OTHER_RUN');
  assert.equal(await endOf(at('registry', 3, () => older('registry', 3))), 'holder MESSAGE_OTHER_RUN');
  let first: Parcel = { line: '' };
  assert.equal(await endOf((role, seq, parcel) => {
    if (role === 'registry' && seq === 0) first = parcel;
    return role === 'registry' && seq === 1 ? first : parcel;
  }), 'holder MESSAGE_ORDER');
  const cut = at('holder', 1, (parcel) => ({ ...parcel, payload: points(parcel).slice(32) }));
  assert.equal(await endOf(cut), 'registry MESSAGE_PAYLOAD');
  assert.equal(await endOf(at('holder', 1, swapped)), 'registry MESSAGE_PAYLOAD');
  const reworded = at('registry', 2, ({ line }) => ({ line: line.replace('"places":[', '"places":[0,') }));
  assert.equal(await endOf(reworded), 'holder MESSAGE_SIGNATURE');
  assert.equal(await endOf(at('registry', 0, ({ line }) => ({ line: ` ${line}` }))), 'holder MESSAGE_FORM');
});

/** A side whose points are changed before they are signed: a dishonest organ, not a wire. */
const dishonest = (who: RunRole, alter: (bytes: Uint8Array) => Uint8Array, what: 'mask' | 'remask'): Partial<Sides> => ({
  work: (work, role): PointWork => (role !== who ? work : {
    ...work,
    ...(what === 'mask' ? { mask: async (inputs) => alter(await work.mask(inputs)) } : {
      remask: async (bytes) => {
        const done = await work.remask(bytes);
        return done.ok ? { ok: true, value: alter(done.value) } : done;
      },
    }),
  }),
});
test('points that are no points, and points that stand twice, end the run on either side', async () => {
  const bad = (bytes: Uint8Array): Uint8Array => bytes.fill(0xff, 64, 96);
  const identity = (bytes: Uint8Array): Uint8Array => bytes.fill(0, 64, 96);
  const twice = (bytes: Uint8Array): Uint8Array => {
    bytes.copyWithin(0, 32, 64);
    return bytes;
  };
  for (const alter of [bad, identity]) {
    assert.equal(await endOf(same, dishonest('registry', alter, 'mask')), 'holder POINT_INVALID');
  }
  assert.equal(await endOf(same, dishonest('holder', twice, 'mask')), 'registry POINTS_REPEAT');
  assert.equal(await endOf(same, dishonest('registry', twice, 'mask')), 'holder POINTS_REPEAT');
  assert.equal(await endOf(same, dishonest('registry', twice, 'remask')), 'holder POINTS_REPEAT');
  assert.equal(await endOf(same, dishonest('holder', (bytes) => bytes.slice(32), 'mask')), 'registry POINTS_COUNT');
});

const allPoints = ({ boxes }: Wire, role: RunRole, step: string): Uint8Array => Buffer.concat(
  [...boxes[role].values()].filter(({ line }) => line.includes(`"step":"${step}"`)).map((one) => points(one)));

const setOf = (bytes: Uint8Array, width: number): ReadonlySet<string> => new Set(
  Array.from({ length: bytes.length / width }, (_, i) => Buffer.from(bytes.subarray(i * width, (i + 1) * width)).toString('hex')));

const twoRuns = async (session: string, seeds?: Sides['seeds']): Promise<readonly [Wire, Wire]> => {
  const [one, other] = [wire(), wire()];
  await bothSides({ suite, holder, registry, wire: one });
  await bothSides({ suite, holder, registry, wire: other, terms: { session }, ...(seeds === undefined ? {} : { seeds }) });
  return [one, other];
};

test('two sessions over the same sets have no point in common, even from the same seed', async () => {
  const [one, other] = await twoRuns('e'.repeat(32));
  for (const [role, step] of [['holder', 'masked'], ['registry', 'own']] as const) {
    const before = setOf(allPoints(one, role, step), 32);
    assert.equal([...setOf(allPoints(other, role, step), 32)].filter((point) => before.has(point)).length, 0);
  }
  // The control: one session with one seed twice would be comparable, which is why a seed belongs to one run.
  const [, again] = await twoRuns(SESSION);
  const before = setOf(allPoints(one, 'holder', 'masked'), 32);
  assert.equal([...setOf(allPoints(again, 'holder', 'masked'), 32)].filter((point) => before.has(point)).length, 256);
});

test('bytes of masked points are uniform; bytes of plain tuples, the control, are not', async () => {
  const between = wire();
  await bothSides({ suite, holder: records(0, 256), registry: [], wire: between });
  const chi = (bytes: Uint8Array): number => {
    const seen = new Float64Array(256);
    for (const byte of bytes) seen[byte] = (seen[byte] ?? 0) + 1;
    const mean = bytes.length / 256;
    return seen.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  };
  const masked = allPoints(between, 'holder', 'masked');
  // The first and last byte of an encoding have a fixed bit each.
  const inner = masked.filter((_, i) => i % 32 !== 0 && i % 32 !== 31);
  assert.ok(chi(inner) < 370, `${chi(inner)}`);
  assert.ok(chi(Buffer.concat(records(0, 256).slice())) > 370);
});

test('who enumerates every identity finds nobody in a transcript; in exchanged hashes, the old way, everybody', async () => {
  const between = wire();
  await bothSides({ suite, holder, registry, wire: between });
  const everybody = records(0, 500);
  const seen = new Set([...setOf(allPoints(between, 'holder', 'masked'), 32), ...setOf(allPoints(between, 'registry', 'own'), 32)]);
  const guess = pointWork(suite, sessionSecrets(suite, seeded('guess')(32), SESSION).scalar);
  const hashed = everybody.map((one) => Buffer.from(suite.hashToPoint(one)).toString('hex'));
  assert.equal(hashed.filter((point) => seen.has(point)).length, 0);
  assert.equal([...setOf(await guess.mask(everybody), 32)].filter((point) => seen.has(point)).length, 0);
  // Negative control: what an exchange of SM3 hashes would have been.
  const hashOnly = new Set(registry.map((one) => Buffer.from(digest('sm3', one)).toString('hex')));
  const found = everybody.filter((one) => hashOnly.has(Buffer.from(digest('sm3', one)).toString('hex')));
  assert.equal(found.length, registry.length);
});

test('the size of the registry shows only as its bucket', async () => {
  const sizes = async (count: number): Promise<string> => {
    const between = wire();
    await bothSides({ suite, holder, registry: records(0, count), wire: between });
    return [...between.boxes.registry.values()].map(({ payload }) => payload?.length ?? 0).join();
  };
  assert.equal(await sizes(1), await sizes(256));
  assert.notEqual(await sizes(256), await sizes(257));
});

test('a run that was killed goes on with the same bytes and the same result', async () => {
  const whole = wire();
  const straight = await bothSides({ suite, holder, registry, wire: whole });
  for (const killedAt of [1, 3]) {
    const between = wire();
    let isKilled = false;
    const dying: Wire = {
      boxes: between.boxes,
      channel: (role) => {
        const channel = between.channel(role);
        return {
          ...channel,
          send: async (seq, parcel) => {
            if (!isKilled && role === 'registry' && seq === killedAt) {
              isKilled = true;
              throw new Fault('KILLED', 'the process was killed');
            }
            await channel.send(seq, parcel);
          },
        };
      },
    };
    await assert.rejects(bothSides({ suite, holder, registry, wire: dying }));
    const resumed = await bothSides({ suite, holder, registry, wire: between });
    assert.deepEqual(resumed.holder?.ok === true && resumed.holder.value.hits,
      straight.holder?.ok === true && straight.holder.value.hits, `killed at ${killedAt}`);
    assert.deepEqual(allPoints(between, 'registry', 'own'), allPoints(whole, 'registry', 'own'));
  }
});

test('a run does not go on with other rows than it began with', async () => {
  const between = wire();
  await bothSides({ suite, holder, registry, wire: between });
  await assert.rejects(bothSides({ suite, holder: [...holder, record('x')], registry, wire: between }),
    { code: 'RUN_STATE_DIFFERS' });
});
