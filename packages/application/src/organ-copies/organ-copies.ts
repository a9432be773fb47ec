import type { Result } from '@fengcun/kernel';

/** The organ's own name for a copy: a number of a dossier, a row, a path. At most 200 characters. */
export type CopyRef = string;

/** What an order says that an organ's own system needs: which record, by what it is found, which sequence. */
export type CopyOrder = Readonly<{
  recordId: string;
  /** The order's place; a system that has done a later one leaves its copies as they are. */
  sequence: number;
  /** One-case code and case numbers under which the organ may hold copies. */
  references: readonly string[];
}>;

/** Why a system did not do what it was asked. */
export type CopyRefusal = Readonly<{
  code:
    /** It has not answered yet; asked again later it will have. */
    | 'NOT_YET'
    | 'COPY_UNKNOWN'
    /** It has done a later order. */
    | 'SUPERSEDED'
    | 'SYSTEM_UNREACHABLE'
    /** What it answered is not of the agreed form, however long one waits. */
    | 'ANSWER_INVALID';
}>;

/** An answer of an organ's system. */
export type CopyAnswer<T> = Result<T, CopyRefusal>;

/** Whether a commitment is to what a copy was before the order was carried out, or to what it is after it. */
export type Moment = 'before' | 'after';

/**
 * An organ's own system, where its copies are. Everything may be asked again: after a crash, or because the
 * answer was `NOT_YET`. `seal` and `open` say what a copy must be, so doing it twice is harmless. A
 * commitment is a keyed digest (`hmac-sha256:` and 64 hexadecimal digits) of the content of a copy and of
 * whether it is sealed: equal for equal, and it tells nothing about either.
 */
export type OrganCopies = Readonly<{
  find: (order: CopyOrder) => Promise<CopyAnswer<readonly CopyRef[]>>;
  commitment: (ref: CopyRef, order: CopyOrder, moment: Moment) => Promise<CopyAnswer<string>>;
  seal: (ref: CopyRef, order: CopyOrder) => Promise<CopyAnswer<void>>;
  open: (ref: CopyRef, order: CopyOrder) => Promise<CopyAnswer<void>>;
}>;

/** LIMIT: characters of a copy's name, copies of one record at one organ. */
export const REF_LENGTH_MAX = 200;
/** LIMIT: copies of one record at one organ. */
export const COPIES_MAX = 1000;
