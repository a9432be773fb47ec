import type { AccountsPort } from '@fengcun/api';
import { BugError } from '@fengcun/kernel';

/** Refuses every call: an act that has nothing to do with accounts. */
export const noAccountsPort = (): AccountsPort => {
  const none = (): never => { throw new BugError('bug: an act that has no accounts'); };
  return {
    open: none, close: none, mine: none, propose: none, confirm: none, challenge: none, use: none, list: none,
    endSessionsOf: none, askRecovery: none, agreeRecovery: none, askBreakGlass: none, findBreakGlass: none,
    agreeBreakGlass: none, refuseBreakGlass: none,
  };
};
