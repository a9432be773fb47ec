export {
  type AccountContent, type AccountRefusal, type IssuerSubject, type NewAccount, parseNewAccount, parseRoles,
  type Ward,
} from './account.ts';
export { type AccountAct } from './account-act.ts';
export {
  type AccountParts, type Alarm, type AlarmContent, type AlarmTold, DEFAULT_SIGN_IN, type RelyingParty,
  type SignInSettings,
} from './account-parts.ts';
export { type Citizen, citizenOf } from './citizen.ts';
export { demoCode, setUpDemoCodes } from './demo-codes.ts';
export { type SubjectFinder, subjectFinder } from './find-subject.ts';
export { breakGlassFor, type GlassBroken, useBreakGlass } from './joint-acts.ts';
export {
  type AccountListed, addAccount, changeRoles, disableAccount, listAccounts,
} from './keep-accounts.ts';
export {
  APPLICATIONS_OF_DAY, DISCLOSURE_LIMITS, drawLimits, type LimitDraw, type LimitKind, requestLimits,
} from './limits.ts';
export { sessionLookup } from './sessions.ts';
export { totpCode, totpStep } from './totp.ts';
