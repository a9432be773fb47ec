import { distributeServer, migrateServer } from '@fengcun/store';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  'database-url': { type: 'string' }, shards: { type: 'string' }, json: { type: 'boolean' },
} as const;

/** Shards where none are named; fixed for good once tables are cut, so enough for 32 cores. */
const SHARDS_DEFAULT = 32;
// LIMIT: an id keeps 16 bits of shard key; more shards than this would be smaller than one core needs.
const SHARDS_MAX = 1024;

const urlOf = (given: Arguments): string => {
  const url = textOption(given, 'database-url');
  if (url !== undefined) return url;
  throw new UnusableInput("name the server with --database-url, with an administrator's login");
};

const shardsOf = (given: Arguments): number => {
  const told = textOption(given, 'shards') ?? String(SHARDS_DEFAULT);
  const count = /^[0-9]{1,4}$/.test(told) ? Number(told) : 0;
  if (count >= 1 && count <= SHARDS_MAX) return count;
  throw new UnusableInput(`--shards takes a whole number from 1 to ${SHARDS_MAX}`);
};

/**
 * `fengcun database migrate|distribute`: brings a server to the newest schema, or spreads its tables over the
 * workers of a Citus cluster. Run again both do nothing that is done already.
 */
export const databaseCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const [act, ...rest] = given.words;
  if ((act !== 'migrate' && act !== 'distribute') || rest.length > 0) {
    throw new UnusableInput('say `database migrate` or `database distribute`');
  }
  const administration = { url: urlOf(given), now: new Date().toISOString() };
  const shardCount = shardsOf(given);
  const line = (told: object, text: string): void =>
    terminal.out(`${given.values['json'] === true ? JSON.stringify(told) : text}\n`);
  return withFaults(terminal, 'database', async () => {
    if (act === 'migrate') {
      const { applied } = await migrateServer(administration);
      const none = applied.length === 0;
      line({ applied }, none ? 'nothing to migrate' : `migrations applied: ${applied.join(', ')}`);
    } else {
      const placed = await distributeServer({ ...administration, shardCount });
      line({ placed }, `tables placed over the workers: ${placed}`);
    }
    return EXIT.done;
  });
};
