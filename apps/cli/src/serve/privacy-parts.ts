import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PrivacyParts, releaseRuns } from '@fengcun/application';
import { Fault } from '@fengcun/kernel';
import { parseQuality, QUALITY_FILE, type RecogniserQuality } from '@fengcun/privacy';
import { codeHashOf, STATISTICS_CODE } from '../privacy/code-hash.ts';

/** LIMIT: an answer waits so long for a release, below the bound of any request; pages look again. */
const PATIENCE_MILLISECONDS = 4000;

/** The quality file beside the data, as `recognise test` wrote it there; read anew each time, it is small. */
const qualityIn = (folder: string) => async (): Promise<RecogniserQuality | undefined> => {
  const text = await readFile(join(folder, QUALITY_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const read = parseQuality(text);
  if (read.ok) return read.value;
  throw new Fault('QUALITY_UNUSABLE', `${QUALITY_FILE}: ${read.error.reason}`);
};

/**
 * What a service publishes with: the hash of its own program, taken when it starts, so that a program
 * exchanged on the disk under a running service is not the one that is agreed to.
 */
export const privacyParts = (folder: string): PrivacyParts => {
  const hash = codeHashOf(STATISTICS_CODE);
  // Who asks for it is told; until then nobody waits.
  hash.catch(() => undefined);
  return {
    codeHash: () => hash, random: (length) => randomBytes(length), quality: qualityIn(folder),
    runs: releaseRuns(), patience: () => sleep(PATIENCE_MILLISECONDS, undefined, { ref: false }),
  };
};
