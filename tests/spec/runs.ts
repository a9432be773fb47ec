import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../tidy/source.ts';

/** One run of the model checker: what is defined, how the checker is compiled and called, what it finds. */
export type SpinRun = Readonly<{
  name: string; defines: readonly string[]; compile: readonly string[]; call: readonly string[];
  /** States stored, which is the same on every machine; undefined for a planted bug, which must be found. */
  states: number | undefined;
  /** Takes half a minute or more: not in the suite, `node tests/spec/run-spin.ts` runs it. */
  isLong?: true;
}>;

const SAFETY = ['-DSAFETY'];
const LIVE = ['-DNFAIR=3'];
const FAIR = ['-a', '-f'];

/** Every run that docs/spec/README.md prints. */
export const SPIN_RUNS: readonly SpinRun[] = [
  { name: 'three orders', defines: ['ORDERS=3'], compile: SAFETY, call: [], states: 8_410_758 },
  { name: 'two orders, explicit loss', defines: ['ORDERS=2', 'LOSS'], compile: SAFETY, call: [], states: 11_006_894, isLong: true },
  { name: 'nothing moves: all answered', defines: ['ORDERS=2', 'QUIET'], compile: SAFETY, call: [], states: 79_576 },
  { name: 'answered or escalated, explicit loss', defines: ['ORDERS=1', 'ESCALATION', 'LOSS'], compile: LIVE, call: FAIR, states: 220_882 },
  { name: 'answered or escalated, two orders', defines: ['ORDERS=2', 'ESCALATION'], compile: LIVE, call: FAIR, states: 3_082_327, isLong: true },
  { name: 'planted: answers to older orders count', defines: ['ORDERS=2', 'MUTANT_OLDER_COUNTS'], compile: SAFETY, call: [], states: undefined },
  { name: 'planted: older orders are applied', defines: ['ORDERS=2', 'MUTANT_OLDER_APPLIED'], compile: SAFETY, call: [], states: undefined },
  { name: 'planted: shown sealed before the last answer', defines: ['ORDERS=2', 'MUTANT_SHOWN_EARLY'], compile: SAFETY, call: [], states: undefined },
  { name: 'planted: a late holder has no deadline', defines: ['ORDERS=2', 'ESCALATION', 'MUTANT_LATE_HOLDER_FORGOTTEN'],
    compile: LIVE, call: FAIR, states: undefined },
];

// LIMIT: the longest path is some thousand steps; eight gigabytes and two minutes are what a run may take.
const DEPTH_MAX = '-m2000000';
const MEMORY_MAX_MB = '-DMEMLIM=7500';
const MILLIS_MAX = 240_000;

const SPEC = join(root, 'docs/spec');

/** The three commands of a run, as they are typed in docs/spec with an empty folder in front. */
export const commandsOf = ({ defines, compile, call }: SpinRun): readonly (readonly string[])[] => [
  ['spin', '-a', ...defines.map((name) => `-D${name}`), join(SPEC, 'seal-exchange.pml')],
  ['gcc', '-O2', ...compile, MEMORY_MAX_MB, '-o', 'pan', 'pan.c'],
  ['./pan', DEPTH_MAX, '-n', '-w25', ...call],
];

/** Whether the model checker and a compiler are installed; nothing installs them for users. */
export const hasSpin = (): boolean =>
  ['spin', 'gcc'].every((name) => spawnSync(name, [name === 'spin' ? '-V' : '--version']).status === 0);

/** What the checker found: its errors, what was violated, how many states it stored. */
export type SpinResult = Readonly<{ errors: number; states: number; violated: string; seconds: number }>;

/** Runs the three commands in a temporary folder. @throws Error with their output where one fails */
export const runSpin = (run: SpinRun): SpinResult => {
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-spin-'));
  try {
    const startedAt = performance.now();
    const outputs = commandsOf(run).map(([command = '', ...args]) => {
      const done = spawnSync(command, args, { cwd: folder, encoding: 'utf8', timeout: MILLIS_MAX });
      if (done.status !== 0) throw new Error(`${command} failed: ${done.stdout}${done.stderr}`);
      return done.stdout;
    });
    const text = outputs.at(-1) ?? '';
    return {
      errors: Number(/errors: (\d+)/.exec(text)?.[1] ?? Number.NaN),
      // Spin prints large numbers in another form: 1.2e+08.
      states: Number(/^ *(\S+) states, stored/m.exec(text)?.[1] ?? Number.NaN),
      violated: /^pan:1: (.*)$/m.exec(text)?.[1] ?? '',
      seconds: (performance.now() - startedAt) / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
