// Attacker-controlled markup. No DOM is built and nothing is executed or loaded: one pass keeps the
// characters between tags. Rejected: regular expressions over the whole page, which hostile pages make slow.

const SKIPPED = new Set([
  'script', 'style', 'head', 'template', 'noscript', 'svg', 'iframe', 'object', 'select',
]);
const INLINE = new Set([
  'a', 'abbr', 'b', 'big', 'cite', 'code', 'em', 'font', 'i', 'label', 'mark', 'o:p', 's', 'small', 'span',
  'strong', 'sub', 'sup', 'u', 'wbr',
]);
const CELLS = new Set(['td', 'th']);
const NAMED = new Map([
  ['nbsp', ' '], ['ensp', ' '], ['emsp', '　'], ['thinsp', ' '], ['lt', '<'], ['gt', '>'], ['amp', '&'],
  ['quot', '"'], ['apos', '\''], ['ldquo', '“'], ['rdquo', '”'], ['lsquo', '‘'], ['rsquo', '’'],
  ['middot', '·'], ['times', '×'],
  ['mdash', '—'], ['ndash', '–'], ['hellip', '…'], ['yen', '¥'], ['deg', '°'], ['bull', '•'],
]);

/** LIMIT: longest entity looked for; longer runs after & are text. */
const ENTITY = /&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});/g;
const TAG_NAME = /^<\/?([a-zA-Z][a-zA-Z0-9:]{0,20})/;
const SPACES = /[ \t\n\f\r]+/g;

const numbered = (digits: string): string => {
  const hexadecimal = digits[0] === 'x' || digits[0] === 'X';
  const code = hexadecimal ? Number.parseInt(digits.slice(1), 16) : Number(digits);
  const valid = code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return valid ? String.fromCodePoint(code) : ' ';
};

const characterOf = (whole: string, name: string): string =>
  (name.startsWith('#') ? numbered(name.slice(1)) : NAMED.get(name) ?? whole);

const unescape = (text: string): string => (text.includes('&') ? text.replace(ENTITY, characterOf) : text);

/** Offset after the tag that starts at `start`; quoted attribute values may hold `>`. */
const tagEnd = (html: string, start: number): number => {
  let quote = '';
  for (let at = start; at < html.length; at += 1) {
    const character = html[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '>') return at + 1;
    else if ((character === '"' || character === '\'') && html[at - 1] === '=') quote = character;
  }
  return html.length;
};

const after = (html: string, mark: string, from: number): number => {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
};

/** Offset after the closing tag of a skipped element; an element that is never closed ends the page. */
const skipElement = (lower: string, name: string, from: number): number =>
  after(lower, '>', after(lower, `</${name}`, from));

const separatorOf = (name: string, isClosing: boolean): string => {
  if (INLINE.has(name)) return '';
  if (CELLS.has(name)) return isClosing ? '' : '\t';
  return '\n';
};

/** The text of an HTML page: block elements as lines, scripts, styles, comments and the head left out. */
export const htmlText = (html: string): string => {
  const lower = html.toLowerCase();
  const indexable = lower.length === html.length ? lower : html; // a few letters change length in lower case
  const pieces: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const until = open < 0 ? html.length : open;
    if (until > at) pieces.push(unescape(html.slice(at, until).replace(SPACES, ' ')));
    if (open < 0) break;
    const name = TAG_NAME.exec(html.slice(open, open + 24))?.[1]?.toLowerCase();
    if (html.startsWith('<!--', open)) at = after(html, '-->', open + 4);
    else if (name === undefined && html[open + 1] !== '!' && html[open + 1] !== '?') {
      pieces.push('<'); // 血液酒精含量<80mg is text
      at = open + 1;
    } else {
      at = tagEnd(html, open);
      if (name === undefined) continue;
      const isClosing = html[open + 1] === '/';
      if (SKIPPED.has(name) && !isClosing) at = skipElement(indexable, name, at);
      pieces.push(separatorOf(name, isClosing));
    }
  }
  return pieces.join('').split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
};
