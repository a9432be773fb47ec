import type { CivilDate } from '@fengcun/kernel';
import type { ActorId } from '../../intake/case/case-event.ts';
import type { ApplicationEvent } from './application-event.ts';
import type { ApplicationOutcome } from './application-outcome.ts';
import type { Applicant, ApplicationKind, Material, MaterialKind } from './track.ts';

/** Where an application stands; from `withdrawn` on nothing leads further. */
export type ApplicationStage =
  | 'filed' | 'supplementing' | 'supplemented' | 'accepted' | 'decided' | 'served' | 'objected' | 'panelSits'
  | 'panelDecided' | 'panelServed' | 'appealed' | 'appealDecided' | 'notAccepted' | 'withdrawn' | 'lapsed';

/** An application as its events tell; `none` before it was filed. */
export type ApplicationState = Readonly<{ stage: 'none' }> | FiledApplication;

/** An application that was filed. */
export type FiledApplication = Readonly<{
  stage: ApplicationStage;
  applicationId: string;
  kind: ApplicationKind;
  recordId: string;
  organ: string;
  applicants: readonly Applicant[];
  byAgent: boolean;
  materials: readonly Material[];
  filedOn: CivilDate;
  /** Day of the event that made the present stage. */
  since: CivilDate;
  /** The one-time notice, once given. */
  notice: Readonly<{ on: CivilDate; missing: readonly MaterialKind[]; answeredOn?: CivilDate }> | undefined;
  acceptedOn: CivilDate | undefined;
  /** Day of the objection or appeal that is open. */
  contestedOn: CivilDate | undefined;
  interviews: number;
  /** The outcome that stands now: of the organ, the panel or the organ above. */
  outcome: ApplicationOutcome | undefined;
  /** Whoever took part so far, and may not sit on the panel. */
  involved: readonly ActorId[];
  panel: readonly ActorId[];
  published: boolean;
}>;

/** Before anything happened. */
export const NO_APPLICATION: ApplicationState = { stage: 'none' };

const filed = (event: Extract<ApplicationEvent, { type: 'ApplicationFiled' }>): FiledApplication => {
  const { applicationId, kind, recordId, organ, applicants, byAgent, materials, on } = event;
  return {
    stage: 'filed', applicationId, kind, recordId, organ, applicants, byAgent, materials, filedOn: on,
    since: on, notice: undefined, acceptedOn: undefined, contestedOn: undefined, interviews: 0,
    outcome: undefined, involved: [], panel: [],
    published: false,
  };
};

const STAGE_AFTER: Readonly<Partial<Record<ApplicationEvent['type'], ApplicationStage>>> = {
  SupplementRequested: 'supplementing', MaterialsSupplemented: 'supplemented',
  ApplicationAccepted: 'accepted',
  ApplicationNotAccepted: 'notAccepted', ApplicationDecided: 'decided', DecisionServed: 'served',
  ObjectionFiled: 'objected', PanelFormed: 'panelSits', PanelDecided: 'panelDecided',
  PanelDecisionServed: 'panelServed', AppealFiled: 'appealed', AppealDecided: 'appealDecided',
  ApplicationWithdrawn: 'withdrawn', ApplicationLapsed: 'lapsed',
};

const changes = (state: FiledApplication, event: ApplicationEvent): Partial<FiledApplication> => {
  switch (event.type) {
    case 'SupplementRequested': return { notice: { on: event.on, missing: event.missing } };
    case 'MaterialsSupplemented': return {
      materials: [...state.materials, ...event.materials],
      applicants: [...new Set([...state.applicants, ...event.applicants])],
      notice: state.notice === undefined ? undefined : { ...state.notice, answeredOn: event.on },
    };
    case 'ApplicationAccepted': return { acceptedOn: event.on };
    case 'InterviewRecorded': return {
      interviews: state.interviews + 1, involved: [...state.involved, event.by, event.recorder],
    };
    case 'ApplicationDecided': return {
      outcome: event.outcome, involved: [...state.involved, event.by, event.examinedBy],
    };
    case 'ObjectionFiled': case 'AppealFiled': return { contestedOn: event.on };
    case 'PanelFormed': return { panel: event.members };
    case 'PanelDecided': case 'AppealDecided': return { outcome: event.outcome };
    case 'DecisionPublished': return { published: true };
    default: return {};
  }
};

/** Total; an event before the filing or after the end changes nothing. */
export const evolveApplication = (state: ApplicationState, event: ApplicationEvent): ApplicationState => {
  if (state.stage === 'none') return event.type === 'ApplicationFiled' ? filed(event) : state;
  const stage = STAGE_AFTER[event.type];
  return { ...state, ...changes(state, event), ...(stage === undefined ? {} : { stage, since: event.on }) };
};

/** The state after these events, from nothing. */
export const foldApplication = (events: Iterable<ApplicationEvent>): ApplicationState => {
  let state: ApplicationState = NO_APPLICATION;
  for (const event of events) state = evolveApplication(state, event);
  return state;
};
