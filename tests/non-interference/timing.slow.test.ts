import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureTiming } from './timing.ts';
import { noMoments, push, welchT } from './welch.ts';

const momentsOf = (values: readonly number[]) => {
  const moments = noMoments();
  for (const value of values) push(moments, value);
  return moments;
};

test("Welch's t is that of the books", () => {
  // Two samples of a textbook; t computed by hand from means 20.6 and 21.5, variances 2.3 and 1.666….
  const [one, other] = [momentsOf([19, 20, 20, 21, 23]), momentsOf([20, 21, 22, 23])];
  assert.deepEqual([one.mean, other.mean], [20.6, 21.5]);
  assert.ok(Math.abs(welchT(one, other) - (20.6 - 21.5) / Math.sqrt(2.3 / 5 + 5 / 3 / 4)) < 1e-9);
  assert.equal(welchT(noMoments(), noMoments()), 0);
});

// Noise never fails this test: what an honest program takes is told and not judged (by hand it is, over 100,000
// requests and more). A program that takes longer for who is sealed must be found, and with this much it always is.
test('a decision that takes longer for somebody who is sealed is told apart; the honest one is reported', async (t) => {
  const leaking = await measureTiming({ requests: 500, leakMillis: 20 });
  assert.ok(leaking.t.lower95 > 4.5, JSON.stringify(leaking));
  t.diagnostic(`honest: ${JSON.stringify(await measureTiming({ requests: 1500 }))}`);
});
