import type { RandomBytes } from '@fengcun/crypto';
import type { Result } from '@fengcun/kernel';
import type { RecogniserQuality } from '@fengcun/privacy';
import type { PublishRefusal } from '../privacy/index.ts';

/** What a release came to; its bytes are read where they are kept. */
export type ReleaseEnd = Result<unknown, PublishRefusal>;

/** Releases that are being counted now, by job: whoever asks again waits for the same one. */
export type ReleaseRuns = Readonly<{
  of: (jobId: string, begin: () => Promise<ReleaseEnd>) => Promise<ReleaseEnd>;
}>;

/** No release runs yet. */
export const releaseRuns = (): ReleaseRuns => {
  const running = new Map<string, Promise<ReleaseEnd>>();
  return {
    of: (jobId, begin) => {
      const known = running.get(jobId);
      if (known !== undefined) return known;
      const run = begin().finally(() => { running.delete(jobId); });
      running.set(jobId, run);
      return run;
    },
  };
};

/** What privacy computing stands on in a service that publishes. */
export type PrivacyParts = Readonly<{
  /** SHA-256 of the program that publishes, as it runs here. */
  codeHash: () => Promise<string>;
  /** The cryptographic source that noise is drawn from. */
  random: RandomBytes;
  runs: ReleaseRuns;
  /** Ends when an answer should not wait longer for a release, which goes on. */
  patience: () => Promise<void>;
  /** The quality file of the recogniser of this deployment; undefined where there is none. */
  quality: () => Promise<RecogniserQuality | undefined>;
}>;
