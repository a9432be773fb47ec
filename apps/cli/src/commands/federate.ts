import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { parseOptions } from '../options.ts';
import type { PrivacyVerb } from '../privacy/federate/session-options.ts';
import type { Terminal } from '../terminal.ts';

/** Verbs by name; loaded only when called. */
const VERBS: Readonly<Record<string, () => Promise<PrivacyVerb>>> = {
  join: async () => (await import('../privacy/federate/join.ts')).joinVerb,
  open: async () => (await import('../privacy/federate/open.ts')).openVerb,
  begin: async () => (await import('../privacy/federate/job.ts')).beginVerb,
  finish: async () => (await import('../privacy/federate/job.ts')).finishVerb,
  round: async () => (await import('../privacy/federate/round.ts')).roundVerb,
  aggregate: async () => (await import('../privacy/federate/aggregate.ts')).aggregateVerb,
  show: async () => (await import('../privacy/federate/show.ts')).showVerb,
};

/** `fengcun federate …`: training over organs that may not share texts, in signed files, securely summed. */
export const federate = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = '', ...rest] = argv;
  const load = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (load === undefined) {
    throw new UnusableInput(`federate «${name}»: there are ${Object.keys(VERBS).join(', ')}`);
  }
  const verb = await load();
  const given = parseOptions(rest, verb.options);
  return withFaults(terminal, `federate ${name}`, () => verb.run(given, terminal));
};
