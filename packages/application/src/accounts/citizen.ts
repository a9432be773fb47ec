import { type CivilDate, ok, parseCivilDate, present } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { Ward } from './account.ts';
import type { AccountAct } from './account-act.ts';
import { isAsWritten, openAccount } from './account-rows.ts';

/** Who a citizen is: personal data, for the act alone that asked. */
export type Citizen = Readonly<{ name: string; identityNumber: string; wards: readonly Ward[] }>;

/**
 * The person behind a citizen's account, opened in the name of a committed act; wards whose guardianship has
 * ended by `day` are left out. Undefined where the account is none of a citizen.
 * @see 《民法典》第17、39条: guardianship of a minor ends with the eighteenth birthday
 */
export const citizenOf = async (
  deployment: Deployment, act: Pick<AccountAct, 'intentFor'>,
  { account, day }: Readonly<{ account: string; day: CivilDate }>,
): Promise<Citizen | undefined> => {
  const found = await deployment.database.operate(async ({ accounts }) => ok(await accounts.byName(account)));
  const row = present(found.ok ? found : undefined, 'a look').value;
  if (row?.state !== 'active' || !isAsWritten(deployment, row)) return undefined;
  const content = await openAccount(deployment, act, row);
  if (content?.identityNumber === undefined) return undefined;
  const wards = (content.wards ?? []).filter(({ until }) => {
    const last = parseCivilDate(until);
    return last.ok && day <= last.value;
  });
  return { name: content.displayName, identityNumber: content.identityNumber, wards };
};
