import { err, ok, type Result } from '@fengcun/kernel';

/** One signature as the header describes it; `raw` is the text that is signed as `@signature-params`. */
export type SignatureInput = Readonly<{
  label: string;
  components: readonly string[];
  params: Readonly<Record<string, string | number>>;
  raw: string;
}>;

// LIMIT: a signature of ours needs some 300 characters; longer headers are not looked at.
// Attacker-controlled.
const HEADER_LENGTH_MAX = 4096;

// Strings without escapes, components without parameters: what our profile uses, all else is refused. Each
// alternative begins with another character, so matching is linear.
const KEY = String.raw`[a-z*][a-z0-9_.*-]{0,63}`;
const STRING = String.raw`"[\x20\x21\x23-\x5b\x5d-\x7e]{0,200}"`;
const END = String.raw`(?:[ \t]*,[ \t]*|$)`;
const LIST = String.raw`\((?:${STRING}(?: ${STRING})*)?\)`;
const PARAMETERS = String.raw`(?:;${KEY}=(?:\d{1,15}|${STRING}))*`;
const INNER_LIST = new RegExp(`(${KEY})=((${LIST})(${PARAMETERS}))${END}`, 'y');
const BYTES = new RegExp(String.raw`(${KEY})=:([A-Za-z0-9+/]{0,1000}={0,2}):${END}`, 'y');
const COMPONENT = /"([^"]*)"/g;
const PARAMETER = /;([a-z*][a-z0-9_.*-]*)=(?:(\d+)|"([^"]*)")/g;

/** All members of a dictionary, if the whole text is one and no name is repeated. @see RFC 9651 §3.2 */
const members = (header: string, member: RegExp): readonly RegExpExecArray[] | undefined => {
  if (header.length > HEADER_LENGTH_MAX) return undefined;
  const trimmed = header.trim();
  // A member after the last comma is missing.
  if (trimmed.endsWith(',')) return undefined;
  const found: RegExpExecArray[] = [];
  member.lastIndex = 0;
  while (member.lastIndex < trimmed.length) {
    const match = member.exec(trimmed);
    if (match === null) return undefined;
    found.push(match);
  }
  const names = new Set(found.map((match) => match[1]));
  return found.length > 0 && names.size === found.length ? found : undefined;
};

const parametersOf = (text: string): Readonly<Record<string, string | number>> =>
  Object.fromEntries([...text.matchAll(PARAMETER)].map(([, name, number, string]) =>
    [name ?? '', number === undefined ? string ?? '' : Number(number)]));

/** Reads a Signature-Input header: every member or nothing. @see RFC 9421 §4.1; RFC 9651 §3.1.1 */
export const parseSignatureInput = (
  header: string,
): Result<readonly SignatureInput[], 'SIGNATURE_MALFORMED'> => {
  const found = members(header, INNER_LIST);
  if (found === undefined) return err('SIGNATURE_MALFORMED');
  return ok(found.map(([, label = '', raw = '', inner = '', params = '']) => ({
    label, raw, params: parametersOf(params),
    components: [...inner.matchAll(COMPONENT)].map((match) => match[1] ?? ''),
  })));
};

/** Reads a dictionary of byte sequences: Signature and Content-Digest. @see RFC 9421 §4.2; RFC 9530 §2 */
export const parseByteDictionary = (
  header: string,
): Result<ReadonlyMap<string, Uint8Array>, 'SIGNATURE_MALFORMED'> => {
  const found = members(header, BYTES);
  return found === undefined ? err('SIGNATURE_MALFORMED')
    : ok(new Map(found.map(([, name = '', base64 = '']) => [name, Buffer.from(base64, 'base64')])));
};
