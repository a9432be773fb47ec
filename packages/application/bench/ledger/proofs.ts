import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  formatCheckpoint, formatNote, formatProofFile, fullTileRoot, SHA256_TREE, signLine, TILE_WIDTH, tilePath, verifyProofFile,
} from '@fengcun/ledger';
import { LOCAL_DISK } from '../../src/index.ts';
import { durableFiles } from '../../src/ledger/disk/durable-files.ts';
import { logFiles, type LogFiles } from '../../src/ledger/log/log-files.ts';
import { inclusionFromFiles, rootFromFiles } from '../../src/ledger/log/tree-files.ts';
import { originOf, partySigner, policyOf } from '../../src/ledger/testing/invented-log.ts';
import { percentile, type ResultRow, rounded } from './measures.ts';

const HASH_BYTES = 32;
const SAMPLES = 1000;

/** The entry of an index: a function of it, so that nothing has to be stored. */
const entryOf = (index: number): Buffer => Buffer.from(`entry ${index}`);

/** Writes the tiles of a log of `size` generated entries below a folder: about 32 bytes for each entry. */
const generate = (folder: string, size: number): void => {
  const made = new Set<string>();
  const put = (level: number, index: number, bytes: Buffer): void => {
    const path = join(folder, tilePath({ level, index, width: bytes.length / HASH_BYTES }));
    if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    made.add(dirname(path));
    writeFileSync(path, bytes);
  };
  let lower = Buffer.alloc(0);
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const upper = Buffer.alloc(Math.floor(hashes / TILE_WIDTH) * HASH_BYTES);
    for (let first = 0; first < hashes; first += TILE_WIDTH) {
      const width = Math.min(TILE_WIDTH, hashes - first);
      let tile = lower.subarray(first * HASH_BYTES, (first + width) * HASH_BYTES);
      if (level === 0) {
        tile = Buffer.alloc(width * HASH_BYTES);
        for (let i = 0; i < width; i += 1) SHA256_TREE.leafInto(entryOf(first + i), tile, i * HASH_BYTES);
      }
      put(level, first / TILE_WIDTH, tile);
      if (width === TILE_WIDTH) upper.set(fullTileRoot(SHA256_TREE, tile), (first / TILE_WIDTH) * HASH_BYTES);
    }
    lower = upper;
  }
};

/** Asks the system to forget a file it has read or written; without that, at least nothing is kept in this process. */
const forget = (paths: readonly string[]): boolean => {
  try {
    for (const path of paths) execFileSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const indexesOf = (size: number): readonly number[] => Array.from({ length: SAMPLES }, (_, i) => Math.floor((i * 0.618_033_988_75 % 1) * size));

type Made = Readonly<{ index: number; proof: readonly Uint8Array[]; milliseconds: number }>;

const makeAll = async (files: LogFiles, size: number): Promise<readonly Made[]> => {
  const made: Made[] = [];
  for (const index of indexesOf(size)) {
    const startedAt = performance.now();
    const proof = await inclusionFromFiles({ hash: SHA256_TREE, files }, { index, size });
    if (proof === undefined) throw new Error('a tile is missing');
    made.push({ index, proof, milliseconds: performance.now() - startedAt });
  }
  return made;
};

const verifyAll = async (made: readonly Made[], head: Readonly<{ size: number; root: Uint8Array }>): Promise<readonly number[]> => {
  const logId = 'bench/2026';
  const witnesses = ['archive.example', 'procuratorate.example', 'protection.example'].map((name, i) => partySigner(name, 'ed25519-cosignature', 70 + i));
  const policy = policyOf(logId, witnesses);
  const text = formatCheckpoint({ origin: originOf(logId), ...head, extensions: [] });
  const signers = [partySigner(originOf(logId), 'ed25519', 1), ...witnesses];
  const checkpoint = formatNote({ text, signatures: await Promise.all(signers.map((signer) => signLine(signer, { text, timestamp: 1_800_000_000 }))) });
  return made.map(({ index, proof }) => {
    const file = formatProofFile({ index, proof, checkpoint, extra: undefined });
    const startedAt = performance.now();
    const verified = verifyProofFile(policy, file, entryOf(index));
    if (!verified.ok) throw new Error(`a true proof was refused: ${verified.error.code}`);
    return performance.now() - startedAt;
  });
};

/** Result of the proofs, with the two numbers that have targets. */
export type ProofRow = ResultRow & Readonly<{ proveP99Ms: number; verifyMedianMs: number }>;

/** Proofs in a log of `size` entries from tiles no process has read; and their verification with three witnesses. */
export const benchProofs = async (size: number): Promise<ProofRow> => {
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-bench-tiles-'));
  try {
    generate(folder, size);
    execFileSync('sync', ['-f', folder]);
    const files = logFiles(LOCAL_DISK, durableFiles(LOCAL_DISK, folder, 'bench'), folder);
    const root = await rootFromFiles({ hash: SHA256_TREE, files }, size);
    if (root === undefined) throw new Error('the generated log has no root');
    const wanted = indexesOf(size).map((index) => {
      const tile = Math.floor(index / TILE_WIDTH);
      return join(folder, tilePath({ level: 0, index: tile, width: Math.min(TILE_WIDTH, size - tile * TILE_WIDTH) }));
    });
    const isForgotten = forget([...new Set(wanted)]);
    const made = await makeAll(files, size);
    const times = made.map(({ milliseconds }) => milliseconds);
    const verified = await verifyAll(made, { size, root });
    return {
      part: 'proofs', entries: size, tilesMiB: Math.round((size * HASH_BYTES * (1 + 1 / TILE_WIDTH)) / 2 ** 20), samples: SAMPLES,
      tiles: isForgotten ? 'each leaf tile forgotten by the page cache' : 'new to the process',
      proveMedianMs: rounded(percentile(times, 0.5), 3), proveP99Ms: rounded(percentile(times, 0.99), 3), hashesMax: Math.max(...made.map(({ proof }) => proof.length)),
      verifyMedianMs: rounded(percentile(verified, 0.5), 3), verifyP99Ms: rounded(percentile(verified, 0.99), 3),
      timedVerification: 'whole proof file: parse, log signature, three cosignatures, inclusion',
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
