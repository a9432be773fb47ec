export { type Disk } from './disk/disk.ts';
export { LOCAL_DISK } from './disk/local-disk.ts';
export { keyFileKey } from './keys/key-file.ts';
export { keyStoreKey, lineSigner } from './keys/log-key.ts';
export { type HeadStore, headStore, type KeptHead } from './log/head-store.ts';
export { type LogFiles } from './log/log-files.ts';
export { accessLogId, isLogId, type LedgerPlaces, placesIn } from './log/log-folder.ts';
export { type Ledger, type LedgerOptions, openLedger } from './open-ledger.ts';
export {
  type DeploymentLogs, type LogOwner, openDeploymentLedger, type SettledLog, settleLedgers,
} from './settle-ledgers.ts';
export { type EntryProof, proveEntry, type ProveRefusal } from './proof/prove-entry.ts';
export {
  openStoredLedgers, type StoredLedgers, type StoredPlace, type StoredRefusal,
} from './proof/stored-ledgers.ts';
export { type LogFinding, type LogReport, type VerifiableLog, verifyLog } from './proof/verify-log.ts';
export { type RebuiltLog, rebuildLogs } from './rebuild-logs.ts';
export { type Publication } from './sequencer/publish-head.ts';
export {
  QUORUM_STOP_MILLIS, QUORUM_WARN_MILLIS, type QuorumState, quorumState, quorumTime, type QuorumWatch,
  quorumWatch,
} from './sequencer/quorum-watch.ts';
export {
  type Refilled, refillFromBundles, type RefillRefusal, type RefillSetup,
} from './sequencer/refill.ts';
export {
  type Ended, type Running, runSequencer, type SequencerEvent,
} from './sequencer/run-sequencer.ts';
export { openSequencer, type Sequencer } from './sequencer/sequencer.ts';
export {
  isStoodDown, type LogDatabase, type LogSetup, type LogTree, sentenceOf, type SequencerRefusal,
} from './sequencer/setup.ts';
export { httpPost } from './witness/http-post.ts';
export {
  logsOfPolicy, logsOfTexts, type OpenedWitness, openWitness, type WitnessOptions,
} from './witness/open-witness.ts';
export { startWitness, type WitnessAddress, type WitnessServer } from './witness/witness-server.ts';
export { type WitnessPost } from './witness/witness-client.ts';
