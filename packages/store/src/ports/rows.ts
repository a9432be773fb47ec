/**
 * A value at rest: envelope, the wrapped key it opens with, the key that wraps that, and the version that is
 * authenticated with it. The store never sees a key or a plaintext.
 */
export type Ciphertext = Readonly<{
  version: number; content: Uint8Array; wrappedKey: Uint8Array; kekId: string;
}>;

/** How long a row is kept: the last day (null: no end known) and the rule that says so. */
export type Retention = Readonly<{ retainUntil: string | null; retentionRule: string | null }>;

/** Ciphertext with the instant (UTC, milliseconds) it was recorded and its retention. */
export type KeptRow = Ciphertext & Retention & Readonly<{ recordedAt: string }>;

/**
 * A row that only points: what was told is sealed once, in the events of the case, and this can be made of
 * them again. `version` counts its changes.
 */
export type ProjectionRow = Retention & Readonly<{ version: number; recordedAt: string }>;

/**
 * A person whose record is held; `mergedInto` names the subject this one was found to be. `eraseSerial`: the
 * erasure key that everything told about this person on this side hangs from.
 */
export type SubjectRow = ProjectionRow & Readonly<{
  subjectId: string; mergedInto: string | null; eraseSerial: number;
}>;

/** A blind index term of a subject: 32 bytes, one kind of identifier, one version of the pepper. */
export type TermRow = Readonly<{
  term: Uint8Array; termKind: string; pepperVersion: number; subjectId: string;
}>;

/**
 * A case under its code for life. The id is minted in the shard of the code. `mergedInto`: the case that this
 * one was found to be; `eraseSerial`: the erasure key of what belongs to the case as a whole.
 */
export type CaseRow = ProjectionRow & Readonly<{
  caseId: string; oneCaseCode: string; mergedInto: string | null; eraseSerial: number;
}>;

/**
 * The record of one subject from one case. The id is minted in the shard of the subject. `entryId`: the audit
 * entry of the act by which it came in.
 */
export type RecordRow = ProjectionRow & Readonly<{
  recordId: string; subjectId: string; caseId: string; recordKind: string; organ: string; entryId: string;
}>;

/** How far one organ is with its copy of a record. */
export type HolderState = 'holding' | 'sealOrdered' | 'acknowledged' | 'unsealOrdered';

/** An organ that keeps a copy of a record. */
export type HolderRow = Readonly<{
  recordId: string; organ: string; state: HolderState; dueOn: string | null; changedAt: string;
}>;

/** What an organ recorded about one stage of a case. The id is minted in the shard of the case. */
export type StageRecordRow = ProjectionRow & Readonly<{
  stageRecordId: string; caseId: string; subjectId: string | null; stage: string; organ: string;
  occurredOn: string | null;
}>;

/**
 * A scanned dossier of a case; its sealed stream is the blob `blobId`, of `sealedBytes` bytes with the
 * SHA-256 `sealedDigest`.
 */
export type AttachmentRow = KeptRow & Readonly<{
  attachmentId: string; caseId: string; stageRecordId: string | null; blobId: string; sealedBytes: number;
  segmentBytes: number; sealedDigest: Uint8Array;
}>;

/** A message taken in: hashes of its source's key and of its body (32 bytes each), and what it became. */
export type InboxRow = Readonly<{
  source: string; messageKey: Uint8Array; bodyHash: Uint8Array; takenAs: string | null; receivedAt: string;
}>;
