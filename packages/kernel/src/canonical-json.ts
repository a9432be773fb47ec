/** What JSON can carry; `undefined` members are left out, as JSON.stringify does. */
export type Json =
  | null | boolean | number | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * The one byte form of a JSON value (RFC 8785): members sorted by UTF-16 code units, no white space,
 * ECMAScript number and string forms. Equal values give equal text, so hashes can be compared.
 * @throws TypeError on NaN and infinities, which JSON cannot carry
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('not a JSON number');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  const members = Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
};
