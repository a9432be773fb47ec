import type { Deployment, JobActor } from '@fengcun/application';
import type { Json } from '@fengcun/kernel';
import type { JobCover, JobInput, JobKind, JobSeat, PrivacyJob } from '@fengcun/privacy';
import { UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';

/** Agreed terms of a run as its file has them. */
export type AgreedTerms = Readonly<Record<string, Json>>;

/** The data an organ acts on, who acts, and the job it acts under. */
export type Platform = Readonly<{ deployment: Deployment; actor: JobActor; job: PrivacyJob }>;

/**
 * A protocol whose runs are jobs: its kind, its program, who sits where by the agreed terms, which sealed
 * records take part (`today`: the day of the proposal; undefined where the terms do not say), which organs
 * bring something, and what an organ brings: out of files, or out of the platform under an approved job
 * (undefined where it cannot be said without one).
 */
export type RunKind = Readonly<{
  kind: JobKind; code: readonly string[];
  seatsOf: (terms: AgreedTerms) => readonly JobSeat[];
  coverOf: (terms: AgreedTerms, today: string) => JobCover | undefined;
  bringersOf: (terms: AgreedTerms) => readonly string[];
  inputOf: (given: Arguments, organ: string, platform?: Platform) => Promise<JobInput | undefined>;
}>;

/** The text of an option that must be there. @throws UnusableInput with what it is */
export const neededOption = (given: Arguments, name: string, what: string): string => {
  const value = textOption(given, name);
  if (value === undefined) throw new UnusableInput(`--${name} is missing: ${what}`);
  return value;
};
