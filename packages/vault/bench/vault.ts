import { createCipheriv, createSecretKey, randomBytes, randomFillSync } from 'node:crypto';
import { cpus, totalmem } from 'node:os';
import { type Suite, SUITES } from '@fengcun/crypto';
import { ok, present, type Result } from '@fengcun/kernel';
import {
  commitIntent, createEpoch, createEraseTree, type CommittedIntent, emptyRows, eraseForGood, type KeyRecord, type KeyRecordStore,
  keyRing, LEASE_MS, memoryEpochStore, memoryKeyStore, memoryRotationStore, newKeyId, openRecord, type RecordPlace, rotate,
  type RotationDependencies, type SealedRecord, type SealKeys, sealRecord,
} from '@fengcun/vault';

/** What the bench prints; the same shape as the other benches. */
export type VaultBench = Readonly<{
  bench: 'vault';
  machine: Readonly<Record<string, string | number>>;
  results: readonly Readonly<Record<string, unknown>>[];
  targets: readonly Readonly<{ id: string; target: number; measured: number; unit: string; met: boolean }>[];
}>;

/** How many keys the rotation wraps anew; the time for a million is this one's, multiplied. */
export type VaultBenchOptions = Readonly<{ rotationKeys?: number }>;

const DEPLOYMENT = 'bench.example';
const BATCH = 1000;
const MILLION = 1_000_000;
const TREE = 'sealed';

const valueOf = <T>(result: Result<T, Readonly<{ code: string }>>): T => {
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value;
};

const pool = Buffer.alloc(1 << 16);
let poolAt = pool.length;
/** Randomness in blocks: one system call for thousands of nonces. Bytes are handed out once. */
const random = (length: number): Uint8Array => {
  if (poolAt + length > pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  poolAt += length;
  return new Uint8Array(pool.subarray(poolAt - length, poolAt));
};

const cpuOf = async (work: () => void | Promise<void>): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
};

/** Operations for each CPU-second: the best of seven rounds of a batch after one round of warming up. */
const rate = async (round: () => (() => void) | Promise<() => void>): Promise<number> => {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 12; i += 1) {
    const work = await round();
    const seconds = await cpuOf(work);
    if (i > 1) best = Math.min(best, seconds);
  }
  return Math.round(BATCH / best);
};

const place = (index: number): RecordPlace =>
  ({ tree: TREE, table: 'record', recordId: `0190f2a4-0000-7000-8000-${index.toString(16).padStart(12, '0')}`, version: 1, purposeClass: 'criminalRecord' });

const intentFor = async (places: readonly RecordPlace[], now: number): Promise<CommittedIntent> => {
  const entry = { id: 'bench', act: 'record.read', phase: 'intent', decision: 'allow' } as const;
  return valueOf(await commitIntent({ commit: async () => ok({ entryId: 'bench' }) }, { entry, places, now }));
};

const firstAfter = (records: readonly KeyRecord[], name: string): number => {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records[middle]?.dataKeyId ?? '') <= name) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Key records in an array by name: what an index in a database does, without its cost. */
const arrayStore = (records: KeyRecord[]): KeyRecordStore => ({
  page: async ({ kekId, after, limit }) => {
    const from = after === undefined ? 0 : firstAfter(records, after);
    const page = records.slice(from, from + limit);
    const last = page.length < limit ? undefined : page.at(-1)?.dataKeyId;
    return { records: page.filter((record) => record.kekId === kekId), after: last };
  },
  rewrap: async (changes) => {
    for (const { from, to } of changes) {
      const at = firstAfter(records, from.dataKeyId) - 1;
      if (records[at]?.kekId === from.kekId) records[at] = to;
    }
    return changes.length;
  },
  count: async (_tree, kekId) => records.reduce((sum, record) => sum + (record.kekId === kekId ? 1 : 0), 0),
});

type Bench = Readonly<{ suite: Suite; keys: SealKeys; rotation: RotationDependencies; records: KeyRecord[]; clock: { now: number }; rootId: string }>;

