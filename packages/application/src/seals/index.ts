export { type ChaseContent } from './chase-message.ts';
export {
  type Determined, determine, determineAll, followRecord, readWorklist, type RecordQuestion,
} from './determine.ts';
export {
  type Candidate, type CandidateSource, dropCandidate, listCandidates, type ListedCandidate,
} from './candidates.ts';
export { correctSeal, type CorrectionRefused, type SealToCorrect } from './correct-seal.ts';
export { exempt, type ExemptionMade, type ExemptionRefused, type ExemptionToRecord } from './exempt.ts';
export { findGrounds, type GroundsFound, lookForGrounds } from './find-grounds.ts';
export { followAllSealed } from './follow-all.ts';
export { type Followed, followSealed } from './follow-sealed.ts';
export {
  APPROVAL_HOURS, approveOnly, approveUnseal, proposeUnseal, type ProposalDecision, refuseUnseal,
  type UnsealToPropose, useApproval,
} from './open-by-two.ts';
export { type OpeningMade, type OpeningRefused } from './order-opening.ts';
export { type SealActor } from './person-act.ts';
export {
  type MadePaper, makePapers, type PapersWanted, type RecordPapers, type UnmadePaper,
} from './papers/papers.ts';
export { type PapersRefused } from './papers/read-source.ts';
export { readSeal } from './read-seal.ts';
export { type StepRefused, type StepTaken } from './take-step.ts';
export { type OrganNames, parseOrganNames } from './organ-names.ts';
export { orderNumber } from './order-number.ts';
export { type OrderMade, orderSeal, type OrderRefused, type OrderToMake } from './order-seal.ts';
export { SEAL_KINDS } from './seal-kinds.ts';
export { type DistrictOrgan, type SealOrgans, sealOrgans } from './seal-organs.ts';
export { type GroundRules, sealingAct, type SealsParts } from './seals-parts.ts';
export { type StandingAct, standingAct } from './standing-act.ts';
export { type ReceiptTaking, receiptTaking } from './take-receipts.ts';
export { runSweep, SWEEP_PAGE, type SweepReport, type SweepRun } from './sweep.ts';
export { tick, type Ticked } from './tick.ts';
export { type JobEvent, type JobsRun, runSealJobs, type SealJobs } from './jobs.ts';
export {
  listSeals, overdueSeals, type SealsFound, type SealsPage, sealTimeline, showSeal, type ViewerOf,
} from './look-at-seals.ts';
export { sealView, type SealView } from './seal-view.ts';
export { sealingReceiver } from './sealing-receiver.ts';
