import { err, ok, type Result } from '@fengcun/kernel';
import { CHARGES } from './catalogue.ts';
import type { ChargeMatch, ChargeRefusal } from './charge.ts';
import { KNOWN_NAMES, type NameReading } from './known-names.ts';
import { buildTrie, stepTrie, TRIE_ROOT } from './word-trie.ts';

// LIMIT: the longest name has 33 characters; longer text is no charge and is not looked at.
const LENGTH_MAX = 64;

// Characters between the words of a name that printed forms differ in; they never tell two charges apart.
const BETWEEN_WORDS: ReadonlySet<number> =
  new Set(Array.from(' \t\n\r\u3000\u00a0、，,；;·.．（）()【】[]“”"', (char) => char.charCodeAt(0)));
const OFFENCE = '罪'.charCodeAt(0);
const ACCOUNT = '账'.charCodeAt(0);
const ACCOUNT_OLD = '帐'.charCodeAt(0);

// Our own names have only these two kinds of punctuation.
const wordsOf = (name: string): string => name.replaceAll(/[、（）]/g, '');

/** The words of every name, without what stands between them. */
const WORDS = buildTrie(
  Array.from(KNOWN_NAMES.keys(), (name) => [wordsOf(name), name] as const),
  (one, other) => KNOWN_NAMES.get(one)?.charge === KNOWN_NAMES.get(other)?.charge,
);

const stepWord = (node: number, unit: number): number | undefined =>
  stepTrie(WORDS, node, unit === ACCOUNT_OLD ? ACCOUNT : unit);

/** The name whose words a text has, 罪 at the end supplied. Words of two charges name neither. */
const variantOf = (text: string): string | undefined => {
  let node = TRIE_ROOT;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (BETWEEN_WORDS.has(unit)) continue;
    const next = stepWord(node, unit);
    if (next === undefined) return undefined;
    node = next;
  }
  const whole = WORDS.ends.get(node);
  return whole ?? WORDS.ends.get(stepWord(node, OFFENCE) ?? -1) ?? undefined;
};

const UNKNOWN = err<ChargeRefusal>(Object.freeze({ code: 'CHARGE_UNKNOWN' }));
const TOO_LONG = err<ChargeRefusal>(Object.freeze({ code: 'CHARGE_TOO_LONG' }));

const matchOf = (literal: string, { charge, via, superseded }: NameReading): ChargeMatch =>
  ({ ...charge, literal, via, ...(superseded === undefined ? {} : { superseded }) });

/** Catalogue names are most of the traffic: their answers are made once. */
const EXACT: ReadonlyMap<string, Result<ChargeMatch, ChargeRefusal>> = new Map(CHARGES.map((charge) =>
  [charge.name, Object.freeze(ok(Object.freeze(matchOf(charge.name, { charge, via: 'exact' }))))]));

const readingOf = (text: string): NameReading | undefined => {
  const known = KNOWN_NAMES.get(text);
  if (known !== undefined || text.length > LENGTH_MAX) return known;
  const name = variantOf(text);
  const reading = name === undefined ? undefined : KNOWN_NAMES.get(name);
  return reading === undefined ? undefined : { ...reading, via: 'variant' };
};

/**
 * The charge a text names: the catalogue's name, a choice from a selective name (贩卖、运输毒品罪), a replaced
 * name (偷税罪), or one of these with 罪 missing or other punctuation. Anything else is refused, however similar.
 * The text is attacker-controlled; the work is one map look-up and one walk over at most 64 characters.
 * @see 最高法、最高检关于执行《刑法》确定罪名的规定 and its supplements (一)–(八)
 */
export const findCharge = (text: string): Result<ChargeMatch, ChargeRefusal> => {
  const exact = EXACT.get(text);
  if (exact !== undefined) return exact;
  const reading = readingOf(text);
  if (reading !== undefined) return ok(matchOf(text, reading));
  return text.length > LENGTH_MAX ? TOO_LONG : UNKNOWN;
};

/** Whether a text names a charge in any of the ways `findCharge` accepts. */
export const isChargeName = (text: string): boolean => readingOf(text) !== undefined;

/** A charge name inside a text: `end` is exclusive, just after 罪. */
export type ChargeAt = Readonly<{ match: ChargeMatch; end: number }>;

/**
 * The longest charge name that starts exactly at `offset` and ends with 罪, or undefined. The text is
 * attacker-controlled: the walk stops at the first character with which no charge goes on.
 */
export const matchChargeAt = (text: string, offset: number): ChargeAt | undefined => {
  if (BETWEEN_WORDS.has(text.charCodeAt(offset))) return undefined;
  const limit = Math.min(text.length, offset + LENGTH_MAX);
  let node = TRIE_ROOT;
  let longest = 0;
  for (let at = offset; at < limit; at += 1) {
    const unit = text.charCodeAt(at);
    if (BETWEEN_WORDS.has(unit)) continue;
    const next = stepWord(node, unit);
    if (next === undefined) break;
    node = next;
    if (unit === OFFENCE && typeof WORDS.ends.get(node) === 'string') longest = at + 1;
  }
  const found = longest === 0 ? undefined : findCharge(text.slice(offset, longest));
  return found?.ok === true ? { match: found.value, end: longest } : undefined;
};

/** Every spelling `findCharge` accepts without normalising; for generators of tests and examples. */
export const knownChargeNames = (): readonly string[] => [...KNOWN_NAMES.keys()];
