import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok } from '@fengcun/kernel';
import { type Database, type DatabaseConfig, mintId, openDatabase, type QueuedEntry } from '@fengcun/store';
import { openLedger, placesIn, type Sequencer } from '../../src/index.ts';
import { startServer } from '../../../store/src/testing/postgres-server.ts';
import { percentile, type ResultRow, rounded, wall } from './measures.ts';

/** Size of an invented entry in bytes: that of an audit entry with two commitments. */
const ENTRY_BYTES = 512;
const BATCH = 1024;
const ROUNDS = 5;

let count = 0;
const entries = (logId: string, length: number): readonly QueuedEntry[] => Array.from({ length }, () => {
  count += 1;
  const random = Buffer.alloc(8);
  random.writeUInt32BE(count, 4);
  const entryId = mintId({ timeMillis: 1_790_000_000_000 + count, random, shardKey: count % 4096 });
  return { logId, entryId, shardKey: count % 4096, entry: new Uint8Array(Buffer.alloc(ENTRY_BYTES, `{"id":"${entryId}"}`)) };
});

/** The raw floor: the same bytes inserted into one table by one connection in the same batches, each committed. */
const handIn = async (database: Database, logId: string, total: number): Promise<number> => {
  const batches = Array.from({ length: Math.ceil(total / BATCH) }, () => entries(logId, BATCH));
  const { seconds } = await wall(async () => {
    for (const batch of batches) {
      await database.write({ entryId: batch[0]?.entryId ?? '' }, async ({ audit }) => ok(await audit.append(batch)));
    }
  });
  return (batches.length * BATCH) / seconds;
};

/** Sequences what waits, batch by batch, then signs and publishes once; entries a second. */
const drain = async (sequencer: Sequencer): Promise<number> => {
  const { seconds, value } = await wall(async () => {
    let taken = 0;
    for (;;) {
      const done = await sequencer.sequence();
      if (!done.ok) throw new Error(`refused: ${done.error.code}`);
      taken += done.value;
      if (done.value < BATCH) break;
    }
    const published = await sequencer.publish();
    if (!published.ok || !published.value.every(({ isPublished }) => isPublished)) throw new Error('not published');
    return taken;
  });
  return value / seconds;
};

const key = () => createPrivateKey({ key: Buffer.alloc(32, 7), format: 'raw-private', asymmetricKeyType: 'ed25519' });

const measure = async (config: DatabaseConfig, folder: string, perRound: number): Promise<ResultRow & Readonly<{ sequenced: number }>> => {
  const database = await openDatabase(config);
  try {
    const logId = 'bench/2026';
    const { sequencer } = await openLedger({
      logId, host: 'bench.example', database, places: placesIn(folder), key: key(), now: Date.now, holder: 'bench', batchEntries: BATCH,
    });
    const [floor, rates]: [number[], number[]] = [[], []];
    for (let round = -1; round < ROUNDS; round += 1) {
      const inserted = await handIn(database, logId, perRound);
      const sequenced = await drain(sequencer);
      if (round < 0) continue; // The first round warms up.
      floor.push(inserted);
      rates.push(sequenced);
    }
    await sequencer.close();
    const [sequenced, raw] = [percentile(rates, 0.5), percentile(floor, 0.5)];
    return {
      part: 'sequencer', engine: config.kind === 'server' ? 'PostgreSQL, fsync on' : 'PGlite in a data directory', isDurable: database.facts.isDurable,
      entryBytes: ENTRY_BYTES, batch: BATCH, rounds: ROUNDS, entriesPerRound: perRound, sequenced: rounded(sequenced), slowest: rounded(Math.min(...rates)),
      fastest: rounded(Math.max(...rates)), rawInsert: rounded(raw), ratioToRawInsert: rounded(sequenced / raw, 2),
      timed: 'batch transactions, tiles and bundles with fsync, read back, lock, signature, publication',
    };
  } finally {
    await database.close();
  }
};

const now = (): string => new Date().toISOString();

/** Entries a second through the whole sequencer, beside a plain insert of the same bytes in the same run. */
export const benchSequencer = async (perRound: number): Promise<readonly (ResultRow & Readonly<{ sequenced: number }>)[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-bench-ledger-'));
  try {
    const embedded = join(folder, 'embedded');
    const rows = [await measure({ kind: 'embedded', dataDirectory: embedded, now }, embedded, perRound)];
    const server = await startServer();
    try {
      rows.unshift(await measure({ kind: 'server', url: server.url, migrate: true, now }, join(folder, 'server'), perRound));
    } finally {
      await server.stop();
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
