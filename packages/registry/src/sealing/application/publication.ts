import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import type { ApplicationOutcome } from './application-outcome.ts';

declare const publishedBrand: unique symbol;

/**
 * A decision as it may be published: basic information, ruling, reasons and facts, nothing of the person.
 * Only `publishableDecision` makes one. @see proposal pack D (S003_PUBLICATION); 办法第10条、第17条
 */
export type PublishedDecision = Readonly<{
  organ: string; outcome: ApplicationOutcome; decidedInYear: number; reasons: string; facts: string;
}> & { readonly [publishedBrand]: 'PublishedDecision' };

/** The decision as it was written. */
export type DecisionText = Readonly<{
  organ: string; outcome: ApplicationOutcome; decidedOn: CivilDate; reasons: string; facts: string;
}>;

/** Everything by which the person and others in the decision are known to the organ. */
export type KnownIdentity = Readonly<{
  /** Names of the person, guardian, victims, witnesses, co-defendants, with former names. */
  names: readonly string[];
  documentNumbers: readonly string[];
  caseNumbers: readonly string[];
  /** Addresses, schools, employers, villages: whatever tells who it is. */
  places: readonly string[];
}>;

/** What still identifies somebody, and in which field; never the words themselves. */
export type PublicationRefusal = Readonly<{
  code: 'NAME' | 'SURNAME' | 'NUMBER' | 'CASE_NUMBER' | 'PLACE' | 'DAY' | 'CONTACT' | 'PLATE'
    | 'TEXT_TOO_LONG' | 'TEXT_EMPTY';
  field: 'organ' | 'reasons' | 'facts';
}>;

// LIMIT: a published decision is some pages; checks are linear in the text for every known name.
const TEXT_MAX = 20_000;

const FULL_DAY = /(\d{4})\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日/g;
const ISO_DAY = /(\d{4})[-/.]\d{1,2}[-/.]\d{1,2}/g;

// Everything below runs on squeezed text: narrow, without spaces, marks of direction and separators.
const SEPARATORS = /[\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff·•‧・.,，。、\-_—–]/g;
const LONG_NUMBER = /\d{6,}|\d{5}[\dx]/i;
const DAY = /\d{4}年\d{1,2}月\d{1,2}日|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|\d{1,2}月\d{1,2}日/;
const CASE_NUMBER = /[(〔[【（](?:19|20)\d{2}[)〕\]】）][^号]{1,30}号/;
const CONTACT = /@|微信号|qq号/i;
const PLATE = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][a-z0-9]{5,6}/i;
const HOUSE = /\d{1,5}(?:号楼|号院|栋|单元|室|弄)|\d{1,5}号(?:院|楼|房)/;

const squeezed = (text: string): string => text.normalize('NFKC').replace(SEPARATORS, '').toLowerCase();

/** Names as they may stand in a text: whole, and the given name of two characters or more alone. */
const formsOfName = (name: string): readonly string[] => {
  const whole = squeezed(name);
  const parts = name.normalize('NFKC').split(/[\s·•・]/).map(squeezed);
  const given = /^\p{Script=Han}{3,4}$/u.test(whole) ? [whole.slice(-2)] : [];
  return [...new Set([whole, ...parts, ...given])].filter((form) => [...form].length >= 2);
};

const replaceAll = (text: string, known: readonly string[], by: string): string =>
  [...known].filter((one) => one.length >= 2).sort((a, b) => b.length - a.length)
    .reduce((done, one) => done.replaceAll(one, by), text);

/** Known words replaced, days reduced to their year. What is written otherwise is left for the checks. */
const anonymised = (text: string, identity: KnownIdentity): string => {
  const withoutPlaces = replaceAll(text, identity.places, '某地');
  const numbers = [...identity.caseNumbers, ...identity.documentNumbers];
  const withoutNumbers = replaceAll(withoutPlaces, numbers, '（略）');
  const withoutNames = replaceAll(withoutNumbers, identity.names, '某人');
  return withoutNames.replace(FULL_DAY, '$1年').replace(ISO_DAY, '$1年');
};

type Check = readonly [PublicationRefusal['code'], (text: string) => boolean];

const checksFor = (identity: KnownIdentity): readonly Check[] => {
  const names = identity.names.flatMap(formsOfName);
  const surnames = [...new Set(identity.names.map((name) => squeezed(name).slice(0, 1)))];
  const numbers = identity.documentNumbers.map(squeezed).filter((number) => number.length >= 4);
  const cases = identity.caseNumbers.map(squeezed).filter((number) => number.length >= 4);
  const places = identity.places.map(squeezed).filter((place) => place.length >= 2);
  const hasOne = (of: readonly string[]) => (text: string): boolean => of.some((one) => text.includes(one));
  return [
    ['NAME', hasOne(names)],
    ['SURNAME', (text) => surnames.some((surname) => text.includes(`${surname}某`))],
    ['NUMBER', (text) => hasOne(numbers)(text) || LONG_NUMBER.test(text)],
    ['CASE_NUMBER', (text) => hasOne(cases)(text) || CASE_NUMBER.test(text)],
    ['PLACE', (text) => hasOne(places)(text) || HOUSE.test(text)],
    ['DAY', (text) => DAY.test(text)],
    ['CONTACT', (text) => CONTACT.test(text)],
    ['PLATE', (text) => PLATE.test(text)],
  ];
};

const FIELDS = ['organ', 'reasons', 'facts'] as const;

/**
 * The text of a decision for publication, or what in it still identifies somebody. Known names, numbers and
 * places are replaced, days reduced to their year; then the result is looked at as a reader would: other
 * spellings, spaced-out letters, given names alone, numbers, plates, addresses. Anything found refuses the
 * whole, so that a person rewrites it; nothing is cut out in the hope that the rest is harmless.
 */
export const publishableDecision = (
  text: DecisionText, identity: KnownIdentity,
): Result<PublishedDecision, readonly PublicationRefusal[]> => {
  const lengths = FIELDS.flatMap((field): readonly PublicationRefusal[] =>
    (text[field] === '' ? [{ code: 'TEXT_EMPTY', field }]
      : text[field].length > TEXT_MAX ? [{ code: 'TEXT_TOO_LONG', field }] : []));
  if (lengths.length > 0) return err(lengths);
  const { organ, reasons, facts } = text;
  const clean = { organ, reasons: anonymised(reasons, identity), facts: anonymised(facts, identity) };
  const checks = checksFor(identity);
  const found = FIELDS.flatMap((field) => {
    const seen = squeezed(clean[field]);
    return checks.filter(([, remains]) => remains(seen)).map(([code]) => ({ code, field }));
  });
  if (found.length > 0) return err(found);
  const { outcome, decidedOn } = text;
  return ok({ ...clean, outcome, decidedInYear: Number(decidedOn.slice(0, 4)) } as PublishedDecision);
};
