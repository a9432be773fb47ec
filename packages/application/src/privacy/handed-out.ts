import { Fault } from '@fengcun/kernel';
import type { KeyStore } from '@fengcun/vault';

// A backup that is put back brings an older budget back, which knows nothing of what was published since. The
// key store is in no backup: it remembers what left, so that no table ever gets a second noise.

type States = Pick<KeyStore, 'readState' | 'replaceState'>;

const nameOf = (releaseId: string): string => `statistics-release-${releaseId}`;

/** SHA-256 (hex) of the bytes that were handed out under this id, whatever the budget says. */
export const handedOut = async (states: States, releaseId: string): Promise<string | undefined> => {
  const state = await states.readState(nameOf(releaseId));
  return state === undefined ? undefined : Buffer.from(state.bytes).toString('hex');
};

/**
 * Writes down what is about to leave, once for an id; the same bytes again change nothing. Fault:
 * RELEASE_HANDED_OUT where other bytes of this id left before.
 */
export const noteHandedOut = async (
  states: States, { releaseId, sha256 }: Readonly<{ releaseId: string; sha256: string }>,
): Promise<void> => {
  const noted = await states.replaceState(nameOf(releaseId), 0, new Uint8Array(Buffer.from(sha256, 'hex')));
  if (noted.ok || await handedOut(states, releaseId) === sha256) return;
  throw new Fault('RELEASE_HANDED_OUT', `Other bytes of ${releaseId} were published before.`);
};
