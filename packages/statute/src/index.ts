export {
  type ActPeriod, type AgeAcrossActs, ageDisputedOn, ageReachedOn, fullYearsOn, MAJORITY_AGE_YEARS,
  under18AcrossActs, under18On,
} from './calendar/age.ts';
export {
  type CreditedPenalty, custodyCredit, type CustodyCredit, type CustodyDays,
} from './calendar/custody-credit.ts';
export {
  type DayPeriod, type Deadline, type PauseGround, type PeriodKind, type PeriodRow, proceduralDeadline,
  SEALING_PERIODS, sealingDeadline, sealingPeriod, type SealingPeriod,
} from './calendar/deadline.ts';
export {
  type Due, type DueDate, hasDueDate, type Pause, periodDue, sealingDue, workingDaysBetween,
} from './calendar/due-date.ts';
export { RECIDIVISM_WINDOW_YEARS, withinFiveYears } from './calendar/recidivism-window.ts';
export {
  addCivilMonths, addCivilYears, HALF_MONTH_DAYS, proceduralMonthsEnd, termEnd, type TermLength,
} from './calendar/term.ts';
export {
  addWorkingDays, CALENDAR_SOURCE, type CalendarDay, type CalendarRefusal, type CalendarSource, isWorkingDay,
  workingDayFrom,
} from './calendar/working-days.ts';
export { ABOLISHED_CHARGES, chargeOfCode, CHARGES } from './charges/catalogue.ts';
export {
  type Charge, type ChargeCode, type ChargeMatch, type ChargeMatchVia, type ChargeRefusal, type Negligence,
  type StatutoryMax,
} from './charges/charge.ts';
export {
  type ChargeAt, findCharge, isChargeName, knownChargeNames, matchChargeAt,
} from './charges/find-charge.ts';
export type { Citation } from './citations/citation-place.ts';
export { OFFENCE_CLASS_DEFINITIONS } from './offence-classes/definitions.ts';
export {
  isOffenceClass, type OffenceClass, OFFENCE_CLASSES, type OffenceClassDefinition,
} from './offence-classes/offence-class.ts';
export {
  citation, type CitationRefusal, cite, resolveCitation, type ResolvedCitation,
} from './citations/citation.ts';
export { formatCitation } from './citations/format-citation.ts';
export {
  type Instrument, INSTRUMENTS, type InstrumentStatus, type SourceTag,
} from './citations/instruments.ts';
export { statuteNumeral } from './citations/statute-numeral.ts';
export {
  decideDrugRecidivism, decideRecidivism, decideSpecialRecidivism, type NewOffence, type PriorOffence,
  type RecidivismDecision, type RecidivismFacts, type RecidivismFinding,
} from './recidivism/recidivism.ts';
export {
  type AmendRefusal, amendLegalBases, type BasisAmendment, followsFrom, legalBasesHash,
} from './legal-bases/amend-registry.ts';
export { LEGAL_BASES } from './legal-bases/built-in.ts';
export { type BasisFinding, checkLegalBases } from './legal-bases/check-registry.ts';
export { basisLabel, findBasis, type FindBasisRefusal, isInForce } from './legal-bases/find-basis.ts';
export {
  type Bar, type BasisSource, isNationalLevel, type LegalBasis, type LegalBasisRegistry, MIN_PENALTIES,
  type MinPenalty, NORM_LEVELS, type NormLevel, type OffenceScope, type PublicOrderScope, WHY_NOT,
  type WhyNot,
} from './legal-bases/legal-basis.ts';
export type { BasisProblem } from './legal-bases/object-reader.ts';
export { LEGAL_BASES_FORMAT, parseLegalBases } from './legal-bases/parse-registry.ts';
export { needsTerm, relevanceOfConviction, relevanceOfViolation } from './legal-bases/relevance.ts';
export type {
  ConvictionFact, ImposedPenalty, Relevance, RelevanceFinding, ViolationFact,
} from './legal-bases/relevance-fact.ts';
export { type ViolationKind, VIOLATION_KINDS, violationKindsOf } from './legal-bases/violations.ts';
