import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base32, totpCode, totpMatch, totpStep } from './totp.ts';

const SECRET = Buffer.from('12345678901234567890');

test('the codes are those of RFC 6238, appendix B, cut to six digits', () => {
  for (const [seconds, code] of [
    [59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037'], [20000000000, '353130'],
  ] as const) assert.equal(totpCode(SECRET, totpStep(seconds * 1000)), code);
});

test('a code counts in its own half minute and one to either side, not two', () => {
  const code = totpCode(SECRET, 100);
  for (const [step, found] of [[98, undefined], [99, 100], [100, 100], [101, 100], [102, undefined]] as const) {
    assert.equal(totpMatch(SECRET, code, step * 30_000), found, `at step ${step}`);
    assert.equal(totpMatch(SECRET, code, step * 30_000 + 29_999), found);
  }
});

test('no other text counts: a longer one, a shorter one, another digit, nothing', () => {
  const code = totpCode(SECRET, 100);
  const other = `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;
  for (const wrong of [`${code}0`, code.slice(1), other, '', `${code} `, '      ']) assert.equal(totpMatch(SECRET, wrong, 3_000_000), undefined, wrong);
});

test('base 32 is that of RFC 4648, without padding', () => {
  for (const [text, encoded] of [['', ''], ['f', 'MY'], ['fo', 'MZXQ'], ['foo', 'MZXW6'], ['foob', 'MZXW6YQ'], ['fooba', 'MZXW6YTB'], ['foobar', 'MZXW6YTBOI']] as const) {
    assert.equal(base32(Buffer.from(text)), encoded);
  }
});
