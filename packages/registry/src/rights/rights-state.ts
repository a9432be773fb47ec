import { assertNever, type CivilDate } from '@fengcun/kernel';
import type { InquiryParty } from '../inquiry/inquiry-event.ts';
import type { RightsMaterial } from './right-kinds.ts';
import type { RightsAnswer, RightsEvent } from './rights-event.ts';
import type { RightsRequest } from './rights-request.ts';

/** Where a request stands. */
export type RightsStage =
  | 'filed' | 'supplementing' | 'supplemented' | 'accepted' | 'proposed' | 'answered' | 'notAccepted'
  | 'appealed' | 'appealAnswered' | 'withdrawn';

/** A request as its events tell. */
export type FiledRequest = Readonly<{
  stage: RightsStage; since: CivilDate; request: RightsRequest; requester: InquiryParty;
  /** Whoever of the organ worked on it: none of them decides alone. */
  handlers: readonly InquiryParty[];
  asked?: readonly (RightsMaterial | 'birthDate')[];
  acceptedOn?: CivilDate; dueOn?: CivilDate;
  isExtended: boolean;
  referredTo?: string;
  proposal?: Readonly<{ answer: RightsAnswer; by: InquiryParty }>;
  answer?: RightsAnswer;
  appealTo?: string;
}>;

/** No request yet, or one that was filed. */
export type RightsState = Readonly<{ stage: 'none' }> | FiledRequest;

/** Before anything happened. */
export const NO_REQUEST: RightsState = { stage: 'none' };

const supplemented = (request: RightsRequest, event: Extract<RightsEvent, { type: 'RequestSupplemented' }>):
RightsRequest => {
  const { materials, bornOn } = event.supplement;
  const joined = { ...request, materials: [...new Set([...request.materials, ...materials])] };
  if (bornOn === undefined) return joined;
  return request.requester.kind === 'agent'
    ? { ...joined, requester: { ...request.requester, bornOn } }
    : { ...joined, person: { ...request.person, bornOn } };
};

const withoutProposal = ({ proposal: _gone, ...state }: FiledRequest): FiledRequest => state;

const after = (state: FiledRequest, event: Exclude<RightsEvent, { type: 'RequestFiled' }>): FiledRequest => {
  const { on: since } = event;
  const handled = { ...state, since, handlers: [...state.handlers, event.by] };
  switch (event.type) {
    case 'RequestSupplementAsked': return { ...handled, stage: 'supplementing', asked: event.missing };
    case 'RequestSupplemented':
      return { ...state, since, stage: 'supplemented', request: supplemented(state.request, event) };
    case 'RequestAccepted': return { ...handled, stage: 'accepted', acceptedOn: since, dueOn: event.dueOn };
    case 'RequestNotAccepted': return { ...handled, stage: 'notAccepted' };
    case 'RequestExtended': return { ...handled, dueOn: event.dueOn, isExtended: true };
    case 'RequestReferred': return { ...handled, referredTo: event.to };
    case 'AnswerProposed':
      return { ...handled, stage: 'proposed', proposal: { answer: event.answer, by: event.by } };
    case 'AnswerSentBack': return withoutProposal({ ...handled, stage: 'accepted' });
    case 'RequestAnswered':
      return withoutProposal({ ...handled, stage: 'answered', answer: event.answer });
    case 'AppealFiled': return { ...state, since, stage: 'appealed', appealTo: event.to, dueOn: event.dueOn };
    case 'AppealAnswered': return { ...handled, stage: 'appealAnswered', answer: event.answer };
    case 'GuardianshipEnded': return {
      ...state, since, requester: event.by, request: { ...state.request, requester: { kind: 'self' } },
    };
    case 'RequestWithdrawn': return { ...state, since, stage: 'withdrawn' };
    default: return assertNever(event);
  }
};

/** Total: a recorded fact is never refused. */
export const evolveRights = (state: RightsState, event: RightsEvent): RightsState => {
  if (event.type !== 'RequestFiled') return state.stage === 'none' ? state : after(state, event);
  return {
    stage: 'filed', since: event.on, request: event.request, requester: event.by, handlers: [],
    isExtended: false,
  };
};

/** The state after events. */
export const foldRights = (events: readonly RightsEvent[]): RightsState =>
  events.reduce<RightsState>(evolveRights, NO_REQUEST);

/** Whether the organ has let its term pass without an answer: silence opens the way upward. */
export const isSilentOn = (state: RightsState, on: CivilDate): boolean =>
  (state.stage === 'accepted' || state.stage === 'proposed') && state.dueOn !== undefined && on > state.dueOn;
