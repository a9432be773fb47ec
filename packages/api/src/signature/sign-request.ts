import { assert } from '@fengcun/kernel';
import { contentDigest } from './content-digest.ts';
import { type SignableRequest, signatureBase } from './signature-base.ts';
import { COVERED_COMPONENTS, INTAKE_SIGNATURE } from './verify-signature.ts';

/**
 * How a sender signs: its key, a nonce never used before, when, in seconds since 1970, and for what (intake).
 */
export type Signing = Readonly<{
  keyId: string; nonce: string; created: number; expires?: number; tag?: string;
  sign: (data: Uint8Array) => Uint8Array;
}>;

/**
 * The headers that sign a request with its body: Content-Digest, Signature-Input and Signature. For organs
 * that send events; the same components that the inbox asks for.
 * @see RFC 9421 §3.1
 */
export const signedHeaders = (
  request: SignableRequest, body: Uint8Array, signing: Signing,
): Readonly<Record<string, string>> => {
  const digest = contentDigest(body);
  const signed = { ...request, headers: { ...request.headers, 'content-digest': digest } };
  const events = Object.keys(request.headers).filter((name) => name.startsWith('ce-')).sort();
  const components = [...COVERED_COMPONENTS, ...events];
  const expires = signing.expires === undefined ? '' : `;expires=${signing.expires}`;
  const tag = signing.tag ?? INTAKE_SIGNATURE.tag;
  const params = `(${components.map((name) => `"${name}"`).join(' ')});created=${signing.created}${expires}`
    + `;nonce="${signing.nonce}";keyid="${signing.keyId}";alg="ed25519";tag="${tag}"`;
  const base = signatureBase(signed, components, params);
  assert(base.ok, 'the request has every component that its signature covers');
  const signature = Buffer.from(signing.sign(Buffer.from(base.value))).toString('base64');
  return { 'content-digest': digest, 'signature-input': `sig=${params}`, signature: `sig=:${signature}:` };
};
