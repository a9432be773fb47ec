import type { TermRule } from '../sealing/deadlines/terms.ts';

/** What a person concerned may ask for. */
export const RIGHT_KINDS =
  ['copy', 'correction', 'deletion', 'reexamination', 'sealing', 'objection', 'complaint'] as const;

/** One of those. */
export type RightKind = (typeof RIGHT_KINDS)[number];

/**
 * Where somebody goes who is refused or not answered: 复查 by the same organ, the organ above it, the
 * procuratorate (监督), or a court (诉讼).
 */
export type RightsRemedy = 'reexamination' | 'organAbove' | 'supervision' | 'court';

/** A paper handed in with a request; `mandate`: 委托书. */
export type RightsMaterial =
  | 'identityProof' | 'guardianshipProof' | 'mandate' | 'evidence' | 'disclosureProof' | 'harmProof';

/** What holds for one right. `extended`: where the head of the organ may give more days. */
export type RightRule = Readonly<{
  term: TermRule; extended?: TermRule;
  materials: readonly RightsMaterial[]; remedies: readonly RightsRemedy[];
  /** Goes to the procuratorate, whatever the organ itself does about it. */
  isReferred: boolean;
  cites: readonly string[];
}>;

/**
 * The rights. LAW: the Measures name no papers; who complains of unequal treatment shows what was made
 * public. Against a refused copy, correction or deletion the law names the court; the organ above is offered
 * besides, since a citizen should not need a suit [I].
 * @see 个人信息保护法第45条至第47条、第50条; 2022 Measures arts 21, 22; 公安查询规定 (复查)
 */
export const RIGHTS: Readonly<Record<RightKind, RightRule>> = {
  copy: {
    term: 'rightsAnswer', materials: ['identityProof'], remedies: ['organAbove', 'court'], isReferred: false,
    cites: ['PIPL_45'],
  },
  correction: {
    term: 'rightsAnswer', materials: ['identityProof', 'evidence'], remedies: ['organAbove', 'court'],
    isReferred: false, cites: ['PIPL_46'],
  },
  deletion: {
    term: 'rightsAnswer', materials: ['identityProof'], remedies: ['organAbove', 'court'], isReferred: false,
    cites: ['PIPL_47'],
  },
  reexamination: {
    term: 'reexamination', extended: 'reexaminationExtended', materials: ['identityProof'],
    remedies: ['organAbove', 'court'], isReferred: false, cites: ['MPS2021_REVIEW'],
  },
  sealing: {
    term: 'sealingApplication', materials: ['identityProof', 'disclosureProof'],
    remedies: ['supervision', 'organAbove'], isReferred: false, cites: ['M2022_21'],
  },
  objection: {
    term: 'complaintReferral', materials: ['identityProof'], remedies: ['supervision'], isReferred: true,
    cites: ['M2022_22_1'],
  },
  complaint: {
    term: 'complaintReferral', materials: ['identityProof', 'disclosureProof'],
    remedies: ['supervision', 'court'], isReferred: true, cites: ['M2022_21', 'M2022_22_1'],
  },
};

/** Why a request is not met, or not in full: each with the article it rests on. */
export const RIGHTS_GROUNDS = {
  /** 法律规定应当保密. */
  mustBeKeptSecret: 'PIPL_18_1',
  /** 告知将妨碍国家机关履行法定职责. */
  wouldHinderDuty: 'PIPL_35',
  /** 法律、行政法规规定的保存期限未届满: nothing but storage and security is done with it. */
  retentionRuns: 'PIPL_47_2',
  /** Verified, and right as it stands. */
  foundCorrect: 'PIPL_46_2',
  /** A judgment is changed by retrial only, never by the registry. */
  judgmentBinds: 'CPL_259',
  resultStands: 'MPS2021_REVIEW',
  notToBeSealed: 'CPL_286',
  alreadySealed: 'CPL_286',
  notOurRecord: 'M2022_14',
} as const satisfies Readonly<Record<string, string>>;

/** One of those grounds. */
export type RightsGround = keyof typeof RIGHTS_GROUNDS;
