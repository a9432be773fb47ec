import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { parseOptions } from '../options.ts';
import type { StatsVerb } from '../privacy/stats/verb.ts';
import type { Terminal } from '../terminal.ts';

const looking = () => import('../privacy/stats/looking.ts');
const steps = () => import('../privacy/stats/steps.ts');

/** Verbs by name; loaded only when called. */
const VERBS: Readonly<Record<string, () => Promise<StatsVerb>>> = {
  catalogue: async () => (await looking()).catalogueVerb,
  budget: async () => (await looking()).budgetVerb,
  jobs: async () => (await looking()).jobsVerb,
  propose: async () => (await steps()).proposeVerb,
  approve: async () => (await steps()).approveVerb,
  release: async () => (await steps()).releaseVerb,
  recover: async () => (await steps()).recoverVerb,
  show: async () => (await looking()).showVerb,
  verify: async () => (await looking()).verifyVerb,
  key: async () => (await looking()).keyVerb,
  exact: async () => (await looking()).exactVerb,
};

/** `fengcun stats …`: what is published about sealing, under which budget, by whose agreement. */
export const stats = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = '', ...rest] = argv;
  const load = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (load === undefined) {
    throw new UnusableInput(`stats «${name}»: there are ${Object.keys(VERBS).join(', ')}`);
  }
  const verb = await load();
  const given = parseOptions(rest, verb.options);
  return withFaults(terminal, `stats ${name}`, () => verb.run(given, terminal));
};
