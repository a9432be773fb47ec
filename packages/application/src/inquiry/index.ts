export { expireInquiries } from './expire-inquiries.ts';
export { INQUIRY_KIND, inquiryMachine, type InquiryAccess, type InquiryUnknown } from './inquiry-machine.ts';
export { type InquiryPaperId, printedInquiryNumber } from './inquiry-number.ts';
export { drawInquiryPaper, type InquiryPaper, inquiryPapers } from './inquiry-papers.ts';
export { inquiriesPort, type InquiryServiceParts } from './inquiry-service.ts';
export { inquiriesOver, type InquirySettings } from './open-inquiries.ts';
export type { InquiryActor, InquiryParts } from './inquiry-parts.ts';
export {
  applyForInquiry, disclose, prepareDisclosure, type InquiryPrepared, type InquiryStep, type InquiryTaken,
  takeInquiryStep,
} from './inquiry-steps.ts';
export { type FoundRecord, recordsOfPerson } from './records-of-person.ts';
