import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { levelStore, proveInclusion, SHA256_TREE, treeRoot, verifyInclusion } from '@fengcun/ledger';
import { type ResultRow, rounded, wall } from './measures.ts';

/** Trees beside ours, on the same leaves in the same run. They promise less: what, stands in each line. */
const LEAVES = 100_000;
const PROOFS = 2000;
const APPEND = 1000;

const entries = Array.from({ length: LEAVES }, (_, i) => Buffer.alloc(64, `entry ${i} `));
const indexAt = (i: number): number => (i * 7919) % LEAVES;

type Loaded = Readonly<{ module: Readonly<Record<string, unknown>>; version: string }>;

const load = async (folder: string | undefined, name: string): Promise<Loaded | undefined> => {
  if (folder === undefined) return undefined;
  try {
    const found = createRequire(join(folder, 'package.json')).resolve(name);
    const manifest = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
    return { module: await import(pathToFileURL(found).href) as Readonly<Record<string, unknown>>, version: manifest.version };
  } catch {
    return undefined;
  }
};

const rateOf = async (count: number, work: () => unknown): Promise<number> => rounded(count / (await wall(work)).seconds);

const own = async (): Promise<ResultRow> => {
  const store = levelStore(SHA256_TREE);
  const append = await rateOf(LEAVES, () => entries.forEach((entry) => store.append(entry)));
  const root = treeRoot(SHA256_TREE, store.read, LEAVES);
  const proofs: (readonly Uint8Array[])[] = [];
  const prove = await rateOf(PROOFS, () => {
    for (let i = 0; i < PROOFS; i += 1) proofs.push(proveInclusion(SHA256_TREE, store.read, { index: indexAt(i), size: LEAVES }));
  });
  const verify = await rateOf(PROOFS, () => proofs.forEach((proof, i) => {
    const index = indexAt(i);
    if (!verifyInclusion(SHA256_TREE, { index, size: LEAVES, leafHash: SHA256_TREE.leaf(entries[index] ?? Buffer.alloc(0)), root, proof })) throw new Error('refused');
  }));
  return { part: 'tree', engine: 'fengcun in memory', leaves: LEAVES, append, prove, verify, promises: 'RFC 6962: append, consistency, checkpoints' };
};

type MerkleTree = Readonly<{ getProof: (leaf: Buffer, index: number) => unknown; verify: (proof: unknown, leaf: Buffer, root: Buffer) => boolean; getRoot: () => Buffer }>;
type MerkleTreeClass = new (leaves: readonly Buffer[], hash: (bytes: Buffer) => Buffer) => MerkleTree;

const merkletreejs = async ({ module, version }: Loaded): Promise<ResultRow> => {
  const Tree = module['MerkleTree'] as MerkleTreeClass;
  const sha = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
  const leaves: Buffer[] = [];
  const { seconds, value: tree } = await wall(() => {
    leaves.push(...entries.map(sha));
    return new Tree(leaves, sha);
  });
  const leafAt = (i: number): Buffer => leaves[indexAt(i)] ?? Buffer.alloc(0);
  const proofs: unknown[] = [];
  const prove = await rateOf(PROOFS, () => { for (let i = 0; i < PROOFS; i += 1) proofs.push(tree.getProof(leafAt(i), indexAt(i))); });
  const root = tree.getRoot();
  const verify = await rateOf(PROOFS, () => proofs.forEach((proof, i) => { if (!tree.verify(proof, leafAt(i), root)) throw new Error('refused'); }));
  return { part: 'tree', engine: 'merkletreejs', version, leaves: LEAVES, append: rounded(LEAVES / seconds), prove, verify,
    promises: 'built at once in memory; no append, no consistency, no checkpoint, leaves and nodes hashed alike' };
};

type Core = Readonly<{
  key: Buffer; ready: () => Promise<void>; append: (blocks: readonly Buffer[]) => Promise<unknown>; get: (index: number) => Promise<Buffer>; close: () => Promise<void>;
  core: Readonly<{ tree: Readonly<{ proof: (of: unknown) => Promise<{ block: { value?: Buffer } }> }>; verify: (proof: unknown) => Promise<boolean> }>;
}>;
type CoreClass = new (folder: string, key?: Buffer) => Core;

/** Verification at a reader that knows nothing yet: a new core for each proof. */
const CLONES = 25;

const hypercore = async ({ module, version }: Loaded): Promise<ResultRow> => {
  const Hypercore = module['default'] as CoreClass;
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-bench-peer-'));
  try {
    const core = new Hypercore(join(folder, 'log'));
    await core.ready();
    const append = await rateOf(LEAVES, async () => { for (let i = 0; i < LEAVES; i += APPEND) await core.append(entries.slice(i, i + APPEND)); });
    const of = (index: number): unknown => ({ block: { index, nodes: 0 }, upgrade: { start: 0, length: LEAVES } });
    const prove = await rateOf(PROOFS, async () => { for (let i = 0; i < PROOFS; i += 1) await core.core.tree.proof(of(indexAt(i))); });
    let seconds = 0;
    for (let i = 0; i < CLONES; i += 1) {
      const reader = new Hypercore(join(folder, `reader-${i}`), core.key);
      await reader.ready();
      const proof = await core.core.tree.proof(of(indexAt(i)));
      proof.block.value = await core.get(indexAt(i));
      seconds += (await wall(async () => { if (!(await reader.core.verify(proof))) throw new Error('refused'); })).seconds;
      await reader.close();
    }
    await core.close();
    return { part: 'tree', engine: 'hypercore', version, leaves: LEAVES, append, prove, verify: rounded(CLONES / seconds),
      promises: 'on disk without fsync, in batches of 1,000; BLAKE2b, own format, no witnesses; verification writes' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Our tree in memory and every peer that is installed in the folder, on the same leaves. */
export const benchTrees = async (folder: string | undefined): Promise<readonly ResultRow[]> => {
  const rows = [await own()];
  for (const [name, run] of [['merkletreejs', merkletreejs], ['hypercore', hypercore]] as const) {
    const loaded = await load(folder, name);
    rows.push(loaded === undefined ? { part: 'tree', engine: name, missing: 'not installed in the folder of peers' } : await run(loaded));
  }
  return rows;
};
