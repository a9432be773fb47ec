import { createPublicKey } from 'node:crypto';
import { isRole, type Role, ROLES, rolesAreSeparate } from '@fengcun/api';
import { flagAt, itemsAt, type Mistakes, settingsAt, textAt } from './mistakes.ts';
import type { ServiceAccount, SigningKey } from './server-config.ts';

const ID = /^[a-z][a-z0-9-]{2,63}$/;
const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/;
const PERSON = /^[A-Za-z0-9-]{3,64}$/;
const TOKEN_HASH = /^sha256:[0-9a-f]{64}$/;
const RAW_KEY = /^[A-Za-z0-9+/]{43}=$/;
const ORGAN_RIGHT = 'an organ as <type>/<code>, such as court/A01';

const rolesAt = (value: unknown, at: string, wrong: Mistakes): readonly Role[] => {
  const named = itemsAt(value, at, wrong);
  const roles = named.filter((name): name is Role => typeof name === 'string' && isRole(name));
  if (roles.length < named.length) wrong.add(at, `names an unknown role; known are ${ROLES.join(', ')}`);
  if (named.length === 0) wrong.add(at, 'must name at least one role');
  if (!rolesAreSeparate(roles)) {
    wrong.add(at, 'joins an administrator\'s role with another; sysadmin, securityAdmin and auditor stand'
      + ' alone');
  }
  return roles;
};

const parseAccount = (value: unknown, at: string, wrong: Mistakes): ServiceAccount => {
  const known = ['id', 'organ', 'roles', 'hasSecondFactor', 'tokenHash', 'person'];
  const given = settingsAt(value, { at, known, wrong });
  return {
    id: textAt(given['id'], {
      at: `${at}.id`, form: ID, right: 'a pseudonym of 3 to 64 small letters, digits and hyphens', wrong,
    }),
    organ: textAt(given['organ'], { at: `${at}.organ`, form: ORGAN, right: ORGAN_RIGHT, wrong }),
    roles: rolesAt(given['roles'], `${at}.roles`, wrong),
    hasSecondFactor: flagAt(given['hasSecondFactor'], `${at}.hasSecondFactor`, wrong),
    ...(given['person'] === undefined ? {} : {
      person: textAt(given['person'], {
        at: `${at}.person`, form: PERSON, right: 'a pseudonym of whoever uses this account', wrong,
      }),
    }),
    tokenHash: textAt(given['tokenHash'], {
      at: `${at}.tokenHash`, form: TOKEN_HASH, wrong,
      right: 'sha256: and 64 hexadecimal digits, never the token',
    }),
  };
};

/** A raw Ed25519 key as Node takes it, or undefined where it is no point of the curve. */
export const ed25519Key = (publicKey: string): ReturnType<typeof createPublicKey> | undefined => {
  try {
    const x = Buffer.from(publicKey, 'base64').toString('base64url');
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined;
  }
};

const parseSigningKey = (value: unknown, at: string, wrong: Mistakes): SigningKey => {
  const given = settingsAt(value, { at, known: ['keyId', 'organ', 'roles', 'publicKey'], wrong });
  const right = 'a raw Ed25519 public key of 32 bytes in base64';
  const publicKey = textAt(given['publicKey'], { at: `${at}.publicKey`, form: RAW_KEY, right, wrong });
  const isKey = publicKey === '' || ed25519Key(publicKey) !== undefined;
  if (!isKey) wrong.add(`${at}.publicKey`, `must be ${right}`);
  return {
    keyId: textAt(given['keyId'], {
      at: `${at}.keyId`, form: ID, right: '3 to 64 small letters, digits and hyphens', wrong,
    }),
    organ: textAt(given['organ'], { at: `${at}.organ`, form: ORGAN, right: ORGAN_RIGHT, wrong }),
    roles: rolesAt(given['roles'] ?? ['clerk'], `${at}.roles`, wrong),
    publicKey,
  };
};

const refuseTwice = (names: readonly string[], at: string, wrong: Mistakes): void => {
  names.forEach((name, index) => {
    const isTwice = name !== '' && names.indexOf(name) < index;
    if (isTwice) wrong.add(`${at}[${index}]`, 'has an id or secret that another has');
  });
};

/** Service accounts at their place; ids and tokens are distinct. */
export const parseAccounts = (value: unknown, wrong: Mistakes): readonly ServiceAccount[] => {
  const accounts = itemsAt(value, 'accounts', wrong)
    .map((one, index) => parseAccount(one, `accounts[${index}]`, wrong));
  refuseTwice(accounts.map(({ id }) => id), 'accounts', wrong);
  refuseTwice(accounts.map(({ tokenHash }) => tokenHash), 'accounts', wrong);
  return accounts;
};

/** Signing keys at their place; ids and keys are distinct. */
export const parseSigningKeys = (value: unknown, wrong: Mistakes): readonly SigningKey[] => {
  const keys = itemsAt(value, 'signingKeys', wrong)
    .map((one, index) => parseSigningKey(one, `signingKeys[${index}]`, wrong));
  refuseTwice(keys.map(({ keyId }) => keyId), 'signingKeys', wrong);
  refuseTwice(keys.map(({ publicKey }) => publicKey), 'signingKeys', wrong);
  return keys;
};
