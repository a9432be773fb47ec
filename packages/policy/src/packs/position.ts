/** Place in the text of a pack: line and column from 1. */
export type Position = Readonly<{ line: number; column: number }>;
