import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turboshake128 } from '@noble/hashes/sha3-addons.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import published from './testing/published-samples.json' with { type: 'json' };
import { randomIntegers, type RandomIntegers } from './random-integers.ts';
import { rational, readRational } from './rational.ts';
import { discreteGaussian, discreteLaplace } from './samplers.ts';
import { chiSquare, empiricalEpsilon, gaussianLaw, kolmogorov, laplaceLaw, shareBounds } from './testing/goodness.ts';
import { FROM_MATH_RANDOM, GAUSSIAN_BUGS, LAPLACE_BUGS, type Sampler } from './testing/planted-bugs.ts';
import { seededIntegers, seededRandom } from './testing/seeded-random.ts';

const DRAWS = 200_000;
const FEWER = 60_000;
const drawn = (sampler: Sampler, parameter: ReturnType<typeof rational>, seed: string, n = DRAWS): readonly number[] => {
  const source = seededIntegers(seed);
  return Array.from({ length: n }, () => Number(sampler(source, parameter)));
};

/** Integers as the published vectors draw them: 32-bit words of an extendable hash. */
const wordsOf = (prefix: string, seed: string): RandomIntegers => {
  const xof = turboshake128.create({ D: 1 }).update(hexToBytes(prefix + seed));
  return {
    below: (bound) => {
      const bits = bound.toString(2).length;
      for (;;) {
        const words = Math.ceil(bits / 32);
        const bytes = Buffer.from(xof.xof(4 * words));
        let value = 0n;
        for (let i = words - 1; i >= 0; i -= 1) {
          const word = bytes.readUInt32LE(4 * i);
          value = (value << 32n) | BigInt(i === words - 1 && bits % 32 > 0 ? word >>> (32 - (bits % 32)) : word);
        }
        if (value < bound) return value;
      }
    },
  };
};

for (const { source, prefix, seed, sigma, samples } of published) {
  test(`published samples come out one by one: σ = ${sigma} (${source})`, () => {
    const std = readRational(sigma);
    assert.ok(std !== undefined);
    const integers = wordsOf(prefix, seed);
    const sigma2 = rational(std.numerator ** 2n, std.denominator ** 2n);
    assert.deepEqual(samples.map(() => String(discreteGaussian(integers, sigma2))), samples);
  });
}

const GAUSSIANS = [rational(10n), rational(30n), rational(25n), rational(1n, 3n), rational(123456789n, 1000003n)];
for (const sigma2 of GAUSSIANS) {
  const value = Number(sigma2.numerator) / Number(sigma2.denominator);
  test(`discrete Gaussian, σ² = ${value.toFixed(2)}: χ² and Kolmogorov against the exact law`, () => {
    const draws = drawn(discreteGaussian, sigma2, `gaussian ${value}`, FEWER);
    for (const { value: seen, limit } of [chiSquare(draws, gaussianLaw(value)), kolmogorov(draws, gaussianLaw(value))]) {
      assert.ok(seen <= limit, `${seen} > ${limit}`);
    }
  });
}
for (const scale of [rational(1n), rational(10n), rational(7n, 3n)]) {
  const value = Number(scale.numerator) / Number(scale.denominator);
  test(`discrete Laplace, scale ${value.toFixed(2)}: χ² and Kolmogorov against the exact law`, () => {
    const draws = drawn(discreteLaplace, scale, `laplace ${value}`, FEWER);
    for (const { value: seen, limit } of [chiSquare(draws, laplaceLaw(value)), kolmogorov(draws, laplaceLaw(value))]) {
      assert.ok(seen <= limit, `${seen} > ${limit}`);
    }
  });
}

for (const [bug, sampler] of Object.entries(GAUSSIAN_BUGS)) {
  test(`planted: Gaussian noise with «${bug}» does not pass the goodness of fit`, () => {
    const { value, limit } = chiSquare(drawn(sampler, rational(10n), bug, FEWER), gaussianLaw(10));
    assert.ok(value > limit, `${value} ≤ ${limit}`);
  });
}

