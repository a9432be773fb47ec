import { type Actor, personOf, type PrivacyJobShown } from '@fengcun/api';
import type { PrivacyJob } from '@fengcun/privacy';
import type { ProceedingPage } from '@fengcun/store';
import {
  actOfService, applicantDigest, idAt, type ProceedingReader, readProceedings, rowPages,
} from '../proceedings/index.ts';
import {
  INCIDENT_KIND, incidentMachine, SUPERVISION_KIND, supervisionMachine,
} from '../supervision/supervision-machines.ts';
import type { SupervisionActor, SupervisionParts } from '../supervision/supervision-parts.ts';
import type { ServiceAct } from './service-act.ts';

/** LIMIT: as the schema has it. */
const LINKS_MAX = 20;

type Link = PrivacyJobShown['links'][number];

/** What is to be looked through: the rows of the own organ, and what one says of the run. */
type Place = Readonly<{
  kind: Link['kind']; which: Omit<ProceedingPage, 'limit'>;
  isOfRun: (load: ProceedingReader['load'], id: string) => Promise<boolean>;
}>;

const leaks = ({ settings }: SupervisionParts, { organ }: SupervisionActor, jobId: string): Place => ({
  kind: 'incident', which: { proceedingKind: INCIDENT_KIND, organ },
  isOfRun: async (load, id) => {
    const found = await load(incidentMachine(settings), id);
    return found?.events.some((event) =>
      event.type === 'IncidentReported' && event.facts.includes(jobId)) === true;
  },
});

const opened = ({ settings }: SupervisionParts, applicant: Uint8Array, jobId: string): Place => ({
  kind: 'matter', which: { proceedingKind: SUPERVISION_KIND, applicant },
  isOfRun: async (load, id) => {
    const state = (await load(supervisionMachine(settings), id))?.state;
    return state !== undefined && state.stage !== 'none' && state.facts.includes(jobId);
  },
});

/**
 * Nothing is written about hits before they are there, and what is reported of a run has its end in its id:
 * so what was opened since is looked through, to the end. LIMIT: each of those is opened.
 */
const linksIn = (
  parts: SupervisionParts, { act }: SupervisionActor,
  { kind, which, isOfRun, endedAt }: Place & Readonly<{ endedAt: string }>,
): Promise<readonly Link[]> =>
  readProceedings(parts, { side: 'sealed', act }, async ({ list, load }) => {
    const links: Link[] = [];
    for await (const rows of rowPages(list, { ...which, afterId: idAt(Date.parse(endedAt)) })) {
      for (const { proceedingId: id } of rows) {
        if (links.length === LINKS_MAX) return links;
        if (await isOfRun(load, id)) links.push({ kind, id });
      }
    }
    return links;
  });

/**
 * What became of the hits of a comparison in the asker's own organ: a leak at the holder, a matter at the
 * procuratorate that opened it. Found by the id of the job in what was written down; ids alone are told.
 */
export const linksOfJob = async (
  parts: SupervisionParts | undefined, job: PrivacyJob, { actor, service }:
  Readonly<{ actor: Actor; service: ServiceAct }>,
): Promise<readonly Link[]> => {
  const { id: account, organ, roles } = actor;
  if (parts === undefined || job.kind !== 'leakFinding' || job.state !== 'finished') return [];
  const by: SupervisionActor = { account, person: personOf(actor), organ, act: actOfService(service) };
  const { jobId, endedAt } = job;
  if (endedAt === undefined) return [];
  const isHolder = job.parties.some((one) => one.organ === organ && one.part === 'holder');
  if (isHolder) return linksIn(parts, by, { ...leaks(parts, by, jobId), endedAt });
  if (!roles.includes('supervisor')) return [];
  const applicant = await applicantDigest(parts, 'sealed', organ);
  return linksIn(parts, by, { ...opened(parts, applicant, jobId), endedAt });
};
