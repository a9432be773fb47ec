import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnusableInput } from '../exit.ts';
import { parseInquiries } from './inquiry-configuration.ts';

test('nothing configured: every question is asked, K1 is three working days, the shipped registry', () => {
  assert.deepEqual(parseInquiries(undefined, '/x/serve.json'), { rules: {} });
  assert.deepEqual(parseInquiries({}, '/x/serve.json'), { rules: { settled: {} } });
});

test('what the texts leave open is configuration; a registry is found beside the file', () => {
  assert.deepEqual(parseInquiries({ K1: 'sevenDays', validDays: 5, readings: { K5: 'noRecord' }, bases: 'bases.json' }, '/x/serve.json'),
    { rules: { K1: 'sevenDays', validDays: 5, settled: { K5: 'noRecord' } }, bases: '/x/bases.json' });
});

const WRONG: readonly (readonly [unknown, RegExp])[] = [
  [[], /must be an object/], [{ K2: 'x' }, /not known/], [{ K1: 'tenDays' }, /threeWorkingDays or sevenDays/],
  [{ validDays: 0 }, /validDays: 1–90/], [{ validDays: 91 }, /validDays/], [{ validDays: 1.5 }, /validDays/],
  [{ readings: { K5: 'judicialOnly' } }, /readings/], [{ readings: { K9: 'x' } }, /readings/], [{ bases: 1 }, /bases/],
];
for (const [value, sentence] of WRONG) {
  test(`refused in one sentence: ${JSON.stringify(value)}`, () => {
    assert.throws(() => parseInquiries(value, 'serve.json'), (error) => error instanceof UnusableInput && sentence.test(error.message));
  });
}
