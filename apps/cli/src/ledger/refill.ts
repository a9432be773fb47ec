import { refillFromBundles, sentenceOf } from '@fengcun/application';
import { EXIT, type ExitCode } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { onStoredLedgers } from './place.ts';

const LEASE_MILLIS = 60_000;

/** `ledger refill`: after a restore, entries come back from their bundles under their old indexes. */
export const refill = async (given: Arguments, terminal: Terminal): Promise<ExitCode> =>
  onStoredLedgers(given, async ({ logs, database }) => {
    let isBad = false;
    for (const [logId, group] of Map.groupBy(logs, (log) => log.logId)) {
      const done = await refillFromBundles({
        logId, database, trees: group.map(({ tree }) => tree), now: () => Date.now(),
        // The lock of the data directory excludes others; on a server each process has a name of its own.
        holder: textOption(given, 'database-url') === undefined ? 'embedded' : `refill-${process.pid}`,
        leaseMillis: LEASE_MILLIS,
      });
      const isFine = done.ok || done.error.code === 'NOTHING_TO_REFILL';
      isBad ||= !isFine;
      const refused = isFine ? { refilled: 0 } : { refused: done.error.code };
      const words = done.ok ? `+${done.value.refilled} = ${done.value.size}` : wordsOf(done.error);
      const told = JSON.stringify({ logId, ...(done.ok ? done.value : refused) });
      terminal.out(`${given.values['json'] === true ? told : `${isFine ? '✔' : '✘'} ${logId}  ${words}`}\n`);
    }
    return isBad ? EXIT.findings : EXIT.done;
  });

type Refused = Extract<Awaited<ReturnType<typeof refillFromBundles>>, Readonly<{ ok: false }>>['error'];

const wordsOf = (refused: Refused): string => {
  switch (refused.code) {
    case 'NOTHING_TO_REFILL': return 'nothing to refill';
    case 'BUNDLES_DIFFER_FROM_HEAD':
      return 'the bundles do not lead to the last signed head; nothing was written';
    case 'ENTRY_WITHOUT_ID': return 'a bundle holds an entry without an id; nothing of its batch was written';
    default: return sentenceOf(refused);
  }
};
