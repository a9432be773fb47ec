import { type Role, rolesAreSeparate } from '@fengcun/api';
import { type Json, ok, present, type Result } from '@fengcun/kernel';
import { type AccountRow, type AccountTerm, shardKeyOfName, type WriterStores } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { type AccountRefusal, type NewAccount, refusedAccount } from './account.ts';
import { leavesAdministrators } from './last-administrator.ts';
import { type AccountAct, beginKeeping, concludeWith } from './account-act.ts';
import {
  identityTerms, isAsWritten, openAccount, rolesOf, rowDigestOf, sealContent, subjectTerm, wardTerms,
} from './account-rows.ts';

/** An account as its keeper is told. */
export type AccountListed = Readonly<{
  account: string; person: string; organ: string; roles: readonly Role[]; state: AccountRow['state'];
  displayName: string;
}>;

type Kept<T> = Promise<Result<T, AccountRefusal>>;

const read = async <T>(
  { database }: Pick<Deployment, 'database'>,
  work: (accounts: Parameters<Parameters<Deployment['database']['operate']>[0]>[0]['accounts']) => Promise<T>,
): Promise<T> => {
  const done = await database.operate(async ({ accounts }) => ok(await work(accounts)));
  return present(done.ok ? done : undefined, 'a reading that refuses nothing').value;
};

/** The account of a name; fault-free, undefined where there is none or its row was changed behind us. */
export const accountNamed = async (deployment: Deployment, name: string): Promise<AccountRow | undefined> => {
  const row = await read(deployment, (accounts) => accounts.byName(name));
  return row !== undefined && isAsWritten(deployment, row) ? row : undefined;
};

/** The person of a new account: one who is named, or known by the number; otherwise a new one. */
const personFor = async (
  deployment: Deployment, asked: NewAccount, terms: readonly Uint8Array[], fresh: string,
): Kept<Readonly<{ personId: string; others: readonly AccountRow[] }>> => {
  const { sameAs, account } = asked;
  const named = sameAs === undefined ? undefined : await accountNamed(deployment, sameAs);
  if (sameAs !== undefined && named === undefined) {
    return refusedAccount('ACCOUNT_UNKNOWN', `${account}: sameAs names no account`);
  }
  const known: AccountRow[] = [];
  for (const term of terms) {
    known.push(...await read(deployment, (accounts) => accounts.byTerm(term, 'identity')));
  }
  if (named !== undefined) known.push(named);
  const people = new Set(known.map((one) => one.personId));
  if (people.size > 1) {
    return refusedAccount('PERSON_DOUBTFUL', `${account}: sameAs and the number are two people`);
  }
  const [personId] = people;
  if (personId === undefined) return ok({ personId: fresh, others: [] });
  return ok({ personId, others: await read(deployment, (accounts) => accounts.ofPerson(personId)) });
};

/** 三员: what holds for one account holds for all accounts of a person together. */
const staySeparate = (roles: readonly Role[], others: readonly AccountRow[]): boolean => {
  const active = others.filter(({ state }) => state === 'active').flatMap(rolesOf);
  return rolesAreSeparate([...new Set([...roles, ...active])]);
};

const joined = (account: string) =>
  refusedAccount('ROLES_JOINED', `${account}: this person has another account whose roles exclude these`);

/**
 * Makes an account, in an act of the security administrator; `isSuspended`: nobody signs in as it before
 * another administrator has agreed.
 */
export const addAccount = async (
  deployment: Deployment, by: string, asked: NewAccount & Readonly<{ isSuspended?: boolean }>,
): Kept<string> => {
  const { account: accountName, organ, roles, sameAs: _same, isSuspended = false, ...content } = asked;
  const act = await beginKeeping(deployment, 'account.add', { account: by, request: accountName });
  const terms = content.identityNumber === undefined
    ? [] : await identityTerms(deployment, content.identityNumber);
  const wards = (await Promise.all((content.wards ?? []).map(({ identityNumber }) =>
    wardTerms(deployment, identityNumber)))).flat();
  const person = await personFor(deployment, asked, terms, act.mint());
  if (!person.ok) return person;
  if (!staySeparate(roles, person.value.others)) return joined(accountName);
  const accountId = act.mint(shardKeyOfName(accountName));
  const now = new Date(deployment.clock()).toISOString();
  const head = {
    accountId, accountName, personId: person.value.personId, organ, roles: roles.join(' '),
    state: isSuspended ? 'disabled' as const : 'active' as const, standing: 1, createdAt: now, changedAt: now,
      version: 1,
  };
  // Plain data by its type.
  const place = { table: 'account', id: accountId, version: 1 } as const;
  const sealed = await sealContent(deployment, place, content as unknown as Json);
  const found: readonly AccountTerm[] = [
    ...content.subjects.map((one) =>
      ({ term: subjectTerm(deployment, one), termKind: 'subject' as const, accountId })),
    ...terms.map((term) => ({ term, termKind: 'identity' as const, accountId })),
    ...wards.map((term) => ({ term, termKind: 'ward' as const, accountId })),
  ];
  const row: AccountRow = { ...head, ...sealed, rowDigest: rowDigestOf(deployment, head) };
  return concludeWith(deployment, act, async ({ operations: { accounts } }) => (await accounts.add(row, found)
    ? ok(accountName)
    : refusedAccount('ACCOUNT_TAKEN', `${accountName}: the name or a subject belongs to another account`)));
};