/** Laplace noise of scale 3 on a count promises this ε. */
const PROMISED = 1 / 3;
const auditOf = (sampler: Sampler): number => {
  const [zero, one] = [drawn(sampler, rational(3n), 'audit 0'), drawn(sampler, rational(3n), 'audit 1')];
  return empiricalEpsilon(zero, one.map((x) => x + 1));
};
test('the empirical ε of Laplace noise is at most the promised one, and near it', () => {
  const seen = auditOf(discreteLaplace);
  assert.ok(seen <= PROMISED && seen > 0.8 * PROMISED, String(seen));
});
for (const [bug, sampler] of Object.entries(LAPLACE_BUGS)) {
  test(`planted: the empirical ε of Laplace noise with «${bug}» is more than promised`, () => {
    const seen = auditOf(sampler);
    assert.ok(seen > PROMISED, String(seen));
  });
}

/** How well a threshold tells 1 from 0, at least, at each false-alarm rate; the exact law says how well it may. */
const beatsTheLaw = (sampler: Sampler): boolean => {
  const draws = drawn(sampler, rational(10n), 'trade-off');
  const law = [...gaussianLaw(10)].sort(([a], [b]) => a - b);
  const tail = (t: number): number => law.reduce((sum, [x, chance]) => (x >= t ? sum + chance : sum), 0);
  return [-2, 0, 2, 4, 6].some((t) => {
    const power = shareBounds(draws.filter((x) => x + 1 >= t).length, draws.length)[0];
    const alarm = shareBounds(draws.filter((x) => x >= t).length, draws.length)[1];
    // The exact curve is concave between thresholds: between two it is at most the line through them.
    const at = [...Array(61)].map((_, i) => i - 30).find((u) => tail(u) <= alarm) ?? 30;
    const [a0, a1] = [tail(at), tail(at - 1)];
    const allowed = tail(at - 1) + ((alarm - a0) / (a1 - a0)) * (tail(at - 2) - tail(at - 1));
    return power > allowed;
  });
};
test('Gaussian noise tells 0 and 1 apart no better than the exact law; with a scale divided by 1.25 it does', () => {
  assert.equal(beatsTheLaw(discreteGaussian), false);
  assert.equal(beatsTheLaw(GAUSSIAN_BUGS['scale divided by 1.25'] ?? discreteGaussian), true);
});

test('the law itself: P(x)/P(x+1) is exp((2x+1)/2σ²), so a release of σ² = 10 is (1/20)-zCDP', () => {
  const law = gaussianLaw(10);
  for (let x = -30; x < 30; x += 1) {
    assert.ok(Math.abs(Math.log((law.get(x) ?? 0) / (law.get(x + 1) ?? 1)) - (2 * x + 1) / 20) < 1e-9);
  }
  // Rényi divergence of every order is at most α·Δ²/2σ².
  for (const alpha of [1.5, 2, 5, 20]) {
    const sum = [...law].filter(([x]) => Math.abs(x) <= 60)
      .reduce((all, [x, chance]) => all + Math.exp(alpha * Math.log(chance) + (1 - alpha) * Math.log(law.get(x - 1) ?? 1)), 0);
    const divergence = Math.log(sum) / (alpha - 1);
    assert.ok(divergence <= alpha / 20 + 1e-6, `${alpha}: ${divergence}`);
  }
});

/** Whether draws come from the bytes they were given and from nowhere else. */
const isOfItsBytes = (sampler: Sampler): boolean =>
  JSON.stringify(drawn(sampler, rational(10n), 'same', 200)) === JSON.stringify(drawn(sampler, rational(10n), 'same', 200));
test('noise comes from the bytes of the port alone; Math.random is found out', () => {
  assert.equal(isOfItsBytes(discreteGaussian), true);
  assert.equal(isOfItsBytes(FROM_MATH_RANDOM), false);
  assert.notDeepEqual(drawn(discreteGaussian, rational(10n), 'one', 50), drawn(discreteGaussian, rational(10n), 'other', 50));
});

test('uniform integers are uniform, for a bound that is no power of two', () => {
  const source = randomIntegers(seededRandom('uniform'));
  const counts = new Map<number, number>();
  for (let i = 0; i < 70_000; i += 1) {
    const x = Number(source.below(7n));
    counts.set(x, (counts.get(x) ?? 0) + 1);
  }
  const { value, limit } = chiSquare([...counts].flatMap(([x, n]) => Array<number>(n).fill(x)), new Map([...Array(7).keys()].map((x) => [x, 1 / 7])));
  assert.ok(counts.size === 7 && value <= limit);
});

test('a variance that nobody can draw with is a bug, not a guess', () => {
  for (const sigma2 of [rational(0n), rational(-1n)]) assert.throws(() => discreteGaussian(seededIntegers('x'), sigma2), /bug/);
});
