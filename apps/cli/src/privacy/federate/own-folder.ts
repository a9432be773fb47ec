import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signer } from '@fengcun/crypto';
import { writeWhole } from '../../atomic-write.ts';
import { UnusableInput } from '../../exit.ts';
import { makeOrganKey, readOrganKey } from '../organ-key.ts';

/**
 * What an organ keeps to itself: which steps it has sent, so that no mask is ever used for a second
 * vector.
 */
export type OwnNotes = Readonly<{ sent: Readonly<Record<string, string>> }>;

/** An organ's own folder: signing key, mask key of this session, notes. */
export type OwnFolder = Readonly<{ signer: Signer; maskKey: KeyObject; maskPublic: string; notes: OwnNotes }>;

const exists = (path: string): Promise<boolean> => readFile(path).then(() => true, () => false);

/** Makes what is missing in an own folder: a signing key, and a mask key for this session alone. */
export const prepareOwn = async (own: string): Promise<void> => {
  await mkdir(own, { recursive: true, mode: 0o700 });
  const signing = join(own, 'signing.key');
  if (!(await exists(signing))) await makeOrganKey(signing, 'ed25519');
};

/** The signer of an own folder. @throws UnusableInput where there is none */
export const ownSigner = (own: string): Promise<Signer> => readOrganKey(join(own, 'signing.key'));

/** A fresh mask key for a session; refused where the folder holds one of it already. */
export const makeMaskKey = async (own: string, session: string): Promise<string> => {
  const path = join(own, `mask-${session}.key`);
  if (await exists(path)) throw new UnusableInput(
    `${path} exists: this organ has joined the session already`);
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  await writeWhole(path, privateKey.export({ format: 'der', type: 'pkcs8' }));
  await chmod(path, 0o600);
  return publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
};

/** Another organ's mask key. @throws UnusableInput for anything that is none */
export const maskKeyOf = (text: string, organ: string): KeyObject => {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType === 'x25519') return key;
  } catch {
    // Falls through to the sentence below.
  }
  throw new UnusableInput(`${organ}: its mask key is no X25519 key`);
};

/** Everything of an own folder for this session. @throws UnusableInput where this organ has not joined */
export const openOwn = async (own: string, session: string): Promise<OwnFolder> => {
  const der = await readFile(join(own, `mask-${session}.key`)).catch(() => undefined);
  if (der === undefined) throw new UnusableInput(`${own}: no mask key of session ${session}; join it first`);
  const maskKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const maskPublic = createPublicKey(maskKey).export({ format: 'der', type: 'spki' }).toString('base64url');
  const notes = await readFile(join(own, `sent-${session}.json`), 'utf8').catch(() => '{"sent":{}}');
  return { signer: await ownSigner(own), maskKey, maskPublic, notes: JSON.parse(notes) as OwnNotes };
};

/** Writes down that a step was masked for this head of the coordinator, before anything leaves. */
export const noteSent = async (
  own: string, session: string, notes: Readonly<{ before: OwnNotes; step: string; head: string }>,
): Promise<void> => {
  const sent = { ...notes.before.sent, [notes.step]: notes.head };
  await writeWhole(join(own, `sent-${session}.json`), `${JSON.stringify({ sent })}\n`);
};
