import { ok, type Result } from '@fengcun/kernel';
import { type BudgetCommand, type BudgetRefusal, type BudgetState, NO_BUDGET } from '@fengcun/privacy';
import type { CustodyAct } from '../keys/index.ts';
import {
  beginProceeding, type ProceedingAct, type ProceedingBusy, type ProceedingParts, type ProceedingUnknown,
  readProceedings, takeProceedingStep,
} from '../proceedings/index.ts';
import { BUDGET_MACHINE, budgetId } from './budget-machine.ts';
import { beginJobAct, type JobActor } from './job-act.ts';

/** Why the budget did not take a step. */
export type BudgetStepRefusal = BudgetRefusal | ProceedingBusy | ProceedingUnknown;

/** The budget after a step, or why not. */
export type BudgetTaken = Result<BudgetState, BudgetStepRefusal>;

type Command<T extends BudgetCommand['type']> = Omit<Extract<BudgetCommand, { type: T }>, 'at'>;

/** A step of the budget; when is added. */
export type BudgetStep = Command<'Reserve'> | Command<'Commit'> | Command<'Publish'>;

/** The ledger entry of a step names the hash of the link it made: the chain is in the ledger. */
const withHead = (act: CustodyAct, head: () => string | undefined): ProceedingAct => ({
  mint: act.mint, intentFor: act.intentFor,
  outcome: (entryId) => {
    const link = head();
    return act.outcome(entryId, link === undefined ? {} : { record: link });
  },
});

/** Reads the budget under an act that was committed: its chain is checked. Fault: BUDGET_CHAIN_BROKEN. */
export const budgetUnder = async (parts: ProceedingParts, act: ProceedingAct): Promise<BudgetState> => {
  const found = await readProceedings(parts, { side: 'sealed', act }, ({ load }) =>
    load(BUDGET_MACHINE, budgetId(parts.deployment)));
  return found?.state ?? NO_BUDGET;
};

/** Reads the budget under an intent of its own. Fault: BUDGET_CHAIN_BROKEN. */
export const readBudget = async (parts: ProceedingParts, actor: JobActor): Promise<BudgetState> =>
  budgetUnder(parts, await beginJobAct(parts, actor, { act: 'privacy.readBudget', request: 'budget' }));

/**
 * Takes a step of the budget in one transaction with its ledger entry. The first step begins the stream;
 * whoever comes second then goes on with it. Faults: BUDGET_CHAIN_BROKEN, those of the database.
 */
export const takeBudgetStep = async (
  parts: ProceedingParts, actor: JobActor, step: BudgetStep,
): Promise<BudgetTaken> => {
  const custody = await beginJobAct(parts, actor, {
    act: `privacy.${step.type.toLowerCase()}`, request: JSON.stringify({ ...step, body: undefined }),
  });
  let head: string | undefined;
  const taking = {
    act: withHead(custody, () => head), account: actor.account,
    // A step and its time are one command of the union it was taken from.
    commandOf: ({ at }: Readonly<{ at: string }>) => ({ ...step, at }) as BudgetCommand,
    alongside: async (_stores: unknown, { state }: Readonly<{ state: BudgetState }>) => {
      head = state.head;
      return ok(undefined);
    },
  };
  const proceedingId = budgetId(parts.deployment);
  const next = await takeProceedingStep(parts, BUDGET_MACHINE, { ...taking, proceedingId });
  if (next.ok || next.error.code !== 'PROCEEDING_UNKNOWN') return next.ok ? ok(next.value.state) : next;
  const begun = await beginProceeding(parts, BUDGET_MACHINE, { ...taking, proceedingId });
  if (begun.ok || begun.error.code !== 'PROCEEDING_BUSY') return begun.ok ? ok(begun.value.state) : begun;
  const after = await takeProceedingStep(parts, BUDGET_MACHINE, { ...taking, proceedingId });
  return after.ok ? ok(after.value.state) : after;
};
