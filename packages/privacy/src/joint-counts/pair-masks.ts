import {
  createCipheriv, createPrivateKey, createPublicKey, diffieHellman, type KeyObject,
} from 'node:crypto';
import { deriveBytes, frame, type RandomBytes, takeRandom, takeSecret } from '@fengcun/crypto';
import { assert, present } from '@fengcun/kernel';
import { rosterHash, type RoundTerms } from './round-terms.ts';

/** A fresh X25519 key of one organ for one round. */
export type AgreementKey = Readonly<{ privateKey: KeyObject; publicKey: string }>;

/** DER around a raw X25519 key. @see RFC 8410 §7, §4 */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b656e032100', 'hex');
const SALT = new TextEncoder().encode('fengcun/sum/1');
const ZERO_BLOCK = new Uint8Array(16);
const KEY_BYTES = 32;

/** The key of 32 bytes that were drawn for this round and for nothing else. */
export const agreementKey = (random: RandomBytes): AgreementKey => {
  const raw = takeRandom(random, KEY_BYTES);
  const der = Buffer.concat([PRIVATE_HEAD, raw]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  raw.fill(0);
  der.fill(0);
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicKey: spki.subarray(PUBLIC_HEAD.length).toString('hex') };
};

const publicKeyOf = (hex: string): KeyObject => createPublicKey({
  key: Buffer.concat([PUBLIC_HEAD, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki',
});

/**
 * One organ's side of a pair: its own key, the other's public key, both organs in the order of the roster.
 */
type PairSide = Readonly<{ own: KeyObject; peer: string; pair: readonly [string, string] }>;

/** Words of the mask two organs share; both compute the same ones, nobody else can. */
export const pairWords = (terms: RoundTerms, { own, peer, pair }: PairSide): Uint32Array => {
  const shared = takeSecret(new Uint8Array(diffieHellman({ privateKey: own, publicKey: publicKeyOf(peer) })));
  const info = frame('fengcun/sum/mask/1', [terms.roundId, rosterHash(terms), ...pair]);
  const key = deriveBytes({ hash: 'sha256', key: shared, salt: SALT, info, length: KEY_BYTES });
  const stream = createCipheriv('aes-256-ctr', key, ZERO_BLOCK).update(new Uint8Array(4 * terms.cells));
  key.fill(0);
  // Little-endian words, read by their bytes so that every machine reads the same ones.
  return Uint32Array.from({ length: terms.cells }, (_, at) => stream.readUInt32LE(4 * at));
};

/**
 * The counts of one organ under its masks: plus the mask with every later organ of the roster, minus the mask
 * with every earlier one, modulo 2^32. In the sum over the whole roster every mask meets its opposite; with
 * one
 * organ missing, what is left is uniform.
 * @see Bonawitz et al. 2017, without recovery: a round with a missing organ is broken off
 */
export const maskCounts = (
  counts: Int32Array, terms: RoundTerms, own: Readonly<{ organ: string; key: AgreementKey }>,
): Uint32Array => {
  assert(counts.length === terms.cells, 'a count for each cell');
  const at = terms.members.findIndex(({ organ }) => organ === own.organ);
  const self = present(terms.members[at], 'member of the roster');
  assert(self.agreementKey === own.key.publicKey, 'the key the roster names');
  const masked = Uint32Array.from(counts);
  terms.members.forEach((member, other) => {
    if (other === at) return;
    const pair: PairSide['pair'] = other > at ? [self.organ, member.organ] : [member.organ, self.organ];
    const words = pairWords(terms, { own: own.key.privateKey, peer: member.agreementKey, pair });
    for (let cell = 0; cell < masked.length; cell += 1) {
      const word = words[cell] ?? 0;
      masked[cell] = (masked[cell] ?? 0) + (other > at ? word : -word);
    }
  });
  return masked;
};

/** Sum modulo 2^32 of all masked vectors, read as signed. */
export const sumMasked = (vectors: readonly Uint32Array[], cells: number): Int32Array => {
  const sum = new Int32Array(cells);
  for (const vector of vectors) {
    for (let cell = 0; cell < cells; cell += 1) sum[cell] = (sum[cell] ?? 0) + (vector[cell] ?? 0);
  }
  return sum;
};

/** A vector as it travels: little-endian words. */
export const wordsToBytes = (words: Uint32Array): Uint8Array => {
  const bytes = Buffer.alloc(4 * words.length);
  words.forEach((word, at) => bytes.writeUInt32LE(word, 4 * at));
  return bytes;
};

/** A vector that arrived; undefined for another length. */
export const bytesToWords = (bytes: Uint8Array, cells: number): Uint32Array | undefined => {
  if (bytes.length !== 4 * cells) return undefined;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return Uint32Array.from({ length: cells }, (_, at) => view.readUInt32LE(4 * at));
};
