import type { Identified } from '@fengcun/api';
import { ok, present } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { IssuerSubject } from './account.ts';
import { isAsWritten, subjectTerm } from './account-rows.ts';
import { actorOf } from './sessions.ts';

/** Finds the account of whom an issuer names. Roles are those of the directory, whatever the issuer says. */
export type SubjectFinder = (subject: IssuerSubject) => Promise<Identified | undefined>;

/** Looks in the directory of a deployment; undefined where nobody is known, or may no longer sign in. */
export const subjectFinder = (deployment: Deployment): SubjectFinder => async (subject) => {
  const term = subjectTerm(deployment, subject);
  const found = await deployment.database.operate(async ({ accounts }) =>
    ok(await accounts.byTerm(term, 'subject')));
  const [row] = present(found.ok ? found : undefined, 'a look').value;
  const isKnown = row?.state === 'active' && isAsWritten(deployment, row);
  return row !== undefined && isKnown ? { actor: actorOf(row), accountId: row.accountId } : undefined;
};
