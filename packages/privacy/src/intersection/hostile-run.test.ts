import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOpenings, choosePlaces, openingPower, openPlaces } from './openings.ts';
import { pointWork } from './point-work.ts';
import { sessionSecrets } from './session-secrets.ts';
import { takeSnapshot } from './snapshot.ts';
import { at, endOf, holder, registry, same, suite, swapped } from './testing/hostile-wire.ts';
import { bothSides, records, seeded, SESSION, wire } from './testing/two-sides.ts';

// Every other attack, and what two sessions show, is in hostile-run.slow.test.ts.
test('points that change places and a reworded challenge end the run', async () => {
  assert.equal(await endOf(at('holder', 1, swapped)), 'registry MESSAGE_PAYLOAD');
  const reworded = at('registry', 2, ({ line }) => ({ line: line.replace('"places":[', '"places":[0,') }));
  assert.equal(await endOf(reworded), 'holder MESSAGE_SIGNATURE');
});

test('a trial is said in the first message of each side; a side that knows of no trial ends it', async () => {
  const between = wire();
  await bothSides({ suite, holder, registry, wire: between, terms: { trial: true } });
  for (const role of ['holder', 'registry'] as const) {
    assert.match(between.boxes[role].get(0)?.line ?? '', /"trial":true/);
  }
  assert.equal(await endOf(same, { registryTerms: { trial: true } }), 'registry RUN_TERMS_DIFFER');
});

test('a side that agreed to other terms ends at once', async () => {
  const ended = await endOf(same, { registryTerms: { courts: ['*'] } });
  assert.equal(ended, 'registry RUN_TERMS_DIFFER');
});

test('a holder that sends points of other rows than it committed to is found before anything goes back', async () => {
  const between = wire();
  const other = pointWork(suite, sessionSecrets(suite, seeded('x')(32), SESSION).scalar);
  // All of the points: every place that is opened shows it. How few would be missed is the test below.
  const outcome = await bothSides({
    suite, holder, registry, wire: between,
    work: (work, role) => (role === 'holder' ? { ...work, mask: other.mask } : work),
  });
  assert.equal(outcome.registry?.ok === false && outcome.registry.error.code, 'OPENING_POINT');
  const steps = [...between.boxes.registry.values()].map(({ line }) => /"step":"(\w+)"/.exec(line)?.[1]);
  assert.deepEqual(steps, ['accept', 'own', 'challenge']);
});

test('openings: places asked for, under the root, behind the sent points; thirty catch a tenth in 95.8 %', () => {
  assert.equal(openingPower(30, 0.1).toFixed(3), '0.958');
  assert.ok(openingPower(29, 0.1) < 0.955);
  const secrets = sessionSecrets(suite, seeded('s')(32), SESSION);
  const snapshot = takeSnapshot(records(0, 100), 256, { secrets, place: { suite: suite.name, session: SESSION } });
  const random = seeded('challenge');
  const places = choosePlaces(random, 256, 30);
  assert.equal(new Set(places).size, 30);
  const open = { suite, scalar: secrets.scalar, snapshot, random };
  const openings = openPlaces(open, places);
  const pointAt = (place: number): Uint8Array =>
    suite.multiply(secrets.scalar, suite.hashToPoint(snapshot.inputAt(place))) ?? new Uint8Array(0);
  const committed = {
    suite, session: SESSION, root: snapshot.root, size: 256, publicKey: suite.publicKey(secrets.scalar), pointAt,
  };
  const codeOf = (...given: Parameters<typeof checkOpenings>): string => {
    const checked = checkOpenings(...given);
    return checked.ok ? 'opened' : checked.error.code;
  };
  assert.equal(codeOf(committed, places, openings), 'opened');
  assert.equal(codeOf(committed, places, openings.slice(1)), 'OPENING_PLACES');
  assert.equal(codeOf(committed, places, openPlaces(open, choosePlaces(random, 256, 30))), 'OPENING_PLACES');
  assert.equal(codeOf({ ...committed, root: new Uint8Array(32) }, places, openings), 'OPENING_ROOT');
  assert.equal(codeOf({ ...committed, session: 'a'.repeat(32) }, places, openings), 'OPENING_POINT');
  const foreign = openings.map((one, i) => (i === 3 ? { ...one, entry: openings[4]?.entry ?? one.entry } : one));
  assert.equal(codeOf(committed, places, foreign), 'OPENING_ROOT');
});

test('a tenth of fabricated points: measured over 300 challenges, found about as often as computed', () => {
  const random = seeded('power');
  const fabricated = new Set(choosePlaces(random, 1000, 100));
  let found = 0;
  for (let run = 0; run < 300; run += 1) {
    if (choosePlaces(random, 1000, 30).some((place) => fabricated.has(place))) found += 1;
  }
  // 95.8 % of 300 with a standard deviation of 3.5; six of them.
  assert.ok(Math.abs(found - 287.4) < 21, `${found} of 300`);
});
