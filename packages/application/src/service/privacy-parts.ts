import type { RandomBytes } from '@fengcun/crypto';
import type { RecogniserQuality } from '@fengcun/privacy';

/** What privacy computing stands on in a service that publishes. */
export type PrivacyParts = Readonly<{
  /** SHA-256 of the program that publishes, as it runs here. */
  codeHash: () => Promise<string>;
  /** The cryptographic source that noise is drawn from. */
  random: RandomBytes;
  /** The quality file of the recogniser of this deployment; undefined where there is none. */
  quality: () => Promise<RecogniserQuality | undefined>;
}>;
