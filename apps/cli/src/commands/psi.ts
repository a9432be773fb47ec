import { type ExitCode, UnusableInput } from '../exit.ts';

/** `fengcun psi`: not built yet. */
export const psi = async (): Promise<ExitCode> => {
  throw new UnusableInput('not built yet');
};
