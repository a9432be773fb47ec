import type { Result } from '@fengcun/kernel';
import type { StreamEvent } from './event-store.ts';
import type { Ciphertext, TermRow } from './rows.ts';

/** One row that crosses: the version it was read at, and its content under the keys of the other side. */
export type Crossing = Readonly<{ id: string; expected: number; ciphertext: Ciphertext }>;

/**
 * A row others may still need on this side (a person with another open record, a case with another
 * defendant): `stays` copies instead of moving.
 */
export type SharedCrossing = Crossing & Readonly<{ stays: boolean }>;

/** A stream that crosses whole: its events, sealed anew, in order and without gaps. */
export type StreamCrossing = Readonly<{ streamId: string; events: readonly StreamEvent[] }>;

/** Everything of one sealing (or unsealing) that moves from one side to the other. */
export type Move = Readonly<{
  subjects: readonly SharedCrossing[];
  /** Index terms for the other side, under its own pepper. */
  terms: readonly TermRow[];
  cases: readonly SharedCrossing[];
  /** Records; their holders go with them. */
  records: readonly Crossing[];
  stageRecords: readonly Crossing[];
  attachments: readonly Crossing[];
  streams: readonly StreamCrossing[];
  /** Ids under which messages were taken in: their inbox rows go along, or the inbox would tell. */
  takenAs: readonly string[];
}>;

/** Why nothing moved. `STILL_NEEDED`: a subject or case shall move whose other rows stay. */
export type MoveRefusal = Readonly<{
  code: 'ROW_CHANGED' | 'STREAM_CHANGED' | 'STILL_NEEDED'; table: string; id: string;
}>;

/**
 * The one door between the sides, for the sealing service alone. All of it happens in the caller's
 * transaction or nothing does; afterwards no row, index entry or key of the moved rows is on the first side.
 */
export type Wall = Readonly<{
  seal: (move: Move) => Promise<Result<void, MoveRefusal>>;
  unseal: (move: Move) => Promise<Result<void, MoveRefusal>>;
}>;
