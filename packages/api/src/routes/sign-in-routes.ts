import { agreeRecovery, askRecovery, endSessionsOf, listAccounts } from './account-routes.ts';
import { listAlarms, reviewAlarm, seeAlarm } from './alarm-routes.ts';
import { agreeBreakGlass, askBreakGlass, readBreakGlass, refuseBreakGlass } from './break-glass-routes.ts';
import { challengeFactor, confirmFactor, proposeFactor, stepUp } from './second-factor-routes.ts';
import { beginSignIn, endSession, openSession, readSession } from './session-routes.ts';

/** Accounts, sessions and second factors: routes by operation id. */
export const SIGN_IN_ROUTES = {
  beginSignIn, openSession, readSession, endSession, proposeFactor, confirmFactor, challengeFactor, stepUp,
  listAccounts, endSessionsOf, askRecovery, agreeRecovery, askBreakGlass, agreeBreakGlass, refuseBreakGlass,
  readBreakGlass, listAlarms, seeAlarm, reviewAlarm,
} as const;
