import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import { hasDueDate } from '@fengcun/statute';
import type { ActorId } from '../../intake/case/case-event.ts';
import { termDue, type TermRule, type TermSettings } from '../deadlines/terms.ts';
import type { ApplicationEvent, ReasonedDecision } from './application-event.ts';
import type { ApplicationStage, ApplicationState, FiledApplication } from './application-state.ts';
import type { PublishedDecision } from './publication.ts';
import {
  type Applicant, type ApplicationKind, applicantsSuffice, type Eligibility, type Material, type MaterialKind,
  requiredMaterials, TRACKS,
} from './track.ts';

type Command<T extends string, F = unknown> = Readonly<{ type: T; on: CivilDate; by: ActorId }> & Readonly<F>;

/** Commands of an application; days and ids are arguments. */
export type ApplicationCommand =
  | Command<'File', {
    applicationId: string; kind: ApplicationKind; recordId: string; organ: string;
    applicants: readonly Applicant[]; byAgent: boolean; materials: readonly Material[];
  }>
  | Command<'CheckMaterials', { reasons: string }>
  | Command<'Supplement', { materials: readonly Material[]; applicants?: readonly Applicant[] }>
  | Command<'RecordInterview', { with: Applicant; recorder: ActorId; record: string }>
  | Command<'Decide', ReasonedDecision & Readonly<{ examinedBy: ActorId; eligibility: Eligibility }>>
  | Command<'Serve'>
  | Command<'Publish', { publication: PublishedDecision }>
  | Command<'Object' | 'Appeal', { grounds: string; postedOn?: CivilDate }>
  | Command<'FormPanel', { members: readonly ActorId[] }>
  | Command<'DecidePanel', ReasonedDecision>
  | Command<'DecideAppeal', ReasonedDecision & Readonly<{ organ: string }>>
  | Command<'Withdraw' | 'Lapse'>;

/** Closed list of reasons why a command does nothing. */
export type ApplicationRefusal = Readonly<{
  code:
    | 'ALREADY_FILED' | 'NOT_FILED' | 'NO_APPLICANT' | 'WRONG_STAGE' | 'DAY_BEFORE_LAST_EVENT' | 'SAME_PERSON'
    | 'REASONS_MISSING' | 'BOTH_MUST_ASK' | 'CONDITIONS_NOT_MET' | 'CONDITION_UNKNOWN' | 'TERM_OVER'
    | 'TERM_RUNNING' | 'NO_REVIEW_ON_THIS_TRACK' | 'NOT_PUBLISHED_ON_THIS_TRACK' | 'ALREADY_PUBLISHED'
    | 'PANEL_SIZE' | 'PANEL_INVOLVED' | 'NOT_ON_PANEL' | 'SAME_ORGAN' | 'INTERVIEW_RECORD_MISSING'
    | 'NOTHING_TO_CONTEST';
}>;

type Decided = Result<readonly ApplicationEvent[], ApplicationRefusal>;
type Of<T extends ApplicationCommand['type']> = Extract<ApplicationCommand, { type: T }>;

const refuse = (code: ApplicationRefusal['code']): Decided => err({ code });

/** LAW: 复查小组 names no size; three or more, odd, none of whom took part. */
const PANEL_MIN = 3;

const ALLOWED: Readonly<Record<Exclude<ApplicationCommand['type'], 'File'>, readonly ApplicationStage[]>> = {
  CheckMaterials: ['filed', 'supplemented'], Supplement: ['supplementing'], RecordInterview: ['accepted'],
  Decide: ['accepted'], Serve: ['decided', 'panelDecided'],
  Publish: ['served', 'objected', 'panelSits', 'panelDecided', 'panelServed', 'appealed', 'appealDecided'],
  Object: ['served'], FormPanel: ['objected'], DecidePanel: ['panelSits'], Appeal: ['panelServed'],
  DecideAppeal: ['appealed'], Withdraw: ['filed', 'supplementing', 'supplemented', 'accepted'],
  Lapse: ['supplementing'],
};

type At = Readonly<{ on: CivilDate; settings: TermSettings }>;

const isOver = (rule: TermRule, from: CivilDate, at: At): boolean => {
  const due = termDue({ rule, from, settings: at.settings });
  return hasDueDate(due) && at.on > due.dueOn;
};

const missingOf = (state: FiledApplication): readonly MaterialKind[] => {
  const has = new Set(state.materials.map(({ kind }) => kind));
  return requiredMaterials(state.kind, state.applicants, state.byAgent).filter((kind) => !has.has(kind));
};

/**
 * 一次性告知: what is missing is told once and whole. What the notice did not name cannot be held against the
 * applicant afterwards.
 */
const checkMaterials = (state: FiledApplication, { on, by, reasons }: Of<'CheckMaterials'>): Decided => {
  const missing = missingOf(state);
  if (state.notice === undefined && missing.length > 0) {
    return ok([{ type: 'SupplementRequested', on, by, missing }]);
  }
  const still = missing.filter((kind) => state.notice?.missing.includes(kind) === true);
  if (still.length === 0) return ok([{ type: 'ApplicationAccepted', on, by }]);
  if (reasons === '') return refuse('REASONS_MISSING');
  return ok([{ type: 'ApplicationNotAccepted', on, by, missing: still, reasons }]);
};

const lacksReasons = ({ reasons, cites, documentNumber }: ReasonedDecision): boolean =>
  reasons === '' || cites.length === 0 || documentNumber === '';

const reasoned = ({ outcome, reasons, cites, documentNumber }: ReasonedDecision): ReasonedDecision =>
  ({ outcome, reasons, cites, documentNumber });

