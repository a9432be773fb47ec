import { cpus, totalmem } from 'node:os';
import { checkLog, SHA256_TREE, type StoredEntry } from '@fengcun/ledger';
import { cpu, type ResultRow, rounded, type Target } from './ledger/measures.ts';
import { benchTrees } from './ledger/peers.ts';
import { benchProofs } from './ledger/proofs.ts';
import { benchSequencer } from './ledger/sequencer.ts';

/** What `bench ledger --json` prints; the same shape as the other benches. */
export type LedgerBench = Readonly<{
  bench: 'ledger';
  machine: Readonly<Record<string, string | number>>;
  results: readonly ResultRow[];
  targets: readonly Target[];
}>;

/** Sizes of the parts; `peersFolder` is where other trees were installed. */
export type LedgerBenchOptions = Readonly<{
  entriesPerRound?: number; fsckEntries?: number; proofEntries?: number; peersFolder?: string;
}>;

const ENTRY = Buffer.alloc(512, 1);

const fsckHashing = async (count: number): Promise<ResultRow & Readonly<{ cpuSeconds: number }>> => {
  const entries = async function* (): AsyncGenerator<StoredEntry> {
    for (let i = 0; i < count; i += 1) yield { entry: ENTRY };
  };
  const seconds = await cpu(() => checkLog({ hash: SHA256_TREE, head: { size: 0, root: SHA256_TREE.empty }, entries: entries() }));
  return { part: 'fsck', entries: count, entryBytes: ENTRY.length, cpuSeconds: rounded(seconds, 2), timed: 'leaves, tiles and root recomputed; no database' };
};

/** Measures sequencer, fsck, proofs and, beside other trees, our own. Needs about 350 MiB of disk, given back. */
export const benchLedger = async (options: LedgerBenchOptions = {}): Promise<LedgerBench> => {
  const { entriesPerRound = 10_240, fsckEntries = 1_000_000, proofEntries = 10_000_000, peersFolder } = options;
  const sequenced = await benchSequencer(entriesPerRound);
  const fsck = await fsckHashing(fsckEntries);
  const proofs = await benchProofs(proofEntries);
  const trees = await benchTrees(peersFolder);
  const least = (id: string, target: number, measured: number): Target =>
    ({ id, target, measured, unit: 'entries a second, at least', met: measured >= target });
  const most = (id: string, target: number, measured: number, unit: string): Target => ({ id, target, measured, unit, met: measured <= target });
  const perMillion = rounded((fsck.cpuSeconds * 1_000_000) / fsckEntries, 2);
  return {
    bench: 'ledger',
    machine: { node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
    results: [...sequenced, fsck, proofs, ...trees],
    targets: [
      least('ledger-sequencer-postgresql', 10_000, sequenced[0]?.sequenced ?? 0), least('ledger-sequencer-pglite', 10_000, sequenced[1]?.sequenced ?? 0),
      most('ledger-fsck-1M', 10, perMillion, 'CPU-seconds of hashing, at most'),
      most('ledger-proof-p99', 20, proofs.proveP99Ms, `ms at ${proofEntries} entries, at most`), most('ledger-verify', 2, proofs.verifyMedianMs, 'ms (median), at most'),
    ],
  };
};

if (import.meta.main) {
  const number = (name: string): number | undefined => {
    const asked = process.argv.find((argument) => argument.startsWith(`--${name}=`));
    return asked === undefined ? undefined : Number(asked.slice(name.length + 3));
  };
  const peers = process.argv.find((argument) => argument.startsWith('--peers='))?.slice('--peers='.length);
  const [perRound, proofEntries] = [number('entries-per-round'), number('proof-entries')];
  const options: LedgerBenchOptions = {
    ...(perRound === undefined ? {} : { entriesPerRound: perRound }), ...(proofEntries === undefined ? {} : { proofEntries }),
    ...(peers === undefined ? {} : { peersFolder: peers }),
  };
  process.stdout.write(`${JSON.stringify(await benchLedger(options), null, 2)}\n`);
}
