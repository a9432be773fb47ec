import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BugError } from '@fengcun/kernel';
import { blindIndex, type BlindIndexPlace } from './blind-index.ts';
import { newSecret } from './secret.ts';
import { INTL, SM } from './suite.ts';
import { fixedRandom } from './testing/fixed-random.ts';

const pepper = newSecret(fixedRandom('pepper'));
const place: BlindIndexPlace = { suite: INTL, deployment: 'court.example', column: 'identity', pepperVersion: 1 };
const term = (change: Partial<BlindIndexPlace>, value = '11010519491231002X'): string =>
  Buffer.from(blindIndex({ ...place, ...change }, pepper, value)).toString('hex');

test('equal values give equal terms, and nothing else does', () => {
  assert.equal(term({}), term({}));
  const others = [
    term({ suite: SM }), term({ deployment: 'court.exampl' }), term({ column: 'identitY' }),
    term({ pepperVersion: 2 }), term({}, '110105194912310021'), term({ deployment: 'court.examplei', column: 'dentity' }),
  ];
  assert.equal(new Set([term({}), ...others]).size, others.length + 1);
});

test('another pepper gives unrelated terms; an empty value is a bug', () => {
  const other = newSecret(fixedRandom('other'));
  assert.notDeepEqual(blindIndex(place, other, 'x'), blindIndex(place, pepper, 'x'));
  assert.throws(() => term({}, ''), BugError);
});
