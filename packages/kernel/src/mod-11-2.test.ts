import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BugError } from './assert.ts';
import { mod112Character } from './mod-11-2.ts';

const seventeen = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 });
const text = (digits: readonly number[]): string => digits.join('');

test('the examples printed in GB 11643 have the check characters printed there', () => {
  assert.equal(mod112Character('11010519491231002'), 'X');
  assert.equal(mod112Character('44052418800101001'), '4');
});

test('one wrong digit always changes the check character', () => {
  fc.assert(fc.property(seventeen, fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
    const wrong = digits.with(at, ((digits[at] ?? 0) + by) % 10);
    return mod112Character(text(digits)) !== mod112Character(text(wrong));
  }));
});

test('two different neighbours swapped always change the check character', () => {
  fc.assert(fc.property(seventeen, fc.nat({ max: 15 }), (digits, at) => {
    const [one = 0, other = 0] = [digits[at], digits[at + 1]];
    const swapped = digits.with(at, other).with(at + 1, one);
    return one === other || mod112Character(text(digits)) !== mod112Character(text(swapped));
  }));
});

test('too few digits, or a letter among them, are a bug of the caller', () => {
  assert.throws(() => mod112Character('1101051949123100'), BugError);
  assert.throws(() => mod112Character('1101051949123100A'), BugError);
});
