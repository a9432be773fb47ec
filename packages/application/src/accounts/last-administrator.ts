import { ADMINISTRATOR_ROLES, type Role } from '@fengcun/api';
import type { AccountRow, OperationStores } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { isAsWritten, rolesOf } from './account-rows.ts';
import { isAnyAccount } from './any-account.ts';

/** Who takes an administrator away waits here for whoever does at the same moment. */
const TURN = 'administrators.leave';

/** Roles of 三员 that an account has now and would not have with these. */
const rolesLost = (target: AccountRow, after: readonly Role[]): readonly Role[] =>
  (target.state !== 'active' ? [] : rolesOf(target).filter((role) =>
    ADMINISTRATOR_ROLES.includes(role) && !after.includes(role)));

/**
 * Whether an account may have these roles from now on (none: it is suspended) without that one of 三员 is
 * nobody any more: whoever is left could not bring them back, because two have to agree. In the transaction
 * that changes the account, before it does: of two at one moment the second looks at what the first has left.
 */
export const leavesAdministrators = async (
  deployment: Pick<Deployment, 'pseudonyms' | 'clock'>,
  { jobs, accounts }: Pick<OperationStores, 'jobs' | 'accounts'>,
  { target, after }: Readonly<{ target: AccountRow; after: readonly Role[] }>,
): Promise<boolean> => {
  const lost = rolesLost(target, after);
  if (lost.length === 0) return true;
  // A change that changes nothing anybody reads, so that the other waits: there are no locks across shards.
  const changedAt = new Date(deployment.clock()).toISOString();
  await jobs.write({ job: TURN, position: target.accountId, changedAt });
  for (const role of lost) {
    const isLeft = await isAnyAccount(accounts, (row) => row.accountId !== target.accountId
      && row.state === 'active' && rolesOf(row).includes(role) && isAsWritten(deployment, row));
    if (!isLeft) return false;
  }
  return true;
};
