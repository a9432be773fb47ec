import { type ExitCode, UnusableInput } from '../exit.ts';

/** `fengcun federate`: not built yet. */
export const federate = async (): Promise<ExitCode> => {
  throw new UnusableInput('not built yet');
};
