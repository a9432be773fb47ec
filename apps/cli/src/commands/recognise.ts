import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { parseOptions } from '../options.ts';
import type { PrivacyVerb } from '../privacy/federate/session-options.ts';
import type { Terminal } from '../terminal.ts';

/** Verbs by name; loaded only when called. A job is approved as every other one. */
const VERBS: Readonly<Record<string, () => Promise<PrivacyVerb>>> = {
  propose: async () => (await import('../privacy/recognise/propose.ts')).proposeVerb,
  approve: async () => (await import('../privacy/stats/steps.ts')).approveVerb,
  train: async () => (await import('../privacy/recognise/train.ts')).trainVerb,
  test: async () => (await import('../privacy/recognise/testing.ts')).testVerb,
  read: async () => (await import('../privacy/recognise/looking.ts')).readVerb,
  export: async () => (await import('../privacy/recognise/export.ts')).exportVerb,
  show: async () => (await import('../privacy/recognise/looking.ts')).showVerb,
};

/** `fengcun recognise …`: charges and fields of old judgments; prefills and routes, never decides. */
export const recognise = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = '', ...rest] = argv;
  const load = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (load === undefined) {
    throw new UnusableInput(`recognise «${name}»: there are ${Object.keys(VERBS).join(', ')}`);
  }
  const verb = await load();
  const given = parseOptions(rest, verb.options);
  return withFaults(terminal, `recognise ${name}`, () => verb.run(given, terminal));
};
