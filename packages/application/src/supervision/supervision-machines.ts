import { err } from '@fengcun/kernel';
import { hasDueDate } from '@fengcun/statute';
import {
  decideIncident, decideSupervision, evolveIncident, evolveSupervision, type IncidentCommand,
  incidentDeadlines, type IncidentEvent, type IncidentRefusal, type IncidentState, NO_INCIDENT,
  NO_SUPERVISION,
  type OpenMatter, type SupervisionCommand, type SupervisionEvent, type SupervisionRefusal,
  type SupervisionState, termDue, type TermSettings,
} from '@fengcun/registry';
import type { Machine } from '../proceedings/index.ts';

/** Kind of matters of supervision in the rows. */
export const SUPERVISION_KIND = 'supervision';
/** Kind of leaks in the rows. */
export const INCIDENT_KIND = 'incident';

/** None of theirs: answered like an id that nobody has. */
export type MatterUnknown = Readonly<{ code: 'PROCEEDING_UNKNOWN' }>;

/**
 * Whether an organ has to do with a matter: who supervises; and who is looked at or owes the answer, from the
 * day an opinion was served on. Before that nobody under supervision learns that there is one.
 */
export const isMatterOf = (
  { procuratorate, unit, bearer, opinion }: OpenMatter, organ: string,
): boolean => organ === procuratorate || (opinion?.document !== undefined && [unit, bearer].includes(organ));

/** Matters of supervision, on the sealed side; the row stands with whoever owes the next answer. */
export const supervisionMachine = (
  settings: TermSettings, organ?: string,
): Machine<SupervisionState, SupervisionEvent, SupervisionCommand, SupervisionRefusal | MatterUnknown> => ({
  kind: SUPERVISION_KIND, side: 'sealed', initial: NO_SUPERVISION, evolve: evolveSupervision,
  decide: (command, state) => {
    const isTheirs = organ === undefined || state.stage === 'none' || isMatterOf(state, organ);
    return isTheirs ? decideSupervision(command, state, settings) : err({ code: 'PROCEEDING_UNKNOWN' });
  },
  standing: (state) => {
    if (state.stage === 'none') return { state: 'none', organ: 'none' };
    const { stage, bearer, dueOn } = state;
    return { state: stage, organ: bearer, ...(dueOn === undefined ? {} : { dueOn }) };
  },
});

/** The last day of the notice, where it is still owed; the earliest possible day beyond the calendar. */
const noticeDue = (state: IncidentState, settings: TermSettings): Readonly<{ dueOn?: string }> => {
  const [item] = incidentDeadlines('leak', state);
  if (item === undefined) return {};
  const due = termDue({ rule: item.rule, from: item.since, settings });
  return { dueOn: hasDueDate(due) ? due.dueOn : item.since };
};

/** Leaks, on the sealed side; the row stands with the organ where it happened. */
export const incidentMachine = (
  settings: TermSettings, organ?: string,
): Machine<IncidentState, IncidentEvent, IncidentCommand, IncidentRefusal | MatterUnknown> => ({
  kind: INCIDENT_KIND, side: 'sealed', initial: NO_INCIDENT, evolve: evolveIncident,
  decide: (command, state) => {
    const isTheirs = organ === undefined || state.status === 'none' || state.organ === organ;
    return isTheirs ? decideIncident(command, state) : err({ code: 'PROCEEDING_UNKNOWN' });
  },
  standing: (state) => (state.status === 'none'
    ? { state: 'none', organ: 'none' }
    : { state: state.status, organ: state.organ, ...noticeDue(state, settings) }),
});
