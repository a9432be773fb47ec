import sealNotice from './data/seal-notice.json' with { type: 'json' };
import unsealNotice from './data/unseal-notice.json' with { type: 'json' };
import rightsAndDuties from './data/rights-and-duties.json' with { type: 'json' };
import coverMark from './data/cover-mark.json' with { type: 'json' };
import releaseNotice from './data/release-notice.json' with { type: 'json' };
import correctionExpiryNotice from './data/correction-expiry-notice.json' with { type: 'json' };
import publicOrderSealNotice from './data/public-order-seal-notice.json' with { type: 'json' };
import overdueReminder from './data/overdue-reminder.json' with { type: 'json' };
import overdueSupervision from './data/overdue-supervision.json' with { type: 'json' };
import notSealedNotice from './data/not-sealed-notice.json' with { type: 'json' };
import coverMark2 from './data/cover-mark-2.json' with { type: 'json' };
import judgmentNotification from './data/judgment-notification.json' with { type: 'json' };
import lowerProcuratorateNotice from './data/lower-procuratorate-notice.json' with { type: 'json' };
import correctiveOpinion from './data/corrective-opinion.json' with { type: 'json' };
import rescissionNotice from './data/rescission-notice.json' with { type: 'json' };
import exemptionNotice from './data/exemption-notice.json' with { type: 'json' };
import removalNotice from './data/removal-notice.json' with { type: 'json' };
import noRecordCertificate from './data/no-record-certificate.json' with { type: 'json' };
import certificateRefusalNotice from './data/certificate-refusal-notice.json' with { type: 'json' };
import inquiryReceipt from './data/inquiry-receipt.json' with { type: 'json' };
import inquirySupplementNotice from './data/inquiry-supplement-notice.json' with { type: 'json' };
import inquiryNotAcceptedNotice from './data/inquiry-not-accepted-notice.json' with { type: 'json' };
import inquiryRefusalDecision from './data/inquiry-refusal-decision.json' with { type: 'json' };
import confidentialityUndertaking from './data/confidentiality-undertaking.json' with { type: 'json' };
import inquiryResultLetter from './data/inquiry-result-letter.json' with { type: 'json' };
import rightsAcceptance from './data/rights-acceptance.json' with { type: 'json' };
import rightsSupplementNotice from './data/rights-supplement-notice.json' with { type: 'json' };
import rightsNotAcceptedNotice from './data/rights-not-accepted-notice.json' with { type: 'json' };
import rightsAnswer from './data/rights-answer.json' with { type: 'json' };
import rightsAppealAnswer from './data/rights-appeal-answer.json' with { type: 'json' };
import complaintReferral from './data/complaint-referral.json' with { type: 'json' };
import supervisionOpinion from './data/supervision-opinion.json' with { type: 'json' };
import procuratorialProposal from './data/procuratorial-proposal.json' with { type: 'json' };
import supervisionEscalation from './data/supervision-escalation.json' with { type: 'json' };
import leakNotice from './data/leak-notice.json' with { type: 'json' };
import incidentReferral from './data/incident-referral.json' with { type: 'json' };
import { parseTemplate } from './parse-template.ts';
import type { Template } from './template.ts';

/** Every template, all versions, in the order the list of papers shows them. */
export const TEMPLATES: readonly Template[] = [
  sealNotice, unsealNotice, rightsAndDuties, coverMark, releaseNotice, correctionExpiryNotice,
  publicOrderSealNotice, overdueReminder, overdueSupervision, notSealedNotice, coverMark2,
  judgmentNotification, lowerProcuratorateNotice, correctiveOpinion, rescissionNotice, exemptionNotice,
  removalNotice,
  noRecordCertificate, certificateRefusalNotice,
  inquiryReceipt, inquirySupplementNotice, inquiryNotAcceptedNotice, inquiryRefusalDecision,
  confidentialityUndertaking, inquiryResultLetter,
  rightsAcceptance, rightsSupplementNotice, rightsNotAcceptedNotice, rightsAnswer, rightsAppealAnswer,
  complaintReferral, supervisionOpinion, procuratorialProposal, supervisionEscalation,
  leakNotice, incidentReferral,
].map(parseTemplate);

/** A template by its id: the version asked for, or the newest. Undefined where there is none. */
export const templateById = (id: string, version?: number): Template | undefined =>
  TEMPLATES.filter((template) => template.id === id)
    .filter((template) => version === undefined || template.version === version)
    .sort((a, b) => b.version - a.version)[0];
