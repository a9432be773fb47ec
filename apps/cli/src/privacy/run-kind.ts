import type { Json } from '@fengcun/kernel';
import type { JobCover, JobKind, JobSeat } from '@fengcun/privacy';
import { UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';

/** Agreed terms of a run as its file has them. */
export type AgreedTerms = Readonly<Record<string, Json>>;

/**
 * A protocol whose runs are jobs: its kind, its program, who sits where by the agreed terms, which sealed
 * records take part (`today`: the day of the proposal; undefined where the terms do not say), and the Merkle
 * root of what an organ brings (undefined for an organ that brings nothing).
 */
export type RunKind = Readonly<{
  kind: JobKind; code: readonly string[];
  seatsOf: (terms: AgreedTerms) => readonly JobSeat[];
  coverOf: (terms: AgreedTerms, today: string) => JobCover | undefined;
  rootOf: (given: Arguments, organ: string) => Promise<string | undefined>;
}>;

/** The text of an option that must be there. @throws UnusableInput with what it is */
export const neededOption = (given: Arguments, name: string, what: string): string => {
  const value = textOption(given, name);
  if (value === undefined) throw new UnusableInput(`--${name} is missing: ${what}`);
  return value;
};
