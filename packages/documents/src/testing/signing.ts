import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DevelopmentIdentity, newDevelopmentIdentity } from '../sign/certificate.ts';
import { type DocumentSigner, softwareSigner } from '../sign/signer.ts';
import { present } from '@fengcun/kernel';
import { issueDocument, type IssuedDocument } from '../issue.ts';
import { templateById } from '../templates/templates.ts';
import { sampleFacts, sampleFont, valueOf } from './samples.ts';

/** Repeatable bytes: SHA-256 of a seed and a counter. */
export const repeatable = (seed: string) => {
  let counter = 0;
  return (length: number): Uint8Array => {
    counter += 1;
    const block = (i: number): Buffer => createHash('sha256').update(`${seed}/${counter}/${i}`).digest();
    return Buffer.concat(Array.from({ length: Math.ceil(length / 32) }, (_, i) => block(i))).subarray(0, length);
  };
};

/** The identity of every signing test: always the same key and certificates. */
export const sampleIdentity = (seed = 'sample'): DevelopmentIdentity =>
  newDevelopmentIdentity('虚构市松江口区人民法院', { random: repeatable(seed), now: Date.UTC(2026, 0, 1) });

/** A signer over an identity. */
export const signerOf = ({ name, privateKeyPem, certificate, root }: DevelopmentIdentity): DocumentSigner =>
  valueOf(softwareSigner({ name, privateKeyPem, certificates: [certificate, root] }));

/** A signed paper with the sample facts of a template, by the sample identity unless another signer is given. */
export const issueSample = async (id = 'seal-notice', signer = signerOf(sampleIdentity()), version?: number): Promise<IssuedDocument> => {
  const order = { template: present(templateById(id, version), id), facts: sampleFacts(id) };
  return valueOf(await issueDocument({ font: sampleFont(), signer }, order));
};

/** The parts of a signed file, cut by its own byte range and by nothing else. */
export const signedParts = (bytes: Uint8Array): Readonly<{ range: readonly number[]; signed: Uint8Array; cms: Uint8Array; gap: string }> => {
  const text = Buffer.from(bytes).toString('latin1');
  const range = (/\/ByteRange \[([\d ]+)\]/.exec(text)?.[1] ?? '').trim().split(/ +/).map(Number);
  const [from = 0, length = 0, again = 0, rest = 0] = range;
  const gap = text.slice(from + length, again);
  const whole = Buffer.from(gap.slice(1, -1), 'hex');
  // The structure says its own length; what follows is the filling of the room.
  const size = 4 + whole.readUInt16BE(2);
  const signed = Buffer.concat([bytes.subarray(from, from + length), bytes.subarray(again, again + rest)]);
  return { range, signed, cms: whole.subarray(0, size), gap };
};

/** A folder for one test, removed by `Symbol.dispose`. */
export const folder = (): Readonly<{ path: string }> & Disposable => {
  const path = mkdtempSync(join(tmpdir(), 'fengcun-documents-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
};

/** A DER certificate as PEM. */
export const pem = (certificate: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

/** Why an independent tool cannot check here, or false. */
export const absent = (tool: string, argument: string): string | false =>
  (spawnSync(tool, [argument]).error === undefined ? false : `${tool} is not installed`);

/** Whether OpenSSL accepts a detached CMS signature over the content, up to this root. */
export const opensslAccepts = (path: string, check: Readonly<{ signed: Uint8Array; cms: Uint8Array; root: Uint8Array }>): boolean => {
  writeFileSync(join(path, 'signed.bin'), check.signed);
  writeFileSync(join(path, 'signature.der'), check.cms);
  writeFileSync(join(path, 'root.pem'), pem(check.root));
  const at = (name: string): string => join(path, name);
  try {
    execFileSync('openssl', [
      'cms', '-verify', '-binary', '-inform', 'DER', '-in', at('signature.der'), '-content', at('signed.bin'),
      '-CAfile', at('root.pem'), '-purpose', 'any', '-attime', String(Date.UTC(2026, 10, 21) / 1000), '-out', '/dev/null', '-cades',
    ], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
};
