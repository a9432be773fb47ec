import { randomBytes } from 'node:crypto';
import { present } from '@fengcun/kernel';
import {
  agreementKey, bfvEngine, bytesToWords, maskCounts, type RoundTerms, sumMasked, wordsToBytes,
} from '../src/index.ts';

/** Processor milliseconds of the parts of a joint count, and whether the sum is the plain one. */
export type JointCountBench = Readonly<{
  organs: number; cells: number; cpuMs: Readonly<Record<string, number>>; uploadBytes: number; isExact: boolean;
}>;

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const someCounts = (organs: number, cells: number): readonly Int32Array[] =>
  Array.from({ length: organs }, () =>
    Int32Array.from({ length: cells }, () => randomBytes(2).readUInt16LE()));

const plainSum = (counts: readonly Int32Array[], cells: number): Int32Array => {
  const sum = new Int32Array(cells);
  for (const one of counts) one.forEach((count, cell) => { sum[cell] = (sum[cell] ?? 0) + count; });
  return sum;
};

const isSame = (one: Int32Array, other: Int32Array): boolean =>
  one.length === other.length && one.every((count, at) => count === other[at]);

/** A whole round by masks: keys, masks of every organ, the sum. */
export const benchMasks = (organs = 31, cells = 4096): JointCountBench => {
  const counts = someCounts(organs, cells);
  const began = cpuMs();
  const keys = counts.map(() => agreementKey(random));
  const terms: RoundTerms = {
    v: 1, roundId: '0'.repeat(32), jobId: 'bench', engine: 'masks', product: 'bench', period: '2026Q3', cells,
    coordinator: 'procuratorate/P1', leastContributors: 3, shareVariance: 0, colluders: 0,
    members: keys.map(({ publicKey }, at) => ({ organ: `court/A${at}`, agreementKey: publicKey })),
  };
  const uploads = counts.map((one, at) => wordsToBytes(
    maskCounts(one, terms, { organ: `court/A${at}`, key: present(keys[at], 'key') })));
  const masked = cpuMs();
  const sum = sumMasked(uploads.map((bytes) => present(bytesToWords(bytes, cells), 'vector')), cells);
  const ended = cpuMs();
  return {
    organs, cells, cpuMs: { organs: masked - began, coordinator: ended - masked, whole: ended - began },
    uploadBytes: present(uploads[0], 'upload').length, isExact: isSame(sum, plainSum(counts, cells)),
  };
};

/** A whole round by ciphertexts: library, keys, encryption of every organ, addition, decryption. */
export const benchBfv = async (organs = 31, cells = 4096): Promise<JointCountBench> => {
  const counts = someCounts(organs, cells);
  const began = cpuMs();
  const engine = await bfvEngine();
  const keys = engine.newKeys();
  const loaded = cpuMs();
  const uploads = counts.map((one) => engine.encrypt(keys.publicKey, one)).map((one) =>
    present(one.ok ? one.value : undefined, 'ciphertext'));
  const encrypted = cpuMs();
  const sum = engine.add(keys.publicKey, uploads);
  const added = cpuMs();
  const opened = sum.ok ? engine.decrypt(keys.secretKey, sum.value, cells) : sum;
  const ended = cpuMs();
  return {
    organs, cells, uploadBytes: present(uploads[0], 'upload').length,
    cpuMs: {
      library: loaded - began, organs: encrypted - loaded, coordinator: added - encrypted,
      decryptor: ended - added, whole: ended - began,
    },
    isExact: opened.ok && isSame(opened.value.counts, plainSum(counts, cells)),
  };
};
