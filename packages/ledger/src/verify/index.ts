export { type Checkpoint, type CheckpointRefusal, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
export { isTimestamped, signedMessage, type SignedStatement } from './cosignature.ts';
export { type Count, HASH_BYTES } from './encoding.ts';
export {
  formatNote, formatSignatureLine, isKeyName, type NoteRefusal, type NoteSignature, parseNote,
  parseSignatureLines, type SignedNote,
} from './note.ts';
export {
  formatNoteKey, noteKey, type NoteKey, type NoteKeyRefusal, type NoteSignatureType, parseNoteKey,
} from './note-key.ts';
export { type OpenedNote, openNote, type VerifiedSignature, verifyLine } from './open-note.ts';
export {
  isQuorum, parsePolicy, type PolicyMember, type PolicyParty, type PolicyRefusal, type TlogPolicy,
} from './policy.ts';
export {
  type Consistency, type Inclusion, PROOF_HASHES_MAX, type SubtreeConsistency, type SubtreeInclusion,
  verifyConsistency, verifyInclusion, verifySubtreeConsistency, verifySubtreeInclusion,
} from './proof.ts';
export {
  formatProofFile, parseProofFile, type ProofFile, type ProofRefusal, type VerifiedProof, verifyProofFile,
} from './proof-file.ts';
export {
  ENTRY_BYTES_HARD_MAX, SHA256_TREE, SM3_ORIGIN_SUFFIX, SM3_TREE, treeHash, type TreeHash, treeHashOf,
} from './tree-hash.ts';
export {
  type TrustedCheckpoint, trustCheckpoint, type TrustRefusal, type WitnessedBy,
} from './trusted-checkpoint.ts';
