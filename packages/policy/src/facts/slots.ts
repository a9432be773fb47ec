import { FACT_FIELDS } from './fact-fields.ts';
import type { EntrySheet, FactName, FactSheet } from './fact-sheet.ts';

/** A value of a fact as the engine holds it; `"unknown"` when it is not known. */
export type SlotValue = boolean | number | string | readonly string[] | readonly EntrySheet[];

/** Whether two values are the same. Sets are sorted when they are read in, so equal sets have equal texts. */
export const sameValue = (a: SlotValue, b: SlotValue): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b));

/** The facts of one sheet in the order of the schema. */
export type Slots = readonly SlotValue[];

const INDEX: ReadonlyMap<FactName, number> = new Map(FACT_FIELDS.map((field, i) => [field.name, i]));

/** Place of a fact in `Slots`. */
export const slotOf = (name: FactName): number => INDEX.get(name) ?? -1;

/**
 * The facts of a sheet as a dense array: one indexed read a fact for the compiled conditions, instead of
 * dozens of different property reads through one place, which no engine makes fast. Written out for the same
 * reason; slots.test.ts holds the order against the schema.
 */
export const slotsOf = (sheet: FactSheet): Slots => [
  sheet.recordKind, sheet.subjectKind, sheet.decidedOn, sheet.effectiveOn, sheet.annulled,
  sheet.acquittalGround, sheet.nonProsecutionType, sheet.exemptionAskedByDefendant,
  sheet.exemptionAskedByGuardian, sheet.exemptionAgreedByCourt, sheet.bornOn, sheet.ageProven,
  sheet.courtFoundJuvenile, sheet.offenceFrom, sheet.offenceTo, sheet.principalActsBefore18, sheet.charges,
  sheet.chargeCount, sheet.offenceClasses, sheet.mensRea, sheet.statutoryMaxMonths, sheet.penalty,
  sheet.executedTermMonths, sheet.longestPronouncedMonths, sheet.suspended, sheet.suspensionPeriodMonths,
  sheet.sentenceServedOn, sheet.recidivist, sheet.drugRecidivist, sheet.priorConvictionCount,
  sheet.firstOffender, sheet.jointWithAdult, sheet.jointWithJuvenile, sheet.severed,
  sheet.priorJudgmentSealed, sheet.unsealTrigger, sheet.triggerCommittedAsJuvenile,
  sheet.combinedTermMonths, sheet.retrialTermMonths, sheet.laterAdultIntentionalCrime, sheet.sentenceKind,
  sheet.fineDayRates, sheet.fineAmount, sheet.remainderRemitted, sheet.offenceGroups, sheet.chargeLevel,
  sheet.disposition, sheet.typeEligibility, sheet.chargedOn, sheet.blocksOthers, sheet.probationRevoked,
  sheet.probationRevokedOn, sheet.otherEntries, sheet.pendingCharges, sheet.moneyOwed,
  sheet.appliedForSealing, sheet.rehabilitationFound, sheet.publicServiceHours, sheet.laterOffence,
  sheet.laterAdministrativePenalty, sheet.pleadedGuilty, sheet.victimForgave, sheet.occasionalOffender,
  sheet.pardonedOn, sheet.deceased,
];

type Loose = Readonly<Record<FactName, SlotValue>>;

/** The same values as an object of one fixed shape in the order of the schema; a caller has checked them. */
export const sheetOf = (values: Loose): Loose => ({
  recordKind: values.recordKind, subjectKind: values.subjectKind, decidedOn: values.decidedOn,
  effectiveOn: values.effectiveOn, annulled: values.annulled, acquittalGround: values.acquittalGround,
  nonProsecutionType: values.nonProsecutionType,
  exemptionAskedByDefendant: values.exemptionAskedByDefendant,
  exemptionAskedByGuardian: values.exemptionAskedByGuardian,
  exemptionAgreedByCourt: values.exemptionAgreedByCourt, bornOn: values.bornOn,
  ageProven: values.ageProven, courtFoundJuvenile: values.courtFoundJuvenile,
  offenceFrom: values.offenceFrom, offenceTo: values.offenceTo,
  principalActsBefore18: values.principalActsBefore18, charges: values.charges,
  chargeCount: values.chargeCount, offenceClasses: values.offenceClasses, mensRea: values.mensRea,
  statutoryMaxMonths: values.statutoryMaxMonths, penalty: values.penalty,
  executedTermMonths: values.executedTermMonths, longestPronouncedMonths: values.longestPronouncedMonths,
  suspended: values.suspended, suspensionPeriodMonths: values.suspensionPeriodMonths,
  sentenceServedOn: values.sentenceServedOn, recidivist: values.recidivist,
  drugRecidivist: values.drugRecidivist, priorConvictionCount: values.priorConvictionCount,
  firstOffender: values.firstOffender, jointWithAdult: values.jointWithAdult,
  jointWithJuvenile: values.jointWithJuvenile, severed: values.severed,
  priorJudgmentSealed: values.priorJudgmentSealed, unsealTrigger: values.unsealTrigger,
  triggerCommittedAsJuvenile: values.triggerCommittedAsJuvenile,
  combinedTermMonths: values.combinedTermMonths, retrialTermMonths: values.retrialTermMonths,
  laterAdultIntentionalCrime: values.laterAdultIntentionalCrime, sentenceKind: values.sentenceKind,
  fineDayRates: values.fineDayRates, fineAmount: values.fineAmount,
  remainderRemitted: values.remainderRemitted, offenceGroups: values.offenceGroups,
  chargeLevel: values.chargeLevel, disposition: values.disposition,
  typeEligibility: values.typeEligibility, chargedOn: values.chargedOn, blocksOthers: values.blocksOthers,
  probationRevoked: values.probationRevoked, probationRevokedOn: values.probationRevokedOn,
  otherEntries: values.otherEntries, pendingCharges: values.pendingCharges, moneyOwed: values.moneyOwed,
  appliedForSealing: values.appliedForSealing, rehabilitationFound: values.rehabilitationFound,
  publicServiceHours: values.publicServiceHours, laterOffence: values.laterOffence,
  laterAdministrativePenalty: values.laterAdministrativePenalty, pleadedGuilty: values.pleadedGuilty,
  victimForgave: values.victimForgave, occasionalOffender: values.occasionalOffender,
  pardonedOn: values.pardonedOn, deceased: values.deceased,
});
