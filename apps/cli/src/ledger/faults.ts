import { Fault } from '@fengcun/kernel';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import type { Terminal } from '../terminal.ts';

/** Faults whose message says what the caller should give instead. */
const UNUSABLE = new RegExp(`^(?:${[
  'DATA_DIRECTORY_', 'DATABASE_(?!ERROR)', 'ADDRESS_UNUSABLE', 'KEY_FILE_', 'KEY_COPY_', 'BACKUP_',
  'RESTORE_', 'LOG_NAME_', 'POLICY_',
].join('|')})`);

/** Runs a command; a fault becomes one line, because its message is written for operators. */
export const withFaults = async (
  terminal: Terminal, name: string, work: () => Promise<ExitCode>,
): Promise<ExitCode> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (UNUSABLE.test(error.code)) throw new UnusableInput(error.message);
    terminal.note(`fengcun ${name}: ${error.message} (${error.code})\n`);
    return EXIT.fault;
  }
};
