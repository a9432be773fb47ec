import { utf8 } from '@fengcun/crypto';
import { canonicalJson, err, ok, type Json, type Result } from '@fengcun/kernel';
import { decodeUtf8 } from '../verify/encoding.ts';

/** LIMIT: bytes of an entry of ours; the format itself ends at 65,535. */
export const ENTRY_BYTES_MAX = 8192;

/** LIMIT: nesting of an entry; ours need two levels. */
const DEPTH_MAX = 4;

/** What an entry may hold: text, safe integers, and lists and objects of them. No null, no fraction. */
export type EntryValue = string | number | readonly EntryValue[] | Readonly<{ [member: string]: EntryValue }>;

/** An entry as an object. */
export type EntryObject = Readonly<{ [member: string]: EntryValue }>;

/** Why a value or bytes are no entry; `where` is a member name of the schema, never content. */
export type EntryRefusal = Readonly<{
  code: 'ENTRY_NOT_CANONICAL' | 'ENTRY_VALUE' | 'ENTRY_TOO_LONG' | 'ENTRY_FIELD';
  where?: string;
}>;

const isEntryValue = (value: unknown, depth: number): value is EntryValue => {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null || depth === 0) return false;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return isPlain && names.every((name) => name.isWellFormed())
    && Object.values(value).every((inner: unknown) => isEntryValue(inner, depth - 1));
};

/**
 * The bytes of an entry: RFC 8785 JSON of text and safe integers, at most 8 KiB. One value has one form, so
 * the leaf hash of an entry can be recomputed from its meaning.
 */
export const encodeCanonical = (value: EntryObject): Result<Uint8Array, EntryRefusal> => {
  if (!isEntryValue(value, DEPTH_MAX)) return err({ code: 'ENTRY_VALUE' });
  const bytes = utf8(canonicalJson(value satisfies Json));
  return bytes.length > ENTRY_BYTES_MAX ? err({ code: 'ENTRY_TOO_LONG' }) : ok(bytes);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads entry bytes back; any other spelling of the same value is refused, doubled members included. */
export const parseCanonical = (bytes: Uint8Array): Result<EntryObject, EntryRefusal> => {
  if (bytes.length > ENTRY_BYTES_MAX) return err({ code: 'ENTRY_TOO_LONG' });
  const text = decodeUtf8(bytes);
  const value = text === undefined ? undefined : parseJson(text);
  if (!isEntryValue(value, DEPTH_MAX) || typeof value !== 'object' || Array.isArray(value)) {
    return err({ code: 'ENTRY_VALUE' });
  }
  const entry = value as EntryObject;
  return canonicalJson(entry) === text ? ok(entry) : err({ code: 'ENTRY_NOT_CANONICAL' });
};
