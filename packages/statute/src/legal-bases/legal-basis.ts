import type { CivilDate } from '@fengcun/kernel';
import type { ChargeCode } from '../charges/charge.ts';
import type { OffenceClass } from '../offence-classes/offence-class.ts';
import type { ViolationKind } from './violations.ts';

/**
 * Levels of norms. Only the first five can be 国家规定; a document of the 国务院办公厅 only on three conditions.
 * @see 《刑法》第96条; 法发〔2011〕155号
 */
export const NORM_LEVELS = [
  'law', 'decisionOfCongress', 'administrativeRegulation', 'stateCouncilMeasure', 'generalOfficeDocument',
  'departmentalRule', 'localRegulation', 'normativeDocument', 'judicialDocument', 'platformTerms',
] as const;

/** Level of a norm. */
export type NormLevel = (typeof NORM_LEVELS)[number];

/** The three conditions of 法发〔2011〕155号 二; all must hold. */
export type GeneralOfficeConditions = Readonly<{
  hasLegalBasis: boolean; adoptedByStateCouncil: boolean; publishedInGazette: boolean;
}>;

/**
 * What must have been imposed for the norm to bar. `convicted`: 犯罪, whatever followed; `punished`: 受过刑事处罚;
 * `sentenced`: 被判处刑罚; `surveillanceOrMore`: 管制以上; `imprisonment`: 有期徒刑以上; `deprivation`: 剥夺政治权利.
 */
export const MIN_PENALTIES =
  ['convicted', 'punished', 'sentenced', 'surveillanceOrMore', 'imprisonment', 'deprivation'] as const;

/** The least penalty that counts. */
export type MinPenalty = (typeof MIN_PENALTIES)[number];

/**
 * How long the norm bars. Years run from the end of the execution; `suspendedYears` from the end of the
 * suspension period, where the norm has its own number for it; `orCourtBan`: or as a court has banned.
 */
export type Bar = Readonly<
  | { kind: 'lifetime' }
  | { kind: 'years'; years: number; suspendedYears?: number; deprivedForever?: true; orCourtBan?: true }
  | { kind: 'other'; words: string }
>;

/**
 * Offences of a norm: the union of its members. `byFact`: the norm's words, which no charge alone can meet.
 */
export type OffenceScope = Readonly<{
  every?: 'crime' | 'intentional';
  classes?: readonly OffenceClass[];
  charges?: readonly ChargeCode[];
  /** 剥夺政治权利 counts whatever the offence was. */
  orDeprivation?: true;
  byFact?: Readonly<{ words: string; mental?: 'negligent' }>;
}>;

/** 治安 records that the norm itself names; without this member none are. @see 《治安管理处罚法》(2025) 第136条 */
export type PublicOrderScope = Readonly<{
  kinds: 'any' | readonly ViolationKind[];
  /** Only where 行政拘留 was imposed. */
  detention?: true;
  /** Only from this number of decisions on. */
  atLeast?: number;
  /** Only for this many years after the decision. */
  years?: number;
}>;

/** Why a norm gives nobody a reason to inquire. */
export const WHY_NOT = {
  notNationalRule: {
    zh: '不属于国家规定（法律、全国人大及其常委会的决定、行政法规、国务院的行政措施、决定和命令）',
    en: 'it is no state provision (law, NPC decision, administrative regulation, State Council measure)',
    cites: ['CL_96', 'N2011_155'],
  },
  restrictsStatusOnly: {
    zh: '该规范只限制某种身份，没有赋予单位查询犯罪记录的权利或者义务',
    en: 'the norm restricts a status; it gives no unit a reason to inquire', cites: ['CPL_286_2'],
  },
  consequenceOfKnownJudgment: {
    zh: '该规范是已知裁判的后果，不是查询犯罪记录的依据',
    en: 'the norm is the consequence of a judgment that is known; it is no basis for inquiries',
    cites: ['CPL_286_2'],
  },
  noConvictionClause: {
    zh: '该法律没有犯罪记录条款', en: 'the law has no clause about convictions', cites: ['CPL_286_2'],
  },
} as const;

/** Code of a reason why a norm is no basis. */
export type WhyNot = keyof typeof WHY_NOT;

/** How well the row is known, as in the digest: V words seen, P in part, M from memory. */
export type BasisSource = 'V' | 'P' | 'M';

/** One norm that bars from an occupation or status, for the time it was in force. */
export type LegalBasis = Readonly<{
  /** `LB-14`; several rows of one id are its text in different periods. */
  id: string;
  norm: string;
  edition?: string;
  level: NormLevel;
  conditions?: GeneralOfficeConditions;
  article: string;
  /** Citation ids, where the corpus holds the text. */
  cites: readonly string[];
  /** Ids of the table of occupations. */
  occupations: readonly string[];
  offences: OffenceScope;
  /** `intentional`: negligent crimes of these classes do not count. */
  mental: 'any' | 'intentional';
  minPenalty: MinPenalty;
  bar: Bar;
  publicOrder?: PublicOrderScope;
  /** 不起诉 that the norm itself reaches. */
  nonProsecution?: 'discretionary';
  /** The norm has the unit inquire again every year. @see 《未成年人保护法》第62条第2款 */
  yearlyRecheck?: true;
  /** 国家规定, as `isNationalLevel` computes it; the checker compares. */
  nationalRule: boolean;
  /** Whether a unit may base an inquiry on it. */
  usable: boolean;
  whyNot?: WhyNot;
  /** First day in force; absent where nobody vouches for one. */
  from?: CivilDate;
  /** First day no longer in force. */
  until?: CivilDate;
  /** Whether the first day is from the corpus or from memory. */
  fromSource?: 'V' | 'M';
  source: BasisSource;
  confidence: 'high' | 'medium' | 'low';
  note?: string;
}>;

/** What an amendment did to a row. */
export type AmendmentKind = 'added' | 'changed' | 'repealed' | 'corrected';

/** A dated version of the registry. `supersedes` chains it to the version that it was made from. */
export type LegalBasisRegistry = Readonly<{
  format: 'fengcun-legal-bases/1';
  version: CivilDate;
  note?: string;
  supersedes?: Readonly<{ version: CivilDate; sha256: string }>;
  amendments?: readonly Readonly<{ id: string; kind: AmendmentKind; reason: string }>[];
  /** Occupation id → Chinese name. */
  occupations: Readonly<Record<string, string>>;
  bases: readonly LegalBasis[];
}>;

const NATIONAL: ReadonlySet<NormLevel> =
  new Set(['law', 'decisionOfCongress', 'administrativeRegulation', 'stateCouncilMeasure']);

/**
 * Whether a norm is 国家规定. LAW: the notice speaks of 违反国家规定 in the Criminal Law; that 刑诉法286 means the
 * same is the common reading. Local regulations, departmental rules and terms of platforms never are.
 * @see 《刑法》第96条; 法发〔2011〕155号
 */
export const isNationalLevel = (basis: Pick<LegalBasis, 'level' | 'conditions'>): boolean => {
  if (NATIONAL.has(basis.level)) return true;
  const { level, conditions } = basis;
  return level === 'generalOfficeDocument' && conditions !== undefined && conditions.hasLegalBasis
    && conditions.adoptedByStateCouncil && conditions.publishedInGazette;
};
