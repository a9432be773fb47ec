import type { ExitCode } from '../exit.ts';
import { DATA_OPTIONS } from '../open-data.ts';
import type { Arguments, OptionTable } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** One verb of `fengcun seal`: its options beside its words, and what it does. */
export type SealVerb = Readonly<{
  options: OptionTable; run: (given: Arguments, terminal: Terminal) => Promise<ExitCode>;
}>;

/** Options every verb has: the data, the organs, the packs, who acts, and the form of the answer. */
export const SEAL_OPTIONS = {
  ...DATA_OPTIONS, config: { type: 'string' }, policies: { type: 'string' }, account: { type: 'string' },
  json: { type: 'boolean' },
} as const;
