import type { CivilDate, Tri } from '@fengcun/kernel';
import type { PiercingInquiry, PiercingPurpose } from '@fengcun/policy';
import { LEGAL_BASES, type LegalBasisRegistry } from '@fengcun/statute';
import type { TermRule } from '../sealing/deadlines/terms.ts';
import { INQUIRERS } from './inquirer-kinds.ts';
import type { InquiryApplication } from './inquiry-application.ts';

/** Open questions of law that a grant may turn on, each with its two readings. */
export const INQUIRY_QUESTIONS = {
  K4: {
    zh: '不起诉记录能否依法律规定向单位告知', en: 'may a unit learn of a non-prosecution that a law names',
    cites: ['PPR_486', 'PJD_59_2'],
    readings: {
      judicialOnly: '人民检察院刑事诉讼规则第486条：不起诉记录只供司法机关办案查询，不予告知',
      asLawNames: '预防未成年人犯罪法第59条第2款：有关单位依法律可以查询，告知该法律点名的不起诉',
    },
  },
  K5: {
    zh: '单位查询时，已封存的未成年人犯罪记录如何答复', en: 'what a unit is told of a sealed juvenile record',
    cites: ['MPS2021_10', 'M2022_16_3', 'CL_100_2'],
    readings: {
      noRecord: '公安查询规定第10条：告知无犯罪记录',
      asBasisAllows: '实施办法第16条第3款：依国家规定告知是否受过刑事处罚、罪名、刑期（限有关类别）',
    },
  },
} as const;

/** Id of a question. */
export type InquiryQuestion = keyof typeof INQUIRY_QUESTIONS;

/** Readings a person chose, by question. */
export type InquiryReadings = Readonly<{
  K4?: keyof (typeof INQUIRY_QUESTIONS)['K4']['readings'];
  K5?: keyof (typeof INQUIRY_QUESTIONS)['K5']['readings'];
}>;

/**
 * What the proposal packs of the deployment say of an inquiry through a seal of theirs: undefined leaves it
 * to the law in force. A pack may only narrow it; what it allows beyond the law does not count, and unknown
 * never discloses.
 */
export type PiercingOf = (pack: string, inquiry: PiercingInquiry) => Tri | undefined;

/**
 * An inquiry as packs ask about it. LAW: only what counts for the norm is ever told to a unit, so its
 * occupation is related where a seal is pierced for it; a case whose purpose nobody stated is other casework.
 */
export const piercingInquiry = ({ kind, casePurpose }: InquiryApplication): PiercingInquiry => {
  const isOnRegistry = INQUIRERS[kind].basis === 'registry';
  const purpose: PiercingPurpose =
    casePurpose ?? (isOnRegistry ? 'occupation' : kind === 'judicialOrgan' ? 'otherCasework' : 'other');
  const inquirer = kind === 'judicialOrgan' || kind === 'stateOrgan' ? kind : 'unit';
  return { inquirer, purpose, related: isOnRegistry ? true : 'unknown' };
};

/** Rules of a deployment: the registry of its day, and what no text fixes. */
export type InquiryRules = Readonly<{
  bases: LegalBasisRegistry;
  /** K1: whether a procuratorate decides in three working days (default) or in seven days (规则484). */
  K1: 'threeWorkingDays' | 'sevenDays';
  /** Days from the grant within which it must be used [I]. */
  validDays: number;
  /** Questions of law that this deployment has settled; they are shown, and not asked again. */
  settled: InquiryReadings;
  piercing: PiercingOf;
  /** Least stay of a foreigner. @see 公安查询规定第5条 */
  stayDaysMin: number;
}>;

/** LAW: the Measures name no validity of a grant; ten days, configurable. */
const VALID_DAYS = 10;
/** 一百八十天（含）. */
const STAY_DAYS = 180;

/** The rules where nothing is configured. */
export const DEFAULT_INQUIRY_RULES: InquiryRules = {
  bases: LEGAL_BASES, K1: 'threeWorkingDays', validDays: VALID_DAYS, settled: {}, piercing: () => undefined,
  stayDaysMin: STAY_DAYS,
};

/** The term of the decision: K1 where a procuratorate decides, the police rules on their own track. */
export const decisionTerm = (application: InquiryApplication, { K1 }: InquiryRules): TermRule => {
  if (application.track === 'certificateRules') return 'policeInquiry';
  return K1 === 'sevenDays' && application.organ.startsWith('procuratorate/')
    ? 'inquiryDecisionOfProcuratorate' : 'inquiryDecision';
};

/** The legal day of an instant (UTC), in Asia/Shanghai. */
export const legalDay = (instant: string): CivilDate =>
  // A day of the calendar by construction.
  Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString() as CivilDate;
