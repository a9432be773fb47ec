import type { Deployment } from '../deployment/open-deployment.ts';
import { beginCustody, type CustodyAct, type CustodyOrder } from '../keys/custody-act.ts';

/** LIMIT: how long one committed intent stands for the work of the sealing service. */
const STANDS_MILLIS = 60_000;

/**
 * An act of the service itself that is renewed: its intent is committed before anything is opened under it,
 * and every transaction writes its own outcome. Asked for before a transaction begins, never inside one.
 */
export type StandingAct = Readonly<{ current: () => Promise<CustodyAct> }>;

type From = Pick<Deployment, 'clock' | 'random' | 'pseudonyms' | 'database'>;

/** An act of this kind, begun again each minute that there is work. */
export const standingAct = (from: From, order: Omit<CustodyOrder, 'request'>): StandingAct => {
  let held: Readonly<{ act: Promise<CustodyAct>; until: number }> | undefined;
  return {
    current: () => {
      const now = from.clock();
      if (held === undefined || now >= held.until) {
        const act = beginCustody(from, { ...order, request: `standing|${now}` });
        held = { act, until: now + STANDS_MILLIS };
        // A failed intent stands for nothing: the next caller tries again.
        act.catch(() => { held = undefined; });
      }
      return held.act;
    },
  };
};
