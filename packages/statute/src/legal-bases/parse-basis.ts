import {
  type Bar, type GeneralOfficeConditions, type LegalBasis, MIN_PENALTIES, NORM_LEVELS, type OffenceScope,
  type PublicOrderScope, WHY_NOT, type WhyNot,
} from './legal-basis.ts';
import type { ObjectReader } from './object-reader.ts';
import { isViolationKind, VIOLATION_KINDS } from './violations.ts';
import { chargeOfCode } from '../charges/catalogue.ts';
import { isOffenceClass, type OffenceClass } from '../offence-classes/offence-class.ts';

const BASIS_ID = /^[A-Z]{1,8}-\d{2,4}$/;
// LIMIT: no bar of a norm is longer than a working life; more is a slip of the pen.
const YEARS_MAX = 60;
const DECISIONS_MAX = 20;

/** Members with a value; what is undefined is left out, as exact optional members want it. */
const given = <T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

const readConditions = (from: ObjectReader): GeneralOfficeConditions => {
  const conditions = {
    hasLegalBasis: from.flag('hasLegalBasis'), adoptedByStateCouncil: from.flag('adoptedByStateCouncil'),
    publishedInGazette: from.flag('publishedInGazette'),
  };
  from.end();
  return conditions;
};

const readClasses = (from: ObjectReader): readonly OffenceClass[] =>
  from.texts('classes').flatMap((name, i) => {
    if (isOffenceClass(name)) return [name];
    from.fail(`classes/${i}`, 'no class of offences; `packages/statute` lists them');
    return [];
  });

const readCharges = (from: ObjectReader): readonly string[] => from.texts('charges').filter((code, i) =>
  chargeOfCode(code) !== undefined || from.fail(`charges/${i}`, 'no code of a charge, such as cl-264'));

const readByFact = (from: ObjectReader): OffenceScope['byFact'] => {
  const mental = from.optionalChoice('mental', ['negligent']);
  const words = from.text('words');
  from.end();
  return { words, ...(mental === undefined ? {} : { mental }) };
};

const readScope = (from: ObjectReader): OffenceScope => {
  const scope = given<OffenceScope>({
    every: from.optionalChoice('every', ['crime', 'intentional']),
    classes: from.has('classes') ? readClasses(from) : undefined,
    charges: from.has('charges') ? readCharges(from) : undefined,
    orDeprivation: from.mark('orDeprivation'),
    byFact: from.has('byFact') ? readByFact(from.child('byFact')) : undefined,
  } as OffenceScope);
  if (Object.keys(scope).length === 0) from.fail('', 'give every, classes, charges or byFact');
  from.end();
  return scope;
};

const readBar = (from: ObjectReader): Bar => {
  const kind = from.choice('kind', ['lifetime', 'years', 'other']);
  const bar: Bar = kind === 'years' ? given({
    kind, years: from.whole('years', YEARS_MAX),
    suspendedYears: from.optionalWhole('suspendedYears', YEARS_MAX),
    deprivedForever: from.mark('deprivedForever'), orCourtBan: from.mark('orCourtBan'),
  }) as Bar : kind === 'other' ? { kind, words: from.text('words') } : { kind: 'lifetime' };
  from.end();
  return bar;
};

const readKinds = (from: ObjectReader): PublicOrderScope['kinds'] => {
  if (from.raw('kinds') === 'any') return 'any';
  return from.texts('kinds').flatMap((name, i) => {
    if (isViolationKind(name)) return [name];
    from.fail(`kinds/${i}`, `give one of ${VIOLATION_KINDS.join(', ')}`);
    return [];
  });
};

const readPublicOrder = (from: ObjectReader): PublicOrderScope => {
  const scope = given<PublicOrderScope>({
    kinds: readKinds(from), detention: from.mark('detention'),
    atLeast: from.optionalWhole('atLeast', DECISIONS_MAX),
    years: from.optionalWhole('years', YEARS_MAX),
  } as PublicOrderScope);
  from.end();
  return scope;
};

const readId = (from: ObjectReader): string => {
  const id = from.text('id');
  if (!BASIS_ID.test(id)) from.fail('id', 'give an id such as LB-14');
  return id;
};

const readPeriod = (from: ObjectReader): Partial<LegalBasis> => given({
  from: from.optionalDate('from'), until: from.optionalDate('until'),
  fromSource: from.optionalChoice('fromSource', ['V', 'M']),
});

const readOptional = (from: ObjectReader): Partial<LegalBasis> => given<Partial<LegalBasis>>({
  edition: from.optionalText('edition'),
  conditions: from.has('conditions') ? readConditions(from.child('conditions')) : undefined,
  publicOrder: from.has('publicOrder') ? readPublicOrder(from.child('publicOrder')) : undefined,
  nonProsecution: from.optionalChoice('nonProsecution', ['discretionary']),
  yearlyRecheck: from.mark('yearlyRecheck'),
  whyNot: from.optionalChoice('whyNot', Object.keys(WHY_NOT) as WhyNot[]),
  note: from.optionalText('note'),
} as Partial<LegalBasis>);

/** One row of a registry file; what is wrong with it is noted by the reader. */
export const readBasis = (from: ObjectReader): LegalBasis => {
  const basis: LegalBasis = {
    id: readId(from), norm: from.text('norm'),
    level: from.choice('level', NORM_LEVELS) ?? 'normativeDocument',
    article: from.text('article'), cites: from.has('cites') ? from.texts('cites') : [],
    occupations: from.texts('occupations'), offences: readScope(from.child('offences')),
    mental: from.choice('mental', ['any', 'intentional']) ?? 'any',
    minPenalty: from.choice('minPenalty', MIN_PENALTIES) ?? 'deprivation', bar: readBar(from.child('bar')),
    nationalRule: from.flag('nationalRule'), usable: from.flag('usable'),
    source: from.choice('source', ['V', 'P', 'M']) ?? 'M',
    confidence: from.choice('confidence', ['high', 'medium', 'low']) ?? 'low',
    ...readOptional(from), ...readPeriod(from),
  };
  from.end();
  return Object.freeze(basis);
};
