import { civil, err, ok, type Result } from '@fengcun/kernel';
import { ABOLISHED_CHARGES, CHARGES, SELECTIVE_PATTERNS, SUPERSEDED_NAMES } from './catalogue.ts';
import type { Charge, ChargeMatch, ChargeMatchVia, ChargeRefusal } from './charge.ts';
import { selectiveNames } from './selective-name.ts';

// LIMIT: the longest name has 41 characters; longer text is no charge and is not normalised.
const LENGTH_MAX = 64;

const BORDER = '国（边）境';
const ABROAD = '国（境）外';

/** Printed forms of the two names with brackets: 国境 and 边境 are choices, and so are 国外 and 境外. */
const bracketForms = (name: string): readonly string[] => {
  if (name.includes(BORDER)) return ['国境', '边境', '国、边境', '国边境'].map((form) => name.replace(BORDER, form));
  if (name.includes(ABROAD)) return ['国外', '境外'].map((form) => name.replace(ABROAD, form));
  return [];
};

type How = Readonly<{ via: ChargeMatchVia; superseded?: ChargeMatch['superseded'] }>;
const matchOf = (charge: Charge, literal: string, how: How): ChargeMatch =>
  Object.freeze({
    ...charge, literal, via: how.via, ...(how.superseded === undefined ? {} : { superseded: how.superseded }),
  });

/** All names a text may use, strongest reading first: exact, replaced, selective, part of a replaced one. */
const buildNames = (): ReadonlyMap<string, ChargeMatch> => {
  const names = new Map<string, ChargeMatch>();
  const add = (literal: string, match: ChargeMatch): void => {
    if (!names.has(literal)) names.set(literal, match);
  };
  for (const charge of CHARGES) add(charge.name, matchOf(charge, charge.name, { via: 'exact' }));
  for (const charge of ABOLISHED_CHARGES) {
    add(charge.name, matchOf(charge, charge.name, { via: 'superseded' }));
  }
  for (const old of SUPERSEDED_NAMES) {
    const superseded = { name: old.name, replacedOn: civil(old.replacedOn) };
    add(old.name, matchOf(old.charge, old.name, { via: 'superseded', superseded }));
  }
  for (const charge of [...CHARGES, ...ABOLISHED_CHARGES]) {
    const pattern = SELECTIVE_PATTERNS.get(charge.code);
    const chosen = pattern === undefined ? bracketForms(charge.name) : selectiveNames(pattern);
    const via = charge.abolishedOn === undefined ? 'selective' : 'superseded';
    for (const name of chosen) add(name, matchOf(charge, name, { via }));
  }
  for (const old of SUPERSEDED_NAMES) {
    if (old.selective === undefined) continue;
    const superseded = { name: old.name, replacedOn: civil(old.replacedOn) };
    for (const name of selectiveNames(old.selective)) {
      add(name, matchOf(old.charge, name, { via: 'superseded', superseded }));
    }
  }
  return names;
};

const NAMES = buildNames();

const PUNCTUATION = /[\s、，,；;·.．（）()【】[\]“”"]/gu;

/** The words alone: punctuation and spaces removed, 帐 as 账, 罪 at the end. Linear in a bounded text. */
const wordsOf = (text: string): string => {
  const words = text.replaceAll(PUNCTUATION, '').replaceAll('帐', '账');
  return words.endsWith('罪') ? words : `${words}罪`;
};

/** Words → name. Words that two charges share name neither (null), so that a variant is never a guess. */
const buildVariants = (): ReadonlyMap<string, string | null> => {
  const variants = new Map<string, string | null>();
  for (const [name, match] of NAMES) {
    const words = wordsOf(name);
    const other = variants.get(words);
    if (other === undefined) variants.set(words, name);
    else if (other !== null && NAMES.get(other)?.code !== match.code) variants.set(words, null);
  }
  return variants;
};

const VARIANTS = buildVariants();

const UNKNOWN = err<ChargeRefusal>(Object.freeze({ code: 'CHARGE_UNKNOWN' }));
const TOO_LONG = err<ChargeRefusal>(Object.freeze({ code: 'CHARGE_TOO_LONG' }));

const lookUp = (text: string): ChargeMatch | undefined => {
  const match = NAMES.get(text);
  if (match !== undefined || text.length > LENGTH_MAX) return match;
  const name = VARIANTS.get(wordsOf(text));
  const found = name === null || name === undefined ? undefined : NAMES.get(name);
  return found === undefined ? undefined : { ...found, literal: text, via: 'variant' };
};

/**
 * The charge a text names: the catalogue's name, a choice from a selective name (贩卖、运输毒品罪), a replaced
 * name (偷税罪), or one of these with 罪 missing or other punctuation. Anything else is refused, however similar.
 * The text is attacker-controlled; the work is one or two map look-ups over at most 64 characters.
 * @see 最高法、最高检关于执行《刑法》确定罪名的规定 and its supplements (一)–(八)
 */
export const findCharge = (text: string): Result<ChargeMatch, ChargeRefusal> => {
  const match = lookUp(text);
  if (match !== undefined) return ok(match);
  return text.length > LENGTH_MAX ? TOO_LONG : UNKNOWN;
};

/** Whether a text names a charge in any of the ways `findCharge` accepts. */
export const isChargeName = (text: string): boolean => lookUp(text) !== undefined;

const LAST_WORD = '罪';
const NAME_LENGTH_MAX = [...NAMES.keys()].reduce((longest, name) => Math.max(longest, name.length), 0);

/** A charge name inside a text: `end` is exclusive, just after 罪. */
export type ChargeAt = Readonly<{ match: ChargeMatch; end: number }>;

const STARTS_WITH_WORD = /^[\p{Script=Han}]/u;

/**
 * The longest charge name that starts exactly at `offset` and ends with 罪, or undefined.
 * LIMIT: looks at no more characters than the longest name has, so a text of any size costs the same.
 */
export const matchChargeAt = (text: string, offset: number): ChargeAt | undefined => {
  const window = text.slice(offset, offset + NAME_LENGTH_MAX);
  if (!STARTS_WITH_WORD.test(window)) return undefined;
  for (let at = window.lastIndexOf(LAST_WORD); at > 0; at = window.lastIndexOf(LAST_WORD, at - 1)) {
    const match = lookUp(window.slice(0, at + 1));
    if (match !== undefined) return { match, end: offset + at + 1 };
  }
  return undefined;
};

/** Every spelling `findCharge` accepts without normalising; for generators of tests and examples. */
export const knownChargeNames = (): readonly string[] => [...NAMES.keys()];
