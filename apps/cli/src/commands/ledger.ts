import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { type Arguments, type OptionTable, parseOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';

type Run = (given: Arguments, terminal: Terminal) => Promise<ExitCode>;
type Action = Readonly<{ options: OptionTable; load: (given: Arguments) => Promise<Run> }>;

const JSON_OUT = { json: { type: 'boolean' } } as const;
const STORED = {
  ...JSON_OUT, data: { type: 'string' }, 'database-url': { type: 'string' }, lock: { type: 'string' },
  policy: { type: 'string' },
} as const;

/** Each is loaded when it is called, so that a proof is checked by the verifier and nothing else. */
const ACTIONS: Readonly<Record<string, Action>> = {
  verify: {
    options: { ...STORED, proof: { type: 'string' }, entry: { type: 'string' } },
    load: async (given) => (given.values['proof'] === undefined
      ? (await import('../ledger/verify.ts')).verifyStored
      : (await import('../ledger/verify-proof.ts')).verifyProof),
  },
  proof: {
    options: { ...STORED, out: { type: 'string' }, 'entry-out': { type: 'string' } },
    load: async () => (await import('../ledger/proof.ts')).proofOfEntry,
  },
  sequence: {
    options: {
      ...JSON_OUT, data: { type: 'string' }, 'database-url': { type: 'string' },
      'key-file': { type: 'string' }, lock: { type: 'string' }, host: { type: 'string' },
      witnesses: { type: 'string' },
    },
    load: async () => (await import('../ledger/sequence.ts')).sequence,
  },
  refill: { options: STORED, load: async () => (await import('../ledger/refill.ts')).refill },
  witness: {
    options: {
      ...JSON_OUT, data: { type: 'string' }, policy: { type: 'string' }, port: { type: 'string' },
      host: { type: 'string' }, name: { type: 'string' }, log: { type: 'string', multiple: true },
      key: { type: 'string' },
    },
    load: async () => (await import('../ledger/witness.ts')).witness,
  },
};

/**
 * `fengcun ledger verify|proof|sequence|refill|witness`: what was done, provable to somebody who does not
 * trust us.
 */
export const ledger = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = '', ...rest] = argv;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) {
    throw new UnusableInput(`ledger «${name}»: there are ${Object.keys(ACTIONS).join(', ')}`);
  }
  const given = parseOptions(rest, action.options);
  if (name !== 'proof' && given.words.length > 0) {
    throw new UnusableInput(`ledger ${name} takes options only`);
  }
  return withFaults(terminal, `ledger ${name}`, async () => (await action.load(given))(given, terminal));
};