const decideIt = (state: FiledApplication, command: Of<'Decide'>): Decided => {
  const { on, by, examinedBy, eligibility, outcome } = command;
  if (by === examinedBy) return refuse('SAME_PERSON');
  if (lacksReasons(command)) return refuse('REASONS_MISSING');
  if (outcome === 'granted') {
    if (!applicantsSuffice(state.kind, state.applicants)) return refuse('BOTH_MUST_ASK');
    if (eligibility.holds === false) return refuse('CONDITIONS_NOT_MET');
    if (eligibility.holds === 'unknown') return refuse('CONDITION_UNKNOWN');
  }
  return ok([{ type: 'ApplicationDecided', on, by, examinedBy, ...reasoned(command) }]);
};

const CONTEST = {
  Object: ['objection', 'ObjectionFiled'], Appeal: ['appeal', 'AppealFiled'],
} as const;

const contest = (
  state: FiledApplication, command: Of<'Object' | 'Appeal'>, settings: TermSettings,
): Decided => {
  const { type, by, grounds, postedOn } = command;
  if (TRACKS[state.kind].review !== 'panelAndAppeal') return refuse('NO_REVIEW_ON_THIS_TRACK');
  if (state.outcome !== 'refused') return refuse('NOTHING_TO_CONTEST');
  if (grounds === '') return refuse('REASONS_MISSING');
  const [rule, event] = CONTEST[type];
  // What was posted in time is in time, whenever it arrives (刑诉法105第3款).
  if (isOver(rule, state.since, { on: postedOn ?? command.on, settings })) return refuse('TERM_OVER');
  return ok([{ type: event, on: command.on, by, grounds }]);
};

const formPanel = (state: FiledApplication, { on, by, members }: Of<'FormPanel'>): Decided => {
  if (new Set(members).size !== members.length || members.length < PANEL_MIN || members.length % 2 === 0) {
    return refuse('PANEL_SIZE');
  }
  if (members.some((member) => state.involved.includes(member))) return refuse('PANEL_INVOLVED');
  return ok([{ type: 'PanelFormed', on, by, members }]);
};

const decideAbove = (state: FiledApplication, command: Of<'DecidePanel' | 'DecideAppeal'>): Decided => {
  const { on, by } = command;
  if (lacksReasons(command)) return refuse('REASONS_MISSING');
  if (command.type === 'DecidePanel') {
    return state.panel.includes(by) ? ok([{ type: 'PanelDecided', on, by, ...reasoned(command) }])
      : refuse('NOT_ON_PANEL');
  }
  const { organ } = command;
  return organ === state.organ ? refuse('SAME_ORGAN')
    : ok([{ type: 'AppealDecided', on, by, organ, ...reasoned(command) }]);
};

const supplement = (state: FiledApplication, command: Of<'Supplement'>, settings: TermSettings): Decided => {
  const { on, by, materials, applicants = [] } = command;
  return isOver('supplement', state.since, { on, settings }) ? refuse('TERM_OVER')
    : ok([{ type: 'MaterialsSupplemented', on, by, materials, applicants }]);
};

const recordInterview = ({ on, by, recorder, record, with: heard }: Of<'RecordInterview'>): Decided => {
  if (recorder === by) return refuse('SAME_PERSON');
  if (record === '') return refuse('INTERVIEW_RECORD_MISSING');
  return ok([{ type: 'InterviewRecorded', on, by, with: heard, recorder, record }]);
};

const publish = (state: FiledApplication, { on, by, publication }: Of<'Publish'>): Decided => {
  if (!TRACKS[state.kind].publishes) return refuse('NOT_PUBLISHED_ON_THIS_TRACK');
  return state.published ? refuse('ALREADY_PUBLISHED')
    : ok([{ type: 'DecisionPublished', on, by, publication }]);
};

const onFiled = (
  state: FiledApplication, command: Exclude<ApplicationCommand, Of<'File'>>, settings: TermSettings,
): Decided => {
  const { on, by } = command;
  switch (command.type) {
    case 'CheckMaterials': return checkMaterials(state, command);
    case 'Supplement': return supplement(state, command, settings);
    case 'RecordInterview': return recordInterview(command);
    case 'Decide': return decideIt(state, command);
    case 'Serve':
      return ok([{ type: state.stage === 'decided' ? 'DecisionServed' : 'PanelDecisionServed', on, by }]);
    case 'Publish': return publish(state, command);
    case 'Object': case 'Appeal': return contest(state, command, settings);
    case 'FormPanel': return formPanel(state, command);
    case 'DecidePanel': case 'DecideAppeal': return decideAbove(state, command);
    case 'Withdraw': return ok([{ type: 'ApplicationWithdrawn', on, by }]);
    case 'Lapse': return isOver('supplement', state.since, { on, settings })
      ? ok([{ type: 'ApplicationLapsed', on, by }]) : refuse('TERM_RUNNING');
  }
};

/**
 * What a command does to an application. Nothing is granted on an unknown condition, by one person alone, or
 * on the wish of one where the law asks for both. @see 2022 Measures arts 7, 21; proposal pack D
 */
export const decideApplication = (
  command: ApplicationCommand, state: ApplicationState, settings: TermSettings = {},
): Decided => {
  if (command.type === 'File') {
    if (state.stage !== 'none') return refuse('ALREADY_FILED');
    if (command.applicants.length === 0) return refuse('NO_APPLICANT');
    const { type: _type, ...filing } = command;
    return ok([{ type: 'ApplicationFiled', ...filing }]);
  }
  if (state.stage === 'none') return refuse('NOT_FILED');
  if (!ALLOWED[command.type].includes(state.stage)) return refuse('WRONG_STAGE');
  return command.on < state.since ? refuse('DAY_BEFORE_LAST_EVENT') : onFiled(state, command, settings);
};
