import { hkdfSync } from 'node:crypto';
import type { RandomBytes } from '@fengcun/crypto';
import {
  type DevelopmentIdentity, type DocumentSigner, newDevelopmentIdentity, softwareSigner,
} from '@fengcun/documents';
import { Fault, present } from '@fengcun/kernel';
import type { KeyStore } from '@fengcun/vault';

const STATE = 'paper-signing';
/** Shown by every reader as the signer: no organ's seal. */
const NAME = '封存平台开发签章';
const SEED_BYTES = 32;
const YEAR_BYTES = 2;

const newState = (random: RandomBytes, now: number): Uint8Array => {
  const state = new Uint8Array(SEED_BYTES + YEAR_BYTES);
  state.set(random(SEED_BYTES));
  new DataView(state.buffer).setUint16(SEED_BYTES, new Date(now).getUTCFullYear());
  return state;
};

type Where = Readonly<{
  keyStore: Pick<KeyStore, 'readState' | 'replaceState'>; random: RandomBytes; clock: () => number;
}>;

const stateOf = async ({ keyStore, random, clock }: Where): Promise<Uint8Array> => {
  const stored = await keyStore.readState(STATE);
  if (stored !== undefined) return Uint8Array.from(stored.bytes);
  await keyStore.replaceState(STATE, 0, newState(random, clock()));
  // Whoever was first, everybody signs with what is kept.
  const kept = await keyStore.readState(STATE);
  if (kept !== undefined) return Uint8Array.from(kept.bytes);
  throw new Fault('PAPER_KEY_MISSING', 'the signing key of papers cannot be made or read');
};

/**
 * The development identity that the platform signs papers with: of a seed in the key store, made on the first
 * use, and always the same after it. LIMIT: valid from the first of January of that year for three years; an
 * organ's seal stands behind the `DocumentSigner` port instead. Fault: PAPER_KEY_MISSING.
 */
export const paperIdentity = async (where: Where): Promise<DevelopmentIdentity> => {
  const state = await stateOf(where);
  const year = new DataView(state.buffer).getUint16(SEED_BYTES);
  const seed = state.subarray(0, SEED_BYTES);
  let drawn = 0;
  const random = (length: number): Uint8Array => {
    drawn += 1;
    return new Uint8Array(hkdfSync('sha256', seed, new Uint8Array(0), `${STATE}/${drawn}`, length));
  };
  const identity = newDevelopmentIdentity(NAME, { random, now: Date.UTC(year, 0, 1) });
  state.fill(0);
  return identity;
};

/** The signer of that identity. */
export const paperSigner = async (where: Where): Promise<DocumentSigner> => {
  const { name, privateKeyPem, certificate, root } = await paperIdentity(where);
  const signer = softwareSigner({ name, privateKeyPem, certificates: [certificate, root] });
  return present(signer.ok ? signer.value : undefined, 'a signer of a key made here');
};
