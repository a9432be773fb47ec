import { randomFillSync } from 'node:crypto';
import {
  blindIndex, newSecret, openBytes, openedStream, sealBytes, sealedStream, SUITES, type Suite, unwrapKey, wrapKey,
} from '@fengcun/crypto';
import { aeadSeal } from '../src/cipher/aead.ts';
import { deriveKey } from '../src/derive.ts';

/** Operations for each CPU-second of this process, the best of three runs of about 0.3 s. */
const rate = (operation: () => void): number => {
  const measure = (count: number): number => {
    const before = process.cpuUsage();
    for (let i = 0; i < count; i += 1) operation();
    const used = process.cpuUsage(before);
    return (used.user + used.system) / 1e6;
  };
  const count = Math.max(50, Math.round((0.3 * 500) / Math.max(measure(500), 1e-4)));
  return Math.round(count / Math.min(measure(count), measure(count), measure(count)));
};

const pool = Buffer.alloc(1 << 16);
let at = pool.length;
/** Randomness in blocks: one system call for thousands of nonces. Bytes are handed out once. */
const random = (length: number): Uint8Array => {
  if (at + length > pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  at += length;
  return Uint8Array.from(pool.subarray(at - length, at));
};

const context = { deployment: 'bench.example', table: 'sealed.record', recordId: '0190-1', version: 1, purposeClass: 'record' };

const suiteRates = (suite: Suite): Readonly<Record<string, number>> => {
  const key = newSecret(random);
  const options = { suite, key, kekId: Buffer.alloc(16, 1), context, random };
  const plaintext = Buffer.alloc(1024, 0x61);
  const sealed = sealBytes(options, plaintext);
  const wrapped = wrapKey(options, key);
  const raw = { hash: suite.hash, key, salt: Buffer.alloc(0), info: Buffer.alloc(1), length: suite.aeadKeyBytes };
  const floor = { suite, key: deriveKey(raw), nonce: Buffer.alloc(12), aad: Buffer.alloc(100) };
  return {
    floorAead1KiB: rate(() => void aeadSeal(floor, plaintext)),
    seal1KiB: rate(() => void sealBytes(options, plaintext)),
    open1KiB: rate(() => void openBytes(options, sealed)),
    freshKeySealAndWrap1KiB: rate(() => {
      const fresh = newSecret(random);
      sealBytes({ ...options, key: fresh }, plaintext);
      wrapKey(options, fresh);
    }),
    rewrap: rate(() => {
      const unwrapped = unwrapKey(options, wrapped);
      if (unwrapped.ok) wrapKey(options, unwrapped.value);
    }),
    blindIndex: rate(() => void blindIndex({ suite, deployment: 'd', column: 'c', pepperVersion: 1 }, key, '11010519491231002X')),
  };
};

async function* zeros(chunks: number): AsyncGenerator<Uint8Array> {
  const chunk = Buffer.alloc(1 << 16);
  for (let i = 0; i < chunks; i += 1) yield chunk;
}

/** MiB of plaintext for each CPU-second through sealing and opening a stream. */
const streamRate = async (suite: Suite): Promise<number> => {
  const options = { suite, key: newSecret(random), kekId: Buffer.alloc(16, 1), context, random };
  const before = process.cpuUsage();
  for await (const piece of openedStream(options, sealedStream(options, zeros(1024)))) if (!piece.ok) throw new Error('rejected');
  const used = process.cpuUsage(before);
  return Math.round(64 / ((used.user + used.system) / 1e6));
};

const report: Record<string, unknown> = {};
for (const suite of SUITES) report[suite.name] = { ...suiteRates(suite), streamSealAndOpenMiB: await streamRate(suite) };
process.stdout.write(`${JSON.stringify({ unit: 'operations per CPU-second', node: process.version, ...report }, null, 2)}\n`);
