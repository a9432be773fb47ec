import type { Span } from '@fengcun/kernel';

/**
 * A part of a document with white space taken out and full-width digits, letters and ASCII punctuation
 * made uniform, so that one grammar reads text, paragraphs and broken lines alike; offsets lead back
 * to the document.
 */
export type Squeezed = Readonly<{
  text: string;
  /** The document span behind the squeezed offsets `start` (inclusive) to `end` (exclusive). */
  spanOf: (start: number, end: number) => Span;
  /** Whether white space stood before the squeezed offset: the mark of a paragraph. */
  isGapBefore: (at: number) => boolean;
}>;

const ASCII = new Map<string, string>([
  ['(', '（'], [')', '）'], [';', '；'], [':', '：'], [',', '，'], ['﹙', '（'], ['﹚', '）'], ['；', '；'], ['［', '（'],
  ['］', '）'], ['【', '（'], ['】', '）'], ['﹑', '、'], ['｡', '。'], ['"', '“'],
]);
const UNIFORM = new Map<number, number>();
for (const [from, to] of ASCII) UNIFORM.set(from.charCodeAt(0), to.charCodeAt(0));
for (let offset = 0; offset < 10; offset += 1) UNIFORM.set(0xff10 + offset, 0x30 + offset);

const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0x3000 || code === 0xa0
    || (code >= 0x2000 && code <= 0x200f)
  || code === 0xfeff;

// LIMIT: arguments a call may take; the text is decoded in pieces of this size.
const CHUNK = 8192;

const decode = (codes: Uint16Array, length: number): string => {
  let text = '';
  for (let at = 0; at < length; at += CHUNK) {
    text += String.fromCharCode(...codes.subarray(at, Math.min(length, at + CHUNK)));
  }
  return text;
};

/** Squeezes the part `span` of `document`; linear in its length. */
export const squeeze = (document: string, span: Span): Squeezed => {
  const size = Math.max(0, span.end - span.start);
  const codes = new Uint16Array(size);
  const origin = new Uint32Array(size + 1);
  let length = 0;
  for (let at = span.start; at < span.end; at += 1) {
    const code = document.charCodeAt(at);
    if (isSpace(code)) continue;
    codes[length] = code < 0x80 || code >= 0xfe00 || (code & 0xff00) === 0x3000
      ? (UNIFORM.get(code) ?? code) : code;
    origin[length] = at;
    length += 1;
  }
  origin[length] = span.end;
  const originOf = (at: number): number => origin[Math.min(Math.max(at, 0), length)] ?? span.end;
  return {
    text: decode(codes, length),
    spanOf: (start, end) => {
      const first = originOf(start);
      return { start: first, end: end <= start ? first : originOf(end - 1) + 1 };
    },
    isGapBefore: (at) => at <= 0 || originOf(at) - originOf(at - 1) > 1,
  };
};
