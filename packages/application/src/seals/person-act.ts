import type { Deployment } from '../deployment/open-deployment.ts';
import { beginCustody, type CustodyAct } from '../keys/custody-act.ts';

/** A person who acts on seals: the account and the role they are signed in with. */
export type SealActor = Readonly<{ account: string; role: string }>;

/** LAW: the article each act rests on, as a code of the audit log. @see 2022 Measures arts 7, 18, 22 */
export const LEGAL_BASIS = {
  unsealing: 'm2022-18', exemption: 'm2022-7', correction: 'm2022-22', sweep: 'm2022-23', sealing: 'cpl-286',
} as const;

/** What a person does with a seal: codes, and the request of which only a keyed digest is kept. */
export type SealAct = Readonly<{
  by: SealActor; act: string; basis: keyof typeof LEGAL_BASIS; request: string;
}>;

/** Commits the intent of a person's act on a seal; before it is durable nothing is opened or changed. */
export const beginSealAct = (
  deployment: Pick<Deployment, 'clock' | 'random' | 'pseudonyms' | 'database'>,
  { by, act, basis, request }: SealAct,
): Promise<CustodyAct> => beginCustody(deployment, {
  act, account: by.account, role: by.role, purpose: 'sealing', legalBasis: LEGAL_BASIS[basis], request,
});
