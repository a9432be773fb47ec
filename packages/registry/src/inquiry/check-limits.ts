import type { CivilDate } from '@fengcun/kernel';
import { findCharge, type LegalBasis, needsTerm, OFFENCE_CLASSES, type OffenceClass } from '@fengcun/statute';
import {
  type DisclosedLimit, GRANT_LIMIT_NAMES, type GrantLimitName, type ToldPart,
} from './grant-limits.ts';
import { INQUIRERS } from './inquirer-kinds.ts';
import type { InquiryApplication } from './inquiry-application.ts';
import type { InquiryQuestion, InquiryReadings } from './inquiry-rules.ts';

/** Why a limit cannot be set: closed, each one sentence to whoever tried. */
export type LimitFault = 'LIMIT_NOT_FOR_INQUIRER' | 'LIMIT_NARROWS_NOTHING' | 'LIMIT_LEAVES_NOTHING';

/** What a limit is looked at against: who asks on what, and the day. No record is an argument. */
export type LimitedGrant = Readonly<{
  application: Pick<InquiryApplication, 'kind' | 'track'>; basis?: LegalBasis; on: CivilDate;
}>;

/**
 * LAW: where the law itself has the unit ask and fixes what it must know (未保法62: four classes of crimes and
 * violations, without an end), a part of them would let somebody be hired whom the law bars: there a grant
 * may leave out how much is said, never which records count.
 */
const isFixedByLaw = ({ application, basis }: LimitedGrant): boolean =>
  application.kind === 'minorContactUnit' || basis?.yearlyRecheck === true;

const chargesClasses = (charges: readonly string[]): ReadonlySet<OffenceClass> =>
  new Set(charges.flatMap((charge) => {
    const found = findCharge(charge);
    return found.ok ? found.value.classes : [];
  }));

/** Classes that this inquirer could be told of at all; a class beyond them would be a hidden refusal. */
export const classesToldOf = (grant: LimitedGrant): readonly OffenceClass[] => {
  const { application, basis } = grant;
  const row = INQUIRERS[application.kind];
  if (row.disclosure !== 'file' && row.disclosure !== 'answer') return [];
  if (row.basis !== 'registry') return OFFENCE_CLASSES;
  if (basis === undefined || isFixedByLaw(grant)) return [];
  const { every, classes = [], charges = [] } = basis.offences;
  const ofCharges = chargesClasses(charges);
  return OFFENCE_CLASSES.filter((name) =>
    every !== undefined || classes.includes(name) || ofCharges.has(name));
};

/** What this inquirer could be told, before anything is narrowed; some of it only as a question is read. */
export type Tellable = Readonly<{
  part: ToldPart; question?: InquiryQuestion; reading?: NonNullable<InquiryReadings[InquiryQuestion]>;
}>;

const answerParts = ({ application, basis }: LimitedGrant): readonly Tellable[] => {
  const { sealedJuvenile } = INQUIRERS[application.kind];
  const isSealedTrack = application.track === 'sealedRecords';
  return [
    { part: 'found' }, { part: 'charge' },
    ...(basis === undefined || needsTerm(basis) ? [{ part: 'term' } as const] : []),
    ...(isSealedTrack && sealedJuvenile === 'related'
      ? [{ part: 'sealedJuvenile', question: 'K5', reading: 'asBasisAllows' } as const] : []),
    ...(isSealedTrack && basis?.publicOrder !== undefined ? [{ part: 'publicOrder' } as const] : []),
    ...(isSealedTrack && basis?.nonProsecution !== undefined
      ? [{ part: 'nonProsecution', question: 'K4', reading: 'asLawNames' } as const] : []),
  ];
};

/** The parts of what could be told: a function of the application and the norm, never of a record. */
export const tellableParts = (grant: LimitedGrant): readonly Tellable[] => {
  const row = INQUIRERS[grant.application.kind];
  if (row.basis === 'registry' && grant.basis === undefined) return [];
  if (row.disclosure === 'answer') return answerParts(grant);
  if (row.disclosure !== 'file') return [];
  return [
    { part: 'records' }, ...(row.sealedJuvenile === 'all' ? [{ part: 'sealedJuvenile' } as const] : []),
    { part: 'publicOrder' }, ...(row.nonProsecution === 'all' ? [{ part: 'nonProsecution' } as const] : []),
    { part: 'read' }, { part: 'excerpt' }, { part: 'copy' },
  ];
};

