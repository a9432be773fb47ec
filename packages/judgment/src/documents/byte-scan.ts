// Attacker-controlled bytes: every scan is one pass and looks at most three bytes ahead.

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? -1;
const within = (byte: number, low: number, high: number): boolean => byte >= low && byte <= high;

/** Length of the well-formed UTF-8 sequence at `index` (RFC 3629), or 0. */
const utf8Length = (bytes: Uint8Array, index: number): number => {
  const lead = at(bytes, index);
  if (lead <= 0x7f) return 1;
  if (!within(lead, 0xc2, 0xf4)) return 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (!within(at(bytes, index + 1), low, high)) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let next = 2; next < length; next += 1) if (!within(at(bytes, index + next), 0x80, 0xbf)) return 0;
  return length;
};

/** Length of the GB18030 sequence at `index` by its form, or 0; whether it is assigned is not known here. */
const gb18030Length = (bytes: Uint8Array, index: number): number => {
  const lead = at(bytes, index);
  if (lead <= 0x80) return 1; // 0x80 is the euro sign of Windows code page 936
  const second = at(bytes, index + 1);
  if (lead === 0xff) return 0;
  if (within(second, 0x40, 0xfe) && second !== 0x7f) return 2;
  const four = within(second, 0x30, 0x39) && within(at(bytes, index + 2), 0x81, 0xfe);
  return four && within(at(bytes, index + 3), 0x30, 0x39) ? 4 : 0;
};

const firstInvalid = (bytes: Uint8Array, lengthAt: (bytes: Uint8Array, index: number) => number): number => {
  let index = 0;
  while (index < bytes.length) {
    const length = lengthAt(bytes, index);
    if (length === 0) return index;
    index += length;
  }
  return bytes.length;
};

/** Offset of the first byte that is not valid UTF-8; the length of `bytes` if all are. @see RFC 3629 */
export const utf8ValidUntil = (bytes: Uint8Array): number => firstInvalid(bytes, utf8Length);

/** Offset of the first byte that has not the form of GB18030; the length if all have. @see GB 18030-2022 */
export const gb18030ValidUntil = (bytes: Uint8Array): number => firstInvalid(bytes, gb18030Length);

/**
 * How many Chinese characters a GB18030 text has, and how many of them are of GB 2312 level 1, the 3,755
 * common ones (rows 16–55). In Chinese prose that share is about 99 %; in other encodings misread as
 * GB18030 it is far lower.
 */
export const commonHanziShare = (bytes: Uint8Array): Readonly<{ hanzi: number; common: number }> => {
  let [index, hanzi, common] = [0, 0, 0];
  while (index < bytes.length) {
    const length = gb18030Length(bytes, index);
    const lead = at(bytes, index);
    const second = at(bytes, index + 1);
    // Rows A1–A9 are punctuation, digits and other scripts when the trail byte is ≥ 0xA1.
    if (length === 2 && !(within(lead, 0xa1, 0xa9) && second >= 0xa1)) {
      hanzi += 1;
      if (within(lead, 0xb0, 0xd7) && second >= 0xa1) common += 1;
    }
    index += Math.max(length, 1);
  }
  return { hanzi, common };
};
