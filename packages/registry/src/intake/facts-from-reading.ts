import type { CivilDate, Evidenced, Span } from '@fengcun/kernel';
import { fullYearsOn, under18On } from '@fengcun/statute';
import type { DefendantReading, JudgmentReading } from '@fengcun/judgment';
import type { FactInput, FactName } from '@fengcun/policy';
import { chargeFacts } from './charge-facts.ts';
import { factsDoubtedBy } from './doubted-facts.ts';
import { executedPenaltyOf, termMonthsOf } from './penalty-facts.ts';

/** Facts of one defendant with the words behind them; `doubted` lists facts a problem made unknown. */
export type ReadingFacts = Readonly<{
  facts: FactInput;
  evidence: Readonly<Partial<Record<FactName, readonly Span[]>>>;
  doubted: readonly FactName[];
}>;

/**
 * The fact sheet of one defendant of a judgment. Only what the document proves is a fact: an absent
 * finding of the court is no proof of the contrary (a first offence, an adult), so it stays unknown and
 * a person is asked.
 */
export const factsFromReading = (reading: JudgmentReading, index: number): ReadingFacts => {
  const defendant = reading.defendants[index];
  if (defendant === undefined) throw new RangeError('bug: no such defendant');
  const facts: FactInput = {
    ...recordFacts(reading, defendant),
    ...ageFacts(defendant),
    ...(isAcquittal(defendant) ? {} : chargeFacts(defendant.charges)),
    ...sentenceFacts(defendant),
    ...historyFacts(defendant),
    ...jointFacts(reading, index),
  };
  const doubted = doubtedFacts(reading, index);
  const standing = Object.entries(facts).filter(([name]) => !doubted.includes(name as FactName));
  return { facts: Object.fromEntries(standing), evidence: evidenceOf(reading, defendant), doubted };
};

const isAcquittal = (defendant: DefendantReading): boolean =>
  defendant.combined?.value.type === '无罪' || defendant.combined?.value.type === '不负刑事责任';

const recordFacts = (reading: JudgmentReading, defendant: DefendantReading): FactInput => ({
  subjectKind: defendant.isEntity ? 'entity' : 'person',
  decidedOn: reading.judgmentDate?.value ?? 'unknown',
  acquittalGround: defendant.acquittalGround?.value ?? 'unknown',
  recordKind: defendant.combined === undefined ? 'unknown'
    : defendant.combined.value.type === '无罪' ? 'acquittal'
    : defendant.combined.value.type === '不负刑事责任' ? 'noCriminalLiability' : 'conviction',
});

/**
 * LAW: an account may leave an act undated. The earliest date of the facts stands for the first act only
 * where it leaves this margin above eighteen, so that an undated act shortly before it cannot have been a
 * juvenile's (ADR 6).
 */
const ENCLOSED_ADULT_AGE_YEARS = 20;

/** The first act: as attributed, or enclosed by the facts where even their earliest date proves an adult. */
const firstActOf = (defendant: DefendantReading): Evidenced<CivilDate> | undefined => {
  const { offenceFrom, birthDate, factsEarliest } = defendant;
  if (offenceFrom !== undefined || birthDate === undefined || factsEarliest === undefined) return offenceFrom;
  const ageYears = fullYearsOn(birthDate.value, factsEarliest.value);
  return ageYears >= ENCLOSED_ADULT_AGE_YEARS ? factsEarliest : undefined;
};

/** The last act: as attributed, or enclosed by the facts where even their latest date proves a juvenile. */
const lastActOf = (defendant: DefendantReading): Evidenced<CivilDate> | undefined => {
  const { offenceTo, birthDate, factsLatest } = defendant;
  if (offenceTo !== undefined || birthDate === undefined || factsLatest === undefined) return offenceTo;
  return under18On(birthDate.value, factsLatest.value) === true ? factsLatest : undefined;
};

const ageFacts = (defendant: DefendantReading): FactInput => ({
  bornOn: defendant.birthDate?.value ?? 'unknown',
  offenceFrom: firstActOf(defendant)?.value ?? 'unknown',
  offenceTo: lastActOf(defendant)?.value ?? 'unknown',
  courtFoundJuvenile: defendant.findings.juvenileAtOffence === undefined ? 'unknown' : true,
  principalActsBefore18: defendant.findings.principalActsBefore18?.value ?? 'unknown',
});

