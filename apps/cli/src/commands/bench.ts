import { fileURLToPath } from 'node:url';
import type { BenchResult } from '../bench/measure.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { choosePacks, loadPacks } from '../packs-folder.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** Engines to compare with, where the launcher installs them. */
const PEERS = fileURLToPath(new URL('../../../../.fengcun/peers/', import.meta.url));

/** The eight packs that the bench fuses; the first of them is measured alone too. */
const SIMULATED = ['cn-a1', 'cn-a2', 'cn-a3', 'cn-a-p1', 'cn-a-p2', 'cn-b', 'cn-c', 'cn-e'];

const records = (given: Arguments): number | undefined => {
  const text = textOption(given, 'records');
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new UnusableInput('--records: a whole number above 0');
};

const BENCHES: Readonly<Record<string, (given: Arguments) => Promise<BenchResult>>> = {
  judgment: async () => (await import('../bench/judgment.ts')).benchJudgment(),
  policy: async (given) => (await import('@fengcun/policy/bench')).benchPolicy({
    peersFolder: PEERS, ...(records(given) === undefined ? {} : { records: records(given) ?? 0 }),
  }),
  vault: async (given) => (await import('@fengcun/vault/bench')).benchVault(
    records(given) === undefined ? {} : { rotationKeys: records(given) ?? 0 },
  ),
  ledger: async () => (await import('@fengcun/application/bench')).benchLedger({ peersFolder: PEERS }),
  import: async (given) => (await import('@fengcun/application/bench')).benchImport(
    records(given) === undefined ? {} : { records: records(given) ?? 0 },
  ),
  exchange: async (given) => (await import('@fengcun/application/bench')).benchExchange(
    records(given) === undefined ? {} : { orders: records(given) ?? 0 },
  ),
  documents: async () => (await import('@fengcun/documents/bench')).benchDocuments(),
  seal: async (given) => (await import('@fengcun/application/bench')).benchSeals(
    records(given) === undefined ? {} : { records: records(given) ?? 0 },
  ),
  'seal-sweep': async (given) => (await import('@fengcun/application/bench')).benchSealSweep(
    records(given) === undefined ? {} : { records: records(given) ?? 0 },
  ),
  'seal-move': async (given) => (await import('@fengcun/application/bench')).benchSealMove(
    records(given) === undefined ? {} : { records: records(given) ?? 0 },
  ),
  simulate: async (given) => (await import('@fengcun/application/bench')).benchSimulate({
    packs: choosePacks(await loadPacks(), SIMULATED),
      ...(records(given) === undefined ? {} : { records: records(given) ?? 0 }),
  }),
  certificate: async () => (await import('../../bench/certificate.ts')).benchCertificate(),
  recognise: async () => (await import('../bench/recognise.ts')).benchRecognition(),
  privacy: async () => (await import('../bench/privacy.ts')).benchPrivacy(),
  server: async () => (await import('@fengcun/server/bench')).benchServer(),
};

const inWords = (result: BenchResult): string => {
  const rows = result.results.map((row) => `  ${Object.entries(row).map(([key, value]) =>
    `${key} ${typeof value === 'number' ? Math.round(value * 1000) / 1000 : String(value)}`).join(' · ')}`);
  const targets = result.targets.map((target) =>
    `  ${target.met ? '✔' : '✘'} ${target.id}: ${target.measured} ${target.unit} (target ${target.target})`);
  return `${result.bench}\n${rows.join('\n')}\n\n${targets.join('\n')}\n`;
};

/** `fengcun bench NAME [--json]`: all engines in one run on the same records, results compared. */
export const bench = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, { json: { type: 'boolean' }, records: { type: 'string' } });
  const [name] = given.words;
  const run = name === undefined ? undefined : BENCHES[name];
  if (run === undefined) throw new UnusableInput(`name a bench: ${Object.keys(BENCHES).join(', ')}`);
  const result = await run(given);
  terminal.out(given.values['json'] === true ? `${JSON.stringify(result)}\n` : inWords(result));
  return result.targets.every((target) => target.met) ? EXIT.done : EXIT.findings;
};
