import { Fault, ok, present } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { DecideAll } from '../intake/decisions.ts';
import { loadBatchKeys } from '../intake/sealing.ts';
import { IntakeConflict, SERIALS_EACH } from './intake-port.ts';
import { lateRoutes, LateUnrouted } from './late-routes.ts';
import type { CommittedAct } from './service-act.ts';
import type { Intake } from './take-messages.ts';

/**
 * LIMIT: how often an act that lost against another is run again. Every lost run means that another act was
 * taken, so waiting ends; five were too few for eight senders at once.
 */
const RUNS_MAX = 64;

/** What an act needs to run; `messages`: how many it takes at most. */
export type Acting<Act> = Readonly<{
  deployment: Deployment; service: Act; decideAll: DecideAll; messages: number;
}>;

/** Decides on equal facts once: an act is run again, and its facts are the same then. */
const decidingOnce = (decideAll: DecideAll): DecideAll => {
  const known = new Map<string, ReturnType<DecideAll>>();
  return (facts) => {
    const key = JSON.stringify(facts);
    const decided = known.get(key) ?? decideAll(facts);
    known.set(key, decided);
    return decided;
  };
};

/**
 * Runs an act that changes something: everything it does and its outcome are one transaction, run again when
 * it lost against another. `work` calls `wrote` when it hands in the outcome itself.
 */
export const actTransaction = async <T, Act extends Omit<CommittedAct, 'entryId'>>(
  { deployment, service, decideAll, messages }: Acting<Act>,
  work: (intake: Intake & Readonly<{ service: Act }>, wrote: () => void) => Promise<T>,
): Promise<T> => {
  const keys = await loadBatchKeys(deployment);
  const serials = await deployment.serials.reserve((messages + 1) * SERIALS_EACH);
  const deciding = decidingOnce(decideAll);
  const late = lateRoutes(deployment, service.act.intentId);
  let hasLost = false;
  for (let runs = 1; ; runs += 1) {
    const outcomeId = service.mint();
    try {
      const done = await deployment.database.write({ entryId: outcomeId }, async (stores) => {
        serials.rewind();
        let isWritten = false;
        const given = { deployment, service, decideAll: deciding, keys, serials, stores, outcomeId, late };
        const value = await work({ ...given, claimsTerms: !hasLost }, () => { isWritten = true; });
        if (!isWritten) await stores.audit.append([service.outcome(outcomeId)]);
        return ok(value);
      });
      serials.release();
      return present(done.ok ? done : undefined, 'an act that was not refused').value;
    } catch (error) {
      if (error instanceof LateUnrouted) {
        await late.learn(error);
        continue;
      }
      if (!(error instanceof IntakeConflict)) throw error;
      hasLost = true;
      if (runs >= RUNS_MAX) {
        const text = 'Other requests change the same cases; send it again.';
        throw new Fault('INTAKE_CONFLICT', text, { retryable: true });
      }
    }
  }
};
