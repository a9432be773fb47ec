import { err } from '@fengcun/kernel';
import {
  decideIncident, decideSupervision, evolveIncident, evolveSupervision, type IncidentCommand,
  type IncidentEvent, type IncidentRefusal, type IncidentState, NO_INCIDENT, NO_SUPERVISION,
  type OpenMatter, type SupervisionCommand, type SupervisionEvent, type SupervisionRefusal,
  type SupervisionState, type TermSettings,
} from '@fengcun/registry';
import type { Machine } from '../proceedings/index.ts';

/** Kind of matters of supervision in the rows. */
export const SUPERVISION_KIND = 'supervision';
/** Kind of leaks in the rows. */
export const INCIDENT_KIND = 'incident';

/** None of theirs: answered like an id that nobody has. */
export type MatterUnknown = Readonly<{ code: 'PROCEEDING_UNKNOWN' }>;

/** Whether an organ has to do with a matter: who supervises, who is looked at, who owes the answer. */
export const isMatterOf = ({ procuratorate, unit, bearer }: OpenMatter, organ: string): boolean =>
  [procuratorate, unit, bearer].includes(organ);

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

/** Leaks, on the sealed side; the row stands with the organ where it happened. */
export const incidentMachine = (
  organ?: string,
): Machine<IncidentState, IncidentEvent, IncidentCommand, IncidentRefusal | MatterUnknown> => ({
  kind: INCIDENT_KIND, side: 'sealed', initial: NO_INCIDENT, evolve: evolveIncident,
  decide: (command, state) => {
    const isTheirs = organ === undefined || state.status === 'none' || state.organ === organ;
    return isTheirs ? decideIncident(command, state) : err({ code: 'PROCEEDING_UNKNOWN' });
  },
  standing: (state) => (state.status === 'none'
    ? { state: 'none', organ: 'none' } : { state: state.status, organ: state.organ }),
});
