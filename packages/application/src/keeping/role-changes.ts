import {
  type AccountAsked, type Actor, type KeeperActShown, type KeeperRefusal, personOf, type Role,
    type RoleChangeAsked, rolesAreSeparate,
} from '@fengcun/api';
import { err, type Json, ok, type Result } from '@fengcun/kernel';
import type { AccountRow, KeeperActRow } from '@fengcun/store';
import { parseNewAccount } from '../accounts/account.ts';
import { rolesOf } from '../accounts/account-rows.ts';
import { concludeWith } from '../accounts/account-act.ts';
import { leavesAdministrators } from '../accounts/last-administrator.ts';
import { accountNamed, addAccount, changeAccount, mayHold } from '../accounts/keep-accounts.ts';
import {
  askedRow, changedRow, type Deciding, decidedRow, detailOf, doneRow, keeperActShown,
} from './keeper-act-row.ts';
import type { KeeperAct } from './key-rotations.ts';
import { foundAct, type KeepingParts } from './keeping-parts.ts';
import { ACTS_MAX } from './keys-shown.ts';
import { operating } from './operating.ts';

/** Whose roles change, from which to which; none before: the account was suspended or is new. */
type RoleDetail = Readonly<{ account: string; organ: string; before: readonly Role[];
  after: readonly Role[] }>;

type Taken = Promise<Result<KeeperActShown, KeeperRefusal>>;

/** LIMIT: how long another administrator has to agree. */
const MILLIS = 7 * 24 * 3_600_000;

const LAST = { code: 'LAST_ADMINISTRATOR' } as const;

const rolesHeld = (row: AccountRow): readonly Role[] => (row.state === 'active' ? rolesOf(row) : []);

/** What an account is told to be refused with. */
const refusalOf = (code: string): KeeperRefusal => {
  switch (code) {
    case 'ACCOUNT_TAKEN': case 'ROLES_JOINED': case 'LAST_ADMINISTRATOR': return { code };
    case 'ACCOUNT_UNKNOWN': return { code: 'NOTHING_TO_TELL' };
    case 'ACCOUNT_CHANGED': return { code: 'JOINT_ACT_OVER' };
    default: return { code: 'ACCOUNT_INCOMPLETE' };
  }
};

type Wish = Readonly<{ target: AccountRow; roles: readonly Role[]; reason: string; by: Actor }>;

const ask = async (parts: KeepingParts, act: KeeperAct, { target, roles, reason, by }: Wish): Taken => {
  const { deployment } = parts;
  const now = deployment.clock();
  const { accountName: account, organ } = target;
  const after = [...new Set(roles)].sort();
  const detail: RoleDetail = { account, organ, before: rolesHeld(target), after };
  if (detail.before.join() === after.join()) return err({ code: 'CHANGE_STANDS' });
  const row = askedRow(deployment, {
    id: act.mint(), kind: 'roleChange', about: account, detail: detail as unknown as Json, reason, by, now,
    endsAt: now + MILLIS,
  });
  return concludeWith(deployment, act, async ({ operations: { keeperActs, accounts, jobs } }): Taken => {
    if (!await leavesAdministrators(deployment, { accounts, jobs }, { target, after })) return err(LAST);
    await keeperActs.expire(new Date(now).toISOString());
    return await keeperActs.add(row) ? ok(keeperActShown(deployment, row, now))
      : err({ code: 'CHANGE_STANDS' as const });
  });
};

/** The security administrator asks for other roles of an account, or that it may be used again. */
export const askRoles = async (
  parts: KeepingParts, act: KeeperAct, { asked, by }: Readonly<{ asked: RoleChangeAsked; by: Actor }>,
): Taken => {
  const target = await accountNamed(parts.deployment, asked.account);
  if (target === undefined) return err({ code: 'NOTHING_TO_TELL' });
  if (target.personId === personOf(by)) return err({ code: 'FOUR_EYES' });
  if (!rolesAreSeparate(asked.roles) || !await mayHold(parts.deployment, target, asked.roles)) {
    return err({ code: 'ROLES_JOINED' });
  }
  return ask(parts, act, { target, roles: asked.roles, reason: asked.reason, by });
};

