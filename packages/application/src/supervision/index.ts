export { supervisedDecisions, supervisedPatterns } from './inquiry-facts.ts';
export {
  findIncident, findMatter, type IncidentStep, type IncidentTaken, type ListedMatter, listIncidents,
  listMatters, type MattersPage, type MatterTaken, openMatter, reportIncident, type SupervisionStep,
  takeIncidentStep, takeMatterStep,
} from './matters.ts';
export {
  INCIDENT_KIND, incidentMachine, SUPERVISION_KIND, supervisionMachine,
} from './supervision-machines.ts';
export { type Duty, type EscalatedDuty, listDuties, listEscalated } from './duties.ts';
export { incidentPapers } from './incident-papers.ts';
export { matterPapers } from './matter-papers.ts';
export { supervisedSeals } from './seal-facts.ts';
export type { SupervisionActor, SupervisionParts } from './supervision-parts.ts';
export { supervisionOver } from './open-supervision.ts';
