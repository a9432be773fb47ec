import type { Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { ProblemCode } from '../problems/problem-table.ts';
import type { SignedPaper } from './rights-port.ts';
import type {
  DutiesShown, IncidentReportBody, IncidentShown, IncidentStepBody, MatterListed, MatterShown, PatternsShown,
  StatisticsShown, SupervisionOpeningBody, SupervisionStepBody,
} from '../routes/supervision-schemas.ts';

/** Which: those that wait for the organ, or those it opened; after an id. */
export type MattersPage = Readonly<{ which: 'waiting' | 'opened'; afterId?: string; limit: number }>;

/** Places in the two lists of terms behind which a page begins; without them at the beginning. */
export type DutiesPage = Readonly<{ ownAfter?: string; toldAfter?: string }>;

/** A page of terms; `nextOwn` and `nextTold`: where the next page of each list begins. */
export type DutiesTold = DutiesShown;

/** What came of a step, or the problem it comes to. */
export type MatterAnswer<T> = Promise<Result<T, Readonly<{ code: ProblemCode }>>>;

/** What the procurator sees and orders, and what units answer. Its transactions are its own. */
export type SupervisionPort = Readonly<{
  open: (opening: SupervisionOpeningBody, actor: Actor) => MatterAnswer<MatterShown>;
  list: (page: MattersPage, actor: Actor) => Promise<readonly MatterListed[]>;
  /** Undefined for an id nobody has, and for one the organ has nothing to do with. */
  find: (matterId: string, actor: Actor) => Promise<MatterShown | undefined>;
  take: (matterId: string, step: SupervisionStepBody, actor: Actor) => MatterAnswer<MatterShown>;
  patterns: (actor: Actor) => Promise<PatternsShown>;
  /** Terms of the actor's own organ in every procedure. */
  duties: (page: DutiesPage, actor: Actor) => Promise<DutiesTold>;
  paper: (matterId: string, name: string, actor: Actor) => Promise<SignedPaper | undefined>;
  incidentPaper: (incidentId: string, name: string, actor: Actor) => Promise<SignedPaper | undefined>;
  statistics: (actor: Actor) => Promise<StatisticsShown>;
  reportIncident: (report: IncidentReportBody, actor: Actor) => MatterAnswer<IncidentShown>;
  listIncidents: (page: MattersPage, actor: Actor) => Promise<readonly MatterListed[]>;
  findIncident: (incidentId: string, actor: Actor) => Promise<IncidentShown | undefined>;
  takeIncident: (incidentId: string, step: IncidentStepBody, actor: Actor) => MatterAnswer<IncidentShown>;
}>;
