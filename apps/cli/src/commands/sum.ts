import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { parseOptions, textOption } from '../options.ts';
import { makeOrganKey } from '../privacy/organ-key.ts';
import { audit, collect, decrypt, drawRoster, newRound } from '../privacy/sum/centre-steps.ts';
import { announceKey, contribute, openCell } from '../privacy/sum/member-steps.ts';
import { RUN_JOB_OPTIONS, runJob } from '../privacy/run-job.ts';
import { unlessWaiting } from '../privacy/run-permit.ts';
import { JOINT_COUNT } from '../privacy/sum/joint-count-job.ts';
import type { Terminal } from '../terminal.ts';

const TEXTS = [
  'out', 'algorithm', 'round', 'organ', 'key', 'state', 'announcements', 'directory', 'job', 'product',
  'period', 'cells', 'coordinator', 'decryptor-organ', 'least', 'share-variance', 'colluders', 'history',
  'terms',
  'counts', 'contributions', 'in', 'cell', 'openings', 'before', 'factor',
] as const;

const OPTIONS = {
  ...RUN_JOB_OPTIONS,
  decryptor: { type: 'boolean' as const },
  ...Object.fromEntries(TEXTS.map((name) => [name, { type: 'string' as const }])),
};

/** `fengcun sum`: counts of several organs added up without anybody seeing one organ's. */
export const sum = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  switch (given.words[0]) {
    case 'keys': {
      const out = textOption(given, 'out');
      if (out === undefined) throw new UnusableInput('--out is missing: the key file to make');
      const algorithm = textOption(given, 'algorithm') === 'sm2' ? 'sm2' : 'ed25519';
      terminal.out(`${await makeOrganKey(out, algorithm)}\n`);
      return EXIT.done;
    }
    case 'job': return runJob(given, terminal, JOINT_COUNT);
    case 'round': return newRound(terminal);
    case 'announce': return announceKey(given, terminal);
    case 'roster': return drawRoster(given, terminal);
    case 'contribute': return unlessWaiting(terminal, () => contribute(given, terminal));
    case 'collect': return unlessWaiting(terminal, () => collect(given, terminal));
    case 'decrypt': return decrypt(given, terminal);
    case 'open': return openCell(given, terminal);
    case 'audit': return audit(given, terminal);
    default:
      throw new UnusableInput(
        'sum keys | round | announce | roster | contribute | collect | decrypt | open | audit | job');
  }
};
