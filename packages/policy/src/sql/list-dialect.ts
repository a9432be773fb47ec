import type { FactField } from '../facts/fact-fields.ts';

/** The column of a list of entries, and the fields of an entry that are read. */
export type SqlEntries = Readonly<{ column: string; fields: readonly FactField[] }>;

/** Entries with whether an entry, called `e`, belongs to the list: NULL where a filter is unknown of it. */
export type SqlMembers = SqlEntries & Readonly<{ belongs: string }>;

/**
 * A date of the record, or with `of` one of each entry; `when` is asked of the record and NULL where the date
 * may count.
 */
export type SqlCandidate = Readonly<{ when: string; date: string; of?: SqlMembers }>;

/** The n-th most recent member by `decidedOn`, and the field that is wanted of it. */
export type SqlNth = Readonly<{ members: SqlMembers; n: number; field: FactField }>;

/** `base`, moved by members; `from` and `to` are dates of an entry. */
export type SqlExtended = Readonly<{ base: string; members: SqlMembers; from: string; to: string }>;

/**
 * Lists of entries in one database. Every text is NULL where the list is NULL. The meaning is that of
 * docs/policy-packs.md, “Lists, three-valued”; texts may be of the record or of an entry, called `e`.
 */
export type SqlLists = Readonly<{
  /** The largest or smallest value over all entries; NULL for an empty list. */
  over: (which: 'max' | 'min', entries: SqlEntries, value: string) => string;
  /** Entries of which that is true. */
  count: (entries: SqlEntries, truth: string) => string;
  nth: (nth: SqlNth) => string;
  extreme: (which: 'max' | 'min', candidates: readonly SqlCandidate[]) => string;
  extended: (extended: SqlExtended) => string;
}>;
