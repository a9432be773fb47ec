import type { CivilDate, Tri } from '@fengcun/kernel';
import type { FactSheet } from '@fengcun/policy';
import {
  type Disposition, type ExecutedTerm, executedMonths, executionEnd, findDispositions, type NewJudgment,
  type SealedRecord, SEALABLE_TERM_MONTHS_MAX, type SealingState, standingRecords,
} from '@fengcun/registry';
import { type NewOffence, type PriorOffence, under18AcrossActs } from '@fengcun/statute';
import { factsOf } from './record-findings.ts';
import type { CaseOfRecord } from './sealed-case.ts';

/** A judgment that stands in a case about one person, with the facts of it. */
export type JudgmentOfCase = Readonly<{ disposition: Disposition; sheet: FactSheet }>;

/** The judgment of a person in a case that may open or be opened; undefined where none is told. */
export const judgmentOf = (place: CaseOfRecord): JudgmentOfCase | undefined => {
  const { found } = findDispositions(place.state, place.subject);
  const disposition = found.find(({ kind }) => kind === 'judgment');
  return disposition === undefined ? undefined : { disposition, sheet: factsOf(disposition, place) };
};

const UNMEASURED: ReadonlySet<string> = new Set(['lifeImprisonment', 'death', 'deathSuspended']);
const HEAVY: ReadonlySet<string> = new Set(['fixedTermImprisonment', ...UNMEASURED]);

const known = (value: unknown): boolean => value !== 'unknown';

/** LAW: a mixed or disputed form of guilt is for a person to look at. */
const intentional = ({ mensRea }: FactSheet): Tri =>
  (mensRea === 'intentional' ? true : mensRea === 'negligent' ? false : 'unknown');

const isHeavy = ({ penalty }: FactSheet): Tri => (penalty === 'unknown' ? 'unknown' : HEAVY.has(penalty));

const under18 = ({ courtFoundJuvenile, bornOn, offenceFrom, offenceTo }: FactSheet): Tri => {
  if (courtFoundJuvenile !== 'unknown') return courtFoundJuvenile;
  if (bornOn === 'unknown' || offenceFrom === 'unknown' || offenceTo === 'unknown') return 'unknown';
  const age = under18AcrossActs({ bornOn, firstActOn: offenceFrom, lastActOn: offenceTo });
  return age === 'allUnder18' ? true : age === 'noneUnder18' ? false : 'unknown';
};

const isDrug = ({ offenceClasses }: FactSheet): Tri =>
  (offenceClasses === 'unknown' ? 'unknown' : offenceClasses.includes('drug'));

const offenceOf = (sheet: FactSheet): NewOffence => ({
  // 再犯 is measured from an act; where several lie apart, which of them counts is for a person.
  offenceOn: sheet.offenceFrom === sheet.offenceTo ? sheet.offenceTo : 'unknown',
  under18: under18(sheet), intentional: intentional(sheet), fixedTermOrMore: isHeavy(sheet),
  classes: sheet.offenceClasses, drugSection: isDrug(sheet),
});

const termOf = ({ penalty, combinedTermMonths, executedTermMonths }: FactSheet): ExecutedTerm => {
  if (UNMEASURED.has(penalty)) return 'aboveAll';
  return combinedTermMonths === 'unknown' ? executedTermMonths : combinedTermMonths;
};

const convicted = ({ recordKind }: Disposition): Tri =>
  (recordKind === undefined ? 'unknown' : recordKind === 'conviction');

/**
 * A judgment as article 18 asks about it. Whether its punishment was combined with that of an earlier crime
 * (数罪并罚) is told by a combined term in the reading, and unknown without one: a person finds out.
 */
export const newJudgmentOf = ({ disposition, sheet }: JudgmentOfCase, retrialOf?: string): NewJudgment => {
  const { effect } = disposition;
  return {
    ...(retrialOf === undefined ? {} : { retrialOf }),
    effectiveOn: effect.state === 'effective' ? effect.on ?? 'unknown' : 'unknown',
    convicted: convicted(disposition), bornOn: sheet.bornOn, firstActOn: sheet.offenceFrom,
    lastActOn: sheet.offenceTo, intentional: intentional(sheet),
    ...(sheet.courtFoundJuvenile === 'unknown' ? {} : { courtFoundJuvenile: sheet.courtFoundJuvenile }),
    combined: known(sheet.combinedTermMonths) ? true : 'unknown', executedTerm: termOf(sheet),
    offence: offenceOf(sheet),
  };
};

const servedOn = (place: CaseOfRecord, { disposition, sheet }: JudgmentOfCase, asOf: CivilDate): Pick<
PriorOffence, 'servedOn' | 'suspensionCompleted'
> => {
  const records = standingRecords(place.state).filter(({ subject }) => subject === place.subject);
  const end = executionEnd(disposition, records, asOf);
  const isTold = end.state === 'told' && end.on !== undefined;
  if (sheet.suspended === true) {
    return { servedOn: 'never', suspensionCompleted: isTold ? true : 'unknown' };
  }
  if (disposition.sentence?.penalty === 'exemptionFromPunishment') {
    return { servedOn: 'never', suspensionCompleted: false };
  }
  const told = sheet.sentenceServedOn === 'unknown' && isTold ? end.on : sheet.sentenceServedOn;
  return { servedOn: told ?? 'unknown', suspensionCompleted: sheet.suspended === false ? false : 'unknown' };
};

const fiveYearsOrLess = ({ sentence }: Disposition): Tri => {
  const months = sentence === undefined ? 'unknown' : executedMonths(sentence);
  return months === 'unknown' ? 'unknown' : months <= SEALABLE_TERM_MONTHS_MAX;
};

/**
 * A sealed record as article 18 and recidivism ask about it; undefined where its seal rests on nothing that a
 * judgment could end.
 */
export const sealedRecordOf = (
  place: CaseOfRecord, { basis }: SealingState, asOf: CivilDate,
): SealedRecord | undefined => {
  const judgment = judgmentOf(place);
  if (basis === undefined || judgment === undefined) return undefined;
  const { disposition, sheet } = judgment;
  return {
    recordId: place.key.recordId, subject: place.subject, ...basis,
    decidedOn: disposition.decidedOn ?? 'unknown',
    prior: {
      under18: under18(sheet), intentional: intentional(sheet), fixedTermOrMore: isHeavy(sheet),
      fiveYearsOrLess: fiveYearsOrLess(disposition), classes: sheet.offenceClasses,
      // LAW: which of the offences of the section it was is not told by the class.
      drugSupplyOrPossession: isDrug(sheet) === true ? 'unknown' : isDrug(sheet),
      ...servedOn(place, judgment, asOf),
    },
  };
};
