export { claimOf } from './claim.ts';
export { prove, type Proof, type ProofExample, QUESTION_MILLISECONDS } from './prove.ts';
export { readTheorems } from './read-theorems.ts';
export type { Solver } from './smallest.ts';
export type { Proposition, Theorem, TheoremProblem } from './theorem.ts';
