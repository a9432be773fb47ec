import { ADMINISTRATOR_ROLES, type Role } from '@fengcun/api';
import type { AccountRow } from '@fengcun/store';
import { isAsWritten, rolesOf } from '../accounts/account-rows.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import { operating } from './operating.ts';

// LIMIT: accounts read at once.
const PAGE = 200;

const isHeldByAnother = async (deployment: Deployment, target: AccountRow, role: Role): Promise<boolean> => {
  const holds = (row: AccountRow): boolean => row.accountId !== target.accountId && row.state === 'active'
    && rolesOf(row).includes(role) && isAsWritten(deployment, row);
  for (let afterName = ''; ;) {
    const rows = await operating(deployment, ({ accounts }) => accounts.list({ afterName, limit: PAGE }));
    if (rows.some(holds)) return true;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return false;
    afterName = last.accountName;
  }
};

/**
 * Whether an account may have these roles from now on (none: it is suspended) without that one of 三员 is
 * nobody any more: whoever is left could not bring them back, because two have to agree. LIMIT: looked at
 * before the act; two who suspend each other in one moment are undone on the command line.
 */
export const leavesAdministrators = async (
  deployment: Deployment, target: AccountRow, after: readonly Role[],
): Promise<boolean> => {
  const lost = target.state !== 'active' ? [] : rolesOf(target).filter((role) =>
    ADMINISTRATOR_ROLES.includes(role) && !after.includes(role));
  for (const role of lost) if (!await isHeldByAnother(deployment, target, role)) return false;
  return true;
};
