import type { CivilDate } from '@fengcun/kernel';
import type { OffenceClass } from '@fengcun/statute';

/** What is not known: absent and `null` in the input become this one value, never a default. */
export const UNKNOWN = 'unknown';
/** Type of a fact that is not known. */
export type Unknown = typeof UNKNOWN;

/** What a record is. @see 《关于未成年人犯罪记录封存的实施办法》(2022) 第2、3条 */
export type RecordKind =
  | 'conviction' | 'acquittal' | 'nonProsecution' | 'noCriminalPunishment' | 'noCriminalLiability'
  | 'compulsoryMeasure' | 'supportFile' | 'publicOrderViolation';

/** Kinds of 不起诉. @see 《刑事诉讼法》(2018) 第175、177、182、282–284条 */
export type NonProsecutionType =
  | 'statutory' | 'discretionary' | 'insufficientEvidence' | 'conditionalPassed' | 'special';

/** Main executed penalty; `none` is no penalty at all. */
export type ExecutedPenalty =
  | 'death' | 'deathSuspended' | 'lifeImprisonment' | 'fixedTermImprisonment' | 'criminalDetention'
  | 'publicSurveillance' | 'fineOnly' | 'otherAccessoryOnly' | 'exemptionFromPunishment' | 'none';

/** What foreign laws impose; the closed list stands in `schema.json`. */
export type SentenceKind =
  | 'custody' | 'suspendedCustody' | 'juvenileCustody' | 'suspendedJuvenileCustody' | 'lifeCustody'
  | 'indeterminateCustody' | 'preventiveDetention' | 'psychiatricOrder' | 'securityMeasure'
  | 'communityOrder' | 'relevantOrder' | 'compensationOrder' | 'fine' | 'lesserThanFine' | 'remission'
  | 'absoluteDischarge' | 'conditionalCaution' | 'simpleCaution' | 'reservedWarning' | 'juvenileFinding'
  | 'substitutePenalty' | 'admonition' | 'dissolution' | 'none';

/**
 * One other entry of the person, frozen: each field of `ENTRY_FIELDS` is a value of the fact of that name or
 * `"unknown"`. Plain values, because every field is read by its name only.
 */
export type EntrySheet = Readonly<Record<string, boolean | number | string | readonly string[]>>;

/**
 * Type of every fact when it is known. Months are whole months (odd days count as one more), dates are
 * Asia/Shanghai civil dates; `schema.json` beside this file is the authority: title, source, question.
 */
export type FactValues = Readonly<{
  recordKind: RecordKind;
  subjectKind: 'person' | 'entity';
  decidedOn: CivilDate;
  effectiveOn: CivilDate;
  annulled: boolean;
  acquittalGround: 'insufficientEvidence' | 'innocent' | 'notLiable';
  nonProsecutionType: NonProsecutionType;
  exemptionAskedByDefendant: boolean;
  exemptionAskedByGuardian: boolean;
  exemptionAgreedByCourt: boolean;
  bornOn: CivilDate;
  ageProven: boolean;
  courtFoundJuvenile: boolean;
  offenceFrom: CivilDate;
  offenceTo: CivilDate;
  principalActsBefore18: boolean;
  charges: readonly string[];
  chargeCount: number;
  offenceClasses: readonly OffenceClass[];
  mensRea: 'intentional' | 'negligent' | 'mixed' | 'disputed';
  statutoryMaxMonths: number;
  penalty: ExecutedPenalty;
  executedTermMonths: number;
  longestPronouncedMonths: number;
  suspended: boolean;
  suspensionPeriodMonths: number;
  sentenceServedOn: CivilDate;
  recidivist: boolean;
  drugRecidivist: boolean;
  priorConvictionCount: number;
  firstOffender: boolean;
  jointWithAdult: boolean;
  jointWithJuvenile: boolean;
  severed: boolean;
  priorJudgmentSealed: boolean;
  unsealTrigger: 'newCrime' | 'omittedCrime' | 'retrialRevision' | 'none';
  triggerCommittedAsJuvenile: boolean;
  combinedTermMonths: number;
  retrialTermMonths: number;
  laterAdultIntentionalCrime: boolean;
  sentenceKind: SentenceKind;
  fineDayRates: number;
  fineAmount: number;
  remainderRemitted: boolean;
  offenceGroups: readonly string[];
  chargeLevel: string;
  disposition: 'convicted' | 'dismissed' | 'noComplaint' | 'diverted' | 'acquitted';
  typeEligibility: 'eligible' | 'ineligible' | 'needsMoreAnalysis';
  chargedOn: CivilDate;
  blocksOthers: boolean;
  probationRevoked: boolean;
  probationRevokedOn: CivilDate;
  otherEntries: readonly EntrySheet[];
  pendingCharges: boolean;
  moneyOwed: boolean;
  appliedForSealing: boolean;
  rehabilitationFound: boolean;
  publicServiceHours: number;
  laterOffence: boolean;
  laterAdministrativePenalty: boolean;
  pleadedGuilty: boolean;
  victimForgave: boolean;
  occasionalOffender: boolean;
  pardonedOn: CivilDate;
  deceased: boolean;
}>;

/** Name of a fact. */
export type FactName = keyof FactValues;

/** What a caller hands in: any fact may be absent, `null` or `"unknown"`; all three mean the same. */
export type FactInput = Readonly<{ [K in FactName]?: FactValues[K] | Unknown | null | undefined }>;

declare const factSheetBrand: unique symbol;

/**
 * A checked fact sheet: every fact is present, as a value of its type or as `"unknown"`; sets are sorted and
 * without duplicates; frozen. Only `parseFacts` makes one, so an engine need not check again.
 */
export type FactSheet = Readonly<{ [K in FactName]: FactValues[K] | Unknown }> & {
  readonly [factSheetBrand]: 'FactSheet';
};
