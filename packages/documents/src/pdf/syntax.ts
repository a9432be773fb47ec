/** Bytes of text whose characters are all below U+0100; PDF syntax is. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** A number as PDF wants it: at most three places, no exponent, no minus zero. */
export const real = (value: number): string => {
  const rounded = Math.round(value * 1000) / 1000;
  return String(Object.is(rounded, -0) ? 0 : rounded);
};

/**
 * Text of any script as a PDF text string: UTF-16BE with its mark, in hexadecimal. @see ISO 32000-1 §7.9.2.2
 */
export const textString = (text: string): string => `<FEFF${utf16Hex(text)}>`;

/** UTF-16BE code units in hexadecimal. */
export const utf16Hex = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => hex4(text.charCodeAt(i))).join('');

/** Four capital hexadecimal digits. */
export const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/** A reference to an object. */
export const ref = (id: number): string => `${id} 0 R`;

/** A dictionary; values are PDF syntax already, absent ones are left out. */
export const dictionary = (entries: Readonly<Record<string, string | undefined>>): string =>
  `<<${Object.entries(entries)
    .flatMap(([key, value]) => (value === undefined ? [] : [`/${key} ${value}`])).join('')}>>`;

/** An array; members are PDF syntax already. */
export const array = (members: readonly string[]): string => `[${members.join(' ')}]`;
