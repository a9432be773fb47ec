import type { CivilDate } from '@fengcun/kernel';
import type { DeadlineItem } from '../deadlines/deadline-state.ts';
import type { TermRule } from '../deadlines/terms.ts';
import type { SealGround } from '../grounds.ts';
import type { ApplicationStage, ApplicationState, FiledApplication } from './application-state.ts';
import { TRACKS } from './track.ts';

/** What an application leads to now: an order to seal on a ground, an exemption, or nothing. */
export type ApplicationResult =
  | Readonly<{ leadsTo: 'seal'; recordId: string; ground: SealGround }>
  | Readonly<{ leadsTo: 'exemption'; recordId: string }>
  | Readonly<{ leadsTo: 'nothing' }>;

const IN_EFFECT: ReadonlySet<ApplicationStage> =
  new Set(['decided', 'served', 'panelDecided', 'panelServed', 'appealDecided']);

/**
 * What follows from the outcome that stands. While an objection or an appeal is open nothing new follows:
 * only a refusal can be contested, so no seal waits for it.
 */
export const applicationResult = (state: ApplicationState): ApplicationResult => {
  if (state.stage === 'none' || state.outcome !== 'granted' || !IN_EFFECT.has(state.stage)) {
    return { leadsTo: 'nothing' };
  }
  const { ground } = TRACKS[state.kind];
  return ground === undefined ? { leadsTo: 'exemption', recordId: state.recordId }
    : { leadsTo: 'seal', recordId: state.recordId, ground };
};

const pausesOf = ({ notice }: FiledApplication): Pick<DeadlineItem, 'pauses'> => {
  if (notice === undefined) return {};
  const until = notice.answeredOn === undefined ? {} : { until: notice.answeredOn };
  return { pauses: [{ ground: 'supplement', from: notice.on, ...until }] };
};

type Owed = Readonly<{ rule: TermRule; since: CivilDate; bearer: string }>;

const owedBy = (state: FiledApplication): readonly Owed[] => {
  const { stage, since, organ, kind, filedOn, acceptedOn, contestedOn } = state;
  const { decisionRule, status } = TRACKS[kind];
  const decidesFrom = status === 'proposal' ? acceptedOn ?? filedOn : filedOn;
  const decision: Owed = { rule: decisionRule, since: decidesFrom, bearer: organ };
  switch (stage) {
    case 'filed': case 'supplemented':
      return status === 'proposal' ? [{ rule: 'completenessCheck', since, bearer: organ }] : [decision];
    case 'supplementing': return [{ rule: 'supplement', since, bearer: 'applicant' }];
    case 'accepted': return [decision];
    case 'objected': case 'panelSits':
      return [{ rule: 'panelOpinion', since: contestedOn ?? since, bearer: organ }];
    case 'appealed': return [{ rule: 'appealDecision', since, bearer: 'organAbove' }];
    default: return [];
  }
};

/** Duties with a term that run now; `bearer` is the organ, `applicant` or `organAbove`. */
export const applicationDeadlines = (state: ApplicationState): readonly DeadlineItem[] =>
  (state.stage === 'none' ? [] : owedBy(state).map(({ rule, since, bearer }) => ({
    id: `${state.applicationId}/${rule}`, bearer, rule, since, ...pausesOf(state),
  })));
