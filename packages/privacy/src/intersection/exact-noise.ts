import { discreteGaussian, randomIntegers, rational } from '../statistics/index.ts';
import type { NoiseSource } from './planted.ts';

/** Noise of the exact discrete Gaussian law. @see Canonne, Kamath, Steinke 2020 (arXiv 2004.00010) */
export const exactNoise: NoiseSource = (random, variance) =>
  discreteGaussian(randomIntegers(random), rational(BigInt(variance)));
