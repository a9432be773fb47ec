export * from './verify/index.ts';
export { type AuditEntry, encodeEntry, ENTRY_RECORDS_MAX, parseEntry } from './entry/audit-entry.ts';
export {
  encodeCanonical, ENTRY_BYTES_MAX, type EntryObject, type EntryRefusal, type EntryValue, parseCanonical,
} from './entry/canonical-entry.ts';
export { commit, type CommitmentKind, commitOnce } from './entry/commitment.ts';
export {
  checkLog, type FsckFinding, type FsckInput, type FsckReport, type StoredEntry,
} from './fsck/check-log.ts';
export {
  decideSigning, type SigningRefusal, type SigningRequest, type TreeHead,
} from './sequencer/decide-signing.ts';
export { EMPTY_LOG, logRoot, type LogState } from './sequencer/log-state.ts';
export {
  type BatchPlan, type BatchRefusal, planBatch, type PlannedLeaf, type PlannedTile, replayLog,
} from './sequencer/plan-batch.ts';
export { type LineInput, type LineSigner, signLine, signNote } from './signing/sign-line.ts';
export { type BundleRefusal, encodeBundle, parseBundle } from './tiles/bundle.ts';
export {
  newBundles, newTiles, parseTilePath, TILE_HEIGHT, TILE_WIDTH, type TileId, tilePath, type TilePathRefusal,
} from './tiles/tile-id.ts';
export { fullTileRoot, tileReader, tilesForRanges } from './tiles/tile-reader.ts';
export { appendLeafHash, EMPTY_FRONTIER, type Frontier, frontierRoot } from './tree/frontier.ts';
export { type LevelStore, levelStore } from './tree/level-store.ts';
export {
  consistencyRanges, inclusionRanges, type LeafRange, type NodeId, type NodeReader, proveConsistency,
  proveInclusion, rangeHash, treeRoot,
} from './tree/ranges.ts';
export {
  type AddCheckpointRequest, decideAddCheckpoint, parseAddCheckpoint, type WitnessDecision, type WitnessedLog,
  type WitnessRefusal,
} from './witness/add-checkpoint.ts';
export {
  answerAddCheckpoint, originHash, type Witness, type WitnessAnswer, type WitnessKey, type WitnessStore,
} from './witness/witness.ts';
