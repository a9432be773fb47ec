export type { Applied, Applying, Repeated } from './applying.ts';
export { applyingPorts, type ApplyingPorts, certificatesPort } from './apply-request.ts';
export { type CertificateDesk, certificateDesk } from './certificate-desk.ts';
export {
  type AppliedWith, certificateService, type CertificateService,
} from './certificate-service.ts';
export { type CertificateParts, paperOrgan, type PaperOrgan } from './certificate-parts.ts';
export {
  type CertificateActor, type CertificateStep, type StepRefusal, takeCertificateStep,
} from './certificate-steps.ts';
export { CERTIFICATE_KEPT_DAYS, forgetCertificates } from './forget-certificates.ts';
export { legalDay } from './legal-day.ts';
export { CERTIFICATE_MACHINE } from './machine.ts';
export { type DecidedCertificate, factsOf, makeCertificatePaper, type PaperWorkshop } from './make-paper.ts';
export { isOwnIdentity, isOwnWard } from './own-identity.ts';
export { paperWorkshop } from './paper-workshop.ts';
export { areMarksComplete, checkMarks, type MarksReport } from './marks/rebuild-marks.ts';
export {
  appliedOfState, certificatesOfPerson, type CertificatesPage, type CertificateViewer, listCertificates,
  type SeenCertificate, showCertificate,
} from './show-certificates.ts';
export {
  type CodeKey, codeKey, codeKeyId, type CodeSigner, codeSigner, keyOfSigner,
} from './signing-key.ts';
export { codeFor, type PrintedFacts, type Verification, verifyCertificate } from './verify-certificate.ts';
