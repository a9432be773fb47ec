import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import {
  developmentSm2Signer, nativeSigner, type Signer, verifyingKey, type VerifyingKey,
} from '@fengcun/crypto';
import { writeWhole } from '../atomic-write.ts';
import { UnusableInput } from '../exit.ts';
import { type Keeper, keeperOf } from './kept-secret.ts';

/** Algorithms with which organs sign the messages of a run. */
export type OrganAlgorithm = 'ed25519' | 'sm2';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

const secretOf = (algorithm: OrganAlgorithm): Uint8Array => {
  if (algorithm === 'sm2') {
    // 1 … n − 2: the first byte below 0xff is below the order, and zero is as likely as a guessed key.
    const secret = random(32);
    secret[0] = (secret[0] ?? 0) & 0x7f;
    return secret;
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  return new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
};

const signerOf = (algorithm: OrganAlgorithm, secret: Uint8Array): Signer =>
  (algorithm === 'sm2'
    ? developmentSm2Signer(secret, random)
    : nativeSigner('ed25519', createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' })));

/** The public key as other organs write it into their configuration: `<algorithm>:<base64>`. */
export const publicText = ({ algorithm, publicKey }: Pick<VerifyingKey, 'algorithm' | 'publicKey'>): string =>
  `${algorithm}:${Buffer.from(publicKey).toString('base64')}`;

/** Makes a key file of mode 0600; an existing file is never written over. Returns the public key's text. */
export const makeOrganKey = async (path: string, algorithm: OrganAlgorithm): Promise<string> => {
  if (await readFile(path).then(() => true, () => false)) {
    throw new UnusableInput(`--out: ${path} exists; a key is not written over`);
  }
  const secret = secretOf(algorithm);
  await writeWhole(path, `${algorithm}:${Buffer.from(secret).toString('base64')}\n`);
  await chmod(path, 0o600);
  return publicText(signerOf(algorithm, secret));
};

const parts = (text: string): Readonly<{ algorithm: OrganAlgorithm; bytes: Uint8Array }> | undefined => {
  const match = /^(ed25519|sm2):([A-Za-z0-9+/]{40,200}={0,2})$/.exec(text.trim());
  if (match === null) return undefined;
  const algorithm = match[1] === 'sm2' ? 'sm2' : 'ed25519';
  return { algorithm, bytes: new Uint8Array(Buffer.from(match[2] ?? '', 'base64')) };
};

/** What a key file gives: whoever signs, and the key under which secrets of runs are kept at rest. */
export type OrganKey = Readonly<{ signer: Signer; keeper: Keeper }>;

/** The key of a file. @throws UnusableInput where the file holds none */
export const openOrganKey = async (path: string): Promise<OrganKey> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UnusableInput(`the key file ${path} cannot be read; make one with --out`);
  });
  const found = parts(text);
  try {
    if (found !== undefined) {
      const signer = signerOf(found.algorithm, found.bytes);
      return { signer, keeper: keeperOf(signer, found.bytes) };
    }
  } catch {
    // Falls through to the sentence below: what is wrong with a private key is nobody's business.
  } finally {
    found?.bytes.fill(0);
  }
  throw new UnusableInput(`the key file ${path} holds no key of this program`);
};

/** The signer of a key file. @throws UnusableInput where the file holds none */
export const readOrganKey = async (path: string): Promise<Signer> => (await openOrganKey(path)).signer;

/** Another organ's public key. @throws UnusableInput for anything that is none */
export const readPeerKey = (text: string, option: string): VerifyingKey => {
  const found = parts(text);
  const key = found === undefined ? undefined : verifyingKey(found.algorithm, found.bytes);
  if (key?.ok === true) return key.value;
  throw new UnusableInput(`${option}: a public key as the other organ printed it (ed25519:… or sm2:…)`);
};
