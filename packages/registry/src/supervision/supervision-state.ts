import { assertNever, type CivilDate } from '@fengcun/kernel';
import type { InquiryParty } from '../inquiry/inquiry-event.ts';
import type { DeadlineItem } from '../sealing/deadlines/deadline-state.ts';
import type { OpinionKind, SupervisionEvent, SupervisionOpening } from './supervision-event.ts';

/** Where a matter stands. */
export type SupervisionStage =
  | 'opened' | 'proposed' | 'opinionServed' | 'reasonsGiven' | 'correctionReported' | 'upheld' | 'escalated'
  | 'closed';

/** An opinion: proposed by one procurator, served by another. */
export type Opinion = Readonly<{ kind: OpinionKind; text: string; by: InquiryParty; document?: string }>;

/** A matter as its events tell. `bearer`: who owes the next answer. */
export type OpenMatter = SupervisionOpening & Readonly<{
  stage: SupervisionStage; since: CivilDate; bearer: string; opinion?: Opinion; dueOn?: CivilDate;
  result?: 'corrected' | 'reasonsAccepted' | 'noError';
}>;

/** No matter yet, or one that was opened. */
export type SupervisionState = Readonly<{ stage: 'none' }> | OpenMatter;

/** Before anything happened. */
export const NO_SUPERVISION: SupervisionState = { stage: 'none' };

const withoutDue = ({ dueOn: _past, ...state }: OpenMatter): OpenMatter => state;
const withoutOpinion = ({ opinion: _gone, ...state }: OpenMatter): OpenMatter => state;

type Later = Exclude<SupervisionEvent, { type: 'SupervisionOpened' }>;

const after = (state: OpenMatter, event: Later): OpenMatter => {
  const now = { ...state, since: event.on };
  switch (event.type) {
    case 'NoErrorFound': return { ...now, stage: 'closed', result: 'noError' };
    case 'OpinionProposed': {
      const { kind, text, by } = event;
      return { ...now, stage: 'proposed', opinion: { kind, text, by } };
    }
    case 'OpinionSentBack': return withoutOpinion({ ...now, stage: 'opened' });
    case 'OpinionServed': {
      const { kind, text, by, document, dueOn } = event;
      const opinion = { kind, text, by, document };
      return { ...now, stage: 'opinionServed', bearer: state.unit, dueOn, opinion };
    }
    case 'ReasonsGiven': return withoutDue({ ...now, stage: 'reasonsGiven', bearer: state.procuratorate });
    case 'CorrectionReported':
      return withoutDue({ ...now, stage: 'correctionReported', bearer: state.procuratorate });
    case 'OpinionUpheld': return { ...now, stage: 'upheld' };
    case 'MatterEscalated':
      return { ...now, stage: 'escalated', bearer: event.unitAbove, dueOn: event.dueOn };
    case 'SupervisionClosed': return withoutDue({ ...now, stage: 'closed', result: event.result });
    default: return assertNever(event);
  }
};

/** Total: a recorded fact is never refused. */
export const evolveSupervision = (state: SupervisionState, event: SupervisionEvent): SupervisionState => {
  if (event.type !== 'SupervisionOpened') return state.stage === 'none' ? state : after(state, event);
  const { opening, on: since } = event;
  return { ...opening, stage: 'opened', since, bearer: opening.procuratorate };
};

/** The state after events. */
export const foldSupervision = (events: readonly SupervisionEvent[]): SupervisionState =>
  events.reduce<SupervisionState>(evolveSupervision, NO_SUPERVISION);

/** Whether the one who owes an answer has let the term pass. */
export const isReplyOverdue = (state: SupervisionState, on: CivilDate): boolean =>
  (state.stage === 'opinionServed' || state.stage === 'escalated') && state.dueOn !== undefined
  && on > state.dueOn;

/** What a reported correction asks of the platform: a record that must be sealed, or must not be. */
export const correctionOf = (state: SupervisionState): Readonly<{
  recordIds: readonly string[]; order: 'corrective' | 'wrongSeal'; opinionNumber: string;
}> | undefined => {
  if (state.stage === 'none' || state.result !== 'corrected') return undefined;
  const { matter, about: recordIds, opinion } = state;
  if (opinion?.document === undefined) return undefined;
  if (matter === 'wronglySealed') return { recordIds, order: 'wrongSeal', opinionNumber: opinion.document };
  const isCorrective = matter === 'shouldBeSealed' || matter === 'overdueSeal';
  return isCorrective ? { recordIds, order: 'corrective', opinionNumber: opinion.document } : undefined;
};

/** The term that runs, as the overdue lists take it: the rule of the opinion, from the day it was served. */
export const supervisionDeadlines = (id: string, state: SupervisionState): readonly DeadlineItem[] => {
  if (state.stage !== 'opinionServed' && state.stage !== 'escalated') return [];
  const rule = state.opinion?.kind === 'procuratorialProposal' ? 'proposalReply' : 'correctiveReply';
  return [{ id: `${id}/${rule}`, bearer: state.bearer, rule, since: state.since }];
};
