import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import type { ActorId } from '../../intake/case/case-event.ts';
import type { DeadlineItem } from '../deadlines/deadline-state.ts';

/** What the procuratorate looks at. @see 2022 Measures art. 22 */
export type SupervisionMatter = 'shouldBeSealed' | 'wronglySealed' | 'disclosure';

/** How a matter arose: on application (art. 21), on an objection, or by its own finding. */
export type SupervisionOrigin = 'application' | 'objection' | 'ownFinding';

type Event<T extends string, F = unknown> = Readonly<{ type: T; on: CivilDate; by: ActorId }> & Readonly<F>;

/** Everything that happens in a matter of supervision; documents are ids in the vault. */
export type SupervisionEvent =
  | Event<'SupervisionOpened', {
    supervisionId: string; recordId: string; matter: SupervisionMatter; origin: SupervisionOrigin;
    unit: string;
  }>
  | Event<'NoErrorFound', { reasons: string }>
  /** 纠正意见, served on the unit. */
  | Event<'OpinionServed', { document: string; documentNumber: string }>
  | Event<'ReasonsGiven', { reasons: string }>
  | Event<'CorrectionReported', { measures: string; result: string }>
  | Event<'OpinionUpheld', { reasons: string; unitAbove: string }>
  | Event<'SupervisionClosed'>;

/** Where a matter stands. */
export type SupervisionStage =
  'opened' | 'noError' | 'opinionServed' | 'reasonsGiven' | 'corrected' | 'upheld' | 'closed';

/** A matter as its events tell. */
export type SupervisionState =
  | Readonly<{ stage: 'none' }>
  | Readonly<{
    stage: SupervisionStage; supervisionId: string; recordId: string; matter: SupervisionMatter;
    origin: SupervisionOrigin; unit: string; since: CivilDate; opinionNumber: string | undefined;
  }>;

/** Before anything happened. */
export const NO_SUPERVISION: SupervisionState = { stage: 'none' };

const STAGE: Readonly<Record<Exclude<SupervisionEvent['type'], 'SupervisionOpened'>, SupervisionStage>> = {
  NoErrorFound: 'noError', OpinionServed: 'opinionServed', ReasonsGiven: 'reasonsGiven',
  CorrectionReported: 'corrected', OpinionUpheld: 'upheld', SupervisionClosed: 'closed',
};

/** Total. */
export const evolveSupervision = (state: SupervisionState, event: SupervisionEvent): SupervisionState => {
  if (event.type === 'SupervisionOpened') {
    const { type: _type, by: _by, on: since, ...matter } = event;
    return state.stage !== 'none' ? state : { stage: 'opened', ...matter, since, opinionNumber: undefined };
  }
  if (state.stage === 'none') return state;
  const opinionNumber = event.type === 'OpinionServed' ? event.documentNumber : state.opinionNumber;
  return { ...state, stage: STAGE[event.type], since: event.on, opinionNumber };
};

/** Why an event is not taken. */
export type SupervisionRefusal = Readonly<{
  code: 'ALREADY_OPENED' | 'NOT_OPENED' | 'WRONG_STAGE' | 'REASONS_MISSING' | 'DAY_BEFORE_LAST_EVENT';
}>;

const FROM: Readonly<Record<keyof typeof STAGE, readonly SupervisionStage[]>> = {
  NoErrorFound: ['opened'], OpinionServed: ['opened'], ReasonsGiven: ['opinionServed'],
  CorrectionReported: ['opinionServed', 'upheld'], OpinionUpheld: ['reasonsGiven'],
  SupervisionClosed: ['noError', 'reasonsGiven', 'corrected'],
};

const textsOf = (event: SupervisionEvent): readonly string[] => {
  switch (event.type) {
    case 'NoErrorFound': case 'ReasonsGiven': return [event.reasons];
    case 'OpinionServed': return [event.document, event.documentNumber];
    case 'CorrectionReported': return [event.measures, event.result];
    case 'OpinionUpheld': return [event.reasons, event.unitAbove];
    default: return [];
  }
};

/**
 * Whether an event may follow. 「认为无错误的，说明理由；确有错误的，纠正并反馈措施和结果」: neither answer counts
 * without its reasons or its measures and result. @see 2022 Measures art. 22
 */
export const decideSupervision = (
  event: SupervisionEvent, state: SupervisionState,
): Result<readonly SupervisionEvent[], SupervisionRefusal> => {
  if (event.type === 'SupervisionOpened') {
    return state.stage === 'none' ? ok([event]) : err({ code: 'ALREADY_OPENED' });
  }
  if (state.stage === 'none') return err({ code: 'NOT_OPENED' });
  if (!FROM[event.type].includes(state.stage)) return err({ code: 'WRONG_STAGE' });
  if (event.on < state.since) return err({ code: 'DAY_BEFORE_LAST_EVENT' });
  return textsOf(event).includes('') ? err({ code: 'REASONS_MISSING' }) : ok([event]);
};

/** What a reported correction asks of the platform, with the opinion's number; nothing while it is open. */
export const correctionOf = (state: SupervisionState): Readonly<{
  recordId: string; order: 'corrective' | 'wrongSeal'; opinionNumber: string;
}> | undefined => {
  if (state.stage !== 'corrected' || state.opinionNumber === undefined) return undefined;
  if (state.matter === 'disclosure') return undefined;
  const order = state.matter === 'wronglySealed' ? 'wrongSeal' : 'corrective';
  return { recordId: state.recordId, order, opinionNumber: state.opinionNumber };
};

/** The unit's term to answer an opinion: 及时, ten days by default. @see 2022 Measures art. 22(2) */
export const supervisionDeadlines = (state: SupervisionState): readonly DeadlineItem[] =>
  (state.stage === 'opinionServed' || state.stage === 'upheld' ? [{
    id: `${state.supervisionId}/correctiveReply`, bearer: state.unit, rule: 'correctiveReply',
    since: state.since,
  }] : []);
