import { hash } from 'node:crypto';
import { canonicalJson, type Json } from './canonical-json.ts';

/** SHA-256 of UTF-8 text or bytes, 64 lower-case hex digits. @see FIPS 180-4 */
export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

/** Content hash of a JSON value: `sha256:` + SHA-256 of its RFC 8785 form. */
export const contentHash = (value: Json): string => `sha256:${sha256Hex(canonicalJson(value))}`;
