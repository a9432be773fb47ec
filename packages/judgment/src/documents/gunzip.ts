import { gunzipSync } from 'node:zlib';
import { err, ok, type Result } from '@fengcun/kernel';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** Unpacks an attacker-controlled .gz in memory, at most `maxBytes`. @see RFC 1952 */
export const gunzipBounded = (bytes: Uint8Array, maxBytes: number): Result<Uint8Array, DocumentRefusal> => {
  try {
    return ok(gunzipSync(bytes, { maxOutputLength: maxBytes }));
  } catch (error) {
    return err(documentRefusal(isTooLong(error) ? 'ARCHIVE_BOMB' : 'GZIP_BROKEN'));
  }
};
