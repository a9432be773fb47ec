import fc from 'fast-check';

/** Code points of halves of surrogate pairs: a text that is well formed has none. */
const [HALVES_FROM, HALVES] = [0xd800, 0x800];
const letter = fc.nat(0x10_ffff - HALVES).map((at) => String.fromCodePoint(at < HALVES_FROM ? at : at + HALVES));

/**
 * Any well-formed text of so many letters at most, of every script, control characters and names that objects
 * have of themselves among them. As `fc.string({ unit: 'binary' })`, which makes a table of all 1.1 million
 * code points first: more than a second in each process.
 */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(fc.array(letter, { maxLength }).map((letters) => letters.join('')), fc.string({ maxLength }));
