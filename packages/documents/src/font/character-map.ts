/** The glyph of a code point, 0 where the font has none. */
export type CharacterMap = (codePoint: number) => number;

const FORMAT_SEGMENTED = 12;
const UNICODE_PLATFORM = 0;
const GROUP = 12;
const GROUPS_AT = 16;

/** Offset of the subtable that reaches beyond the basic plane, where rare names are. */
const wideSubtable = (cmap: DataView): number => {
  const count = cmap.getUint16(2);
  for (let i = 0; i < count; i += 1) {
    const at = 4 + i * 8;
    const offset = cmap.getUint32(at + 4);
    const isUnicode = cmap.getUint16(at) === UNICODE_PLATFORM || cmap.getUint16(at) === 3;
    if (isUnicode && cmap.getUint16(offset) === FORMAT_SEGMENTED) return offset;
  }
  throw new RangeError('no Unicode subtable of format 12');
};

/**
 * The character map of a font, by binary search over its groups.
 * @throws RangeError where the table has no subtable of format 12 or ends too early
 */
export const readCharacterMap = (cmap: DataView): CharacterMap => {
  const base = wideSubtable(cmap);
  const count = cmap.getUint32(base + 12);
  const groups = Uint32Array.from({ length: count * 3 }, (_, i) =>
    cmap.getUint32(base + GROUPS_AT + Math.floor(i / 3) * GROUP + (i % 3) * 4));
  const at = (group: number, member: number): number => groups[group * 3 + member] ?? 0;
  return (codePoint) => {
    let [low, high] = [0, count - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (codePoint < at(middle, 0)) high = middle - 1;
      else if (codePoint > at(middle, 1)) low = middle + 1;
      else return at(middle, 2) + codePoint - at(middle, 0);
    }
    return 0;
  };
};
