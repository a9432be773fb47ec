export {
  type Look, type ShownLook, shownLooks, type Withholding,
} from './access-log.ts';
export {
  citesOfAnswer, decideRights, type RightsCommand, type RightsDecided, type RightsRefusal,
} from './decide-rights.ts';
export {
  type RightsRemedy, RIGHT_KINDS, type RightKind, type RightRule, RIGHTS, RIGHTS_GROUNDS, type RightsGround,
  type RightsMaterial,
} from './right-kinds.ts';
export type {
  AppealReason, RightsAnswer, RightsEvent, RightsOutcome, RightsSupplement,
} from './rights-event.ts';
export {
  checkRequest, mayActOn, type RequestCheck, type Requester, type RightsRequest, type StandingRefusal,
} from './rights-request.ts';
export {
  evolveRights, type FiledRequest, foldRights, isSilentOn, NO_REQUEST, type RightsStage, type RightsState,
} from './rights-state.ts';
