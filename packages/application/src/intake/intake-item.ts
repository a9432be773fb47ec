import type { CivilDate, Json, Span } from '@fengcun/kernel';
import type { FactInput } from '@fengcun/policy';
import type { ExceptionCode, ExceptionDetail, IntakeMessage } from '@fengcun/registry';

/**
 * A decision as it is kept with its record: enough to make it again and compare. `switches`: readings of open
 * questions it was made under, where they are not the standard of the pack.
 */
export type KeptDecision = Readonly<{
  pack: string; packHash: string; asOf: CivilDate; factsHash: string; outcome: string; sealFrom?: CivilDate;
  switches?: Readonly<Record<string, string>>;
}>;

/**
 * What a person made of one field of a reading before it was taken: who (pseudonym), when, and what stood
 * there before. The same value confirms what was read.
 */
export type KeptCorrection = Readonly<{ field: string; from: string; to: string; by: string; at: string }>;

/**
 * A message ready to be taken, with the decisions about the facts it was read from. `personAt`: which person
 * of the item it is about; two numbers of one item are two persons, however alike their names are. `facts`:
 * what was read and does not stand in the message (days of the acts, findings of the court), kept with it so
 * that a later decision about the case rests on the same.
 */
export type IntakeMessageItem = Readonly<{
  message: IntakeMessage; decisions: readonly KeptDecision[]; personAt: number; facts?: FactInput;
  corrections?: readonly KeptCorrection[];
}>;

/** Something that waits for a person: why, and where; `place` is for the report, never stored in clear. */
export type IntakeProblem = Readonly<{
  reason: ExceptionCode; details: readonly ExceptionDetail[]; place: string; span?: Span;
  /** Person of the item in question, from 1. */
  person?: number;
}>;

/**
 * What one document or row gave: messages, and problems with the input they are about. `key` is the same for
 * the same input, wherever it lies; it may hold personal data and is stored as a pseudonym only.
 */
export type IntakeItem = Readonly<{
  key: string;
  /** File, and line or defendant in it; for the report. */
  place: string;
  messages: readonly IntakeMessageItem[];
  problems: readonly IntakeProblem[];
  /** Organ and system that its problems belong to, as `court/A01:file-import`; absent: unknown. */
  owner?: string;
  /** Kept, sealed, with every problem of this item; `null` where there may be none. */
  input: Json;
}>;

/** What became of one message or problem. */
export type ItemOutcome = Readonly<{
  place: string;
  outcome: 'taken' | 'repeated' | 'exception';
  reason?: ExceptionCode;
  details?: readonly ExceptionDetail[];
  span?: Span;
}>;