type Change = Readonly<Partial<Pick<AccountRow, 'roles' | 'state'>>>;

/** An account, what changes, and what is done in the same transaction; false undoes all of it. */
type Changing = Readonly<{
  row: AccountRow; change: Change; also?: (stores: WriterStores) => Promise<boolean>;
}>;

/** Changes an account in an act that is committed; its sessions end. The last of each of 三员 stays. */
export const changeAccount = async (
  deployment: Deployment, act: AccountAct, { row, change, also = async () => true }: Changing,
): Kept<string> => {
  const content = await openAccount(deployment, act, row);
  const version = row.version + 1;
  const place = { table: 'account', id: row.accountId, version } as const;
  const sealed = await sealContent(deployment, place, content as unknown as Json);
  const head = {
    ...row, ...change, standing: row.standing + 1, version,
    changedAt: new Date(deployment.clock()).toISOString(),
  };
  const next: AccountRow = { ...head, ...sealed, version, rowDigest: rowDigestOf(deployment, head) };
  return concludeWith(deployment, act, async (stores) => {
    const { operations: { accounts, jobs, sessions } } = stores;
    const after = next.state === 'active' ? rolesOf(next) : [];
    if (!await leavesAdministrators(deployment, { accounts, jobs }, { target: row, after })) {
      return refusedAccount('LAST_ADMINISTRATOR',
        `${row.accountName}: the last administrator of its kind; give the role to another first`);
    }
    if (!await accounts.replace(next, row.version) || !await also(stores)) {
      return refusedAccount('ACCOUNT_CHANGED', `${row.accountName}: somebody else changed it; look again`);
    }
    // What an account may do from now on is not what its sessions were begun for.
    await sessions.removeOf(row.accountId);
    return ok(row.accountName);
  });
};

/** Whether an account may have these roles beside the other accounts of its person. */
export const mayHold = async (
  deployment: Deployment, row: AccountRow, roles: readonly Role[],
): Promise<boolean> => {
  const all = await read(deployment, (accounts) => accounts.ofPerson(row.personId));
  return staySeparate(roles, all.filter(({ accountId }) => accountId !== row.accountId));
};

const unknown = (account: string) =>
  refusedAccount('ACCOUNT_UNKNOWN', `${account}: there is no such account`);

/** Gives an account other roles; its sessions end. */
export const changeRoles = async (
  deployment: Deployment, by: string,
  { account, roles }: Readonly<{ account: string; roles: readonly Role[] }>,
): Kept<string> => {
  const request = `${account} ${roles.join(' ')}`;
  const act = await beginKeeping(deployment, 'account.roles', { account: by, request });
  const row = await accountNamed(deployment, account);
  if (row === undefined) return unknown(account);
  if (!await mayHold(deployment, row, roles)) return joined(account);
  return changeAccount(deployment, act, { row, change: { roles: roles.join(' ') } });
};

/** Disables an account; its sessions end, and nobody signs in as it again. */
export const disableAccount = async (deployment: Deployment, by: string, account: string): Kept<string> => {
  const act = await beginKeeping(deployment, 'account.disable', { account: by, request: account });
  const row = await accountNamed(deployment, account);
  return row === undefined
    ? unknown(account) : changeAccount(deployment, act, { row, change: { state: 'disabled' } });
};

// LIMIT: accounts of one page.
const PAGE = 200;

/** Every account in the order of names, with the name of the person: an act of the security administrator. */
export const listAccounts = async (deployment: Deployment, by: string): Promise<readonly AccountListed[]> => {
  const act = await beginKeeping(deployment, 'account.list', { account: by, request: 'all' });
  const listed: AccountListed[] = [];
  for (let afterName = ''; ;) {
    const rows = await read(deployment, (accounts) => accounts.list({ afterName, limit: PAGE }));
    for (const row of rows) {
      const content = await openAccount(deployment, act, row);
      const { accountName: account, personId: person, organ, state } = row;
      const displayName = content?.displayName ?? '';
      listed.push({ account, person, organ, state, roles: rolesOf(row), displayName });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    afterName = last.accountName;
  }
  await concludeWith(deployment, act, async () => ok(undefined));
  return listed;
};
