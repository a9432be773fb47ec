import type { CivilDate, Evidenced, Span } from '@fengcun/kernel';

/** Names of penalties as judgments print them; the executed penalty may also be `无罪` (acquittal). */
export type PenaltyName =
  | '有期徒刑' | '拘役' | '管制' | '单处罚金' | '免予刑事处罚' | '无期徒刑' | '死刑' | '死刑缓期执行'
  | '单处剥夺政治权利' | '单处没收财产' | '单处驱逐出境' | '无罪' | '不负刑事责任';

/** A penalty with its length: `months` is 0 for penalties without one; `days` are odd days beyond months. */
export type Term = Readonly<{ type: PenaltyName; months: number; days?: number }>;

/** Confiscation of property in yuan, or of everything the person owns. */
export type Confiscation = number | 'all';

/** Deprivation of political rights: months, or for life. */
export type RightsDeprivation = Readonly<{ months: number; life?: true }>;

/** One charge of this judgment with the sentence pronounced for it alone (宣告刑). */
export type ChargeReading = Readonly<{
  name: Evidenced<string>;
  term?: Evidenced<Term>;
  fineYuan?: Evidenced<number>;
  confiscationYuan?: Evidenced<Confiscation>;
  deprivationOfPoliticalRights?: Evidenced<RightsDeprivation>;
}>;

/** A measure of the custody chronology of this case. */
export type CustodyMeasure =
  | 'administrativeDetention' | 'taken' | 'pretrialDetention' | 'arrest' | 'bail' | 'residentialSurveillance'
  | 'released';

/** One dated measure of this case; measures are in the order of their dates. */
export type CustodyReading = Readonly<{ measure: CustodyMeasure; on: CivilDate; span: Span }>;

/** An earlier criminal conviction; `date` is as precise as printed: YYYY, YYYY-MM or YYYY-MM-DD. */
export type PriorConviction = Readonly<{
  charges: readonly string[];
  date?: string;
  term?: Term;
  probationMonths?: number;
  fineYuan?: number;
  confiscationYuan?: Confiscation;
  deprivationMonths?: number;
  releaseDate?: CivilDate;
  span: Span;
}>;

/** What the court found of a defendant; absent means that the court did not find it. */
export type CourtFindings = Readonly<{
  recidivist?: Evidenced<true>;
  drugRecidivist?: Evidenced<true>;
  surrender?: Evidenced<true>;
  confession?: Evidenced<true>;
  merit?: Evidenced<true>;
  pleaLeniency?: Evidenced<true>;
  juvenileAtOffence?: Evidenced<true>;
  /** Where acts span eighteen: whether the court found the principal ones before it. */
  principalActsBefore18?: Evidenced<boolean>;
  /** 初犯、偶犯、无前科 as the court states it. */
  firstOffender?: Evidenced<true>;
}>;

/** One defendant (person or unit) of the judgment; every value carries the words that prove it. */
export type DefendantReading = Readonly<{
  name: Evidenced<string>;
  aliases: readonly Evidenced<string>[];
  isEntity: boolean;
  sex?: Evidenced<'男' | '女'>;
  birthDate?: Evidenced<CivilDate>;
  custody: readonly CustodyReading[];
  priorConvictions: readonly PriorConviction[];
  findings: CourtFindings;
  charges: readonly ChargeReading[];
  /** The executed penalty of this judgment (执行刑): after 决定执行, or that of the only charge. */
  combined?: Evidenced<Term>;
  /** Why the court acquitted, where combined is 无罪 and the reasoning names one ground. */
  acquittalGround?: Evidenced<'insufficientEvidence' | 'innocent'>;
  probationMonths?: Evidenced<number>;
  /** All fines to be executed together, in yuan. */
  fineYuan?: Evidenced<number>;
  confiscationYuan?: Evidenced<Confiscation>;
  deprivationOfPoliticalRights?: Evidenced<RightsDeprivation>;
  occupationalBanMonths?: Evidenced<number>;
  noParole?: Evidenced<true>;
  /** Term dates as printed; never computed. */
  termStart?: Evidenced<CivilDate>;
  termEnd?: Evidenced<CivilDate>;
  mergedWithPrior?: Evidenced<true>;
  revokedProbation?: Evidenced<true>;
  /** Dates of the acts the court established for this defendant, first to last, where the text gives them. */
  offenceFrom?: Evidenced<CivilDate>;
  offenceTo?: Evidenced<CivilDate>;
  /** Earliest and latest day that the established facts mention: every act lies between them (ADR 6). */
  factsEarliest?: Evidenced<CivilDate>;
  factsLatest?: Evidenced<CivilDate>;
}>;

/** Closed list of doubts; each says where and is never resolved by a guess. */
export type ProblemCode =
  | 'COURT_MISSING' | 'CASE_NUMBER_MISSING' | 'JUDGMENT_DATE_MISSING' | 'JUDGMENT_DATE_DOUBTFUL'
  | 'JUDGMENT_DATE_BEFORE_PROCEEDINGS'
  | 'DEFENDANT_MISSING' | 'DEFENDANT_NAME_DOUBTFUL'
  | 'DEFENDANT_WITHOUT_DISPOSITION' | 'DISPOSITION_WITHOUT_DEFENDANT'
  | 'BIRTH_DATE_DOUBTFUL' | 'SEX_DOUBTFUL' | 'CUSTODY_DATE_DOUBTFUL' | 'PRIOR_CONVICTION_DOUBTFUL'
  | 'PRIOR_CONVICTION_TERM_MISSING'
  | 'DISPOSITION_MISSING' | 'DISPOSITION_BLANK' | 'DISPOSITION_UNREAD_TEXT'
  | 'CHARGE_UNKNOWN' | 'CHARGE_TITLE_CONTRADICTS'
  | 'TERM_MISSING' | 'TERM_UNREADABLE' | 'TERM_OUT_OF_RANGE' | 'TERM_DATES_CONTRADICT' | 'TERM_DATE_DOUBTFUL'
  | 'COMBINED_MISSING' | 'COMBINED_OUT_OF_RANGE' | 'PROBATION_OUT_OF_RANGE'
  | 'FINE_UNREADABLE' | 'FINE_CONTRADICTS'
  | 'FINDING_DOUBTFUL' | 'JUVENILE_CONTRADICTS' | 'OLD_SENTENCE_UNCLEAR' | 'SENTENCE_AFFIRMED';

/** A doubt, with the words it is about; `message` is one English sentence without personal data. */
export type Problem = Readonly<{ code: ProblemCode; message: string; span: Span; defendant?: number }>;

/** Everything read of one judgment. */
export type JudgmentReading = Readonly<{
  court?: Evidenced<string>;
  caseNumber?: Evidenced<string>;
  judgmentDate?: Evidenced<CivilDate>;
  instance?: Evidenced<'first' | 'second'>;
  defendants: readonly DefendantReading[];
  problems: readonly Problem[];
}>;

/** Why a document is no criminal judgment that Fengcun can read. */
export type ReadRefusal = Readonly<{
  code: 'EMPTY' | 'NOT_A_JUDGMENT' | 'NOT_CRIMINAL' | 'TOO_LARGE';
  message: string;
}>;
