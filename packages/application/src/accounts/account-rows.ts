import { timingSafeEqual } from 'node:crypto';
import { isRole, type Role } from '@fengcun/api';
import { canonicalJson, Fault, type Json } from '@fengcun/kernel';
import { parseDocument, documentKey } from '@fengcun/registry';
import type { AccountRow, Ciphertext } from '@fengcun/store';
import type { RecordPlace } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { loadBatchKeys, openJson, sealJson } from '../intake/sealing.ts';
import type { AccountContent, IssuerSubject } from './account.ts';
import type { AccountAct } from './account-act.ts';

/** Tables of this area with encrypted contents. */
export type AccountTable = 'account' | 'secondFactor';

const placeIn = (table: AccountTable, recordId: string, version: number): RecordPlace =>
  ({ tree: 'open', table, recordId, version, purposeClass: 'criminalRecord' });

type Sealing = Pick<Deployment, 'name' | 'ring' | 'epochs' | 'clock' | 'random' | 'serials'>;

/** Where a content is at home. */
export type ContentPlace = Readonly<{ table: AccountTable; id: string; version: number }>;

/** Encrypts a content at its place, under an erasure key of its own. */
export const sealContent = async (
  from: Sealing, { table, id, version }: ContentPlace, content: Json,
): Promise<Ciphertext> => {
  const keys = await loadBatchKeys(from);
  const serials = await from.serials.reserve(1);
  return sealJson(keys, { place: placeIn(table, id, version), serial: serials.next() }, content);
};

/** Opens contents in the name of an act whose intent is committed. Fault: ACCOUNT_UNREADABLE. */
export const openContents = async <T>(
  from: Sealing, act: Pick<AccountAct, 'intentFor'>,
  rows: readonly (ContentPlace & Readonly<{ row: Ciphertext }>)[],
): Promise<readonly T[]> => {
  if (rows.length === 0) return [];
  const keys = await loadBatchKeys(from);
  const places = rows.map(({ table, id, version }) => placeIn(table, id, version));
  const intent = await act.intentFor(places, keys.now);
  return rows.map(({ table, id, version, row }) => {
    const opened = openJson({ ...keys, intent }, placeIn(table, id, version), row);
    if (!opened.ok) throw new Fault('ACCOUNT_UNREADABLE', `An account does not open (${opened.error.code}).`);
    // Sealed by `sealContent` and authenticated at its place.
    return opened.value as T;
  });
};

/** The content of one account. */
export const openAccount = async (
  from: Sealing, act: Pick<AccountAct, 'intentFor'>, row: AccountRow,
): Promise<AccountContent | undefined> => {
  const place = { table: 'account', id: row.accountId, version: row.version, row } as const;
  return (await openContents<AccountContent>(from, act, [place]))[0];
};

type Digests = Pick<Deployment, 'pseudonyms'>;

/**
 * Keyed digest over everything that is decided on, so that nobody gives themselves a role in the database.
 */
export const rowDigestOf = (
  { pseudonyms }: Digests, row: Omit<AccountRow, 'rowDigest' | 'content' | 'wrappedKey' | 'kekId'>,
): Uint8Array => {
  const { accountId, accountName, personId, organ, roles, state, standing, version } = row;
  return pseudonyms.bytesOf('account-row', canonicalJson(
    [accountId, accountName, personId, organ, roles, state, standing, version]));
};

/** Whether a row is as the service wrote it. */
export const isAsWritten = (from: Digests, row: AccountRow): boolean => {
  const digest = rowDigestOf(from, row);
  return digest.length === row.rowDigest.length && timingSafeEqual(digest, row.rowDigest);
};

/** The roles of a row. */
export const rolesOf = ({ roles }: Pick<AccountRow, 'roles'>): readonly Role[] =>
  roles.split(' ').filter(isRole);

/** The term under which a subject of an issuer is found. */
export const subjectTerm = ({ pseudonyms }: Digests, { issuer, subject }: IssuerSubject): Uint8Array =>
  pseudonyms.bytesOf('account-subject', canonicalJson([issuer, subject]));

// LIMIT: accounts are made by people; a runaway loop is what this is against.
const INDEX_LIMIT = { perSecond: 1000, burst: 1000 };

type Indexing = Pick<Deployment, 'gate' | 'name' | 'clock'>;

/** Terms of an identity number, in a column of their own: they match none of the records. */
export const identityTerms = (from: Indexing, identityNumber: string): Promise<readonly Uint8Array[]> =>
  termsIn(from, 'account-identity', identityNumber);

/** Terms of whom an account acts for; in another column, so that nothing joins a guardian with a child. */
export const wardTerms = (from: Indexing, identityNumber: string): Promise<readonly Uint8Array[]> =>
  termsIn(from, 'account-ward', identityNumber);

const termsIn = async (
  { gate, name, clock }: Indexing, column: string, identityNumber: string,
): Promise<readonly Uint8Array[]> => {
  const document = parseDocument({ type: 'residentIdentityCard', number: identityNumber });
  if (!document.ok) return [];
  const inquirer = { account: 'account-keeper', limit: INDEX_LIMIT, now: clock() };
  const found = await gate.terms(inquirer, { deployment: name, column },
    documentKey(document.value));
  if (found.ok) return found.value.map(({ term }) => term);
  throw new Fault('INDEX_UNUSABLE', `The index of numbers cannot be used (${found.error.code}).`);
};
