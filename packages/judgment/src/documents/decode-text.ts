import { isUtf8 } from 'node:buffer';
import { err, ok, type Result } from '@fengcun/kernel';
import { commonHanziShare, gb18030ValidUntil, utf8ValidUntil } from './byte-scan.ts';
import { isMojibake } from './mojibake.ts';
import { withUnifiedIdeographs } from './radicals.ts';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';
import type { TextEncoding } from './source-document.ts';

/** A text with the encoding it was in. */
export type DecodedText = Readonly<{ text: string; encoding: TextEncoding }>;

/** LIMIT: least share of common characters for bytes to be believed GB18030 (Chinese prose: 0.99). */
const COMMON_SHARE_MIN = 0.8;

/** LIMIT: least share of Chinese and ASCII characters for UTF-16 without a mark to be believed. */
const UTF16_PLAIN_SHARE_MIN = 0.9;

const DECODERS = {
  'utf-8': new TextDecoder('utf-8', { fatal: true }),
  gb18030: new TextDecoder('gb18030', { fatal: true }),
  'utf-16le': new TextDecoder('utf-16le', { fatal: true }),
  'utf-16be': new TextDecoder('utf-16be', { fatal: true }),
} as const satisfies Record<TextEncoding, TextDecoder>;

const MARKS: readonly (readonly [TextEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
];
const UTF32_MARKS = [[0xff, 0xfe, 0, 0], [0, 0, 0xfe, 0xff]] as const;

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

const decodeAs = (bytes: Uint8Array, encoding: TextEncoding): string | undefined => {
  try {
    return DECODERS[encoding].decode(bytes);
  } catch {
    return undefined; // invalid input is the caller's expected "no", not a fault
  }
};

const utf16ValidUntil = (bytes: Uint8Array, high: 0 | 1): number => {
  const unit = (index: number): number => ((bytes[index + high] ?? 0) << 8) | (bytes[index + 1 - high] ?? 0);
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    const kind = unit(index) & 0xfc00;
    if (kind === 0xdc00) return index;
    if (kind !== 0xd800) continue;
    if (index + 3 >= bytes.length || (unit(index + 2) & 0xfc00) !== 0xdc00) return index;
    index += 2;
  }
  return bytes.length - (bytes.length % 2);
};

const validUntil = (bytes: Uint8Array, encoding: TextEncoding): number => {
  switch (encoding) {
    case 'utf-8': return utf8ValidUntil(bytes);
    case 'gb18030': return gb18030ValidUntil(bytes);
    case 'utf-16le': return utf16ValidUntil(bytes, 1);
    case 'utf-16be': return utf16ValidUntil(bytes, 0);
  }
};

const invalidAt = (bytes: Uint8Array, encoding: TextEncoding): Result<never, DocumentRefusal> =>
  err(documentRefusal('ENCODING_INVALID', `byte ${validUntil(bytes, encoding)}, read as ${encoding}`));

const isPlain = (code: number): boolean =>
  code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0x7f)
  || (code >= 0x3000 && code <= 0x303f) || (code >= 0x4e00 && code <= 0x9fff)
  || (code >= 0xff00 && code <= 0xffef);

const plainShare = (text: string): number => {
  let plain = 0;
  for (let index = 0; index < text.length; index += 1) if (isPlain(text.charCodeAt(index))) plain += 1;
  return plain / text.length;
};

/** UTF-16 without a mark shows by its zero bytes (line ends, digits), which no other text has. */
const decodeWithZeros = (bytes: Uint8Array): Result<DecodedText, DocumentRefusal> => {
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const text = decodeAs(bytes, encoding);
    if (text !== undefined && plainShare(text) >= UTF16_PLAIN_SHARE_MIN) return ok({ text, encoding });
  }
  return err(documentRefusal('BINARY', `byte ${bytes.indexOf(0)}`));
};

const decodeGb18030 = (bytes: Uint8Array): Result<DecodedText, DocumentRefusal> => {
  const text = decodeAs(bytes, 'gb18030');
  // The encoding that carries further is the one that was meant; its break is the one to mend.
  if (text === undefined) {
    return invalidAt(bytes, utf8ValidUntil(bytes) >= gb18030ValidUntil(bytes) ? 'utf-8' : 'gb18030');
  }
  const { hanzi, common } = commonHanziShare(bytes);
  if (common >= hanzi * COMMON_SHARE_MIN) return ok({ text, encoding: 'gb18030' });
  return err(documentRefusal('ENCODING_UNSUPPORTED', `byte ${utf8ValidUntil(bytes)} is not UTF-8`));
};

const decodeUnchecked = (bytes: Uint8Array): Result<DecodedText, DocumentRefusal> => {
  if (UTF32_MARKS.some((mark) => startsWith(bytes, mark))) {
    return err(documentRefusal('ENCODING_UNSUPPORTED'));
  }
  const marked = MARKS.find(([, mark]) => startsWith(bytes, mark));
  if (marked !== undefined) {
    const [encoding, mark] = marked;
    const body = decodeAs(bytes.subarray(encoding === 'gb18030' ? mark.length : 0), encoding);
    return body === undefined ? invalidAt(bytes, encoding) : ok({ text: body, encoding });
  }
  if (bytes.includes(0)) return decodeWithZeros(bytes);
  if (isUtf8(bytes)) return ok({ text: DECODERS['utf-8'].decode(bytes), encoding: 'utf-8' });
  return decodeGb18030(bytes);
};

// Control characters that no text has; tab, line ends, form feed and the old end-of-file 0x1A are allowed.
const CONTROL = /[\u0000-\u0008\u000e-\u0019\u001b-\u001f\u007f]/g;

/** LIMIT: control characters tolerated in a text, as stray ones of printers; more are no text. */
const CONTROL_SHARE_MAX = 0.001;

const hasControls = (text: string): boolean => {
  let count = 0;
  CONTROL.lastIndex = 0;
  while (count <= text.length * CONTROL_SHARE_MAX && CONTROL.test(text)) count += 1;
  return count > text.length * CONTROL_SHARE_MAX;
};

const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/**
 * Decodes attacker-controlled bytes of a text: by its mark, else UTF-8, UTF-16 or GB18030 by content.
 * Line ends become `\n`, look-alike radicals the characters. Refuses, never replaces: what is invalid
 * names its byte offset, what was garbled before it came here is said to be so.
 */
export const decodeText = (bytes: Uint8Array): Result<DecodedText, DocumentRefusal> => {
  const decoded = decodeUnchecked(bytes);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  if (hasControls(text)) return err(documentRefusal('BINARY'));
  if (isMojibake(text)) return err(documentRefusal('MOJIBAKE'));
  return ok({ text: withUnifiedIdeographs(withLineFeeds(text)), encoding });
};
