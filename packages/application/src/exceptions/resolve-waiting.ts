import type { IntakeResult } from '@fengcun/api';
import { err, ok, type Result } from '@fengcun/kernel';
import type { StoredException } from '@fengcun/store';
import { pseudonymOfActor } from '../service/entry-of-line.ts';
import type { Intake } from '../service/take-messages.ts';
import { type ChosenBy, type OpenChoice, settleVersions } from './choose-version.ts';
import { tryAgain, type Trying, type TryRefusal } from './try-again.ts';

/** What was decided: to try again, which version stands, or to give it up; `code` is kept with the item. */
export type Resolution =
  | Readonly<{ action: 'try'; code: string; trying: Trying }>
  | Readonly<{ action: 'choose'; code: string; account: string; choosing: OpenChoice; by: ChosenBy }>
  | Readonly<{ action: 'dismiss'; code: string; account: string }>;

/** Why an exception was not resolved. */
export type ResolveWaitingRefusal = TryRefusal | Readonly<{ code: 'EXCEPTION_NOT_WAITING' }>;

/**
 * Ends a waiting exception in the transaction of an act, with what came of trying it again. Only one of two
 * at once ends it; a refusal leaves nothing changed if its transaction is undone.
 */
export const resolveWaiting = async (
  intake: Intake, item: StoredException, resolution: Resolution,
): Promise<Result<readonly IntakeResult[], ResolveWaitingRefusal>> => {
  const { deployment: { clock, pseudonyms }, stores: { operations: { exceptions } } } = intake;
  const { action, code } = resolution;
  const account = action === 'try' ? resolution.trying.account : resolution.account;
  const ended = await exceptions.resolve({
    exceptionId: item.exceptionId, state: action === 'dismiss' ? 'rejected' : 'replayed', resolution: code,
    resolvedAt: new Date(clock()).toISOString(), resolvedBy: pseudonymOfActor(pseudonyms, account),
  });
  if (!ended.ok) return err({ code: 'EXCEPTION_NOT_WAITING' });
  if (action === 'try') return tryAgain(intake, item, resolution.trying);
  if (action === 'choose') await settleVersions(intake, item, { ...resolution.choosing, by: resolution.by });
  return ok([]);
};
