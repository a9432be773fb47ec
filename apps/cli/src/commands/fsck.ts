import { parseOptions } from '../options.ts';
import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  json: { type: 'boolean' }, data: { type: 'string' }, 'database-url': { type: 'string' },
  lock: { type: 'string' }, policy: { type: 'string' },
} as const;

/** `fengcun fsck`: recomputes and compares everything that is stored; changes nothing. */
export const fsck = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  if (given.words.length > 0) {
    throw new UnusableInput('fsck takes options only; name the data with --data DIR');
  }
  const { checkStored } = await import('../ledger/check-stored.ts');
  return withFaults(terminal, 'fsck', () => checkStored(given, terminal));
};
