import { Fault } from '@fengcun/kernel';
import {
  type BudgetCommand, type BudgetEvent, type BudgetRefusal, type BudgetState, decideBudget, evolveBudget,
  isNextLink, NO_BUDGET,
} from '@fengcun/privacy';
import { mintId } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { Machine } from '../proceedings/index.ts';

/** Kind of the one stream of the privacy budget. */
export const BUDGET_KIND = 'privacyBudget';

/**
 * The budget as a procedure: appended to under the version that was read, so that of two publishers at once
 * one decides again on what the other spent. Fault: BUDGET_CHAIN_BROKEN where a stored link was changed.
 */
export const BUDGET_MACHINE: Machine<BudgetState, BudgetEvent, BudgetCommand, BudgetRefusal> = {
  kind: BUDGET_KIND, side: 'sealed', initial: NO_BUDGET, decide: decideBudget,
  evolve: (state, event) => {
    if (isNextLink(state, event)) return evolveBudget(state, event);
    throw new Fault('BUDGET_CHAIN_BROKEN', `The privacy budget was changed at its link ${state.seq + 1}.`);
  },
  standing: ({ seq }) => ({ state: seq === 0 ? 'none' : 'running', organ: 'none' }),
};

/** The id of the stream: there is one in a deployment, wherever it is looked for. */
export const budgetId = ({ pseudonyms }: Pick<Deployment, 'pseudonyms'>): string => mintId({
  timeMillis: 0, shardKey: 0, random: pseudonyms.bytesOf('privacy-budget', 'zcdp').slice(0, 8),
});