/** A person is added under an account that is suspended until another administrator agrees to its roles. */
export const addByTwo = async (
  parts: KeepingParts, act: KeeperAct, { asked, by }: Readonly<{ asked: AccountAsked; by: Actor }>,
): Taken => {
  const { issuer, subject, reason, ...given } = asked;
  // Somebody who adds an account of their own would give themselves a role.
  const known = asked.sameAs === undefined ? undefined : await accountNamed(parts.deployment, asked.sameAs);
  if (asked.sameAs !== undefined && known === undefined) return err({ code: 'ACCOUNT_INCOMPLETE' });
  if (known?.personId === personOf(by)) return err({ code: 'FOUR_EYES' });
  const subjects = issuer === undefined && subject === undefined ? [] : [{ issuer, subject }];
  const parsed = parseNewAccount({ ...given, subjects });
  if (!parsed.ok) return err(refusalOf(parsed.error.code));
  const added = await addAccount(parts.deployment, by.id, { ...parsed.value, isSuspended: true });
  if (!added.ok) return err(refusalOf(added.error.code));
  const target = await accountNamed(parts.deployment, asked.account);
  if (target === undefined) return err({ code: 'ACCOUNT_INCOMPLETE' });
  // Known by the number alone: the account is there, suspended, and stays so.
  if (target.personId === personOf(by)) return err({ code: 'FOUR_EYES' });
  return ask(parts, act, { target, roles: parsed.value.roles, reason, by });
};

type Changing = Readonly<{
  target: AccountRow; change: Partial<Pick<AccountRow, 'roles' | 'state'>>; keep: KeeperActRow;
    expected?: number;
}>;

/** The account and the act of administrators, in one transaction; its sessions end. */
const change = async (
  { deployment }: KeepingParts, act: KeeperAct, { target, change: wanted, keep, expected }: Changing,
): Taken => {
  const done = await changeAccount(deployment, act, {
    row: target, change: wanted,
    also: ({ operations: { keeperActs } }) =>
      (expected === undefined ? keeperActs.add(keep) : keeperActs.replace(keep, expected)),
  });
  return done.ok ? ok(keeperActShown(deployment, keep, deployment.clock())) : err(refusalOf(done.error.code));
};

/** The system administrator agrees, and the account has the roles; or does not, and nothing changes. */
export const decideRoles = async (
  parts: KeepingParts, act: KeeperAct, { id, ...deciding }: Omit<Deciding, 'now'> & Readonly<{ id: string }>,
): Taken => {
  const { deployment } = parts;
  const row = await foundAct(deployment, id, 'roleChange');
  const detail = row === undefined ? undefined : detailOf<RoleDetail>(deployment, row);
  const target = detail === undefined ? undefined : await accountNamed(deployment, detail.account);
  if (row === undefined || detail === undefined
    || target === undefined) return err({ code: 'NOTHING_TO_TELL' });
  if (target.personId === personOf(deciding.by)) return err({ code: 'FOUR_EYES' });
  const now = deployment.clock();
  const decided = decidedRow(deployment, row, { ...deciding, now });
  if (!decided.ok) return decided;
  if (!deciding.isAgreed) {
    return concludeWith(deployment, act, async ({ operations: { keeperActs } }) =>
      (await keeperActs.replace(decided.value, row.version)
        ? ok(keeperActShown(deployment, decided.value, now)) : err({ code: 'JOINT_ACT_OVER' as const })));
  }
  // Somebody suspended it, or gave it other roles, since this was asked for.
  if (rolesHeld(target).join() !== detail.before.join()) return err({ code: 'JOINT_ACT_OVER' });
  if (!await mayHold(deployment, target, detail.after)) return err({ code: 'ROLES_JOINED' });
  const keep = changedRow(deployment, { ...decided.value, version: row.version }, {
    state: 'done', doneAt: new Date(now).toISOString(),
  });
  const wanted = { roles: detail.after.join(' '), state: 'active' } as const;
  return change(parts, act, { target, change: wanted, keep, expected: row.version });
};

/**
 * The security administrator suspends an account at once: taking rights away cannot wait for a second person.
 */
export const suspendAccount = async (
  parts: KeepingParts, act: KeeperAct,
  { asked: { account, reason }, by }: Readonly<{ asked: Readonly<{ account: string; reason: string }>;
    by: Actor }>,
): Taken => {
  const { deployment } = parts;
  const target = await accountNamed(deployment, account);
  if (target === undefined) return err({ code: 'NOTHING_TO_TELL' });
  if (target.personId === personOf(by)) return err({ code: 'FOUR_EYES' });
  if (target.state !== 'active') return err({ code: 'JOINT_ACT_OVER' });
  const now = deployment.clock();
  const detail: RoleDetail = { account, organ: target.organ, before: rolesOf(target), after: [] };
  const keep = doneRow(deployment, {
    id: act.mint(), kind: 'suspension', about: account, detail: detail as unknown as Json, reason, by, now,
      endsAt: now,
  });
  return change(parts, act, { target, change: { state: 'disabled' }, keep });
};

/** Accounts added, roles given and taken, suspensions; the newest first. */
export const roleChanges = async ({ deployment }: KeepingParts): Promise<readonly KeeperActShown[]> => {
  const rows = await operating(deployment, ({ keeperActs }) =>
    keeperActs.list({ kinds: ['roleChange', 'suspension'], limit: ACTS_MAX }));
  return rows.map((row) => keeperActShown(deployment, row, deployment.clock()));
};
