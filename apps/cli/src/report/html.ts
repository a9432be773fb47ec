/**
 * Markup that is safe to print: made only by `html` and `raw`, so that no text reaches the page
 * unescaped.
 */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/**
 * What may stand in a template: texts are escaped, markup and lists of it are kept, `undefined` and
 * false print nothing.
 */
export type Part = string | number | Html | readonly Html[] | undefined | false;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
// Tab, line feed and carriage return are layout and stay.
const CONTROLS =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const CONTROL_NAMES: Readonly<Record<string, string>> = {
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u061c': 'ALM',
};

const codePointName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * Text that cannot leave its place in the page: markup characters escaped, and invisible characters
 * that could reorder or hide what stands beside them (C0, C1, bidi controls) printed by name.
 * Documents are attacker-controlled.
 */
export const escapeText = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
    .replace(CONTROLS, (character) => `[${CONTROL_NAMES[character] ?? codePointName(character)}]`);

const partMarkup = (part: Part): string => {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  return part.map((item) => item.markup).join('');
};

/** Template tag: the literal parts are markup, everything between them is escaped. */
export const html = (literals: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(literals.map((literal, i) => literal + (i < parts.length ? partMarkup(parts[i]) : '')).join(''));

/** Markup written by ourselves (style sheet, constants). Never give it text from a document. */
export const raw = (markup: string): Html => new Html(markup);
