/** What JSON can carry; `undefined` members are left out, as JSON.stringify does. */
export type Json =
  | null | boolean | number | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** LIMIT: names of members whose written form is kept; our own are some hundreds. */
const NAMES_MAX = 1024;
const names = new Map<string, string>();

const writtenName = (name: string): string => {
  const known = names.get(name);
  if (known !== undefined) return known;
  const written = `${JSON.stringify(name)}:`;
  if (names.size < NAMES_MAX) names.set(name, written);
  return written;
};

/** LIMIT: up to so many names are sorted where they stand; `sort` copies what it is given. */
const IN_PLACE_MAX = 16;

/** By UTF-16 code units, as `<` and `sort` compare texts. */
const sortedNames = (value: object): readonly string[] => {
  const sorted = Object.keys(value);
  if (sorted.length > IN_PLACE_MAX) return sorted.sort();
  for (let i = 1; i < sorted.length; i += 1) {
    const name = sorted[i] ?? '';
    let at = i;
    for (; at > 0 && (sorted[at - 1] ?? '') > name; at -= 1) sorted[at] = sorted[at - 1] ?? '';
    sorted[at] = name;
  }
  return sorted;
};

// Hot: every message, fact sheet and entry goes through it, several times a record.
const canonicalObject = (value: Readonly<{ [key: string]: Json | undefined }>): string => {
  let text = '{';
  for (const name of sortedNames(value)) {
    const member = value[name];
    if (member === undefined) continue;
    if (text.length > 1) text += ',';
    text += writtenName(name) + canonicalJson(member);
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
