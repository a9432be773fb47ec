import type { Deployment } from '../deployment/open-deployment.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import type { ServiceAct } from '../service/service-act.ts';

/** An act whose intent is committed, whoever it came from. */
export type ProceedingAct = Pick<CustodyAct, 'mint' | 'intentFor' | 'outcome'>;

/** The act of a request, so that its one outcome is written with what it does. */
export const actOfService = ({ act, mint, outcome }: ServiceAct): ProceedingAct =>
  ({ mint, intentFor: act.intentFor, outcome: (entryId) => outcome(entryId) });

/**
 * What procedures stand on. `now`: the legal time in milliseconds, which a demonstration may run faster than
 * the clock of the deployment.
 */
export type ProceedingParts = Readonly<{ deployment: Deployment; now: () => number }>;

/** The keyed digest of an account as rows keep it; another one on each side. */
export const applicantDigest = async (
  { deployment }: Pick<ProceedingParts, 'deployment'>, side: 'open' | 'sealed', account: string,
): Promise<Uint8Array> => {
  const pseudonyms = side === 'open' ? deployment.pseudonyms : await deployment.sealedIndex.pseudonyms();
  return pseudonyms.bytesOf('applicant', account);
};
