export {
  type SealOrder, type SealOutcome, type SealRefusal, sealRecord, unsealRecord,
} from './seal-record.ts';