const sentenceFacts = (defendant: DefendantReading): FactInput => {
  if (defendant.combined === undefined) return {};
  const terms = defendant.charges
    .flatMap((charge) => (charge.term === undefined ? [] : [termMonthsOf(charge.term.value)]));
  const isComplete =
    terms.length === defendant.charges.length && terms.length > 0 && !terms.includes('unknown');
  return {
    penalty: executedPenaltyOf(defendant.combined.value),
    executedTermMonths: termMonthsOf(defendant.combined.value),
    longestPronouncedMonths: isComplete ? Math.max(...terms.map(Number)) : 'unknown',
    // Article 18 asks for what was decided together with an earlier sentence, not for several new ones.
    combinedTermMonths: defendant.mergedWithPrior === undefined
      ? 'unknown' : termMonthsOf(defendant.combined.value),
    suspended: defendant.probationMonths !== undefined,
    suspensionPeriodMonths: defendant.probationMonths?.value ?? 'unknown',
  };
};

/**
 * 累犯 is a finding the court must make; that it did not is a fact. A first offence is one only where
 * the court says so.
 */
const historyFacts = (defendant: DefendantReading): FactInput => {
  const { recidivist, drugRecidivist, firstOffender } = defendant.findings;
  const earlier = defendant.priorConvictions.length;
  const hasEarlier = earlier > 0 || recidivist !== undefined || drugRecidivist !== undefined
    || defendant.mergedWithPrior !== undefined || defendant.revokedProbation !== undefined;
  return {
    recidivist: recidivist !== undefined,
    drugRecidivist: drugRecidivist !== undefined,
    priorConvictionCount: earlier > 0 ? earlier : 'unknown',
    firstOffender: hasEarlier ? false : firstOffender === undefined ? 'unknown' : true,
  };
};

const jointFacts = (reading: JudgmentReading, index: number): FactInput => {
  const others = reading.defendants.filter((other, i) => i !== index && !other.isEntity);
  if (others.length === 0) return { jointWithAdult: 'unknown', jointWithJuvenile: 'unknown' };
  const minors = others.map((other) => isMinor(other));
  return {
    severed: false,
    jointWithAdult: minors.includes(false) ? true : minors.includes('unknown') ? 'unknown' : false,
    jointWithJuvenile: minors.includes(true) ? true : minors.includes('unknown') ? 'unknown' : false,
  };
};

const isMinor = (defendant: DefendantReading): boolean | 'unknown' => {
  if (defendant.findings.juvenileAtOffence !== undefined) return true;
  const { birthDate } = defendant;
  const [first, last] = [firstActOf(defendant), lastActOf(defendant)];
  if (birthDate === undefined) return 'unknown';
  // An adult at the first act was one at every act; a juvenile at the last was one at every act.
  if (first !== undefined && under18On(birthDate.value, first.value) === false) return false;
  return last !== undefined && under18On(birthDate.value, last.value) === true ? true : 'unknown';
};

const doubtedFacts = (reading: JudgmentReading, index: number): readonly FactName[] => [
  ...new Set(reading.problems
    .filter((problem) => problem.defendant === undefined || problem.defendant === index)
    .flatMap((problem) => factsDoubtedBy(problem.code))),
];

const CHARGE_FACTS = ['charges', 'chargeCount', 'offenceClasses', 'mensRea', 'statutoryMaxMonths'] as const;

const evidenceOf = (reading: JudgmentReading, defendant: DefendantReading): ReadingFacts['evidence'] => {
  const found: Partial<Record<FactName, readonly Span[]>> = {};
  const put = (name: FactName, ...values: readonly (Readonly<{ span: Span }> | undefined)[]): void => {
    const spans = values.flatMap((value) => (value === undefined ? [] : [value.span]));
    if (spans.length > 0) found[name] = spans;
  };
  const charges = defendant.charges.map((charge) => charge.name);
  const terms = defendant.charges.map((charge) => charge.term);
  const { findings, priorConvictions } = defendant;
  put('decidedOn', reading.judgmentDate);
  put('bornOn', defendant.birthDate);
  put('acquittalGround', defendant.acquittalGround);
  put('principalActsBefore18', defendant.findings.principalActsBefore18);
  put('offenceFrom', firstActOf(defendant));
  put('offenceTo', lastActOf(defendant));
  put('courtFoundJuvenile', findings.juvenileAtOffence);
  for (const name of CHARGE_FACTS) put(name, ...charges);
  for (const name of ['recordKind', 'penalty', 'executedTermMonths'] as const) put(name, defendant.combined);
  put('longestPronouncedMonths', ...terms);
  put('combinedTermMonths', defendant.mergedWithPrior === undefined ? undefined : defendant.combined);
  put('suspended', defendant.probationMonths);
  put('suspensionPeriodMonths', defendant.probationMonths);
  put('recidivist', findings.recidivist);
  put('drugRecidivist', findings.drugRecidivist);
  put('firstOffender', findings.firstOffender, findings.recidivist, ...priorConvictions);
  put('priorConvictionCount', ...priorConvictions);
  return found;
};
