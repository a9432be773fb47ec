import { type ExitCode, UnusableInput } from '../exit.ts';

/** `fengcun sum`: not built yet. */
export const sum = async (): Promise<ExitCode> => {
  throw new UnusableInput('not built yet');
};
