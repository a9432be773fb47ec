/** What JSON can carry; `undefined` members are left out, as JSON.stringify does. */
export type Json =
  | null | boolean | number | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

// Hot: every message, fact sheet and entry goes through it, several times a record.
const canonicalObject = (value: Readonly<{ [key: string]: Json | undefined }>): string => {
  let text = '{';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text.length > 1 ? ',' : ''}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
};

/**
 * The one byte form of a JSON value (RFC 8785): members sorted by UTF-16 code units, no white space,
 * ECMAScript number and string forms. Equal values give equal text, so hashes can be compared.
 * @throws TypeError on NaN and infinities, which JSON cannot carry
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('not a JSON number');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  // The check above does not narrow a readonly array away.
  return canonicalObject(value as Readonly<{ [key: string]: Json | undefined }>);
};
