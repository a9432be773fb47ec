import { type Flow, groupOfCharge, OTHER, productNamed } from '@fengcun/privacy';
import {
  type Disposition, entryItems, findDispositions, regionOf, type SealGround,
} from '@fengcun/registry';
import { findCharge, under18On } from '@fengcun/statute';
import { factsOf } from '../seals/record-findings.ts';
import type { CaseOfRecord } from '../seals/sealed-case.ts';

/** Parts of a case that follow its outcome are the same person's same matter, and not counted beside it. */
const MAIN: ReadonlySet<Disposition['kind']> =
  new Set<Disposition['kind']>(['judgment', 'nonProsecution', 'noLiability', 'publicOrder']);

const codesIn = (product: string, dimension: number): ReadonlySet<string> =>
  new Set(productNamed(product)?.dimensions[dimension]?.values.map(([code]) => code) ?? []);
const PROVINCES = codesIn('T1', 0);
const DISPOSALS = codesIn('T2', 1);
const CHARGES = codesIn('T3', 0);

const within = (codes: ReadonlySet<string>, code: string | undefined): string =>
  (code !== undefined && codes.has(code) ? code : OTHER);

const codeOfOrgan = (organ: string): string => organ.slice(organ.indexOf('/') + 1);

const provinceOf = (organ: string): string => {
  const region = regionOf(codeOfOrgan(organ));
  return within(PROVINCES, region === undefined ? undefined : `${region.slice(0, 2)}0000`);
};

const disposalOf = (main: Disposition | undefined): string => {
  if (main?.sentence?.penalty === 'exemptionFromPunishment') return 'exemptionFromPunishment';
  if (main?.recordKind === 'noCriminalPunishment') return 'noCriminalLiability';
  return within(DISPOSALS, main?.recordKind);
};

/** LAW: grounds that the law gives for acts of minors alone; what is only corrected or old says nothing. */
const OF_MINORS: ReadonlySet<SealGround> = new Set<SealGround>([
  'juvenileSentence', 'juvenileExemption', 'juvenileActsAcrossMajority', 'conditionalNonProsecution',
]);

const ageOf = (place: CaseOfRecord, main: Disposition | undefined, ground: string): string => {
  if (OF_MINORS.has(ground as SealGround)) return 'minor';
  if (main === undefined) return OTHER;
  const { bornOn, offenceTo } = factsOf(main, place);
  if (typeof bornOn !== 'string' || typeof offenceTo !== 'string') return OTHER;
  if (bornOn === 'unknown' || offenceTo === 'unknown') return OTHER;
  const isMinor = under18On(bornOn, offenceTo);
  return isMinor === 'unknown' ? OTHER : isMinor ? 'minor' : 'adult';
};

/** LAW: of several charges the first one told, which judgments name first as the main one. */
const chargeOf = (place: CaseOfRecord): string => {
  const { charges } = entryItems(place.state, place.subject);
  const name = charges.status === 'known' ? charges.value[0] : undefined;
  const found = name === undefined ? undefined : findCharge(name);
  return within(CHARGES, found?.ok === true ? found.value.code : undefined);
};

type Order = Readonly<{ orderedBy: string; ground: string }>;

/**
 * Where a seal counts in the tables of seals; what is not told, and a case that cannot be read, counts under
 * «other».
 */
export const sealCells = (place: CaseOfRecord | undefined, order: Order): Flow['cells'] => {
  const province = provinceOf(order.orderedBy);
  if (place === undefined) return { T1: [province, OTHER], T2: [province, OTHER, OTHER], T3: [OTHER] };
  const { found } = findDispositions(place.state, place.subject);
  const main = found.find(({ kind }) => MAIN.has(kind));
  const charge = chargeOf(place);
  const group = main?.kind === 'publicOrder' ? 'publicOrder' : groupOfCharge(charge);
  return {
    T1: [province, group], T2: [province, disposalOf(main), ageOf(place, main, order.ground)], T3: [charge],
  };
};

const ORGAN_KINDS: Readonly<Record<string, string>> = {
  court: 'court', procuratorate: 'procuratorate', police: 'police', detentionHouse: 'police',
  stateSecurity: 'stateSecurity', prison: 'justice', communityCorrection: 'justice', justiceBureau: 'justice',
};

/** The kind of an organ `<type>/<code>` as T4 tells it. */
export const organKind = (organ: string): string =>
  ORGAN_KINDS[organ.slice(0, Math.max(organ.indexOf('/'), 0))] ?? OTHER;
