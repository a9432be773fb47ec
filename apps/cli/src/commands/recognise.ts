import { type ExitCode, UnusableInput } from '../exit.ts';

/** `fengcun recognise`: not built yet. */
export const recognise = async (): Promise<ExitCode> => {
  throw new UnusableInput('not built yet');
};
