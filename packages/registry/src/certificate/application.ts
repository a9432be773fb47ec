import type { CivilDate } from '@fengcun/kernel';
import type { IdentityDocument } from '../intake/identity/document.ts';

/** Papers an application comes with, as the window has seen them. */
export const CERTIFICATE_MATERIALS = [
  /** 有效身份证件 of the person. */
  'identityDocument',
  /** 委托书, and the agent's own document. */
  'letterOfAttorney', 'agentIdentity',
  /** 监护关系证明, and the guardian's own document. */
  'proofOfGuardianship', 'guardianIdentity',
  /** Proof that an adult lacks capacity. @see 《民法典》第28条 */
  'proofOfIncapacity',
  /** 合理使用情况的证明: employment, study, migration. */
  'proofOfUse',
  /** Entry and stay records of a foreigner. */
  'proofOfStay',
] as const;

/** One of those papers. */
export type CertificateMaterial = (typeof CERTIFICATE_MATERIALS)[number];

/** Who applies: the person, whoever has custody of them, or whoever they sent. */
export type CertificateApplicant =
  | Readonly<{ kind: 'self' }>
  | Readonly<{ kind: 'guardian' | 'agent'; name: string; bornOn?: CivilDate }>;

/** The person a certificate is about, as their document names them. */
export type CertificatePerson = Readonly<{
  name: string;
  /** ISO 3166-1 alpha-3. */
  nationality: string;
  document: IdentityDocument;
  /** Other numbers of the same person: an old one, a travel document. */
  otherDocuments: readonly IdentityDocument[];
  bornOn?: CivilDate;
  /** Days in China so far, of a foreigner. */
  stayDays?: number;
}>;

/** 查询申请. @see 《公安机关办理犯罪记录查询工作规定》(2021) 第4条至第6条; 2022 Measures art. 15 */
export type CertificateApplication = Readonly<{
  person: CertificatePerson;
  applicant: CertificateApplicant;
  materials: readonly CertificateMaterial[];
}>;

/** The day of birth, from the number where it holds one, else as stated. */
export const bornOnOf = ({ document, bornOn }: CertificatePerson): CivilDate | undefined =>
  document.bornOn ?? bornOn;
