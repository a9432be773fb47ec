import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';

const UTF8_FLAG = 0x0800;
/** Info-ZIP's Unicode path: version 1, CRC-32 of the plain name, name in UTF-8. @see APPNOTE.TXT §4.6.9 */
const UNICODE_PATH = 0x7075;
const UNICODE_PATH_HEAD = 5;

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const GB18030 = new TextDecoder('gb18030', { fatal: true });
const HANZI = /\p{Script=Han}/u;
const ASCII = /^[\x20-\x7e]*$/;
// Control and bidirectional signs turn a name into something else on a screen.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const DRIVE = /^[A-Za-z]:/;
/** LIMIT: longer than any path a file system takes. */
const NAME_BYTES_MAX = 4096;

const decoded = (decoder: TextDecoder, bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};

const unicodePathOf = ({ extraFields, fileNameRaw }: Entry): string | undefined => {
  const field = extraFields.find(({ id, data }) => id === UNICODE_PATH && data.length > UNICODE_PATH_HEAD
    && data[0] === 1 && data.readUInt32LE(1) === crc32(fileNameRaw));
  return field === undefined ? undefined : decoded(UTF8, field.data.subarray(UNICODE_PATH_HEAD));
};

/**
 * Names by the flag of the entry; without it, what packers write is told by the bytes: ASCII, UTF-8 with
 * Chinese characters in it (macOS sets no flag), else GB18030, as Chinese Windows writes.
 */
const decodedName = (entry: Entry): string | undefined => {
  const bytes = Buffer.from(entry.fileNameRaw);
  const utf8 = unicodePathOf(entry) ?? decoded(UTF8, bytes);
  const isUtf8 = (entry.generalPurposeBitFlag & UTF8_FLAG) !== 0
    || (utf8 !== undefined && (ASCII.test(utf8) || HANZI.test(utf8)));
  return isUtf8 ? utf8 : decoded(GB18030, bytes) ?? utf8;
};

/**
 * The name of an attacker-controlled entry with `/` between folders, or undefined where it leads out of the
 * archive, is absolute, does not decode, or holds signs that do not print.
 */
export const entryName = (entry: Entry): string | undefined => {
  if (entry.fileNameRaw.length === 0 || entry.fileNameRaw.length > NAME_BYTES_MAX) return undefined;
  const name = decodedName(entry)?.replaceAll('\\', '/').normalize('NFC');
  if (name === undefined || UNPRINTABLE.test(name) || DRIVE.test(name)) return undefined;
  const parts = name.split('/');
  const isFolder = parts.length > 1 && parts.at(-1) === '';
  const folders = isFolder ? parts.slice(0, -1) : parts;
  return folders.some((part) => part === '' || part === '.' || part === '..') ? undefined : name;
};
