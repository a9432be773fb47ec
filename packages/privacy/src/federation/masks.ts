import { createCipheriv, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import { assert } from '@fengcun/kernel';

/**
 * Masks of one organ against the others of its group, which cancel in the sum of all. `place` names
 * session, round and roster, and is never used for two vectors: masks used twice would open their
 * difference.
 */
export type Masks = Readonly<{
  masked: (place: string, words: Uint32Array) => Uint32Array;
}>;

/** Another organ of the group: its name, and the public half of its X25519 key of this session. */
export type MaskPeer = Readonly<{ organ: string; publicKey: KeyObject }>;

/** An organ's own name and the private half of its key of this session. */
export type MaskOwner = Readonly<{ organ: string; privateKey: KeyObject }>;

const KEY_BYTES = 32;
const COUNTER = new Uint8Array(16);

/** The words two organs share for a place: AES-256-CTR under HKDF-SHA-256 of their X25519 secret. */
const sharedWords = (secret: Uint8Array, place: string, length: number): Uint32Array => {
  const key = new Uint8Array(hkdfSync('sha256', secret, 'fengcun/federation/masks/1', place, KEY_BYTES));
  // Every place has a key of its own, so the counter may start at zero.
  const stream = createCipheriv('aes-256-ctr', key, COUNTER).update(new Uint8Array(length * 4));
  return Uint32Array.from({ length }, (_, at) => stream.readUInt32LE(at * 4));
};

/**
 * Pairwise masks: of two organs the one whose name comes first adds the shared words, the other one takes
 * them off, modulo 2^32. Whoever sees all vectors learns their sum only; the others but two learn nothing
 * about either of those two. LIMIT: every organ must answer; without one of them the masks do not cancel
 * and the round is given up.
 * @see Bonawitz et al. 2017, §4.0
 */
export const pairwiseMasks = (own: MaskOwner, peers: readonly MaskPeer[]): Masks => {
  assert(peers.every(({ organ }) => organ !== own.organ), 'an organ shares no mask with itself');
  const secrets = peers.map(({ organ, publicKey }) =>
    ({ organ, secret: diffieHellman({ privateKey: own.privateKey, publicKey }) }));
  return {
    masked: (place, words) => {
      const result = words.slice();
      for (const { organ, secret } of secrets) {
        const [first, second] = [own.organ, organ].sort();
        const shared = sharedWords(secret, `${place}|${first}|${second}`, words.length);
        const isFirst = own.organ === first;
        for (let at = 0; at < result.length; at += 1) {
          const mask = shared[at] ?? 0;
          result[at] = (result[at] ?? 0) + (isFirst ? mask : -mask);
        }
      }
      return result;
    },
  };
};

/** No masks: for measuring, and for showing what an unmasked update gives away. Never in a session. */
export const NO_MASKS: Masks = { masked: (_place, words) => words.slice() };
