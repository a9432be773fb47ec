import { isRole, type Role, ROLES, rolesAreSeparate } from '@fengcun/api';
import { err, ok, parseCivilDate, type Result } from '@fengcun/kernel';
import { parseDocument } from '@fengcun/registry';

/** Whom an issuer calls what. */
export type IssuerSubject = Readonly<{ issuer: string; subject: string }>;

/** A person somebody acts for as guardian, until a day (the last one). @see 《民法典》第27、34条 */
export type Ward = Readonly<{ name: string; identityNumber: string; until: string }>;

/** What is known about the person behind an account; it stands in the encrypted content alone. */
export type AccountContent = Readonly<{
  displayName: string; subjects: readonly IssuerSubject[];
  /** Resident number; citizens have one, and whoever has several accounts. */
  identityNumber?: string;
  wards?: readonly Ward[];
}>;

/** An account to be made. `sameAs`: the account of a person who is known already. */
export type NewAccount = AccountContent & Readonly<{
  account: string; organ: string; roles: readonly Role[]; sameAs?: string;
}>;

/** Why an account is not made or changed: one sentence, without personal data. */
export type AccountRefusal = Readonly<{ code: string; message: string }>;

const NAME = /^[a-z][a-z0-9-]{2,63}$/;
const ORGAN = /^(?:none|[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32})$/;
const ISSUER = /^https?:\/\/[\x21-\x7e]{1,300}$/;
const TEXT_MAX = 100;
const SUBJECT_MAX = 255;
const WARDS_MAX = 10;

/** A refusal in one sentence. */
export const refusedAccount = (code: string, message: string): Result<never, AccountRefusal> =>
  err({ code, message });

type Given = Readonly<Record<string, unknown>>;

const isGiven = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (given: Given, name: string, max: number): string | undefined => {
  const value = given[name];
  return typeof value === 'string' && value.trim() !== '' && value.length <= max ? value : undefined;
};

/** A resident number whose check character is right, upper case. */
const residentNumber = (given: Given): string | undefined => {
  const text = textIn(given, 'identityNumber', 18);
  const parsed = text === undefined
    ? undefined : parseDocument({ type: 'residentIdentityCard', number: text });
  return parsed?.ok === true ? parsed.value.number : undefined;
};

const subjectsOf = (value: unknown): readonly IssuerSubject[] | undefined => {
  if (!Array.isArray(value) || value.length > 10) return undefined;
  const subjects = value.flatMap((one: unknown): readonly IssuerSubject[] => {
    if (!isGiven(one)) return [];
    const [issuer, subject] = [textIn(one, 'issuer', SUBJECT_MAX), textIn(one, 'subject', SUBJECT_MAX)];
    return issuer !== undefined && subject !== undefined && ISSUER.test(issuer) ? [{ issuer, subject }] : [];
  });
  return subjects.length === value.length ? subjects : undefined;
};

const wardsOf = (value: unknown): readonly Ward[] | undefined => {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > WARDS_MAX) return undefined;
  const wards = value.flatMap((one: unknown): readonly Ward[] => {
    if (!isGiven(one)) return [];
    const [name, until, identityNumber] =
      [textIn(one, 'name', TEXT_MAX), textIn(one, 'until', 10), residentNumber(one)];
    const isDay = until !== undefined && parseCivilDate(until).ok;
    const isWhole = name !== undefined && isDay && identityNumber !== undefined;
    return isWhole ? [{ name, identityNumber, until }] : [];
  });
  return wards.length === value.length ? wards : undefined;
};

/** Roles of a list of names: known ones, at least one, an administrator's alone; sorted. */
export const parseRoles = (names: readonly unknown[]): Result<readonly Role[], AccountRefusal> => {
  const roles = names.filter((name): name is Role => typeof name === 'string' && isRole(name));
  if (names.length === 0 || roles.length < names.length) {
    return refusedAccount('ROLE_UNKNOWN', `roles: known are ${ROLES.join(', ')}; at least one is needed`);
  }
  if (!rolesAreSeparate(roles)) {
    return refusedAccount('ROLES_JOINED', 'roles: sysadmin, securityAdmin and auditor each stand alone');
  }
  return ok([...new Set(roles)].sort());
};

const SETTINGS = [
  'account', 'organ', 'roles', 'displayName', 'subjects', 'identityNumber', 'wards', 'sameAs',
];

/** Reads an account somebody wants to make: operator-supplied JSON. Nothing of the person is repeated. */
export const parseNewAccount = (value: unknown): Result<NewAccount, AccountRefusal> => {
  if (!isGiven(value)) return refusedAccount('ACCOUNT_FORM', 'an account is an object');
  const unknown = Object.keys(value).filter((name) => !SETTINGS.includes(name));
  if (unknown.length > 0) return refusedAccount('ACCOUNT_FORM', `known members are ${SETTINGS.join(', ')}`);
  const [account, organ] = [textIn(value, 'account', 64) ?? '', textIn(value, 'organ', 80) ?? 'none'];
  if (!NAME.test(account)) {
    return refusedAccount('ACCOUNT_FORM', 'account: 3 to 64 small letters, digits and hyphens, never a name');
  }
  if (!ORGAN.test(organ)) return refusedAccount('ACCOUNT_FORM', `${account}: organ is type/code, or none`);
  const roles = parseRoles(Array.isArray(value['roles']) ? value['roles'] : []);
  if (!roles.ok) return refusedAccount(roles.error.code, `${account}: ${roles.error.message}`);
  const [displayName, subjects, wards, identityNumber] = [textIn(value, 'displayName', TEXT_MAX),
    subjectsOf(value['subjects'] ?? []), wardsOf(value['wards']), residentNumber(value)];
  const sameAs = textIn(value, 'sameAs', 64);
  if (displayName === undefined) return refusedAccount('ACCOUNT_FORM', `${account}: displayName is missing`);
  if (subjects === undefined) {
    return refusedAccount('ACCOUNT_FORM', `${account}: subjects have issuer (an address) and subject`);
  }
  if (wards === undefined) {
    return refusedAccount('ACCOUNT_FORM', `${account}: wards have name, identityNumber and until (a day)`);
  }
  if (value['identityNumber'] !== undefined && identityNumber === undefined) {
    return refusedAccount('ACCOUNT_FORM', `${account}: identityNumber is no resident number`);
  }
  if (roles.value.includes('citizen') && identityNumber === undefined) {
    return refusedAccount('CITIZEN_UNBOUND', `${account}: a citizen needs an identityNumber`);
  }
  return ok({
    account, organ, roles: roles.value, displayName, subjects, ...(wards.length === 0 ? {} : { wards }),
    ...(identityNumber === undefined ? {} : { identityNumber }), ...(sameAs === undefined ? {} : { sameAs }),
  });
};
