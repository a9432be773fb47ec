import { createPublicKey, type KeyObject } from 'node:crypto';
import { assert, sha256Hex } from '@fengcun/kernel';
import { pairWords } from '../joint-counts/pair-masks.ts';
import { MEMBERS_MIN, type RoundTerms } from '../joint-counts/round-terms.ts';

/**
 * Masks of one organ against the others of its group, which cancel in the sum of all. `place` names session,
 * round and terms, and is never used for two vectors: masks used twice would open their difference.
 */
export type Masks = Readonly<{
  masked: (place: string, words: Uint32Array) => Uint32Array;
}>;

/** Another organ of the group: its name, and the public half of its X25519 key of this session. */
export type MaskPeer = Readonly<{ organ: string; publicKey: KeyObject }>;

/** An organ's own name and the private half of its key of this session. */
export type MaskOwner = Readonly<{ organ: string; privateKey: KeyObject }>;

/** Bytes before a raw X25519 key. @see RFC 8410 §4 */
const SPKI_HEAD_BYTES = 12;

const rawKey = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD_BYTES).toString('hex');

const HEX_OF_ROUND = 32;

/** A round of the engine of joint counts: the place and the group, both in every mask. */
const roundOf = (place: string, members: RoundTerms['members'], cells: number): RoundTerms => ({
  v: 1, roundId: sha256Hex(place).slice(0, HEX_OF_ROUND), jobId: 'federation', engine: 'masks',
  product: 'federation', period: 'round', cells, coordinator: 'coordinator/0', members,
  leastContributors: MEMBERS_MIN, shareVariance: 0, colluders: 0,
});

/**
 * Pairwise masks, by the engine of joint counts: of two organs the one whose name comes first adds the shared
 * words, the other one takes them off, modulo 2^32. Whoever sees all vectors learns their sum only; the
 * others but two learn nothing about either of those two. LIMIT: every organ must answer; without one of
 * them the
 * masks do not cancel and the round is given up.
 * @see Bonawitz et al. 2017, §4.0
 */
export const pairwiseMasks = (own: MaskOwner, peers: readonly MaskPeer[]): Masks => {
  assert(peers.every(({ organ }) => organ !== own.organ), 'an organ shares no mask with itself');
  const others = peers.map(({ organ, publicKey }) => ({ organ, agreementKey: rawKey(publicKey) }));
  const self = { organ: own.organ, agreementKey: rawKey(createPublicKey(own.privateKey)) };
  const members = [self, ...others].sort((one, other) => (one.organ < other.organ ? -1 : 1));
  return {
    masked: (place, words) => {
      const result = words.slice();
      const terms = roundOf(place, members, words.length);
      for (const { organ, agreementKey } of others) {
        const isFirst = own.organ < organ;
        const pair = isFirst ? [own.organ, organ] as const : [organ, own.organ] as const;
        const shared = pairWords(terms, { own: own.privateKey, peer: agreementKey, pair });
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
