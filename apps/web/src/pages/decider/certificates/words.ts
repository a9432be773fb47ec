import type { CertificateStep } from '@fengcun/api';
import type { BodyOf } from '../../../api/interface.ts';
import type { Words } from '../../../app/language.tsx';

/** An application for a certificate, as the interface shows it. */
export type Certificate = BodyOf<'readCertificate'>;
type Table<K extends string> = Readonly<Record<K, Words>>;
type Ground = Extract<CertificateStep, { type: 'RequestVerification' }>['ground'];
type Desk = NonNullable<Certificate['desk']>;

/** How far an application is. */
export const CERTIFICATE_STATES: Table<Certificate['state']> = {
  accepted: { zh: '已受理', en: 'accepted' }, verificationRequested: { zh: '调查核实待批准', en: 'verification to be approved' },
  verifying: { zh: '调查核实中', en: 'being verified' }, findingProposed: { zh: '查询结果待审批', en: 'finding to be approved' },
  decided: { zh: '已办结', en: 'decided' },
};

/** Why a case is complex. */
export const VERIFICATION_WORDS: Table<Ground> = {
  recordUnclear: { zh: '记录不完整、不清楚', en: 'a record is incomplete or unclear' },
  earlierResultDiffers: { zh: '与以往查询结果不一致', en: 'an earlier result differs' },
  identitiesConflict: { zh: '身份信息冲突', en: 'identities conflict' }, other: { zh: '其他情形', en: 'something else' },
};

/** What is stated. */
export const FINDING_WORDS: Table<NonNullable<Certificate['result']>> = {
  certificate: { zh: '出具无犯罪记录证明', en: 'issue the certificate' },
  refusal: { zh: '不予出具', en: 'issue none' },
};

/** Who applies. */
export const APPLICANT_WORDS: Table<Desk['applicant']> = {
  self: { zh: '本人', en: 'the person' }, guardian: { zh: '法定代理人', en: 'who has custody' },
  agent: { zh: '受委托人', en: 'whom they sent' },
};

/** Papers that the window has seen. */
export const CERTIFICATE_MATERIAL_WORDS: Table<Desk['materials'][number]> = {
  identityDocument: { zh: '身份证件', en: 'identity document' }, letterOfAttorney: { zh: '委托书', en: 'letter of attorney' },
  agentIdentity: { zh: '受委托人身份证件', en: 'the agent’s document' },
  proofOfGuardianship: { zh: '监护关系证明', en: 'proof of guardianship' },
  guardianIdentity: { zh: '监护人身份证件', en: 'the guardian’s document' },
  proofOfIncapacity: { zh: '无民事行为能力证明', en: 'proof of incapacity' }, proofOfUse: { zh: '用途证明', en: 'proof of use' },
  proofOfStay: { zh: '出入境、居留记录', en: 'records of stay' },
};

/** Kinds of documents in words; one nobody knows as it is. */
export const DOCUMENT_WORDS: Readonly<Record<string, Words>> = {
  residentIdentityCard: { zh: '居民身份证', en: 'identity card' }, residencePermit: { zh: '居住证', en: 'residence permit' },
  mainlandTravelPermit: { zh: '来往内地通行证', en: 'mainland travel permit' },
  taiwanTravelPermit: { zh: '台湾居民来往大陆通行证', en: 'Taiwan travel permit' }, passport: { zh: '护照', en: 'passport' },
  permanentResidenceCard: { zh: '外国人永久居留身份证', en: 'permanent residence card' },
};
