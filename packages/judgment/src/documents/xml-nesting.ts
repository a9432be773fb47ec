// The XML library of the .docx reader takes quadratic time on tags that are never closed, and recursion on
// deep ones. So we look at the nesting first, in one pass, before it sees an attacker-controlled part.

/** LIMIT: depth of elements; Word nests tables in tables to about sixty. */
const DEPTH_MAX = 256;

/** LIMIT: characters of an element's name. */
const NAME_MAX = 100;
const NAME = /^[A-Za-z_][A-Za-z0-9_.:-]*/;

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const GREATER = 0x3e;
const SLASH = 0x2f;

/** Offset of the `>` that ends the tag at `start`, past quoted values; -1 if it never ends. */
const tagEnd = (xml: string, start: number): number => {
  let quote = 0;
  for (let at = start; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === GREATER) return at;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
};

const SKIPPED = [['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>']] as const;

/** Offset of the last character of a comment, CDATA section or instruction at `start`; -1 = none here. */
const skippedEnd = (xml: string, start: number): number => {
  const found = SKIPPED.find(([open]) => xml.startsWith(open, start));
  if (found === undefined) return -1;
  const close = xml.indexOf(found[1], start + found[0].length);
  return close < 0 ? xml.length : close + found[1].length - 1;
};

/** Whether every element of an XML text is closed by its own end tag, at most 256 deep; linear time. */
export const isWellNested = (xml: string): boolean => {
  const open: string[] = [];
  let at = xml.indexOf('<');
  while (at >= 0) {
    let end = skippedEnd(xml, at);
    if (end < 0) {
      end = tagEnd(xml, at);
      if (end < 0) return false;
      const isClosing = xml.charCodeAt(at + 1) === SLASH;
      const from = at + (isClosing ? 2 : 1);
      const name = NAME.exec(xml.slice(from, from + NAME_MAX))?.[0];
      if (name === undefined) return false;
      if (isClosing) {
        if (open.pop() !== name) return false;
      } else if (xml.charCodeAt(end - 1) !== SLASH) open.push(name);
      if (open.length > DEPTH_MAX) return false;
    }
    at = xml.indexOf('<', end);
  }
  return open.length === 0;
};
