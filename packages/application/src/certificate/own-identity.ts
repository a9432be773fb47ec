import { ok, present } from '@fengcun/kernel';
import type { IdentityDocument } from '@fengcun/registry';
import { identityTerms, isAsWritten } from '../accounts/account-rows.ts';
import type { Deployment } from '../deployment/open-deployment.ts';

/**
 * Whether a resident number is that of the person an account was opened for, by keyed digests: nothing is
 * opened. An account that was disabled, or changed behind the service, is nobody's. LIMIT: accounts know
 * resident numbers only; with another document a person goes to a window.
 */
export const isOwnIdentity = async (
  deployment: Deployment, accountName: string, { type, number }: IdentityDocument,
): Promise<boolean> => {
  if (type !== 'residentIdentityCard') return false;
  const terms = await identityTerms(deployment, number);
  const found = await deployment.database.operate(async ({ accounts }) => {
    const rows = [];
    for (const term of terms) rows.push(...await accounts.byTerm(term, 'identity'));
    return ok(rows);
  });
  return present(found.ok ? found : undefined, 'a look is never refused').value.some((row) =>
    row.accountName === accountName && row.state === 'active' && isAsWritten(deployment, row));
};
