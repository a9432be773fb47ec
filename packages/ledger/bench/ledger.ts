import { hash as hashOnce } from 'node:crypto';
import {
  checkLog, EMPTY_LOG, type LevelStore, levelStore, planBatch, proveConsistency, proveInclusion, SHA256_TREE, SM3_TREE,
  type StoredEntry, type TreeHash, treeRoot, verifyConsistency, verifyInclusion,
} from '@fengcun/ledger';

const sizeArgument = process.argv.find((argument) => argument.startsWith('--leaves='));
const LEAVES = Number(sizeArgument?.slice('--leaves='.length) ?? 1_000_000);
const PROOFS = 20_000;

const cpuSeconds = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
};
const rate = (count: number, work: () => void): number => Math.round(count / cpuSeconds(work));

/** The raw floor: the two hash calls a leaf cannot do without, over a reused buffer, nothing stored. */
const floor = (hash: TreeHash): number => {
  const input = Buffer.alloc(65);
  return rate(LEAVES, () => {
    for (let i = 0; i < LEAVES * 2; i += 1) {
      input.writeUInt32LE(i, 1);
      hashOnce(hash.name, input, 'latin1');
    }
  });
};

const build = (hash: TreeHash, into: LevelStore): number => {
  const entry = Buffer.alloc(64);
  return rate(LEAVES, () => {
    for (let i = 0; i < LEAVES; i += 1) {
      entry.writeUInt32LE(i);
      into.append(entry);
    }
  });
};

/** Wall milliseconds at a percentile. */
const percentile = (times: Float64Array, share: number): number =>
  Number((times.toSorted()[Math.floor(times.length * share)] ?? 0).toFixed(4));

const proofs = (hash: TreeHash, store: LevelStore): Readonly<Record<string, number>> => {
  const root = treeRoot(hash, store.read, LEAVES);
  const [made, checked, grown] = [new Float64Array(PROOFS), new Float64Array(PROOFS), new Float64Array(PROOFS / 10)];
  let longest = 0;
  for (let i = 0; i < PROOFS; i += 1) {
    const index = (i * 7919) % LEAVES;
    const t0 = performance.now();
    const proof = proveInclusion(hash, store.read, { index, size: LEAVES });
    const t1 = performance.now();
    const holds = verifyInclusion(hash, { index, size: LEAVES, leafHash: store.read({ level: 0, index }), root, proof });
    checked[i] = performance.now() - t1;
    made[i] = t1 - t0;
    longest = Math.max(longest, proof.length);
    if (!holds) throw new Error('a true proof was refused');
  }
  for (let i = 0; i < grown.length; i += 1) {
    const oldSize = 1 + ((i * 7919) % LEAVES);
    const t0 = performance.now();
    const proof = proveConsistency(hash, store.read, { oldSize, newSize: LEAVES });
    grown[i] = performance.now() - t0;
    const oldRoot = treeRoot(hash, store.read, oldSize);
    if (!verifyConsistency(hash, { oldSize, newSize: LEAVES, oldRoot, newRoot: root, proof })) throw new Error('refused');
  }
  return {
    proveMedianMs: percentile(made, 0.5), proveP99Ms: percentile(made, 0.99), proofHashesMax: longest,
    verifyMedianMs: percentile(checked, 0.5), verifyP99Ms: percentile(checked, 0.99), consistencyP99Ms: percentile(grown, 0.99),
  };
};

const planRate = (hash: TreeHash, batch: number): number => {
  const rounds = Math.ceil(200_000 / batch);
  const entries = Array.from({ length: batch }, (_, i) => Buffer.alloc(512, i));
  let state = EMPTY_LOG;
  return rate(rounds * batch, () => {
    for (let i = 0; i < rounds; i += 1) {
      const plan = planBatch(hash, state, entries);
      if (!plan.ok) throw new Error('refused');
      state = plan.value.next;
    }
  });
};

const fsck = async (hash: TreeHash): Promise<Readonly<Record<string, number>>> => {
  const entry = Buffer.alloc(512, 1);
  const entries = async function* (): AsyncGenerator<StoredEntry> {
    for (let i = 0; i < 1_000_000; i += 1) yield { entry };
  };
  const before = process.cpuUsage();
  const report = await checkLog({ hash, head: { size: 0, root: hash.empty }, entries: entries() });
  const used = process.cpuUsage(before);
  return { entries: report.size, cpuSeconds: Number(((used.user + used.system) / 1e6).toFixed(2)) };
};

const report: Record<string, unknown> = { leaves: LEAVES, node: process.version, unit: 'per CPU-second' };
for (const hash of [SHA256_TREE, SM3_TREE]) {
  const store = levelStore(hash);
  const rawFloor = floor(hash);
  const appended = build(hash, store);
  report[hash.name] = {
    floorLeaves: rawFloor, appendLeaves: appended, ratioToFloor: Number((appended / rawFloor).toFixed(2)), ...proofs(hash, store),
    planBatchOf100: planRate(hash, 100), planBatchOf256: planRate(hash, 256), planBatchOf1000: planRate(hash, 1000),
    fsckOneMillion: await fsck(hash), rssMiB: Math.round(process.memoryUsage().rss / 2 ** 20),
  };
}
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
