import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { caseCodeUri, type CaseCode, formatCaseCode, makeCaseCode, parseCaseCode } from './case-code.ts';
import { mod9710Digits, mod9710Fits } from './mod-97-10.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TYPED = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const isRead = (text: string): boolean => parseCaseCode(text).ok;
const refusal = (text: string): string => { const read = parseCaseCode(text); return read.ok ? 'read' : read.error.code; };

test('MOD 97-10: the check digits of the standard\'s construction, 02 to 98', () => {
  // 794 and 079 of ISO/IEC 7064; a number whose remainder is 0 gets 98, one whose remainder is 96 gets 02.
  const rows: readonly (readonly [bigint, string])[] = [[794n, '44'], [0n, '98'], [1n, '95'], [97n, '98'], [32n, '02']];
  for (const [number, digits] of rows) {
    assert.equal(mod9710Digits(number), digits, String(number));
    assert.equal((number * 100n + BigInt(digits)) % 97n, 1n);
    assert.ok(mod9710Fits(number, digits));
  }
  // 01 and 98 leave the same remainder: only the written one fits.
  assert.ok(!mod9710Fits(0n, '01'));
});

test('a code is drawn from exactly ten bytes and comes back in every printed form', () => {
  fc.assert(fc.property(bytes, (random) => {
    const code = makeCaseCode(random);
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{16}\d{2}$/);
    const forms = [
      code, formatCaseCode(code), caseCodeUri(code), formatCaseCode(code).toLowerCase(), ` ${[...code].join(' ')} `,
      code.replaceAll('0', 'O').replaceAll('1', 'l'), code.replaceAll('0', 'o').replaceAll('1', 'I'),
    ];
    for (const form of forms) assert.deepEqual(parseCaseCode(form), { ok: true, value: code });
  }), { numRuns: 300 });
  assert.throws(() => makeCaseCode(new Uint8Array(9)), /bug:/);
  assert.throws(() => makeCaseCode(new Uint8Array(11)), /bug:/);
});

test('all 80 bits count: two draws that differ in one bit give two codes', () => {
  const base = makeCaseCode(new Uint8Array(10));
  const seen = new Set<string>([base]);
  for (let bit = 0; bit < 80; bit += 1) {
    const random = new Uint8Array(10);
    random[bit >> 3] = 1 << (bit & 7);
    seen.add(makeCaseCode(random));
  }
  assert.equal(seen.size, 81);
});

const samples = (): readonly CaseCode[] => [
  makeCaseCode(new Uint8Array(10)), makeCaseCode(new Uint8Array(10).fill(255)),
  ...fc.sample(bytes, { numRuns: 20, seed: 286 }).map((random) => makeCaseCode(random)),
];

test('every single wrong character is refused: all positions, all 36 characters', () => {
  let tried = 0;
  for (const code of samples()) {
    for (let at = 0; at < code.length; at += 1) {
      for (const other of TYPED) {
        // O, I and L are the tolerated writings of 0 and 1.
        const meant = other === 'O' ? '0' : other === 'I' || other === 'L' ? '1' : other;
        if (meant === code[at]) continue;
        tried += 1;
        assert.ok(!isRead(code.slice(0, at) + other + code.slice(at + 1)), `position ${at}`);
      }
    }
  }
  assert.ok(tried > 13_000, String(tried));
});

/** A valid code whose symbols at `at` and `at + 1` are the two given ones. */
const codeWith = (base: string, at: number, pair: string): string => {
  const symbols = base.slice(0, at) + pair + base.slice(at + 2);
  const value = [...symbols.slice(0, 16)].reduce((total, symbol) => total * 32n + BigInt(ALPHABET.indexOf(symbol)), 0n);
  return symbols.slice(0, 16) + mod9710Digits(value);
};

test('every swap of neighbours is refused: all positions, all pairs of symbols', () => {
  let tried = 0;
  const bases = samples().slice(0, 3);
  for (const base of bases) {
    for (let at = 0; at < 15; at += 1) {
      for (const a of ALPHABET) {
        for (const b of ALPHABET) {
          if (a === b) continue;
          const code = codeWith(base, at, a + b);
          const swapped = code.slice(0, at) + b + a + code.slice(at + 2);
          tried += 1;
          assert.ok(isRead(code) && !isRead(swapped), `${a}${b} at ${at}`);
        }
      }
    }
  }
  assert.equal(tried, 3 * 15 * 32 * 31);
  // The border of symbols and check digits, and the two check digits themselves.
  fc.assert(fc.property(bytes, fc.constantFrom(15, 16), (random, at) => {
    const code = makeCaseCode(random);
    if (code[at] === code[at + 1]) return;
    assert.ok(!isRead(code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)));
  }), { numRuns: 5000 });
});

test('what is no code is refused by its form, a wrong code by its check digits', () => {
  const code = makeCaseCode(new Uint8Array(10).fill(7));
  const rows: readonly (readonly [string, string])[] = [
    ['', 'CASE_CODE_FORM'], [code.slice(1), 'CASE_CODE_FORM'], [`${code}0`, 'CASE_CODE_FORM'],
    [`U${code.slice(1)}`, 'CASE_CODE_FORM'], [`${code.slice(0, 16)}00`, 'CASE_CODE_CHECK'],
    [`${code.slice(0, 16)}01`, 'CASE_CODE_CHECK'], [`${code.slice(0, 16)}99`, 'CASE_CODE_CHECK'],
    ['案'.repeat(18), 'CASE_CODE_FORM'], ['0'.repeat(10_000), 'CASE_CODE_FORM'],
    [`https://example.org/${code}`, 'CASE_CODE_FORM'],
  ];
  for (const [text, expected] of rows) assert.equal(refusal(text), expected, text.slice(0, 20));
});

test('the QR payload holds the code and nothing else, in characters of the alphanumeric mode', () => {
  const code = makeCaseCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  assert.equal(caseCodeUri(code), `FENGCUN:CASE:${code}`);
  assert.match(caseCodeUri(code), /^[0-9A-Z $%*+./:-]{31}$/);
});
