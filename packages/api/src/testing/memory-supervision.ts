import { err, ok } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { SupervisionPort } from '../ports/supervision-port.ts';
import type { IncidentShown, MatterShown } from '../routes/supervision-schemas.ts';
import { type Journal, setIn } from './journal.ts';

/** Matters and leaks in memory. */
export type MemorySupervision = Readonly<{ matters: Map<string, MatterShown>; incidents: Map<string, IncidentShown> }>;

const idOf = (count: number): string => `00000000-0000-7000-8000-${String(count + 701).padStart(12, '0')}`;
const concerns = ({ procuratorate, unit }: MatterShown, { organ }: Actor): boolean => procuratorate === organ || unit === organ;

/** Takes steps without looking at the law; that is tested where it is decided. */
export const memorySupervision = ({ matters, incidents }: MemorySupervision, undo: Journal): SupervisionPort => {
  const matter = (id: string, actor: Actor): MatterShown | undefined => {
    const found = matters.get(id);
    return found !== undefined && concerns(found, actor) ? found : undefined;
  };
  const incident = (id: string, { organ }: Actor): IncidentShown | undefined => {
    const found = incidents.get(id);
    return found?.organ === organ ? found : undefined;
  };
  const rowOf = (id: string, organ: string, state: string) => ({ id, organ, state, openedAt: '2026-11-02T00:00:00.000Z' });
  return {
    open: async (body, { organ: procuratorate }) => {
      const opened: MatterShown = { ...body, matterId: idOf(matters.size), procuratorate, bearer: procuratorate, stage: 'opened' };
      setIn(matters, [opened.matterId, opened], undo);
      return ok(opened);
    },
    list: async ({ limit }, actor) => [...matters.values()].filter((one) => concerns(one, actor)).slice(0, limit).map(({ matterId, bearer, stage }) => rowOf(matterId, bearer, stage)),
    find: async (id, actor) => matter(id, actor),
    take: async (id, { type }, actor) => {
      const found = matter(id, actor);
      if (found === undefined) return err({ code: 'NOTHING_TO_TELL' });
      const taken: MatterShown = { ...found, stage: type === 'Close' ? 'closed' : 'proposed' };
      setIn(matters, [id, taken], undo);
      return ok(taken);
    },
    patterns: async () => ({ findings: [{ rule: 'officerRate', says: 'invented', about: 'invented', measured: 21, bound: 20, inquiryIds: [] }] }),
    statistics: async ({ organ }) => ({
      rows: [{ organ, year: 2026, mustSeal: 2, sealed: 1, unknown: 0, overdue: 1, inTime: 1, coverage: '0.5000', timeliness: '1.0000', decided: 0, refused: 0, refusalShare: '', decidedInTime: '' }],
    }),
    duties: async () => ({ duties: [], escalated: [], counts: { late: 0, lastDay: 0, running: 0 } }),
    paper: async (id, name, actor) => (matter(id, actor) === undefined ? undefined : { fileName: `${name}.pdf`, bytes: Buffer.from('%PDF-1.7 invented') }),
    incidentPaper: async (id, name, actor) => (incident(id, actor) === undefined ? undefined : { fileName: `${name}.pdf`, bytes: Buffer.from('%PDF-1.7 invented') }),
    reportIncident: async ({ knownOn }, { organ }) => {
      const reported: IncidentShown = { incidentId: idOf(incidents.size + 100), organ, state: 'reported', knownOn, persons: [], notified: [], referrals: [] };
      setIn(incidents, [reported.incidentId, reported], undo);
      return ok(reported);
    },
    listIncidents: async ({ limit }, { organ }) => [...incidents.values()].filter((one) => one.organ === organ).slice(0, limit).map(({ incidentId, state }) => rowOf(incidentId, organ, state)),
    findIncident: async (id, actor) => incident(id, actor),
    takeIncident: async (id, _step, actor) => {
      const found = incident(id, actor);
      return found === undefined ? err({ code: 'NOTHING_TO_TELL' }) : ok({ ...found, state: 'contained' });
    },
  };
};
