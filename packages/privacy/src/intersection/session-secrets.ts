import { deriveBytes, deriveKey, frame, SECRET_BYTES, takeSecret } from '@fengcun/crypto';
import { assert } from '@fengcun/kernel';
import type { KeyObject } from 'node:crypto';
import { type GroupSuite, SCALAR_SEED_BYTES } from './group-suite.ts';

/** Everything a side of a run keeps to itself; all of it comes from one fresh seed. */
export type SessionSecrets = Readonly<{
  scalar: Uint8Array; saltKey: KeyObject; orderKey: KeyObject; shuffleKey: KeyObject; gatherKey: KeyObject;
  plantKey: KeyObject;
}>;

/** LIMIT: a session id is 32 hexadecimal digits, drawn afresh by whoever opens the run. */
export const SESSION_FORM = /^[0-9a-f]{32}$/;

const SALT = new TextEncoder().encode('fengcun/psi/1');

/**
 * The secrets of one run. The session is part of every derivation, so that even a seed used twice by mistake
 * gives two sets of points that have nothing in common. `seed` is 32 fresh bytes; it is copied.
 */
export const sessionSecrets = (
  suite: GroupSuite, seed: Uint8Array, session: string,
): SessionSecrets => {
  assert(seed.length === SECRET_BYTES && SESSION_FORM.test(session), 'a fresh seed and a session id');
  const key = takeSecret(Uint8Array.from(seed));
  const place = (use: string): Omit<Parameters<typeof deriveBytes>[0], 'length'> =>
    ({ hash: 'sha256', key, salt: SALT, info: frame('fengcun/psi/secret/1', [suite.name, session, use]) });
  const keyFor = (use: string): KeyObject => deriveKey({ ...place(use), length: SECRET_BYTES });
  const uniform = deriveBytes({ ...place('scalar'), length: SCALAR_SEED_BYTES });
  const scalar = suite.scalar(uniform);
  uniform.fill(0);
  return {
    scalar,
    saltKey: keyFor('salt'), orderKey: keyFor('order'), shuffleKey: keyFor('shuffle'),
    gatherKey: keyFor('gather'), plantKey: keyFor('plant'),
  };
};

/** Overwrites the one secret of a run that is kept as bytes; a run that has ended needs none. */
export const wipeSecrets = ({ scalar }: Pick<SessionSecrets, 'scalar'>): void => {
  scalar.fill(0);
};
