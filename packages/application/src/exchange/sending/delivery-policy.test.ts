import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DELIVERY_POLICY, pauseAfter } from './delivery-policy.ts';
import { deliverySentence } from './delivery-errors.ts';

const drawn = (value: number) => (): Uint8Array => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const most = drawn(2 ** 32 - 1);

// attempt · longest pause in milliseconds
for (const [attempts, bound] of [[1, 1000], [2, 2000], [5, 16_000], [12, 2_048_000], [13, 3_600_000], [500, 3_600_000], [100_000, 3_600_000]] as const) {
  test(`after attempt ${attempts} the pause is between nothing and ${bound} ms`, () => {
    assert.equal(pauseAfter(attempts, DELIVERY_POLICY, drawn(0)), 0);
    assert.equal(pauseAfter(attempts, DELIVERY_POLICY, drawn(2 ** 31)), bound / 2);
    assert.equal(pauseAfter(attempts, DELIVERY_POLICY, most), bound - 1);
  });
}

test('an organ that is silent for a year is tried every half hour on average, to the end', () => {
  const attempts = 365 * 48;
  const total = Array.from({ length: attempts }, (_, at) => pauseAfter(at + 1, DELIVERY_POLICY, drawn(2 ** 31))).reduce((sum, pause) => sum + pause);
  assert.ok(total > 364 * 86_400_000 && total <= 365 * 86_400_000, String(total / 86_400_000));
  assert.equal(pauseAfter(Number.MAX_SAFE_INTEGER, DELIVERY_POLICY, most), 3_600_000 - 1);
});

test('every failed delivery has a sentence in both languages, also one that the recipient named', () => {
  assert.match(deliverySentence('RECIPIENT_UNKNOWN').zh, /登记/);
  assert.equal(deliverySentence('REFUSED_INVENTED').en, 'The recipient refused the message for good (INVENTED).');
});
