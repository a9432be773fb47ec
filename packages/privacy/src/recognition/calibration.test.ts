import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrate, oddsOf, PRECISION_AIM, PRECISION_MIN, wilsonLower } from './calibration.ts';
import { seededDraw } from './seeded-order.ts';

/**
 * Trials whose chance of being right grows with a margin as a logistic curve: log-odds of half the margin less
 * a half; the second clue tells nothing.
 */
const trials = (size: number, seed: number) => {
  const draw = seededDraw(seed);
  return Array.from({ length: size }, () => {
    const margin = draw(20_000) / 1000;
    return { clues: [margin, draw(1000) / 1000], isRight: draw(1_000_000) / 1_000_000 < 1 / (1 + Math.exp(-(margin - 1) / 2)) };
  });
};

test('weights of a known curve are found again, and a clue that tells nothing weighs nothing', () => {
  const { weights: [constant = 0, slope = 0, empty = 1] } = calibrate(trials(20_000, 1));
  assert.ok(Math.abs(slope - 0.5) < 0.04, String(slope));
  assert.ok(Math.abs(constant + 0.5) < 0.15, String(constant));
  assert.ok(Math.abs(empty) < 0.15, String(empty));
});

test('above the threshold new trials are right as often as promised', () => {
  const calibration = calibrate(trials(5000, 2));
  const { threshold } = calibration;
  assert.ok(threshold !== null);
  const above = trials(20_000, 3).filter(({ clues }) => oddsOf(calibration, clues) >= threshold);
  assert.ok(above.filter(({ isRight }) => isRight).length / above.length >= PRECISION_MIN);
  assert.ok(calibration.coverage > 0.3 && calibration.precisionBound >= PRECISION_AIM);
});

test('a second clue that tells the wrong ones is used: more is prefilled with it than without', () => {
  const draw = seededDraw(8);
  const both = trials(5000, 6).map((one) => {
    const suspect = one.isRight ? draw(10) === 0 : draw(10) !== 0;
    return { ...one, clues: [one.clues[0] ?? 0, suspect ? 1 : 0] };
  });
  const without = both.map((one) => ({ ...one, clues: one.clues.slice(0, 1) }));
  assert.ok(calibrate(both).coverage > calibrate(without).coverage + 0.05);
});

test('where no cut keeps the promise nothing is prefilled: too wrong, too few, none', () => {
  const hopeless = trials(2000, 4).map((one) => ({ ...one, isRight: (one.clues[0] ?? 0) > 19.9 && one.isRight }));
  assert.equal(calibrate(hopeless).threshold, null);
  // 178 right ones of 178 show 98.5 % surely, 176 do not yet.
  const all = (size: number) => calibrate(Array.from({ length: size }, (_, i) => ({ clues: [i], isRight: true })));
  assert.equal(all(176).threshold, null);
  assert.equal(all(178).coverage, 1);
  assert.equal(calibrate([]).threshold, null);
});

test('a cut never divides equal verdicts', () => {
  const equal = Array.from({ length: 400 }, (_, i) => ({ clues: [1], isRight: i % 4 < 3 }));
  assert.equal(calibrate(equal).threshold, null);
});

test('the bound is that of Wilson (1927)', () => {
  assert.ok(Math.abs(wilsonLower(98, 100) - 0.9417) < 5e-4);
  assert.equal(wilsonLower(0, 0), 0);
});

test('log-odds grow with the margin', () => {
  const calibration = calibrate(trials(2000, 5));
  assert.ok(oddsOf(calibration, [5, 0]) > oddsOf(calibration, [1, 0]));
});
