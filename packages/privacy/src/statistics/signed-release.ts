import { frame, type Signer, verifyingKey } from '@fengcun/crypto';
import { canonicalJson, err, type Json, ok, type Result, sha256Hex } from '@fengcun/kernel';
import { cellsOf, productNamed } from './catalogue.ts';
import type { NoisyCell } from './noisy-cell.ts';
import { bodyJson, type ReleaseBody } from './release-body.ts';

/** A release as it is published: the body with the signature of whoever publishes. */
export type SignedRelease = ReleaseBody & Readonly<{
  signature: Readonly<{ algorithm: string; publicKey: string; value: string }>;
}>;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const signedBytes = (body: Json): Uint8Array => frame('fengcun/statistics-release/v1', [canonicalJson(body)]);

/** Signs a body; the text is the one form of the release, whose bytes never change afterwards. */
export const signRelease = async (body: ReleaseBody, signer: Signer): Promise<string> => {
  const value = base64(await signer.sign(signedBytes(bodyJson(body))));
  const signature = { algorithm: signer.algorithm, publicKey: base64(signer.publicKey), value };
  return `${canonicalJson(bodyJson({ ...body, signature } as ReleaseBody))}\n`;
};

/** Why a text is no release of ours. */
export type ReleaseRefusal =
  Readonly<{ code: 'RELEASE_UNREADABLE' | 'RELEASE_FORGED' | 'RELEASE_WRONG_KEY' | 'RELEASE_CELLS_WRONG' }>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isCell = (cell: unknown, codes: readonly string[]): boolean =>
  Array.isArray(cell) && cell.length === codes.length + 1 && codes.every((code, i) => cell[i] === code)
    && Number.isSafeInteger(cell.at(-1));

/** Whether the cells are those of the catalogue, all of them, in order, with integers. */
const areCells = (product: unknown, cells: unknown): cells is readonly NoisyCell[] => {
  const known = typeof product === 'string' ? productNamed(product) : undefined;
  if (known === undefined || !Array.isArray(cells)) return false;
  const all = cellsOf(known);
  return cells.length === all.length && all.every((codes, i) => isCell(cells[i], codes));
};

const isSignature = (value: unknown): value is SignedRelease['signature'] =>
  isObject(value) && value['algorithm'] === 'ed25519' && typeof value['publicKey'] === 'string'
    && typeof value['value'] === 'string';

/**
 * Reads a release and checks it whole: its one byte form, its signature, its cells. `publicKey`: base64 of
 * the key it must be signed with; without one the text only proves that it was not changed since.
 */
export const verifyRelease = (text: string, publicKey?: string): Result<SignedRelease, ReleaseRefusal> => {
  const value = parsed(text);
  if (!isObject(value)) return err({ code: 'RELEASE_UNREADABLE' });
  const { signature, ...body } = value;
  // What was parsed from JSON is JSON.
  const json = body as Json;
  if (!isSignature(signature) || `${canonicalJson(value as Json)}\n` !== text) {
    return err({ code: 'RELEASE_UNREADABLE' });
  }
  if (publicKey !== undefined && signature.publicKey !== publicKey) return err({ code: 'RELEASE_WRONG_KEY' });
  const key = verifyingKey('ed25519', Buffer.from(signature.publicKey, 'base64'));
  const isSigned = key.ok && key.value.verify(signedBytes(json), Buffer.from(signature.value, 'base64'));
  if (!isSigned) return err({ code: 'RELEASE_FORGED' });
  const isWhole = body['v'] === 1 && areCells(body['product'], body['cells']);
  if (!isWhole) return err({ code: 'RELEASE_CELLS_WRONG' });
  // Signed by us in this form, and its cells checked above.
  return ok(value as unknown as SignedRelease);
};

/** The hash under which a release is in the ledger. */
export const releaseHash = (text: string): string => sha256Hex(text);
