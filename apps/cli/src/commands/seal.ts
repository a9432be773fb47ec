import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { parseOptions } from '../options.ts';
import type { SealVerb } from '../seal/verb.ts';
import type { Terminal } from '../terminal.ts';

/** Verbs by name, one file each in `../seal`; loaded only when called. */
const VERBS: Readonly<Record<string, () => Promise<SealVerb>>> = {
  determine: async () => (await import('../seal/determine.ts')).determineVerb,
  list: async () => (await import('../seal/looking.ts')).listVerb,
  show: async () => (await import('../seal/looking.ts')).showVerb,
  timeline: async () => (await import('../seal/looking.ts')).timelineVerb,
  overdue: async () => (await import('../seal/looking.ts')).overdueVerb,
  notices: async () => (await import('../seal/notices.ts')).noticesVerb,
  keys: async () => (await import('../seal/keys.ts')).keysVerb,
  sweep: async () => (await import('../seal/sweep.ts')).sweepVerb,
  propose: async () => (await import('../seal/propose.ts')).proposeVerb,
  approve: async () => (await import('../seal/approve.ts')).approveVerb,
  refuse: async () => (await import('../seal/refuse.ts')).refuseVerb,
  rescind: async () => (await import('../seal/rescind.ts')).rescindVerb,
  correct: async () => (await import('../seal/correct.ts')).correctVerb,
  exempt: async () => (await import('../seal/exempt.ts')).exemptVerb,
  candidates: async () => (await import('../seal/candidates.ts')).candidatesVerb,
};

/** `fengcun seal …`: what is ordered sealed, how it stands, and what people decide about it. */
export const seal = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = '', ...rest] = argv;
  const load = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (load === undefined) {
    throw new UnusableInput(`seal «${name}»: there are ${Object.keys(VERBS).join(', ')}`);
  }
  const verb = await load();
  const given = parseOptions(rest, verb.options);
  return withFaults(terminal, `seal ${name}`, () => verb.run(given, terminal));
};
