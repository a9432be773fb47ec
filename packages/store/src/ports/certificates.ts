import type { Append } from './event-store.ts';
import type { ProceedingRow } from './proceedings.ts';

/** What a mark is found by: a document number, or name and birth date where a record has no number. */
export type MarkTermKind = 'identityDocument' | 'nameAndBirth';

/** A term of the blind index, with what it is a term of. */
export type MarkTerm = Readonly<{ term: Uint8Array; termKind: MarkTermKind; pepperVersion: number }>;

/**
 * An effective finding of guilt about whoever has the term; `unclear`: the open records do not say for sure.
 * `effectiveOn`: null where it is in force and nobody told the day.
 */
export type ConvictionMark = MarkTerm & Readonly<{
  recordId: string; subjectId: string; standing: 'convicted' | 'unclear'; effectiveOn: string | null;
}>;

/** What a look at many terms found. `isComplete` false: the marks were never made; nothing may be decided. */
export type FoundMarks = Readonly<{ isComplete: boolean; marks: readonly ConvictionMark[] }>;

/** The projection of effective convictions on the open side. */
export type ConvictionMarks = Readonly<{
  /** Marks of any of these terms, in one statement whoever they belong to. */
  find: (terms: readonly MarkTerm[]) => Promise<FoundMarks>;
  /** Marks of these subjects; asks every shard. */
  ofSubjects: (subjectIds: readonly string[]) => Promise<readonly ConvictionMark[]>;
  add: (marks: readonly ConvictionMark[]) => Promise<void>;
  remove: (marks: readonly ConvictionMark[]) => Promise<void>;
  removeOfSubjects: (subjectIds: readonly string[]) => Promise<void>;
  /** Waits until no other transaction works on the marks of this person, and keeps others waiting. */
  hold: (subjectId: string) => Promise<void>;
  /** Says that every open record has been looked at, or takes it back. */
  setComplete: (isComplete: boolean) => Promise<void>;
}>;

/** A series of numbers of one organ in one year; `count` numbers are taken. */
export type NumbersWanted = Readonly<{ organ: string; series: string; year: number; count: number }>;

/** Numbers without gaps: a transaction that is undone gives its numbers back. */
export type NumberSeriesRows = Readonly<{
  /** The last of `count` numbers in a row, from 1; others wait for the end of this transaction. */
  take: (wanted: NumbersWanted) => Promise<number>;
}>;

/** A procedure about an identity, by its id. */
export type ProceedingOfTerm = Readonly<{ subjectTerm: Uint8Array; proceedingId: string }>;

/** What deciding certificates needs beside the stores of records. */
export type CertificateStores = Readonly<{
  marks: ConvictionMarks;
  numbers: NumberSeriesRows;
  /**
   * Keeps procedures that begin, each with its first events; false where one of them began already: then the
   * transaction must be undone.
   */
  begin: (rows: readonly ProceedingRow[], appends: readonly Append[]) => Promise<boolean>;
  /** Procedures in the shards of these terms from an id on, which is from an instant on. */
  applicationsSince: (
    terms: readonly Uint8Array[], fromId: string,
  ) => Promise<readonly ProceedingOfTerm[]>;
}>;
