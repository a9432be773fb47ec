import type { KeyObject } from 'node:crypto';
import { assert } from '@fengcun/kernel';
import { frame, uint32, utf8 } from './bytes.ts';
import { hmac } from './mac.ts';
import { assertSecret, SECRET_BYTES } from './secret.ts';
import type { Suite } from './suite.ts';

/** Which index a value is entered in; `pepperVersion` 0–2^32−1 changes when the pepper is replaced. */
export type BlindIndexPlace = Readonly<{
  suite: Suite;
  deployment: string;
  column: string;
  pepperVersion: number;
}>;

/**
 * The index term of a value: 32 bytes of HMAC under the pepper, equal for equal values and unlinkable
 * between columns and deployments. The caller has already brought the value to its one normal form.
 * LIMIT: an identity number has about 10^11 plausible values, so whoever holds the pepper can try them all;
 * only the secrecy of the pepper and a rate limit before this call protect the index, no slow hash would.
 */
export const blindIndex = (place: BlindIndexPlace, pepper: KeyObject, value: string): Uint8Array => {
  assertSecret(pepper, SECRET_BYTES);
  assert(value.length > 0, 'an index term of an empty value would join everyone without one');
  const { suite, deployment, column, pepperVersion } = place;
  const fields = [utf8(deployment), utf8(column), uint32(pepperVersion), utf8(value)];
  return hmac(suite.hash, pepper, frame('fengcun/blind-index/v1', fields));
};