const isOffered = (grant: LimitedGrant, limit: GrantLimitName): boolean => {
  const { disclosure } = INQUIRERS[grant.application.kind];
  const parts = tellableParts(grant).map(({ part }) => part);
  const isFree = parts.length > 0 && !isFixedByLaw(grant);
  switch (limit) {
    case 'yesOrNo': return disclosure === 'answer' && parts.length > 0;
    case 'withoutTerm': return disclosure === 'answer' && parts.includes('term');
    case 'withoutCopy': case 'readOnly': return disclosure === 'file';
    case 'judgmentsOnly':
      return isFree && (parts.includes('publicOrder') || parts.includes('nonProsecution'));
    case 'classes': return classesToldOf(grant).length > 1;
    case 'since': case 'until': return isFree;
  }
};

/** The limits that can narrow a grant to this inquirer on this basis; fail closed: no others. */
export const limitsFor = (grant: LimitedGrant): readonly GrantLimitName[] =>
  GRANT_LIMIT_NAMES.filter((limit) => isOffered(grant, limit));

type OfClasses = Extract<DisclosedLimit, { limit: 'classes' }>;
type OfDay = Extract<DisclosedLimit, { limit: 'since' | 'until' }>;

const checkClasses = (
  grant: LimitedGrant, { classes }: OfClasses, before: readonly DisclosedLimit[],
): LimitFault | undefined => {
  const left = before.findLast((one) => one.limit === 'classes')?.classes ?? classesToldOf(grant);
  if (classes.length === 0) return 'LIMIT_LEAVES_NOTHING';
  if (classes.some((name) => !left.includes(name))) return 'LIMIT_NOT_FOR_INQUIRER';
  return new Set(classes).size < left.length ? undefined : 'LIMIT_NARROWS_NOTHING';
};

const checkDay = (
  { on }: LimitedGrant, { limit, day }: OfDay, before: readonly DisclosedLimit[],
): LimitFault | undefined => {
  const dayOf = (name: OfDay['limit']): CivilDate | undefined =>
    before.findLast((one): one is OfDay => one.limit === name)?.day;
  const [since, until] = [dayOf('since'), dayOf('until')];
  if (limit === 'since') {
    if (day > (until ?? on)) return 'LIMIT_LEAVES_NOTHING';
    return since !== undefined && day <= since ? 'LIMIT_NARROWS_NOTHING' : undefined;
  }
  if (since !== undefined && day < since) return 'LIMIT_LEAVES_NOTHING';
  return day >= (until ?? on) ? 'LIMIT_NARROWS_NOTHING' : undefined;
};

/** What a plain limit takes away already goes with these. */
const GOES_WITH: Readonly<Partial<Record<GrantLimitName, readonly GrantLimitName[]>>> = {
  withoutTerm: ['yesOrNo'], withoutCopy: ['readOnly'],
};

const checkOne = (
  grant: LimitedGrant, limit: DisclosedLimit, before: readonly DisclosedLimit[],
): LimitFault | undefined => {
  if (!isOffered(grant, limit.limit)) return 'LIMIT_NOT_FOR_INQUIRER';
  if (limit.limit === 'classes') return checkClasses(grant, limit, before);
  if (limit.limit === 'since' || limit.limit === 'until') return checkDay(grant, limit, before);
  const same = [limit.limit, ...GOES_WITH[limit.limit] ?? []];
  return before.some((one) => same.includes(one.limit)) ? 'LIMIT_NARROWS_NOTHING' : undefined;
};

/**
 * Why limits cannot be set, one after another, on top of those that stand; undefined where each of them tells
 * less and something is left to tell. What would leave nothing is a refusal, and needs a ground of law.
 * @see 2022 Measures art. 16(2)(3)
 */
export const checkLimits = (
  grant: LimitedGrant, limits: readonly DisclosedLimit[], standing: readonly DisclosedLimit[],
): LimitFault | undefined => {
  const before = [...standing];
  for (const limit of limits) {
    const fault = checkOne(grant, limit, before);
    if (fault !== undefined) return fault;
    before.push(limit);
  }
  return undefined;
};
