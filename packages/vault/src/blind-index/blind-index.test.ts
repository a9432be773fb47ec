import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { blindIndex, SUITES, takeSecret } from '@fengcun/crypto';
import { memoryKeyStore, newKeyId } from '../index.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { valueOf } from '../testing/vault-fixture.ts';
import { type IndexInquirer, indexGate, INQUIRY_LIMIT } from './index-gate.ts';
import { beginPepperRotation, finishPepperRotation, type Peppers } from './pepper.ts';
import { drawToken, fullBucket } from './token-bucket.ts';

const random = seededRandom('index');
const column = { deployment: 'court.example', column: 'identity' };
const VALUE = 'INVENTED-VALUE-1';

test('property: in any span at most burst + span × rate draws are allowed, and waiting as told is enough', () => {
  const limit = { perSecond: 50, burst: 20 };
  fc.assert(fc.property(fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 200 }), (pauses) => {
    let [bucket, now] = [fullBucket(limit, 0), 0];
    const allowed: number[] = [];
    for (const pause of pauses) {
      now += pause;
      const draw = drawToken(bucket, limit, now);
      bucket = draw.bucket;
      if (draw.isAllowed) allowed.push(now);
      else assert.equal(drawToken(bucket, limit, now + draw.waitMs).isAllowed, true);
    }
    allowed.forEach((first, i) => allowed.slice(i).forEach((last, j) => {
      assert.ok(j + 1 <= limit.burst + ((last - first) * limit.perSecond) / 1000 + 1e-6);
    }));
  }));
});

test('a clock that goes back fills nothing', () => {
  const limit = { perSecond: 1, burst: 1 };
  const { bucket } = drawToken(fullBucket(limit, 10_000), limit, 10_000);
  assert.equal(drawToken(bucket, limit, 0).isAllowed, false);
  assert.equal(drawToken(drawToken(bucket, limit, 0).bucket, limit, 10_999).isAllowed, false);
  assert.equal(drawToken(bucket, limit, 11_000).isAllowed, true);
});

for (const suite of SUITES) {
  test(`${suite.name}: a term is what the crypto package computes under the same pepper`, async () => {
    const pepper = Uint8Array.from(Buffer.alloc(32, 7));
    const keyStore = memoryKeyStore(() => Uint8Array.from(pepper));
    const keyId = newKeyId(random);
    await keyStore.create({ id: keyId, use: 'index', suite: suite.name });
    const gate = indexGate({ keyStore, peppers: () => ({ current: { version: 3, keyId, suite: suite.name } }) });
    const terms = valueOf(await gate.terms({ account: 'a', limit: INQUIRY_LIMIT, now: 0 }, column, VALUE));
    const expected = blindIndex({ suite, ...column, pepperVersion: 3 }, takeSecret(pepper), VALUE);
    assert.deepEqual(terms.map(({ pepperVersion, term }) => [pepperVersion, Buffer.from(term).toString('hex')]), [[3, Buffer.from(expected).toString('hex')]]);
  });
}

const inquirer = (account: string, now: number): IndexInquirer => ({ account, limit: INQUIRY_LIMIT, now });

test('50 a second for each account: the 51st waits, another account does not, and the pepper is not asked', async () => {
  const inner = memoryKeyStore(random);
  let asked = 0;
  const keyStore = { ...inner, authenticate: async (id: string, message: Uint8Array) => {
    asked += 1;
    return inner.authenticate(id, message);
  } };
  const keyId = newKeyId(random);
  await inner.create({ id: keyId, use: 'index', suite: 'intl' });
  const gate = indexGate({ keyStore, peppers: () => ({ current: { version: 1, keyId, suite: 'intl' } }) });
  for (let i = 0; i < 50; i += 1) assert.equal((await gate.terms(inquirer('a', 0), column, `V${i}`)).ok, true);
  assert.deepEqual(await gate.terms(inquirer('a', 0), column, 'V50'), { ok: false, error: { code: 'INDEX_RATE_LIMITED', waitMs: 20 } });
  assert.equal(asked, 50);
  assert.equal((await gate.terms(inquirer('b', 0), column, 'V50')).ok, true);
  assert.equal((await gate.terms(inquirer('a', 19), column, 'V50')).ok, false);
  assert.equal((await gate.terms(inquirer('a', 20), column, 'V50')).ok, true);
});

test('rotation of the pepper: terms of both versions while it runs, one afterwards, and the old pepper dies', async () => {
  const keyStore = memoryKeyStore(random);
  const [oldId, nextId] = [newKeyId(random), newKeyId(random)];
  for (const [id, suite] of [[oldId, 'intl'], [nextId, 'sm']] as const) await keyStore.create({ id, use: 'index', suite });
  let peppers: Peppers = { current: { version: 1, keyId: oldId, suite: 'intl' } };
  const gate = indexGate({ keyStore, peppers: () => peppers });
  const versions = async (): Promise<readonly number[]> => valueOf(await gate.terms(inquirer('a', 0), column, VALUE)).map((term) => term.pepperVersion);
  assert.deepEqual(await versions(), [1]);
  assert.deepEqual(finishPepperRotation(peppers, 0), { ok: false, error: { code: 'PEPPER_STILL_USED' } });
  peppers = valueOf(beginPepperRotation(peppers, { keyId: nextId, suite: 'sm' }));
  assert.deepEqual(await versions(), [1, 2]);
  assert.deepEqual(beginPepperRotation(peppers, { keyId: nextId, suite: 'sm' }), { ok: false, error: { code: 'PEPPER_ROTATION_RUNNING' } });
  assert.deepEqual(finishPepperRotation(peppers, 1), { ok: false, error: { code: 'PEPPER_STILL_USED' } });
  const finished = valueOf(finishPepperRotation(peppers, 0));
  assert.equal(finished.dropped, oldId);
  peppers = finished.peppers;
  await keyStore.destroy(finished.dropped);
  assert.deepEqual(await versions(), [2]);
});

test('a destroyed pepper gives no term, and no refusal repeats the value', async () => {
  const keyStore = memoryKeyStore(random);
  const keyId = newKeyId(random);
  const gate = indexGate({ keyStore, peppers: () => ({ current: { version: 1, keyId, suite: 'intl' } }) });
  const answer = await gate.terms(inquirer('a', 0), column, VALUE);
  assert.deepEqual(answer, { ok: false, error: { code: 'KEY_DESTROYED' } });
  assert.equal(JSON.stringify(answer).includes(VALUE), false);
  await assert.rejects(gate.terms(inquirer('a', 0), column, ''), /bug: an index term of an empty value/);
});
