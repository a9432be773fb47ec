import type { CivilDate } from '@fengcun/kernel';

/** What a row is about; the fact `recordKind` of docs/policy-packs.md. */
export type RecordKind =
  | 'conviction' | 'acquittal' | 'nonProsecution' | 'noCriminalPunishment' | 'noCriminalLiability'
  | 'compulsoryMeasure' | 'supportFile' | 'publicOrderViolation';

/** The main executed penalty; the fact `penalty` of docs/policy-packs.md. */
export type PenaltyFact =
  | 'death' | 'deathSuspended' | 'lifeImprisonment' | 'fixedTermImprisonment' | 'criminalDetention'
  | 'publicSurveillance' | 'fineOnly' | 'otherAccessoryOnly' | 'exemptionFromPunishment' | 'none';

/**
 * What a row tells, under exactly the names of docs/policy-packs.md; a fact that is absent is unknown.
 * `offenceClasses` is not read from rows: it follows from `charges` by the catalogue.
 */
export type BusinessFacts = Readonly<{
  recordKind: RecordKind;
  subjectKind?: 'person' | 'entity';
  decidedOn?: CivilDate;
  effectiveOn?: CivilDate;
  annulled?: boolean;
  acquittalGround?: 'insufficientEvidence' | 'innocent' | 'notLiable';
  nonProsecutionType?:
    'statutory' | 'discretionary' | 'insufficientEvidence' | 'conditionalPassed' | 'special';
  exemptionAskedByDefendant?: boolean;
  exemptionAskedByGuardian?: boolean;
  exemptionAgreedByCourt?: boolean;
  bornOn?: CivilDate;
  ageProven?: boolean;
  courtFoundJuvenile?: boolean;
  offenceFrom?: CivilDate;
  offenceTo?: CivilDate;
  principalActsBefore18?: boolean;
  charges?: readonly string[];
  chargeCount?: number;
  mensRea?: 'intentional' | 'negligent' | 'mixed' | 'disputed';
  statutoryMaxMonths?: number;
  penalty?: PenaltyFact;
  /** Months; odd days count as one more; unknown for life and death. */
  executedTermMonths?: number;
  longestPronouncedMonths?: number;
  suspended?: boolean;
  suspensionPeriodMonths?: number;
  sentenceServedOn?: CivilDate;
  recidivist?: boolean;
  drugRecidivist?: boolean;
  priorConvictionCount?: number;
  firstOffender?: boolean;
  jointWithAdult?: boolean;
  jointWithJuvenile?: boolean;
  severed?: boolean;
  priorJudgmentSealed?: boolean;
  unsealTrigger?: 'newCrime' | 'omittedCrime' | 'retrialRevision' | 'none';
  triggerCommittedAsJuvenile?: boolean;
  combinedTermMonths?: number;
  retrialTermMonths?: number;
  laterAdultIntentionalCrime?: boolean;
}>;

/** A penalty of a public-order decision. @see 《治安管理处罚法》(2025) 第10条 */
export type PublicOrderPenalty =
  | 'warning' | 'fine' | 'administrativeDetention' | 'licenceRevocation' | 'orderedDeparture' | 'deportation'
  | 'noPunishment';

/** One row of a business system: facts for the decision, and apart from them who and which document. */
export type BusinessRecord = Readonly<{
  /** The 记录编号 of the row, else the table's name with `#` and the line. */
  id: string;
  /** Line of the row in its source. */
  row: number;
  facts: BusinessFacts;
  personName?: string;
  /** 18 characters whose check digit fits. */
  idNumber?: string;
  organ?: string;
  documentNumber?: string;
  publicOrderPenalties?: readonly PublicOrderPenalty[];
}>;

/** Closed list of what can be wrong with a table, a row or a cell. */
export type RowProblemCode =
  | 'HEADER_MISSING' | 'COLUMN_UNKNOWN' | 'COLUMN_TWICE' | 'KIND_MISSING' | 'KIND_UNREADABLE'
  | 'SEVERAL_PERSONS' | 'RECORD_TWICE'
  | 'DATE_UNREADABLE' | 'DATE_IMPOSSIBLE' | 'DATE_INCOMPLETE' | 'TERM_UNREADABLE'
  | 'TERM_OUT_OF_RANGE' | 'NUMBER_UNREADABLE' | 'YES_NO_UNREADABLE' | 'VALUE_UNREADABLE' | 'CHARGE_UNCLEAR'
  | 'CHARGE_UNKNOWN' | 'FORMULA_WITHOUT_RESULT' | 'CELL_ERROR' | 'ID_NUMBER_INVALID' | 'ID_NUMBER_MASKED'
  | 'ID_NUMBER_ROUNDED' | 'BIRTH_DATE_CONTRADICTS' | 'FACTS_CONTRADICT' | 'NOT_OF_THIS_KIND';

/** A doubt about one cell or row. `column` is the column's name in our table, never a word of the file. */
export type RowProblem = Readonly<{ row: number; column: string; code: RowProblemCode; message: string }>;

/** Outcome of a table: what could be read, and everything that could not. */
export type BusinessRows = Readonly<{ records: readonly BusinessRecord[]; problems: readonly RowProblem[] }>;
