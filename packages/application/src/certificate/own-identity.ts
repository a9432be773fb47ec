import { ok, present } from '@fengcun/kernel';
import type { IdentityDocument } from '@fengcun/registry';
import { identityTerms, isAsWritten, wardTerms } from '../accounts/account-rows.ts';
import type { Deployment } from '../deployment/open-deployment.ts';

type Found = Readonly<{ account: string; kind: 'identity' | 'ward'; terms: readonly Uint8Array[] }>;

const isOfAccount = async (deployment: Deployment, { account, kind, terms }: Found): Promise<boolean> => {
  const found = await deployment.database.operate(async ({ accounts }) => {
    const rows = [];
    for (const term of terms) rows.push(...await accounts.byTerm(term, kind));
    return ok(rows);
  });
  return present(found.ok ? found : undefined, 'a look is never refused').value.some((row) =>
    row.accountName === account && row.state === 'active' && isAsWritten(deployment, row));
};

/**
 * Whether a resident number is that of the person an account was opened for, by keyed digests: nothing is
 * opened. An account that was disabled, or changed behind the service, is nobody's. LIMIT: accounts know
 * resident numbers only; with another document a person goes to a window.
 */
export const isOwnIdentity = async (
  deployment: Deployment, account: string, { type, number }: IdentityDocument,
): Promise<boolean> => type === 'residentIdentityCard'
  && isOfAccount(deployment, { account, kind: 'identity', terms: await identityTerms(deployment, number) });

/**
 * Whether a resident number is that of somebody the account acts for as guardian, proven when the account was
 * made. That the ward has come of age meanwhile is decided by the number itself.
 * @see 《民法典》第27条、第34条; 2022 Measures art. 15
 */
export const isOwnWard = async (
  deployment: Deployment, account: string, { type, number }: IdentityDocument,
): Promise<boolean> => type === 'residentIdentityCard'
  && isOfAccount(deployment, { account, kind: 'ward', terms: await wardTerms(deployment, number) });
