/** An observation of something that is so or not. */
type Observation = Readonly<{ clues: readonly number[]; isRight: boolean }>;

const NEWTON_STEPS = 25;
// A weight is held back as by one observation; the constant hardly, so that shares come out.
const RIDGE = 1;
const RIDGE_CONSTANT = 1e-3;
// A step that is smaller than this changes nothing that is printed.
const STEP_MIN = 1e-9;

/** Solves a positive definite system where it stands, by elimination. */
const solved = (matrix: readonly Float64Array[], right: Float64Array): Float64Array => {
  matrix.forEach((row, at) => {
    const pivot = row[at] ?? 1;
    for (let j = at; j < row.length; j += 1) row[j] = (row[j] ?? 0) / pivot;
    right[at] = (right[at] ?? 0) / pivot;
    matrix.forEach((other, place) => {
      const factor = place === at ? 0 : other[at] ?? 0;
      if (factor === 0) return;
      for (let j = at; j < row.length; j += 1) other[j] = (other[j] ?? 0) - factor * (row[j] ?? 0);
      right[place] = (right[place] ?? 0) - factor * (right[at] ?? 0);
    });
  });
  return right;
};

const stepOf = (observations: readonly Observation[], weights: Float64Array): Float64Array => {
  const size = weights.length;
  const ridge = (at: number): number => (at === 0 ? RIDGE_CONSTANT : RIDGE);
  const matrix = Array.from({ length: size }, (_, at) => new Float64Array(size).fill(ridge(at), at, at + 1));
  const gradient = Float64Array.from(weights, (weight, at) => -ridge(at) * weight);
  const values = new Float64Array(size).fill(1);
  for (const { clues, isRight } of observations) {
    values.set(clues, 1);
    const odds = values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
    const chance = 1 / (1 + Math.exp(-odds));
    const error = (isRight ? 1 : 0) - chance;
    const curve = chance * (1 - chance);
    for (let i = 0; i < size; i += 1) {
      gradient[i] = (gradient[i] ?? 0) + error * (values[i] ?? 0);
      const row = matrix[i] ?? values;
      for (let j = 0; j < size; j += 1) row[j] = (row[j] ?? 0) + curve * (values[i] ?? 0) * (values[j] ?? 0);
    }
  }
  return solved(matrix, gradient);
};

/** Weights of a constant and of each clue for the log-odds of being right, a little held back; by Newton. */
export const fitLogistic = (observations: readonly Observation[]): readonly number[] => {
  const weights = new Float64Array(1 + (observations[0]?.clues.length ?? 0));
  for (let round = 0; round < NEWTON_STEPS; round += 1) {
    const step = stepOf(observations, weights);
    step.forEach((change, at) => { weights[at] = (weights[at] ?? 0) + change; });
    if (step.every((change) => Math.abs(change) < STEP_MIN)) break;
  }
  return Array.from(weights);
};
