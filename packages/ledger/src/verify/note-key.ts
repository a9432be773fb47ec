import {
  concatBytes, digest, type HashName, type SignatureAlgorithm, utf8, type VerifyingKey, verifyingKey,
} from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import { decodeBase64, encodeBase64 } from './encoding.ts';
import { isKeyName } from './note.ts';

/** How a line signs: the note itself, or a timestamped cosignature of a checkpoint. */
export type NoteSignatureType = 'ed25519' | 'ed25519-cosignature' | 'ml-dsa-44-cosignature' | 'sm2-sm3';

type TypeRow = Readonly<{
  type: NoteSignatureType;
  prefix: Uint8Array;
  algorithm: SignatureAlgorithm;
  publicKeyBytes: number;
  hash: HashName;
}>;

/**
 * @see C2SP signed-note, Signature types (0x01, 0x04, 0x06, 0xff); the SM2 type is ours: C2SP assigns none,
 * so it uses 0xff with a long identifier and SM3 for the key identifier
 */
const TYPES: readonly TypeRow[] = [
  { type: 'ed25519', prefix: Uint8Array.of(0x01), algorithm: 'ed25519', publicKeyBytes: 32, hash: 'sha256' },
  {
    type: 'ed25519-cosignature', prefix: Uint8Array.of(0x04), algorithm: 'ed25519', publicKeyBytes: 32,
    hash: 'sha256',
  },
  {
    type: 'ml-dsa-44-cosignature', prefix: Uint8Array.of(0x06), algorithm: 'ml-dsa-44', publicKeyBytes: 1312,
    hash: 'sha256',
  },
  {
    type: 'sm2-sm3', prefix: concatBytes(Uint8Array.of(0xff), utf8('sm2-sm3/v1')), algorithm: 'sm2',
    publicKeyBytes: 65, hash: 'sm3',
  },
];

/** A public key under a name. Name and identifier together select it; the identifier alone proves nothing. */
export type NoteKey = Readonly<{ name: string; keyId: number; type: NoteSignatureType; key: VerifyingKey }>;

/** Why a text is no verifier key. */
export type NoteKeyRefusal = Readonly<{ code: 'VERIFIER_KEY_MALFORMED' }>;

const MALFORMED = err<NoteKeyRefusal>({ code: 'VERIFIER_KEY_MALFORMED' });

const rowOf = (type: NoteSignatureType): TypeRow | undefined => TYPES.find((row) => row.type === type);

const identify = (name: string, row: TypeRow, publicKey: Uint8Array): number => {
  const input = concatBytes(utf8(`${name}\n`), row.prefix, publicKey);
  return Buffer.from(digest(row.hash, input)).readUInt32BE();
};

/** The key of raw public bytes under a name; refused when name, length or point is not one. */
export const noteKey = (
  name: string, type: NoteSignatureType, publicKey: Uint8Array,
): Result<NoteKey, NoteKeyRefusal> => {
  const row = rowOf(type);
  if (row === undefined || !isKeyName(name) || publicKey.length !== row.publicKeyBytes) return MALFORMED;
  const key = verifyingKey(row.algorithm, publicKey);
  return key.ok ? ok({ name, keyId: identify(name, row, publicKey), type, key: key.value }) : MALFORMED;
};

const ENCODED = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/;

/** Parses `<name>+<8 hex digits>+<base64>`; an identifier that does not belong to the key is refused. */
export const parseNoteKey = (text: string): Result<NoteKey, NoteKeyRefusal> => {
  // LIMIT: the longest key (ML-DSA-44) has 1,751 base64 digits.
  const match = text.length <= 4096 ? ENCODED.exec(text) : null;
  const material = decodeBase64(match?.[3] ?? '');
  if (match === null || material === undefined) return MALFORMED;
  const row = TYPES.find(({ prefix, publicKeyBytes }) =>
    material.length === prefix.length + publicKeyBytes && prefix.every((byte, i) => material[i] === byte));
  if (row === undefined) return MALFORMED;
  const key = noteKey(match[1] ?? '', row.type, material.subarray(row.prefix.length));
  return key.ok && key.value.keyId === Number.parseInt(match[2] ?? '', 16) ? key : MALFORMED;
};

/** The verifier key as text. */
export const formatNoteKey = ({ name, keyId, type, key }: NoteKey): string => {
  const prefix = rowOf(type)?.prefix ?? new Uint8Array(0);
  const hexId = keyId.toString(16).padStart(8, '0');
  return `${name}+${hexId}+${encodeBase64(concatBytes(prefix, key.publicKey))}`;
};
