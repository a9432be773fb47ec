export { exactNoise } from './exact-noise.ts';
export { BUCKET_MIN, bucketOf, CHUNK_ROWS, chunksOf } from './bucket.ts';
export type { Channel, Parcel } from './conversation.ts';
export { type GroupSuite, type SameScalar, SCALAR_SEED_BYTES, type SuiteName } from './group-suite.ts';
export { type KeptPoints, maskedBefore, maskedLater, type MaskedSet } from './masked-set.ts';
export {
  type Opening, type OpeningRefusal, OPENINGS_MAX, OPENINGS_MIN, openingPower,
} from './openings.ts';
export { keyedBytes, type NoiseSource, plantingRoom } from './planted.ts';
export {
  maskInputs, type PointRefusal, type PointWork, pointWork, remaskPoints, TAG_BYTES,
} from './point-work.ts';
export {
  answerCheck, type BlindedRow, blindRow, type CheckAnswer, type CheckKey, checkKey, type CheckRefusal,
  checkTable, finishCheck, readCheckTable,
} from './publication-check.ts';
export {
  decideQuota, type HolderQuota, type PastRun, type QuotaRefusal, type RunMode, RUNS_PER_QUARTER,
} from './quota.ts';
export {
  courtOfCaseNumber, isInJurisdiction, type RecordTuple, tupleBytes, type TupleRefusal,
} from './record-tuple.ts';
export { ristrettoSuite } from './ristretto-suite.ts';
export { type HolderResult, type HolderRun, runHolder } from './run-holder.ts';
export {
  type BoundInput, boundInputOf, countCommitment, freezeRows, isBound, type RowsToFreeze, type RunInputs,
  type SetTooLarge,
} from './run-inputs.ts';
export type { RunRefusal } from './run-messages.ts';
export { type RegistryResult, type RegistryRun, runRegistry } from './run-registry.ts';
export { parseRunTerms, type RunRole, type RunTerms, runTermsHash, type TermsRefusal } from './run-terms.ts';
export { SESSION_FORM, sessionSecrets, type SessionSecrets, wipeSecrets } from './session-secrets.ts';
export { type OpenedEntry, type Snapshot, takeSnapshot } from './snapshot.ts';
export { sm2Suite } from './sm2-suite.ts';
