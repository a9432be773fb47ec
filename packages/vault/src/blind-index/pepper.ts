import { type BlindIndexPlace, frame, uint32 } from '@fengcun/crypto';
import { assert, err, ok, type Result } from '@fengcun/kernel';
import { type KeyId } from '../keys/key-id.ts';
import { type SuiteName } from '../keys/tree.ts';
import type { KeyStore, KeyStoreRefusal } from '../ports/key-store.ts';

/** One pepper: a key of use `index` in the key store. `version` counts from 1. */
export type Pepper = Readonly<{ version: number; keyId: KeyId; suite: SuiteName }>;

/**
 * The peppers in force. While `next` exists, every value is entered and sought under both, and a background
 * task enters the old rows again; then `current` is dropped.
 */
export type Peppers = Readonly<{ current: Pepper; next?: Pepper }>;

/** An index value with its version: column bi_v. 32 bytes. */
export type IndexTerm = Readonly<{ pepperVersion: number; term: Uint8Array }>;

/** Why a rotation of the pepper does not go on. */
export type PepperRefusal = Readonly<{ code: 'PEPPER_ROTATION_RUNNING' | 'PEPPER_STILL_USED' }>;

/** Begins a rotation: the new pepper, made in the key store by the caller, joins the current one. */
export const beginPepperRotation = (
  peppers: Peppers, next: Omit<Pepper, 'version'>,
): Result<Peppers, PepperRefusal> => {
  if (peppers.next !== undefined) return err({ code: 'PEPPER_ROTATION_RUNNING' });
  return ok({ current: peppers.current, next: { ...next, version: peppers.current.version + 1 } });
};

/**
 * Ends a rotation once no row has the old version any more; the caller then destroys `dropped` in the key
 * store and drops the column.
 */
export const finishPepperRotation = (
  peppers: Peppers, rowsWithOldVersion: number,
): Result<Readonly<{ peppers: Peppers; dropped: KeyId }>, PepperRefusal> => {
  const { current, next } = peppers;
  if (next === undefined || rowsWithOldVersion > 0) return err({ code: 'PEPPER_STILL_USED' });
  return ok({ peppers: { current: next }, dropped: current.keyId });
};

/** Which column of which deployment a value is entered in. */
export type IndexColumn = Readonly<Pick<BlindIndexPlace, 'deployment' | 'column'>>;

/** The same bytes `blindIndex` of the crypto package authenticates, so that both give one term. */
const termInput = (column: IndexColumn, pepperVersion: number, value: string): Uint8Array => {
  assert(value.length > 0, 'an index term of an empty value would join everyone without one');
  return frame('fengcun/blind-index/v1', [column.deployment, column.column, uint32(pepperVersion), value]);
};

/** The terms of a normalised value under every pepper in force; the pepper stays in the key store. */
export const indexTerms = async (
  from: Readonly<{ keyStore: KeyStore; peppers: Peppers }>, column: IndexColumn, value: string,
): Promise<Result<readonly IndexTerm[], KeyStoreRefusal>> => {
  const { current, next } = from.peppers;
  const terms: IndexTerm[] = [];
  for (const pepper of next === undefined ? [current] : [current, next]) {
    const input = termInput(column, pepper.version, value);
    const term = await from.keyStore.authenticate(pepper.keyId, input);
    if (!term.ok) return term;
    terms.push({ pepperVersion: pepper.version, term: term.value });
  }
  return ok(terms);
};
