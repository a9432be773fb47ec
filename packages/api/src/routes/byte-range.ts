/** A half-open range of bytes. */
export type ByteRange = Readonly<{ start: number; end: number }>;

/** What of a content a request asks for: the whole, a part, or nothing there is. */
export type Ranged =
  | Readonly<{ type: 'whole' | 'unsatisfiable' }> | Readonly<{ type: 'part'; range: ByteRange }>;

// LIMIT: one range, of numbers with at most 15 digits; more ranges are answered with the whole, as allowed.
const RANGE = /^bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))$/;

const WHOLE: Ranged = { type: 'whole' };
const UNSATISFIABLE: Ranged = { type: 'unsatisfiable' };

/** What a request asks of a content: `bytes` is its length, `etag` its strong tag. */
export type RangeRequest = Readonly<{
  range: string | undefined; ifRange: string | undefined; bytes: number; etag: string;
}>;

/**
 * The range of a request. A header of another form is ignored, as the standard has it; a range that begins
 * behind the end is unsatisfiable; one that ends there is cut. @see RFC 9110 §14.1.2, §14.2, §13.1.5
 */
export const rangeOf = ({ range, ifRange, bytes, etag }: RangeRequest): Ranged => {
  const [found, first, last, suffix] = RANGE.exec(range ?? '') ?? [];
  const isOther = ifRange !== undefined && ifRange !== etag;
  if (found === undefined || isOther) return WHOLE;
  if (suffix !== undefined) {
    const count = Number(suffix);
    if (count === 0) return UNSATISFIABLE;
    return { type: 'part', range: { start: Math.max(0, bytes - count), end: bytes } };
  }
  const start = Number(first);
  if (last !== undefined && Number(last) < start) return WHOLE;
  if (start >= bytes) return UNSATISFIABLE;
  const end = last === undefined ? bytes : Math.min(Number(last) + 1, bytes);
  return { type: 'part', range: { start, end } };
};
