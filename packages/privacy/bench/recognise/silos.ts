import { seededDraw } from '../../src/recognition/seeded-order.ts';

const UNIT = 2 ** 32;

/** Gamma(shape) by Marsaglia and Tsang, with the boost for shapes below 1. */
const gamma = (shape: number, uniform: () => number): number => {
  if (shape < 1) return gamma(shape + 1, uniform) * uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(uniform()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v;
  }
};

/**
 * The silo (0 … silos − 1) of each text. `concentration` undefined: at random (IID); else each charge is
 * dealt out by shares from a Dirichlet distribution: at 0.3 most of a charge lies with one or two organs.
 */
export const dealOut = (
  labels: readonly string[], silos: number, how: Readonly<{ concentration?: number; seed: number }>,
): Uint8Array => {
  const draw = seededDraw(how.seed);
  const uniform = () => (draw(UNIT) + 0.5) / UNIT;
  const { concentration } = how;
  if (concentration === undefined) return Uint8Array.from(labels, () => draw(silos));
  const shares = new Map([...new Set(labels)].sort().map((label) => {
    const gammas = Array.from({ length: silos }, () => gamma(concentration, uniform));
    const sum = gammas.reduce((total, each) => total + each, 0);
    return [label, gammas.map((each) => each / sum)] as const;
  }));
  return Uint8Array.from(labels, (label) => {
    let left = uniform();
    return Math.max(0, (shares.get(label) ?? []).findIndex((share) => (left -= share) < 0));
  });
};