const prepare = async (suite: Suite): Promise<Bench> => {
  const [keyStore, rows, clock, records] = [memoryKeyStore(random), emptyRows(), { now: 0 }, [] as KeyRecord[]];
  const [epochs, rootId] = [memoryEpochStore(rows), newKeyId(random)];
  await keyStore.create({ id: rootId, use: 'wrap', suite: suite.name });
  const plan = { deployment: DEPLOYMENT, id: newKeyId(random), tree: TREE, suite: suite.name, rootId, now: 0, random } as const;
  await epochs.succeed(await createEpoch(keyStore, plan), 0);
  await createEraseTree({ keyStore, deployment: DEPLOYMENT, random }, { tree: TREE, suite: suite.name });
  const ring = keyRing({ keyStore, epochs, deployment: DEPLOYMENT });
  const [kek, eraseKey] = [valueOf(await ring.currentKey(TREE, 0)), valueOf(await ring.eraseKey({ tree: TREE, serial: 0 }, 0))];
  const rotation: RotationDependencies = {
    deployment: DEPLOYMENT, keyStore, epochs, ring, random, batch: BATCH, clock: () => clock.now,
    keyRecords: arrayStore(records), rotations: memoryRotationStore(rows),
  };
  return { suite, keys: { deployment: DEPLOYMENT, kek, eraseKey, now: 0, random }, rotation, records, clock, rootId };
};

/** The raw floor: one AEAD call over 1 KiB with a key at hand, a nonce and 100 bytes of associated data. */
const rawFloor = (suite: Suite, plaintext: Uint8Array): Promise<number> => {
  const key = createSecretKey(randomBytes(suite.aeadKeyBytes));
  const [nonce, aad] = [Buffer.alloc(12), Buffer.alloc(100)];
  return rate(() => () => {
    for (let i = 0; i < BATCH; i += 1) {
      const cipher = createCipheriv(suite.aead as 'aes-256-gcm', key, nonce, { authTagLength: 16 });
      cipher.setAAD(aad);
      Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    }
  });
};

const sealAndOpen = async (bench: Bench): Promise<Readonly<Record<'floor' | 'seal' | 'open' | 'sealFirstOfPerson', number>>> => {
  const plaintext = Buffer.alloc(1024, 0x61);
  const places = Array.from({ length: BATCH }, (_, i) => place(i));
  const stored: SealedRecord[] = places.map((at) => valueOf(sealRecord(bench.keys, at, plaintext)));
  let person = 0;
  const owners = async (): Promise<readonly SealKeys[]> => Promise.all(places.map(async () => {
    person += 1;
    return { ...bench.keys, eraseKey: valueOf(await bench.rotation.ring.eraseKey({ tree: TREE, serial: person }, 0)) };
  }));
  const firsts = async (): Promise<number> => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i += 1) {
      best = Math.min(best, await cpuOf(async () => {
        const keys = await owners();
        places.forEach((at, j) => void valueOf(sealRecord(keys[j] ?? bench.keys, at, plaintext)));
      }));
    }
    return Math.round(BATCH / best);
  };
  return {
    floor: await rawFloor(bench.suite, plaintext),
    seal: await rate(() => () => {
      for (const at of places) valueOf(sealRecord(bench.keys, at, plaintext));
    }),
    open: await rate(async () => {
      const intent = await intentFor(places, 0);
      return () => places.forEach((at, i) => void valueOf(openRecord({ ...bench.keys, intent }, at, present(stored[i], 'record'))));
    }),
    sealFirstOfPerson: await firsts(),
  };
};

