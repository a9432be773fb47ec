import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { DATA_OPTIONS } from '../open-data.ts';
import { parseOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  ...DATA_OPTIONS, json: { type: 'boolean' }, key: { type: 'string' }, repair: { type: 'boolean' },
  account: { type: 'string' },
} as const;

/** `fengcun certificate`: checks a paper offline, tells the public key, keeps the marks. */
export const certificateCommand = async (
  argv: readonly string[], terminal: Terminal,
): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const [action, ...words] = given.words;
  return withFaults(terminal, 'certificate', async () => {
    switch (action) {
      case 'verify': return (await import('../certificate/verify.ts')).verify(given, words, terminal);
      case 'key': return (await import('../certificate/key.ts')).tellKey(given, terminal);
      case 'marks': return (await import('../certificate/marks.ts')).marks(given, terminal);
      default: throw new UnusableInput('certificate: name verify FILE|CODE, key or marks');
    }
  });
};
