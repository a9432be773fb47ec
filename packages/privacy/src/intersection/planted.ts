import { createCipheriv, type KeyObject } from 'node:crypto';
import type { RandomBytes } from '@fengcun/crypto';
import { assert, present } from '@fengcun/kernel';
import { type GroupSuite, SCALAR_SEED_BYTES } from './group-suite.ts';

/** Draws an integer of the exact discrete Gaussian law of this variance from the given bytes. */
export type NoiseSource = (random: RandomBytes, variance: number) => bigint;

/** How many pairs are planted: `matching` of `room` match; the count is read as found − `offset`. */
export type Planting = Readonly<{ room: number; offset: number; matching: number }>;

/**
 * LIMIT: standard deviations between the offset and its ends; the law is cut there with chance below e^-50.
 */
const DEVIATIONS = 10;

/** Places that are planted on both sides for this variance, and where the count begins. */
export const plantingRoom = (variance: number): Pick<Planting, 'room' | 'offset'> => {
  assert(Number.isSafeInteger(variance) && variance > 0, 'a whole, positive variance');
  const offset = Math.ceil(DEVIATIONS * Math.sqrt(variance));
  return { room: 2 * offset, offset };
};

/** Bytes that are the same for the same key; for draws a stopped run must not draw again. */
export const keyedBytes = (key: KeyObject): RandomBytes => {
  const stream = createCipheriv('aes-256-ctr', key, new Uint8Array(16));
  return (length) => Uint8Array.from(stream.update(new Uint8Array(length)));
};

/** The number of matching pairs: offset plus noise, within the room. */
export const drawPlanting = (noise: NoiseSource, random: RandomBytes, variance: number): Planting => {
  const { room, offset } = plantingRoom(variance);
  const matching = Math.min(room, Math.max(0, offset + Number(noise(random, variance))));
  return { room, offset, matching };
};

/** Who plants: the registry's scalar, the holder's public key, bytes for fresh points. */
export type Planter = Readonly<{
  suite: GroupSuite; scalar: Uint8Array; holderKey: Uint8Array; random: RandomBytes;
}>;

/**
 * Points for both lists. For a fresh r the registry sends b·r·G among its own points, which the holder masks
 * to a·b·r·G, and puts b·r·A (A = a·G) among the twice-masked ones, which is the same: a match the holder
 * cannot tell from a real one. The rest of the room is points that match nothing.
 */
export const plantPoints = (
  { suite, scalar, holderKey, random }: Planter, { room, matching }: Planting,
): Readonly<{ own: readonly Uint8Array[]; remasked: readonly Uint8Array[] }> => {
  const mask = (point: Uint8Array | undefined): Uint8Array =>
    present(suite.multiply(scalar, present(point, 'point')), 'point');
  const fresh = (): Uint8Array => suite.scalar(random(SCALAR_SEED_BYTES));
  const own: Uint8Array[] = [];
  const remasked: Uint8Array[] = [];
  for (let at = 0; at < room; at += 1) {
    const r = fresh();
    own.push(mask(suite.publicKey(r)));
    remasked.push(mask(suite.multiply(at < matching ? r : fresh(), holderKey)));
  }
  return { own, remasked };
};
