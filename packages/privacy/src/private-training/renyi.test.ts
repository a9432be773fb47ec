import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { approximately, type Rational, rational } from '../statistics/rational.ts';
import { exponential, FIXED_ONE, fixedOf, logAtMost } from './exponentials.ts';
import { epsilonOfRenyi, epsilonOfSteps, noiseFor, renyiOfStep } from './renyi.ts';

const near = (value: number, truth: number, within: number) =>
  assert.ok(value >= truth - 1e-12 && value <= truth + within, `${value}, not ${truth}`);

// Published values. @see tensorflow/privacy, compute_dp_sgd_privacy_test.py (2019, Test0, Test1): documents,
// batch, noise, epochs, δ and ε, where the best order is a whole one.
const PUBLISHED: readonly (readonly [number, number, Rational, number, number, number])[] = [
  [60_000, 150, rational(13n, 10n), 15, 1e-5, 0.7242234026109595],
  [100_000, 100, rational(1n), 30, 1e-7, 1.4154988495444842],
];
for (const [documents, batch, noise, epochs, delta, epsilon] of PUBLISHED) {
  test(`${documents} documents in batches of ${batch} for ${epochs} epochs: the published ε ${epsilon.toFixed(4)}`, () => {
    const sampling = rational(BigInt(batch), BigInt(documents));
    near(epsilonOfSteps({ sampling, noise, steps: (epochs * documents) / batch }, delta), epsilon, 1e-8);
  });
}

// @see google/differential-privacy, rdp_privacy_accountant_test.py, test_compute_rdp_poisson_sampled_gaussian
test('fifty steps at q = 0.01 and noise 2.5: the published divergences at orders 5, 50 and 100', () => {
  const steps = renyiOfStep({ sampling: rational(1n, 100n), noise: rational(5n, 2n) }, [5, 50, 100]);
  [2.18075656e-3, 2.38460375e-2, 1.67416308e2].forEach((published, at) =>
    assert.ok(Math.abs((steps[at] ?? NaN) * 50 / published - 1) < 1e-4, `${steps[at]}`));
});

// @see the same, test_compute_epsilon_delta_pure_dp: a divergence of 1.1 at every order up to 32
test('the conversion to ε gives the published value for pure privacy', () => {
  const orders = Array.from({ length: 31 }, (_, at) => at + 2);
  const { epsilon, order } = epsilonOfRenyi(orders.map(() => 1.1), 1e-5, orders);
  near(epsilon, 1.32783806176, 1e-8);
  assert.equal(order, 32);
});

/** Order-α moment of the mixture against the noise alone, by Simpson's rule; `reversed` the other way round. */
const integrated = (q: number, z: number, order: number, reversed = false): number => {
  const [low, high, parts] = [-12 * z - order, 12 * z + 2 * order, 40_000];
  const width = (high - low) / parts;
  let sum = 0;
  for (let i = 0; i <= parts; i += 1) {
    const x = low + i * width;
    const plain = -x * x / (2 * z * z) - Math.log(z * Math.sqrt(2 * Math.PI));
    const ratio = 1 - q + q * Math.exp((2 * x - 1) / (2 * z * z));
    const value = Math.exp(plain + Math.log(ratio) * (reversed ? 1 - order : order));
    sum += value * (i === 0 || i === parts ? 1 : i % 2 === 1 ? 4 : 2);
  }
  return Math.log(sum * width / 3) / (order - 1);
};

/** The same for the law on whole numbers with a share of `grid` steps, summed. */
const summed = (q: number, z: number, { order, grid }: Readonly<{ order: number; grid: number }>, reversed = false): number => {
  const [sigma, reach] = [z * grid, Math.ceil((12 * z + 2 * order) * grid)];
  let [sum, whole] = [0, 0];
  for (let x = -reach; x <= reach; x += 1) {
    const plain = -x * x / (2 * sigma * sigma);
    const ratio = 1 - q + q * Math.exp((2 * x * grid - grid * grid) / (2 * sigma * sigma));
    whole += Math.exp(plain);
    sum += Math.exp(plain + Math.log(ratio) * (reversed ? 1 - order : order));
  }
  return Math.log(sum / whole) / (order - 1);
};

