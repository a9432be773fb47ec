export { type Diverted, divertLate, type LateFrom } from './late-messages.ts';
export {
  type SealBatch, type SealOrder, type SealOutcome, type SealRefusal, sealRecord, sealRecords, unsealRecord,
} from './seal-record.ts';
export {
  type ErasureOrder, type ErasureOutcome, type ErasureRefusal, eraseSubject, extentOf, type SubjectExtent,
} from './erase-subject.ts';
