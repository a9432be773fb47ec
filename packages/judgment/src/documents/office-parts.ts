import { Buffer } from 'node:buffer';
import { err, ok, type Result } from '@fengcun/kernel';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';
import type { ZipPart } from './zip-store.ts';
import { unpackEntry, type ZipEntry } from './zip-archive.ts';

/** Which parts of an Office document are needed, and how large they may be. */
export type PartSelection = Readonly<{
  wanted: RegExp;
  partBytesMax: number;
  totalBytesMax: number;
}>;

// A document type declaration is the only way to entities (XXE, "billion laughs"); Office writes none.
const DOCUMENT_TYPE = '<!DOCTYPE';

/** LIMIT: name of a part as shown in a refusal; anything else in an archive's names is not repeated. */
const PLAIN_NAME = /^[A-Za-z0-9_.[\]/-]{1,60}$/;

const shown = (name: string): string => (PLAIN_NAME.test(name) ? `part ${name}` : 'a part');

/**
 * Unpacks the wanted parts of an attacker-controlled Office file: bounded each and together, checksums
 * verified, no document type declarations, names taken once.
 */
export const officeParts = (
  bytes: Uint8Array, entries: readonly ZipEntry[], selection: PartSelection,
): Result<readonly ZipPart[], DocumentRefusal> => {
  const parts = new Map<string, ZipPart>();
  let left = selection.totalBytesMax;
  for (const entry of entries) {
    if (!selection.wanted.test(entry.name)) continue;
    const unpacked = unpackEntry(bytes, entry, Math.min(left, selection.partBytesMax));
    if (!unpacked.ok) return err(documentRefusal(unpacked.error.code, shown(entry.name)));
    const content = Buffer.from(unpacked.value.buffer, unpacked.value.byteOffset, unpacked.value.length);
    if (content.includes(DOCUMENT_TYPE)) return err(documentRefusal('XML_FORBIDDEN', shown(entry.name)));
    // Two entries of one name let two readers see two documents: the file is refused.
    if (parts.has(entry.name)) return err(documentRefusal('ARCHIVE_BROKEN', shown(entry.name)));
    parts.set(entry.name, { name: entry.name, bytes: unpacked.value });
    left -= unpacked.value.length;
  }
  return ok([...parts.values()]);
};
