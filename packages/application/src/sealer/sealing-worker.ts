import { randomBytes } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { takeSecret, SECRET_BYTES } from '@fengcun/crypto';
import { present } from '@fengcun/kernel';
import type { Ciphertext } from '@fengcun/store';
import { type EpochKey, type EraseKey, sealRecord } from '@fengcun/vault';
import { pooledRandom } from '../deployment/pooled-random.ts';
import { toColumns, WRAPPED_COLUMN_BYTES } from '../deployment/stored-ciphertext.ts';
import { placeOf, suiteNamed } from '../intake/seal-place.ts';
import { type FromSealer, READY, type ToSealer } from './sealer-messages.ts';

const port = present(parentPort ?? undefined, 'the port of a thread');
const random = pooledRandom((length) => randomBytes(length));

const eraseKeysOf = ({ serials, eraseKeys, kek }: ToSealer): readonly EraseKey[] =>
  serials.map((serial, at) => {
    // `takeSecret` overwrites the bytes it took.
    const key = takeSecret(eraseKeys.subarray(at * SECRET_BYTES, (at + 1) * SECRET_BYTES));
    return { tree: 'open', serial, key, heldFrom: kek.heldFrom, heldUntil: kek.heldUntil };
  });

const packed = (rows: readonly Ciphertext[]): FromSealer => {
  const contents = new Uint8Array(rows.reduce((sum, { content }) => sum + content.length, 0));
  const wrapped = new Uint8Array(rows.length * WRAPPED_COLUMN_BYTES);
  let at = 0;
  rows.forEach(({ content, wrappedKey }, i) => {
    contents.set(content, at);
    wrapped.set(wrappedKey, i * WRAPPED_COLUMN_BYTES);
    at += content.length;
  });
  return { contents, wrapped, lengths: rows.map(({ content }) => content.length) };
};

const seal = (job: ToSealer): FromSealer => {
  const { deployment, now, kek: { suite, ...shared }, texts, ids, versions, keyOf } = job;
  const eraseKeys = eraseKeysOf(job);
  const kek: EpochKey = { ...shared, tree: 'open', suite: suiteNamed(suite) };
  const rows: Ciphertext[] = [];
  for (const [at, text] of texts.entries()) {
    const eraseKey = present(eraseKeys[keyOf[at] ?? -1], 'an erasure key for each content');
    const place = placeOf('event', ids[at] ?? '', versions[at] ?? 0);
    const sealed = sealRecord({ deployment, kek, eraseKey, now, random }, place, Buffer.from(text));
    if (!sealed.ok) return { refusal: sealed.error.code };
    rows.push(toColumns(sealed.value));
  }
  return packed(rows);
};

port.on('message', (job: ToSealer) => {
  const answer = seal(job);
  if ('refusal' in answer) port.postMessage(answer);
  else port.postMessage(answer, [answer.contents.buffer, answer.wrapped.buffer]);
});

port.postMessage(READY);
