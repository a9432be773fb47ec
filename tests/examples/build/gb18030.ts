/** Bytes of each character of the two-byte area, found by asking the platform's decoder. */
const twoByteArea = (): ReadonlyMap<string, readonly [number, number]> => {
  const decoder = new TextDecoder('gb18030');
  const area = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\ufffd' && !area.has(character))
        area.set(character, [lead, trail]);
    }
  }
  return area;
};

/** Text in GB18030 (its one- and two-byte areas). @throws Error for a character outside them */
export const toGb18030 = (text: string): Uint8Array => {
  const area = twoByteArea();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const pair = area.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(...pair);
    else throw new Error(`U+${code.toString(16)} lies outside the two-byte area of GB18030`);
  }
  return Uint8Array.from(bytes);
};
