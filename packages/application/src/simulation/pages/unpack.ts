import type { ColumnData } from '@fengcun/policy';

/**
 * Numbers that bytes of packed bits stand for: `groups` times eight codes of one width from byte `from`, each
 * looked up in `table`, written from `at` on. The largest code is returned, for a check once a run.
 */
export type Unpack = (
  bytes: Uint8Array, from: number, groups: number, table: Int32Array, into: ColumnData, at: number,
) => number;

/** LIMIT: bits of a code; a dictionary of 16 million entries is none. */
export const WIDTH_MAX = 24;

const codeAt = (width: number, n: number): string => {
  const bit = n * width;
  const parts: string[] = [];
  for (let byte = bit >> 3; byte * 8 < bit + width; byte += 1) {
    const shift = byte * 8 - bit;
    parts.push(shift < 0 ? `(b${byte} >> ${-shift})` : shift === 0 ? `b${byte}` : `(b${byte} << ${shift})`);
  }
  return `const c${n} = (${parts.join(' | ')}) & ${2 ** width - 1};
    if (c${n} > top) top = c${n};
    into[at + ${n}] = table[c${n}];`;
};

/** Straight code without inner loops: constants for each shift; five times faster than a loop over bits. */
const generate = (width: number): Unpack => {
  const loads = Array.from({ length: width }, (_, n) => `const b${n} = bytes[from + ${n}];`);
  const codes = Array.from({ length: 8 }, (_, n) => codeAt(width, n));
  const source = `let top = 0;
  for (let g = 0; g < groups; g += 1, from += ${width}, at += 8) {
    ${loads.join('\n    ')}
    ${codes.join('\n    ')}
  }
  return top;`;
  return new Function('bytes', 'from', 'groups', 'table', 'into', 'at', source) as Unpack; // generated above
};

const made = new Map<string, Unpack>();

/**
 * Unpacker for codes of `width` bits, 1 to `WIDTH_MAX`; one for each kind of target, so that each stays
 * fast.
 */
export const unpackerOf = (width: number, kind: string): Unpack => {
  const key = `${width} ${kind}`;
  const found = made.get(key) ?? generate(width);
  made.set(key, found);
  return found;
};

/** One code of a packed run: number `n` of those that begin at byte `from`. */
export const unpackOne = (bytes: Uint8Array, from: number, n: number, width: number): number => {
  let code = 0;
  for (let bit = 0; bit < width; bit += 1) {
    const place = n * width + bit;
    code |= (((bytes[from + (place >> 3)] ?? 0) >> (place & 7)) & 1) << bit;
  }
  return code;
};
