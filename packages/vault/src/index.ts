export { fileKeyStore, type FileKeyStoreOptions } from './adapters/file/file-key-store.ts';
export { type KeyFileSecret, PASSPHRASE_COST, type PassphraseCost } from './adapters/file/unlock.ts';
export { memoryKeyStore } from './adapters/memory/memory-key-store.ts';
export {
  emptyRows, memoryEpochStore, memoryEraseKeyStore, memoryKeyRecordStore, type MemoryRows,
  memoryRotationStore,
} from './adapters/memory/memory-stores.ts';
export { pkcs11KeyStore, type Pkcs11Options } from './adapters/pkcs11/pkcs11-key-store.ts';
export { INTL_MECHANISMS, type SuiteMechanisms } from './adapters/pkcs11/standard.ts';
export {
  type AuditPort, type AuditRefusal, commitIntent, type CommittedIntent, INTENT_MS_MAX, INTENT_PLACES_MAX,
  type IntentEntry, type IntentRequest,
} from './audit/committed-intent.ts';
export {
  type IndexGate, indexGate, type IndexInquirer, INQUIRY_LIMIT, type RateRefusal,
} from './blind-index/index-gate.ts';
export {
  beginPepperRotation, finishPepperRotation, type IndexColumn, type IndexTerm, type Pepper,
  type PepperRefusal, type Peppers,
} from './blind-index/pepper.ts';
export {
  type Draw, drawToken, fullBucket, type RateLimit, type TokenBucket,
} from './blind-index/token-bucket.ts';
export {
  createEraseTree, type EraseDependencies, eraseForGood, loadEraseTree, settleErasure,
} from './erasure/erase.ts';
export { type EraseKey, type EraseTree } from './erasure/erase-tree.ts';
export {
  createEpoch, type Epoch, EPOCH_MS_MAX, EPOCH_WRAPS_MAX, type EpochKey, isEpochDue, type NewEpoch,
  unwrapEpoch,
} from './keys/epoch.ts';
export { isKeyId, type KeyId, newKeyId } from './keys/key-id.ts';
export { type KeyRecord, type WrappingKeys, wrapRecordKey } from './keys/key-record.ts';
export { type KeyRing, keyRing, type KeyRingSources, type TreeKeys } from './keys/key-ring.ts';
export { isHeld, type KeyRefusal, LEASE_MS, type Leased } from './keys/lease.ts';
export { type KeyTree, suiteIdOf, type SuiteName } from './keys/tree.ts';
export { type EpochInUse, type EpochStore } from './ports/epoch-store.ts';
export { type EraseKeyStore } from './ports/erase-key-store.ts';
export {
  type KeyRecordPage, type KeyRecords, type KeyRecordStore, type Rewrapped,
} from './ports/key-record-store.ts';
export {
  type KeyStore, type KeyStoreRefusal, type StateConflict, type StoredKey, type StoredState, type WrapPlace,
} from './ports/key-store.ts';
export { type RotationState, type RotationStore } from './ports/rotation-store.ts';
export { checkStored, type StoredFinding } from './records/check-stored.ts';
export { type OpenKeys, openRecord, type OpenRefusal } from './records/open-record.ts';
export { type RecordPlace } from './records/place.ts';
export { type MoveOptions, type MovePlan, planMove } from './records/plan-move.ts';
export { type Reseal, resealRecord } from './records/reseal-record.ts';
export { type SealedRecord, type SealKeys, sealRecord } from './records/seal-record.ts';
export { rewrapRecord, type RewrapKeys } from './rotation/rewrap.ts';
export { idleRoots, retireRoot, type RootInUse } from './rotation/roots.ts';
export {
  rotate, type RotationDependencies, type RotationOrder, type RotationReport,
} from './rotation/rotate.ts';
