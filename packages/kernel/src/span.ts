/** A piece of a document: UTF-16 offsets, `start` inclusive, `end` exclusive, 0 ≤ start ≤ end. */
export type Span = Readonly<{ start: number; end: number }>;

/** A value read from a text, with the words that prove it. */
export type Evidenced<T> = Readonly<{ value: T; span: Span }>;

/** The words a span points at. */
export const textOf = (text: string, span: Span): string => text.slice(span.start, span.end);
