import { type Actor, personOf, type PrivacyJobShown } from '@fengcun/api';
import type { PrivacyJob } from '@fengcun/privacy';
import { actOfService, applicantDigest } from '../proceedings/index.ts';
import { findIncident, findMatter, listIncidents, listMatters } from '../supervision/matters.ts';
import type { SupervisionActor, SupervisionParts } from '../supervision/supervision-parts.ts';
import type { ServiceAct } from './service-act.ts';

/** LIMIT: matters and leaks of the own organ that are looked through for what came of a run. */
const LOOKED_THROUGH = 100;
/** LIMIT: as the schema has it. */
const LINKS_MAX = 20;

type Link = PrivacyJobShown['links'][number];

const incidentsOf = async (
  parts: SupervisionParts, by: SupervisionActor, jobId: string,
): Promise<readonly Link[]> => {
  const links: Link[] = [];
  for (const { id } of await listIncidents(parts, by, { limit: LOOKED_THROUGH })) {
    const found = await findIncident(parts, by, id);
    const isOfRun = found?.events.some((event) =>
      event.type === 'IncidentReported' && event.facts.includes(jobId)) === true;
    if (isOfRun) links.push({ kind: 'incident', id });
  }
  return links;
};

const mattersOf = async (
  parts: SupervisionParts, by: SupervisionActor, jobId: string,
): Promise<readonly Link[]> => {
  const openedBy = await applicantDigest(parts, 'sealed', by.organ);
  const links: Link[] = [];
  for (const { id } of await listMatters(parts, by, { limit: LOOKED_THROUGH, openedBy })) {
    const state = (await findMatter(parts, by, id))?.state;
    const isOfRun = state !== undefined && state.stage !== 'none' && state.facts.includes(jobId);
    if (isOfRun) links.push({ kind: 'matter', id });
  }
  return links;
};

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
  const isHolder = job.parties.some((one) => one.organ === organ && one.part === 'holder');
  const links = isHolder ? await incidentsOf(parts, by, job.jobId)
    : roles.includes('supervisor') ? await mattersOf(parts, by, job.jobId) : [];
  return links.slice(0, LINKS_MAX);
};