const CASES: readonly (readonly [bigint, bigint, bigint, bigint])[] = [[1n, 4n, 131n, 100n], [1n, 4n, 272n, 100n], [1n, 100n, 1n, 1n], [1n, 1n, 2n, 1n], [9n, 10n, 4n, 1n]];
for (const [a, b, c, d] of CASES) {
  const [sampling, noise] = [rational(a, b), rational(c, d)];
  const [q, z] = [approximately(sampling), approximately(noise)];
  test(`q = ${a}/${b}, noise ${c}/${d}: the formula is the integral, is the sum over a grid, and bounds removal`, () => {
    for (const order of [2, 3, 8, 20]) {
      const [divergence = NaN] = renyiOfStep({ sampling, noise }, [order]);
      assert.ok(Math.abs(divergence / integrated(q, z, order) - 1) < 1e-6, `order ${order}: ${divergence}`);
      for (const grid of [1, 7]) assert.ok(Math.abs(divergence / summed(q, z, { order, grid }) - 1) < 1e-6, `grid ${grid}`);
      assert.ok(divergence >= integrated(q, z, order, true) * (1 - 1e-9));
      assert.ok(divergence >= summed(q, z, { order, grid: 7 }, true) * (1 - 1e-9));
    }
  });
}

test('without sampling a step is the Gaussian mechanism: α/2z², never less', () => {
  const noise = rational(3n);
  renyiOfStep({ sampling: rational(1n), noise }, [2, 10, 64]).forEach((divergence, at) =>
    near(divergence ?? NaN, ([2, 10, 64][at] ?? 0) / 18, 1e-9));
});

test('exponentials enclose the truth, and a logarithm is never too small', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (thousandths) => {
    const fixed = fixedOf(rational(BigInt(thousandths), 1000n), 'down');
    const [down, up] = [exponential(fixed, 'down'), exponential(fixed, 'up')];
    assert.ok(down <= up && up - down <= (up >> 200n) + 1n);
    assert.ok(Math.abs(Number(up) / Number(FIXED_ONE) / Math.exp(thousandths / 1000) - 1) < 1e-12);
    const log = logAtMost(up);
    assert.ok(log >= thousandths / 1000 * (1 - 1e-15) && log <= thousandths / 1000 * (1 + 1e-11) + 1e-30);
  }), { numRuns: 200 });
});

test('more steps, less noise, larger batches and smaller δ cost more', () => {
  const at = (change: Partial<Parameters<typeof epsilonOfSteps>[0]>, delta = 1e-5) =>
    epsilonOfSteps({ sampling: rational(1n, 4n), noise: rational(2n), steps: 60, ...change }, delta);
  const one = at({});
  for (const other of [at({ steps: 61 }), at({ noise: rational(199n, 100n) }), at({ sampling: rational(26n, 100n) }), at({}, 1e-6)]) {
    assert.ok(other > one, `${other}`);
  }
});

test('the noise for an ε is enough, and a hundredth less is not', () => {
  for (const epsilon of [1, 3.6, 10]) {
    const steps = { sampling: rational(1n, 4n), steps: 60 };
    const noise = noiseFor({ epsilon, delta: 1e-5 }, steps) ?? assert.fail('noise');
    assert.ok(epsilonOfSteps({ ...steps, noise }, 1e-5) <= epsilon);
    const less = rational(noise.numerator * 100n / noise.denominator - 1n, 100n);
    assert.ok(epsilonOfSteps({ ...steps, noise: less }, 1e-5) > epsilon);
  }
  assert.equal(noiseFor({ epsilon: 1e-6, delta: 1e-5 }, { sampling: rational(1n), steps: 1000 }), undefined);
});