const rotation = async (bench: Bench, count: number): Promise<Readonly<{ cpuSeconds: number; keys: number }>> => {
  for (let i = 0; i < count; i += 1) {
    // Three records for each person, as people have.
    const eraseKey = valueOf(await bench.rotation.ring.eraseKey({ tree: TREE, serial: Math.floor(i / 3) }, 0));
    bench.records.push(valueOf(sealRecord({ ...bench.keys, eraseKey }, place(i), Buffer.alloc(0))).keyRecord);
  }
  bench.records.sort((a, b) => (a.dataKeyId < b.dataKeyId ? -1 : 1));
  const order = { tree: TREE, suite: bench.suite.name, rootId: bench.rootId } as const;
  let keys = 0;
  const cpuSeconds = await cpuOf(async () => {
    keys = valueOf(await rotate(bench.rotation, order)).rewrapped;
    bench.clock.now += LEASE_MS;
    if (valueOf(await rotate(bench.rotation, order)).outcome !== 'destroyed') throw new Error('the old epoch is still used');
  });
  if (keys !== count) throw new Error(`rotated ${keys} of ${count}`);
  return { cpuSeconds, keys };
};

/** Milliseconds of one erasure after a thousand scattered ones, and the size of the state then. */
const erasure = async (bench: Bench): Promise<Readonly<Record<string, number>>> => {
  const { keyStore } = bench.rotation;
  const from = { keyStore, random, deployment: DEPLOYMENT };
  const serials = Array.from({ length: 1000 }, (_, i) => i * 9973);
  valueOf(await eraseForGood(from, { tree: TREE, serials }));
  const cpuSeconds = await cpuOf(async () => {
    for (let i = 1; i <= 10; i += 1) valueOf(await eraseForGood(from, { tree: TREE, serials: [i] }));
  });
  const bytes = (await keyStore.readState(`erase-${TREE}`))?.bytes.length ?? 0;
  return { erasedBefore: 1000, cpuMillisecondsEach: Number((cpuSeconds * 100).toFixed(2)), stateKiB: Math.round(bytes / 1024) };
};

const TARGETS = { intl: 20_000, sm: 10_000 } as const;

/** Measures sealing, opening, rotation and erasure in both suites, beside the raw AEAD in the same run. */
export const benchVault = async (options: VaultBenchOptions = {}): Promise<VaultBench> => {
  const rotationKeys = options.rotationKeys ?? 100_000;
  const results: Readonly<Record<string, unknown>>[] = [];
  const targets: VaultBench['targets'][number][] = [];
  for (const suite of SUITES) {
    const bench = await prepare(suite);
    const { floor, seal, open, sealFirstOfPerson } = await sealAndOpen(bench);
    const rotated = await rotation(bench, rotationKeys);
    const perMillion = Number(((rotated.cpuSeconds * MILLION) / rotated.keys).toFixed(1));
    const ratio = (measured: number): number => Number((measured / floor).toFixed(3));
    const note = rotated.keys === MILLION ? 'all measured' : `measured on ${rotated.keys}, multiplied by ${MILLION / rotated.keys}`;
    results.push({
      suite: suite.name, unit: 'operations per CPU-second, 1 KiB', rawAead: floor, sealRecord: seal, openRecord: open,
      sealRecordFirstOfPerson: sealFirstOfPerson, sealToRawAead: ratio(seal), openToRawAead: ratio(open),
      rotationKeys: rotated.keys, rotationCpuSeconds: Number(rotated.cpuSeconds.toFixed(1)),
      rotationCpuSecondsPerMillion: perMillion, rotationNote: note, erasure: await erasure(bench),
    });
    const least = TARGETS[suite.name];
    const line = (id: string, measured: number): void => {
      targets.push({ id: `vault-${id}-${suite.name}`, target: least, measured, unit: 'per CPU-second, at least', met: measured >= least });
    };
    line('seal-1KiB', seal);
    line('open-1KiB', open);
    targets.push({
      id: `vault-rotation-1M-${suite.name}`, target: 180, measured: perMillion, unit: 'CPU-seconds, at most', met: perMillion <= 180,
    });
  }
  const machine = { node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) };
  return { bench: 'vault', machine, results, targets };
};

if (import.meta.main) {
  const asked = process.argv.find((argument) => argument.startsWith('--rotation-keys='));
  const options = asked === undefined ? {} : { rotationKeys: Number(asked.slice('--rotation-keys='.length)) };
  process.stdout.write(`${JSON.stringify(await benchVault(options), null, 2)}\n`);
}
