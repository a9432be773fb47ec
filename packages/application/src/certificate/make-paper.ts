import {
  type DocumentFacts, type FactRefusal, issueDocument, type IssuedDocument, templateById, type Workshop,
} from '@fengcun/documents';
import { present, type Result } from '@fengcun/kernel';
import type {
  CertificateFacts, CertificatePaper, CertificatePerson, CertificateState, DocumentType,
} from '@fengcun/registry';
import { numberOf } from './certificate-paper.ts';
import type { CodeSigner } from './signing-key.ts';
import { codeFor } from './verify-certificate.ts';

/** An application that was decided. */
export type DecidedCertificate = Extract<CertificateState, { status: 'decided' }>;

const DOCUMENT_NAMES: Readonly<Record<DocumentType, string>> = {
  residentIdentityCard: '居民身份证', residencePermit: '港澳台居民居住证',
  mainlandTravelPermit: '港澳居民来往内地通行证', taiwanTravelPermit: '台湾居民来往大陆通行证',
  passport: '护照', permanentResidenceCard: '外国人永久居留身份证', creditCode: '统一社会信用代码',
};

/** LIMIT: other nationalities stand as the three letters that the passport prints. */
const nationalityName = (code: string): string => (code === 'CHN' ? '中国' : code);

/** Everything the paper states. */
export const factsOf = (
  certificateId: string, paper: CertificatePaper, person: CertificatePerson,
): CertificateFacts => ({
  certificateId, number: numberOf(paper), organ: paper.organName, issuedOn: paper.issuedOn,
  ...(paper.validUntil === undefined ? {} : { validUntil: paper.validUntil }),
  name: person.name, nationality: nationalityName(person.nationality),
  documentType: DOCUMENT_NAMES[person.document.type], documentNumber: person.document.number,
});

/** What papers are made with. */
export type PaperWorkshop = Workshop & Readonly<{ codes: CodeSigner }>;

/**
 * The paper of a decision, signed; the same decision and keys give the same bytes, whenever it is asked for.
 * Nothing on it depends on a record but which of the two papers it is.
 * @see 2022 Measures art. 15 and annex 1; 《公安机关办理犯罪记录查询工作规定》(2021) 第9条、第10条
 */
export const makeCertificatePaper = async (
  workshop: PaperWorkshop, certificateId: string, { application, paper }: DecidedCertificate,
): Promise<Result<IssuedDocument, readonly FactRefusal[]>> => {
  const isCertificate = paper.outcome === 'certificate';
  const stated = factsOf(certificateId, paper, application.person);
  const { name, nationality, documentType, documentNumber, validUntil } = stated;
  const facts: DocumentFacts = {
    organ: paper.organName, organWord: paper.organWord, sequence: paper.sequence, issuedOn: paper.issuedOn,
    fields: {
      personName: name, nationality, documentType, documentNumber,
      ...(isCertificate && validUntil !== undefined ? { validUntil } : {}),
    },
    ...(isCertificate ? { verification: await codeFor(workshop.codes, stated) } : {}),
  };
  const id = isCertificate ? 'no-record-certificate' : 'certificate-refusal-notice';
  return issueDocument(workshop, { template: present(templateById(id), 'a template'), facts });
};
