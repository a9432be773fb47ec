import type { CivilDate } from '@fengcun/kernel';
import type { PiercingPurpose } from '@fengcun/policy';
import type { NormLevel } from '@fengcun/statute';
import type { IdentityDocument } from '../intake/identity/document.ts';
import type { InquirerKind, InquiryMaterial } from './inquirer-kinds.ts';

/**
 * By which text it is asked: 2022 Measures art. 16 at the organ that sealed, or the certificate rules of the
 * police, where a sealed juvenile record is always 无犯罪记录 (art. 10).
 */
export type InquiryTrack = 'sealedRecords' | 'certificateRules';

/** The officer who asks for a unit, as the papers shown name them. */
export type InquiryOfficer = Readonly<{ name: string; document: IdentityDocument; office?: string }>;

/** The person asked about. */
export type InquiredPerson = Readonly<{
  name: string; document: IdentityDocument; otherDocuments: readonly IdentityDocument[];
  bornOn?: CivilDate; nationality: string;
}>;

/** A norm that an applicant names and that is not in the registry. */
export type StatedNorm = Readonly<{ words: string; level: NormLevel }>;

/**
 * 查询申请: who, for whom, on what basis, for which occupation or case, why, and how far it will be used. All of
 * it is confidential; texts are the applicant's own words.
 * @see 2022 Measures art. 16(1); 公安查询规定第6条
 */
export type InquiryApplication = Readonly<{
  kind: InquirerKind;
  track: InquiryTrack;
  /** The organ asked, as `<type>/<code>`. */
  organ: string;
  inquirer: Readonly<{ name: string; code?: string }>;
  officer?: InquiryOfficer;
  person: InquiredPerson;
  /** Id in the registry of legal bases. */
  basisId?: string;
  statedNorm?: StatedNorm;
  /** Id in the table of occupations. */
  occupation?: string;
  occasion?: 'hiring' | 'yearly' | 'licence' | 'case';
  caseNumber?: string;
  /** What a judicial organ needs it for, as packs ask; the law in force does not. */
  casePurpose?: PiercingPurpose;
  letterNumber?: string;
  reasons: string;
  purpose: string;
  scopeOfUse: string;
  materials: readonly InquiryMaterial[];
  /** Days in China so far, of a foreigner. */
  stayDays?: number;
}>;

/**
 * Place of an application in the register of the organ: every paper of it bears this number, each with a word
 * of its own, so that no number tells what became of another application.
 */
export type InquiryRegister =
  Readonly<{ organName: string; organWord: string; year: number; sequence: number }>;

/** What a supplement adds: papers, and words that were missing. */
export type InquirySupplement = Readonly<{ materials: readonly InquiryMaterial[] }>
  & Partial<Pick<InquiryApplication,
    | 'reasons' | 'purpose' | 'scopeOfUse' | 'officer' | 'caseNumber' | 'occupation' | 'letterNumber'
    | 'stayDays'>>;

/** The application with what was supplemented. */
export const supplemented = (
  application: InquiryApplication, { materials, ...fields }: InquirySupplement,
): InquiryApplication =>
  ({ ...application, ...fields, materials: [...new Set([...application.materials, ...materials])] });

/** The ground of an inquiry as a code for the log: the norm of the registry, or the law of cases. */
export const basisCode = ({ basisId, kind }: Pick<InquiryApplication, 'basisId' | 'kind'>): string => {
  if (basisId !== undefined) return basisId.toLowerCase();
  return kind === 'lawyer' ? 'opinion-2012-10' : kind === 'stateOrgan' ? 'psap-136' : 'cpl-286';
};
