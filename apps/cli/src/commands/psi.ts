import { randomBytes } from 'node:crypto';
import { canonicalJson, type Json } from '@fengcun/kernel';
import { bucketOf, OPENINGS_MIN, parseRunTerms, runTermsHash } from '@fengcun/privacy';
import { writeWhole } from '../atomic-write.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { makeOrganKey } from '../privacy/organ-key.ts';
import { check } from '../privacy/psi/check.ts';
import { hits } from '../privacy/psi/hits.ts';
import { LEAK_FINDING } from '../privacy/psi/leak-finding-job.ts';
import { runSide } from '../privacy/psi/run.ts';
import { RUN_JOB_OPTIONS, runJob } from '../privacy/run-job.ts';
import type { Terminal } from '../terminal.ts';

const TEXTS = [
  'out', 'algorithm', 'job', 'mode', 'suite', 'holder', 'registry', 'count', 'courts', 'openings',
  'noise-variance', 'role', 'terms', 'rows', 'key', 'peer-key', 'exchange', 'state', 'threads', 'wait',
  'quota', 'period', 'check-key', 'organ', 'in', 'table', 'config',
] as const;

const OPTIONS = {
  ...RUN_JOB_OPTIONS,
  ...Object.fromEntries(TEXTS.map((name) => [name, { type: 'string' as const }])),
};

const needed = (given: Arguments, name: string): string => {
  const value = textOption(given, name);
  if (value === undefined) throw new UnusableInput(`--${name} is missing; see ./fengcun help psi`);
  return value;
};

const keys = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const algorithm = textOption(given, 'algorithm') ?? 'ed25519';
  if (algorithm !== 'ed25519' && algorithm !== 'sm2') throw new UnusableInput('--algorithm: ed25519 or sm2');
  terminal.out(`${await makeOrganKey(needed(given, 'out'), algorithm)}\n`);
  return EXIT.done;
};

/** Terms of a run, drawn up by either side; both read the same file, which the job's approvals are about. */
const drawTerms = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const rows = Number(needed(given, 'count'));
  const isCount = Number.isSafeInteger(rows) && rows >= 0;
  if (!isCount) throw new UnusableInput('--count: how many rows the holder has');
  const mode = textOption(given, 'mode') ?? 'full';
  const drawn: Readonly<Record<string, Json>> = {
    v: 1, jobId: needed(given, 'job'), session: randomBytes(16).toString('hex'),
    suite: textOption(given, 'suite') ?? 'ristretto255-sha512', mode,
    holder: needed(given, 'holder'), registry: needed(given, 'registry'), bucket: bucketOf(rows),
    courts: needed(given, 'courts').split(','),
    openings: Number(textOption(given, 'openings') ?? OPENINGS_MIN),
    ...(mode === 'cardinality' ? { noiseVariance: Number(textOption(given, 'noise-variance') ?? 10) } : {}),
    ...(given.values['without-job'] === true ? { trial: true } : {}),
  };
  const terms = parseRunTerms(drawn);
  if (!terms.ok) throw new UnusableInput(`terms that cannot stand: ${terms.error.members.join(', ')}`);
  await writeWhole(needed(given, 'out'), `${canonicalJson(drawn)}\n`);
  terminal.out(`${runTermsHash(terms.value)}\n`);
  return EXIT.done;
};

/** `fengcun psi`: finds records that are sealed in the registry and still open at an organ. */
export const psi = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const [word, second] = given.words;
  switch (word) {
    case 'keys': return keys(given, terminal);
    case 'terms': return drawTerms(given, terminal);
    case 'run': return runSide(given, terminal);
    case 'job': return runJob(given, terminal, LEAK_FINDING);
    case 'hits': return hits(given, terminal);
    case 'check': return check(second, given, terminal);
    default: throw new UnusableInput('psi keys | terms | run | hits | check | job; see ./fengcun help psi');
  }
};
