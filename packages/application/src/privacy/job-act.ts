import { beginCustody, type CustodyAct } from '../keys/index.ts';
import type { ProceedingParts } from '../proceedings/index.ts';

/** Who acts on jobs, for which organ, in which role; `person`: by whom four eyes are counted. */
export type JobActor = Readonly<{ account: string; person: string; organ: string; role: string }>;

/**
 * LAW: 个保法34: a state organ handles personal data to fulfil duties that a law gives it. The job itself
 * names the norm that gives the duty.
 */
const LEGAL_BASIS = 'pipl-34';

/** Commits the intent of an act of privacy computing; nothing is opened or changed before. */
export const beginJobAct = (
  { deployment }: Pick<ProceedingParts, 'deployment'>, { account, role }: Pick<JobActor, 'account' | 'role'>,
  at: Readonly<{ act: string; request: string }>,
): Promise<CustodyAct> => beginCustody(deployment, {
  ...at, account, role, purpose: 'privacyComputing', legalBasis: LEGAL_BASIS,
});
