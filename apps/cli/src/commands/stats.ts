import { type ExitCode, UnusableInput } from '../exit.ts';

/** `fengcun stats`: not built yet. */
export const stats = async (): Promise<ExitCode> => {
  throw new UnusableInput('not built yet');
};
