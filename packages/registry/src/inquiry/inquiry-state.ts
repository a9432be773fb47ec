import { assertNever, type CivilDate } from '@fengcun/kernel';
import type { Pause } from '@fengcun/statute';
import type { MissingItem } from './check-intake.ts';
import type { RelevanceAnswer } from './disclosure.ts';
import type { GrantedLimit } from './grant-limits.ts';
import { type InquiryApplication, type InquiryRegister, supplemented } from './inquiry-application.ts';
import type { InquiryEvent, InquiryParty } from './inquiry-event.ts';
import type { InquiryReadings } from './inquiry-rules.ts';
import { type LookWithheld, withheldFrom, WITHHOLDING_GROUNDS } from './withholding-terms.ts';

/** Where an application stands. */
export type InquiryStage =
  | 'applied' | 'supplementing' | 'supplemented' | 'accepted' | 'verifying' | 'proposed' | 'granted'
  | 'undertaken' | 'prepared' | 'disclosed' | 'refused' | 'notAccepted' | 'referred' | 'expired'
  | 'withdrawn';

/** Stages after which nothing is decided or shown any more. */
export const ENDED_STAGES: readonly InquiryStage[] =
  ['disclosed', 'refused', 'notAccepted', 'referred', 'expired', 'withdrawn'];

/** What was proposed and waits for another person. */
export type InquiryProposal = Omit<Extract<InquiryEvent, { type: 'DecisionProposed' }>, 'type'>;

/** An application as its events tell. */
export type FiledInquiry = Readonly<{
  stage: InquiryStage;
  since: CivilDate;
  application: InquiryApplication;
  register: InquiryRegister;
  applicant: InquiryParty;
  /** Everybody of the organ who examined, so that none of them decides alone. */
  examiners: readonly InquiryParty[];
  told?: readonly MissingItem[];
  acceptedOn?: CivilDate;
  dueOn?: CivilDate;
  pauses: readonly Pause[];
  proposal?: InquiryProposal;
  readings: InquiryReadings;
  /** By which the grant was narrowed; none where nothing says so. */
  limits: readonly GrantedLimit[];
  validUntil?: CivilDate;
  prepared?: Readonly<{ digest: string; answers: readonly RelevanceAnswer[] }>;
  recheckOn?: CivilDate;
  /** What keeps the look from the person for a time; absent where nothing does. */
  withheld?: LookWithheld;
}>;

/** No application yet, or one that was filed. */
export type InquiryState = Readonly<{ stage: 'none' }> | FiledInquiry;

/** The state before the first event. */
export const NO_INQUIRY: InquiryState = { stage: 'none' };

const at = (state: FiledInquiry, stage: InquiryStage, event: InquiryEvent): FiledInquiry =>
  ({ ...state, stage, since: event.on });

const examined = (state: FiledInquiry, stage: InquiryStage, event: InquiryEvent): FiledInquiry =>
  ({ ...at(state, stage, event), examiners: [...state.examiners, event.by] });

const resumed = ({ pauses }: FiledInquiry, on: CivilDate): readonly Pause[] =>
  pauses.map((pause) => (pause.until === undefined ? { ...pause, until: on } : pause));

const withoutProposal = ({ proposal: _gone, ...state }: FiledInquiry): FiledInquiry => state;

const withoutWithholding = ({ withheld: _shown, ...state }: FiledInquiry): FiledInquiry => state;

type Later = Exclude<InquiryEvent, { type: 'InquiryApplied' }>;

const after = (state: FiledInquiry, event: Later): FiledInquiry => {
  switch (event.type) {
    case 'SupplementRequested': return { ...examined(state, 'supplementing', event), told: event.missing };
    case 'InquirySupplemented': return {
      ...at(state, 'supplemented', event), application: supplemented(state.application, event.supplement),
    };
    case 'InquiryAccepted':
      return { ...examined(state, 'accepted', event), acceptedOn: event.on, dueOn: event.dueOn };
    case 'InquiryNotAccepted': return examined(state, 'notAccepted', event);
    case 'InquiryReferred': return examined(state, 'referred', event);
    case 'VerificationBegun': return {
      ...examined(state, 'verifying', event),
      pauses: [...state.pauses, { ground: 'verification', from: event.on }],
    };
    case 'VerificationEnded': return {
      ...examined(state, 'accepted', event), pauses: resumed(state, event.on), dueOn: event.dueOn,
    };
    case 'DecisionProposed': {
      const { type: _type, ...proposal } = event;
      return { ...examined(state, 'proposed', event), proposal };
    }
    case 'ProposalSentBack': return withoutProposal(at(state, 'accepted', event));
    case 'InquiryGranted': return {
      ...withoutProposal(examined(state, 'granted', event)), readings: event.readings,
      validUntil: event.validUntil, limits: event.limits ?? [],
    };
    case 'InquiryRefused': return withoutProposal(examined(state, 'refused', event));
    case 'UndertakingSigned': return at(state, 'undertaken', event);
    case 'DisclosurePrepared': return {
      ...examined(state, 'prepared', event), prepared: { digest: event.digest, answers: event.answers },
    };
    case 'InquiryDisclosed': return {
      ...at(state, 'disclosed', event),
      ...(event.recheckOn === undefined ? {} : { recheckOn: event.recheckOn }),
    };
    case 'InquiryExpired': return at(state, 'expired', event);
    case 'WithholdingProlonged': return {
      ...state, withheld: { cite: WITHHOLDING_GROUNDS[event.ground], until: event.until, isProlonged: true },
    };
    case 'WithholdingEnded': return withoutWithholding(state);
    case 'InquiryWithdrawn': return at(state, 'withdrawn', event);
    default: return assertNever(event);
  }
};

/** The state after an event; an event before the first application is a bug and changes nothing. */
export const evolveInquiry = (state: InquiryState, event: InquiryEvent): InquiryState => {
  if (event.type === 'InquiryApplied') {
    const withheld = withheldFrom(event.application, event.on);
    return {
      stage: 'applied', since: event.on, application: event.application, register: event.register,
      applicant: event.by, examiners: [], pauses: [], readings: {}, limits: [],
      ...(withheld === undefined ? {} : { withheld }),
    };
  }
  return state.stage === 'none' ? state : after(state, event);
};

/** The state after events. */
export const foldInquiry = (events: readonly InquiryEvent[]): InquiryState =>
  events.reduce<InquiryState>(evolveInquiry, NO_INQUIRY);
