export { type ChaseContent, SEAL_ESCALATION_TYPE, SEAL_REMINDER_TYPE } from './chase-message.ts';
export {
  type Determined, determine, determineAll, followRecord, readWorklist, type RecordQuestion,
} from './determine.ts';
export { orderNumber } from './order-number.ts';
export { type OrderMade, orderSeal, type OrderRefused, type OrderToMake } from './order-seal.ts';
export { type DistrictOrgan, type SealOrgans, sealOrgans } from './seal-organs.ts';
export { sealingAct, type SealsParts } from './seals-parts.ts';
export { type StandingAct, standingAct } from './standing-act.ts';
export { type ReceiptTaking, receiptTaking } from './take-receipts.ts';
export { tick, type Ticked } from './tick.ts';
export { type JobEvent, type JobsRun, runSealJobs, type SealJobs } from './jobs.ts';
