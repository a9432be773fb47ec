import type { Result } from '@fengcun/kernel';
import type { StreamEvent } from './event-store.ts';
import type { Gathering } from './gathering.ts';
import type { ExceptionItem } from './operation-stores.ts';
import type { Ciphertext, HolderState, InboxRow, TermRow } from './rows.ts';

/** One row that crosses as it is, and the version it was read at. */
export type Crossing = Readonly<{ id: string; expected: number }>;

/** A row with a content: it crosses under the keys of the other side. */
export type SealedCrossing = Crossing & Readonly<{ ciphertext: Ciphertext }>;

/**
 * A row others may still need on this side (a person with another open record, a case with another
 * defendant). `eraseSerial` is that of the other side; a row that an earlier crossing made there keeps its
 * own. `remains`: what stays behind: nothing, the row as it is, or the row under another serial of this side.
 */
export type SharedCrossing = Crossing & Readonly<{
  eraseSerial: number; remains: 'nothing' | 'unchanged' | Readonly<{ eraseSerial: number }>;
}>;

/**
 * A stream some or all events of which cross, sealed anew on both sides and numbered from the place they get.
 * `expected`: its length here; `remaining`: what it is here afterwards; `there`: its length over there.
 */
export type StreamCrossing = Readonly<{
  streamId: string; expected: number; remaining: readonly StreamEvent[];
  there: number; crossing: readonly StreamEvent[];
}>;

/** Claims of messages, case numbers and documents: digests under the keys of their side. */
export type ClaimsCrossing = Readonly<{
  /** What was taken as one of these ids leaves this side… */
  takenAs: readonly string[];
  /** …so do these terms, and what claims them… */
  terms: readonly TermRow[];
  /** …and this is known over there. What is known there already stays as it is. */
  known: readonly InboxRow[]; knownTerms: readonly TermRow[];
}>;

/** Everything of one sealing (or unsealing) that moves from one side to the other. */
export type Move = Readonly<{
  subjects: readonly SharedCrossing[];
  cases: readonly SharedCrossing[];
  /** Records; their holders go with them, each in the state `holderStates` gives for the one it had. */
  records: readonly Crossing[];
  holderStates: Readonly<Partial<Record<HolderState, HolderState>>>;
  at: string;
  stageRecords: readonly Crossing[];
  attachments: readonly SealedCrossing[];
  streams: readonly StreamCrossing[];
  claims: ClaimsCrossing;
  /** Exceptions of this side to be removed; what they said is held on the other. */
  exceptions: readonly string[];
}>;

/** Why nothing moved. `STILL_NEEDED`: a subject or case shall move whose other rows stay. */
export type MoveRefusal = Readonly<{
  code: 'ROW_CHANGED' | 'STREAM_CHANGED' | 'STILL_NEEDED'; table: string; id: string;
}>;

/** What hangs on rows without naming them: claims by what was taken, exceptions by their message. */
export type Traces = Readonly<{
  claims: (side: 'open' | 'sealed', takenAs: readonly string[]) => Promise<readonly InboxRow[]>;
  exceptions: (messageKeys: readonly Uint8Array[]) => Promise<readonly ExceptionItem[]>;
}>;

/**
 * The one door between the sides, for the sealing service alone. All of it happens in the caller's
 * transaction or nothing does; afterwards no row, index entry or key of the moved rows is on the first side.
 */
export type Wall = Readonly<{
  traces: Traces; gathering: Gathering;
  seal: (move: Move) => Promise<Result<void, MoveRefusal>>;
  unseal: (move: Move) => Promise<Result<void, MoveRefusal>>;
  /** A lawful deletion: what would cross leaves its side and arrives nowhere. */
  erase: (side: 'open' | 'sealed', move: Move) => Promise<Result<void, MoveRefusal>>;
}>;
