export { openSolver, type OpenSolver } from './open-solver.ts';
