import { createPrivateKey, type KeyObject } from 'node:crypto';
import { nativeSigner } from '@fengcun/crypto';
import type { LineSigner } from '../signing/sign-line.ts';
import { noteKey, type NoteSignatureType } from '../verify/note-key.ts';

/** An Ed25519 private key from an invented seed, the same in every run. */
export const seededKey = (seed: number): KeyObject => {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({ key: Buffer.concat([prefix, Buffer.alloc(32, seed)]), format: 'der', type: 'pkcs8' });
};

/** A signer of an invented party: name, type of line, seed of its key. */
export const partySigner = (name: string, type: NoteSignatureType, seed: number): LineSigner => {
  const signer = nativeSigner('ed25519', seededKey(seed));
  const key = noteKey(name, type, signer.publicKey);
  if (!key.ok) throw new Error('an invented key must be one');
  return { key: key.value, signer };
};

/** The log of the tests, and its three witnesses. */
export const ORIGIN = 'audit.example/sealing/access/2027';
export const logSigner = partySigner(ORIGIN, 'ed25519', 1);
export const witnessSigners = [
  partySigner('archive.example', 'ed25519-cosignature', 2),
  partySigner('procuratorate.example', 'ed25519-cosignature', 3),
  partySigner('data-protection.example', 'ed25519-cosignature', 4),
] as const;
