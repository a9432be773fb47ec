import { randomBytes, X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DocumentSigner, newDevelopmentIdentity, softwareSigner } from '@fengcun/documents';
import { UnusableInput } from '../exit.ts';

const KEY = 'key.pem';
/** The signer's own certificate first, then those that issued it. */
const CHAIN = 'chain.pem';
const ROOT = 'root.pem';
const DEVELOPMENT_NAME = '封存开发签章';
/** Read or written by nobody but its owner. */
const OTHERS = 0o077;
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const pemOf = (certificate: Uint8Array): string => new X509Certificate(certificate).toString();

/** A new key and authority of this deployment; the folder appears whole or not at all. */
const createIdentity = async (folder: string): Promise<void> => {
  const random = (length: number): Uint8Array => randomBytes(length);
  const identity = newDevelopmentIdentity(DEVELOPMENT_NAME, { random, now: Date.now() });
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const draft = await mkdtemp(`${folder}.part-`);
  try {
    await writeFile(join(draft, KEY), identity.privateKeyPem, { mode: 0o600, flush: true });
    const chain = `${pemOf(identity.certificate)}${pemOf(identity.root)}`;
    await writeFile(join(draft, CHAIN), chain, { flush: true });
    await writeFile(join(draft, ROOT), pemOf(identity.root), { flush: true });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start made it first: then there is one to use.
    if (!(await stat(join(folder, KEY)).catch(() => undefined))) throw error;
  }
};

const readPart = async (folder: string, name: string): Promise<string> => {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  if (text !== undefined) return text;
  throw new UnusableInput(
    `--signing-folder: ${name} cannot be read; a signing folder holds ${KEY} and ${CHAIN}`);
};

/** A signer and where its trust anchor is, so that a reader can be told to trust it. */
export type OpenedSigner = Readonly<{ signer: DocumentSigner; root: string; isDevelopment: boolean }>;

/**
 * The signer of a folder: `key.pem` (PKCS#8) and `chain.pem`. A folder that does not exist is made, with a
 * key and an authority for development.
 * @throws UnusableInput where the key is open to others or is none that papers can be signed with
 */
export const openSigningFolder = async (folder: string): Promise<OpenedSigner> => {
  if ((await stat(folder).catch(() => undefined)) === undefined) await createIdentity(folder);
  const [privateKeyPem, chain] = [await readPart(folder, KEY), await readPart(folder, CHAIN)];
  const { mode } = await stat(join(folder, KEY));
  if ((mode & OTHERS) !== 0) {
    throw new UnusableInput(
      `--signing-folder: ${KEY} can be read by others; make it yours alone (chmod 600)`);
  }
  const certificates = (chain.match(PEM) ?? []).map((text) => new X509Certificate(text));
  const own = certificates[0];
  if (own === undefined) {
    throw new UnusableInput(`--signing-folder: ${CHAIN} holds no certificate in PEM`);
  }
  const name = /CN=(.+)/.exec(own.subject)?.[1] ?? own.subject;
  const signer = softwareSigner({
    name, privateKeyPem, certificates: certificates.map(({ raw }) => new Uint8Array(raw)),
  });
  if (!signer.ok) throw new UnusableInput(`--signing-folder: ${signer.error.message}`);
  return { signer: signer.value, root: join(folder, ROOT), isDevelopment: name === DEVELOPMENT_NAME };
};
