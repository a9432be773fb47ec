import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signer } from '@fengcun/crypto';
import { writeWhole } from '../../atomic-write.ts';
import { UnusableInput } from '../../exit.ts';
import { type KeptPlace, readKept, usingSecret, writeKept } from '../kept-secret.ts';
import { makeOrganKey, openOrganKey, type OrganKey } from '../organ-key.ts';

/** What an organ keeps to itself: a folder of its own, and its key file, in there or elsewhere (`--key`). */
export type OwnPlace = Readonly<{ own: string; keyFile: string }>;

/** Which steps an organ has sent, so that no mask is ever used for a second vector. */
export type OwnNotes = Readonly<{ sent: Readonly<Record<string, string>> }>;

/** The mask key of one session, open; it is sealed at rest. */
export type OwnMaskKey = Readonly<{ maskKey: KeyObject; maskPublic: string }>;

const exists = (path: string): Promise<boolean> => readFile(path).then(() => true, () => false);

const SIGNING = 'signing.key';

/** The key file that is used where none is named. */
export const keyFileIn = (own: string): string => join(own, SIGNING);

const maskPath = (own: string, session: string): string => join(own, `mask-${session}.key`);
const maskPlaceOf = (session: string): KeptPlace => ({ kind: 'federation-mask', id: session });
const publicOf = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64url');

/** Bytes before a raw X25519 private key: a file that begins so is a key in plain. @see RFC 8410 §7 */
const PLAIN_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** Makes what is missing in an own folder: the folder, and a signing key where none is named elsewhere. */
export const prepareOwn = async ({ own, keyFile }: OwnPlace): Promise<void> => {
  await mkdir(own, { recursive: true, mode: 0o700 });
  if (keyFile === keyFileIn(own) && !(await exists(keyFile))) await makeOrganKey(keyFile, 'ed25519');
};

/** The organ's key, which signs, and under which its mask keys are kept. @throws UnusableInput */
export const ownKey = async ({ keyFile }: OwnPlace): Promise<OrganKey> => {
  const key = await openOrganKey(keyFile);
  if (key.signer.algorithm === 'ed25519') return key;
  throw new UnusableInput('--key: messages of a session are signed with Ed25519; this is another key');
};

/** The signer of an own folder. @throws UnusableInput where there is none */
export const ownSigner = async (place: OwnPlace): Promise<Signer> => (await ownKey(place)).signer;

/** A fresh mask key for a session, sealed under the organ's key; refused where there is one already. */
export const makeMaskKey = async (place: OwnPlace, session: string): Promise<string> => {
  const path = maskPath(place.own, session);
  if (await exists(path)) throw new UnusableInput(
    `${path} exists: this organ has joined the session already`);
  const { keeper } = await ownKey(place);
  const { privateKey } = generateKeyPairSync('x25519');
  const der = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
  await usingSecret(der, (secret) => writeKept(path, keeper, { place: maskPlaceOf(session), secret }));
  return publicOf(privateKey);
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

/** A file of the time before mask keys were sealed: whoever saw it could read what is masked with it. */
const refusePlain = async (path: string): Promise<void> => {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes?.subarray(0, PLAIN_HEAD.length).equals(PLAIN_HEAD) !== true) return;
  throw new UnusableInput(
    `${path} was kept unsealed by an older program; nothing is sent with it: `
    + 'remove it and join a new session');
};

/** The mask key of this session. @throws UnusableInput where there is none, or none that opens */
export const openMaskKey = async (place: OwnPlace, session: string): Promise<OwnMaskKey> => {
  const path = maskPath(place.own, session);
  await refusePlain(path);
  const { keeper } = await ownKey(place);
  const der = await readKept(path, keeper, maskPlaceOf(session));
  if (der === undefined) {
    throw new UnusableInput(`${place.own}: no mask key of session ${session}; join it first`);
  }
  const maskKey = await usingSecret(der, ({ buffer, byteOffset, length }) =>
    createPrivateKey({ key: Buffer.from(buffer, byteOffset, length), format: 'der', type: 'pkcs8' }));
  return { maskKey, maskPublic: publicOf(maskKey) };
};

/** Removes the mask key of a session in which there is nothing more to mask. */
export const forgetMaskKey = ({ own }: OwnPlace, session: string): Promise<void> =>
  rm(maskPath(own, session), { force: true });

/** What was sent in this session so far. */
export const readNotes = async ({ own }: OwnPlace, session: string): Promise<OwnNotes> => {
  const notes = await readFile(join(own, `sent-${session}.json`), 'utf8').catch(() => '{"sent":{}}');
  return JSON.parse(notes) as OwnNotes;
};

/** Writes down that a step was masked for this head of the coordinator, before anything leaves. */
export const noteSent = async (
  { own }: OwnPlace, session: string, notes: Readonly<{ before: OwnNotes; step: string; head: string }>,
): Promise<void> => {
  const sent = { ...notes.before.sent, [notes.step]: notes.head };
  await writeWhole(join(own, `sent-${session}.json`), `${JSON.stringify({ sent })}\n`);
};
