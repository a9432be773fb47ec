import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrate, confidenceOf, PRECISION_MIN, wilsonLower } from './calibration.ts';
import { seededDraw } from './seeded-order.ts';

/**
 * Trials whose chance of being right grows with the margin as a logistic curve of temperature 2 and shift
 * 1.
 */
const trials = (size: number, seed: number) => {
  const draw = seededDraw(seed);
  return Array.from({ length: size }, () => {
    const margin = draw(20_000) / 1000;
    return { margin, isRight: draw(1_000_000) / 1_000_000 < 1 / (1 + Math.exp(-(margin - 1) / 2)) };
  });
};

test('temperature and shift of a known curve are found again', () => {
  const { temperature, shift } = calibrate(trials(20_000, 1));
  assert.ok(Math.abs(temperature - 2) < 0.15, String(temperature));
  assert.ok(Math.abs(shift - 1) < 0.3, String(shift));
});

test('above the threshold new trials are right as often as promised', () => {
  const calibration = calibrate(trials(5000, 2));
  assert.ok(calibration.threshold !== null);
  const above = trials(20_000, 3).filter(({ margin }) => margin >= (calibration.threshold ?? Infinity));
  assert.ok(above.filter(({ isRight }) => isRight).length / above.length >= PRECISION_MIN);
  assert.ok(calibration.coverage > 0.3 && calibration.precisionBound >= PRECISION_MIN);
});

test('where no cut keeps the promise nothing is prefilled: too wrong, too few, none', () => {
  assert.equal(calibrate(trials(2000, 4).map((one) => ({ ...one, isRight: one.margin > 19.9 && one.isRight }))).threshold, null);
  // 134 right ones of 134 show 98 % surely, 130 do not yet.
  const all = (size: number) => calibrate(Array.from({ length: size }, (_, i) => ({ margin: i, isRight: true })));
  assert.equal(all(130).threshold, null);
  assert.equal(all(134).threshold, 0);
  assert.equal(calibrate([]).threshold, null);
});

test('a cut never divides equal margins', () => {
  const equal = Array.from({ length: 400 }, (_, i) => ({ margin: 1, isRight: i < 300 }));
  assert.equal(calibrate(equal).threshold, null);
});

test('the bound is that of Wilson (1927)', () => {
  assert.ok(Math.abs(wilsonLower(98, 100) - 0.9417) < 5e-4);
  assert.equal(wilsonLower(0, 0), 0);
});

test('confidence grows with the margin', () => {
  const calibration = calibrate(trials(2000, 5));
  assert.ok(confidenceOf(calibration, 5) > confidenceOf(calibration, 1));
});
