import {
  type Actor, type IncidentShown, type IncidentStepBody, type MatterShown, type MattersPage, personOf,
  type ProblemCode,
  type SupervisionPort, type SupervisionStepBody,
} from '@fengcun/api';
import { err, Fault, ok, parseCivilDate, present, type Result } from '@fengcun/kernel';
import {
  correctionOf, type IncidentEvent, type IncidentState, isReplyOverdue, NOTED_RULES, PATTERN_RULES,
  type SupervisionEvent, type SupervisionState, superviseStatistics,
} from '@fengcun/registry';
import { actOfService, applicantDigest, listedPapers, paperNamed } from '../proceedings/index.ts';
import type { SealsParts } from '../seals/seals-parts.ts';
import { supervisedDecisions, supervisedPatterns } from '../supervision/inquiry-facts.ts';
import {
  findIncident, findMatter, type IncidentStep, listIncidents, type ListedMatter,
  listMatters, openMatter, reportIncident,
  type SupervisionStep, takeIncidentStep, takeMatterStep,
} from '../supervision/matters.ts';
import { dutiesPage } from './duties-page.ts';
import { incidentPapers } from '../supervision/incident-papers.ts';
import { matterPapers } from '../supervision/matter-papers.ts';
import { supervisedSeals } from '../supervision/seal-facts.ts';
import type { SupervisionActor, SupervisionParts } from '../supervision/supervision-parts.ts';
import { sealActor } from './seals-port.ts';
import type { ServiceAct } from './service-act.ts';

/** What supervision stands on in a service; without seals their coverage is not counted. */
export type SupervisionDesk = SupervisionParts & Readonly<{ seals?: SealsParts }>;

const partsOf = (parts: SupervisionDesk | undefined): SupervisionDesk => {
  if (parts !== undefined) return parts;
  const text = 'This service supervises nothing; configure its organs.';
  throw new Fault('SUPERVISION_NOT_CONFIGURED', text, { retryable: true });
};

const actorOf = (actor: Actor, service: ServiceAct): SupervisionActor =>
  ({ account: actor.id, person: personOf(actor), organ: actor.organ, act: actOfService(service) });

const problemOf = (code: string): ProblemCode => {
  switch (code) {
    case 'PROCEEDING_UNKNOWN': case 'NOT_OPENED': case 'NOT_REPORTED': return 'NOTHING_TO_TELL';
    case 'NOT_THE_PROCURATORATE': case 'NOT_THE_UNIT': return 'NOTHING_TO_TELL';
    case 'FOUR_EYES': return code;
    case 'REASONS_MISSING': return 'STEP_INCOMPLETE';
    case 'PROCEEDING_BUSY': return 'UNAVAILABLE';
    case 'PROCEEDING_CHANGED': return 'VERSION_CHANGED';
    default: return 'STANDS_OTHERWISE';
  }
};

const refused = <T>(code: string): Result<T, Readonly<{ code: ProblemCode }>> =>
  err({ code: problemOf(code) });

type ToldMatter = Readonly<{ state: SupervisionState; events: readonly SupervisionEvent[] }>;

/** What a correction asks to be ordered: a person orders it, with the number of the opinion. */
const correctionShown = (state: SupervisionState): Pick<MatterShown, 'correction'> => {
  const correction = correctionOf(state);
  return correction === undefined ? {} : { correction };
};

const matterShown = (
  matterId: string, { state, events }: ToldMatter, parts: SupervisionDesk,
): MatterShown => {
  const open = present(state.stage === 'none' ? undefined : state, 'a matter that was opened');
  const { matter, origin, procuratorate, unit, bearer, stage, about, facts, dueOn, result, opinion } = open;
  const document = opinion?.document;
  return {
    matterId, matter, origin, procuratorate, unit, bearer, stage, about, facts,
    // Told while a procurator has to decide on it, and then to nobody but the procuratorate.
    ...(stage === 'proposed' ? { version: events.length } : {}),
    ...(dueOn === undefined ? {} : { dueOn }), ...(result === undefined ? {} : { result }),
    ...(opinion === undefined ? {} : {
      opinion: { kind: opinion.kind, text: opinion.text, ...(document === undefined ? {} : { document }) },
    }),
    ...(isReplyOverdue(open, parts.today()) ? { isOverdue: 'yes' as const } : {}),
    papers: listedPapers(matterPapers(events, parts.names)), ...correctionShown(open),
  };
};

type ToldIncident = Readonly<{ state: IncidentState; events: readonly IncidentEvent[] }>;

/** What happened and what was done about it, as it was told last. */
const toldOfLeak = (events: readonly IncidentEvent[]): Partial<IncidentShown> => {
  const facts = events.flatMap((event) => (event.type === 'IncidentReported' ? [event.facts] : [])).at(0);
  const assessed = events.findLast((event) => event.type === 'IncidentAssessed');
  const last = events.at(-1);
  return {
    measures: events
      .flatMap((event) => (event.type === 'IncidentContained' ? [event.measures] : [])).slice(-100),
    ...(facts === undefined ? {} : { facts }),
    ...(assessed === undefined ? {} : {
      assessment: { content: assessed.content, cause: assessed.cause, harm: assessed.harm },
    }),
    ...(last?.type === 'SparingSentBack' ? { sentBack: last.reasons } : {}),
  };
};

const incidentShown = (
  incidentId: string, { state, events }: ToldIncident, parts: SupervisionDesk,
): IncidentShown => {
  const known = present(state.status === 'none' ? undefined : state, 'a leak that was reported');
  const { organ, status, knownOn, persons, notified, referrals, isSpared, sparing } = known;
  return {
    incidentId, organ, state: status, knownOn, persons, notified, referrals,
    ...(sparing === undefined ? {} : { version: events.length }),
    ...(isSpared ? { isSpared: 'yes' as const } : {}),
    ...(sparing === undefined ? {} : { sparingProposed: sparing.reasons }),
    papers: listedPapers(incidentPapers(events, parts.names)), ...toldOfLeak(events),
  };
};

const listed = (rows: readonly ListedMatter[]) =>
  rows.map(({ dueOn, ...row }) => ({ ...row, ...(dueOn === null ? {} : { dueOn }) }));

const stepOf = (step: SupervisionStepBody): SupervisionStep => {
  if (step.type !== 'DecideOpinion') return step;
  const { version: _seen, ...told } = step;
  return { ...told, agrees: step.agrees === 'yes' };
};

const incidentStepOf = (step: IncidentStepBody): IncidentStep => {
  if (step.type !== 'DecideSparing') return step;
  const { version: _seen, ...told } = step;
  return { ...told, agrees: step.agrees === 'yes' };
};

/** What whoever decides has seen of it. */
const seenBy = (body: SupervisionStepBody | IncidentStepBody): number | undefined =>
  ('version' in body ? body.version : undefined);

const pageFor = async (parts: SupervisionDesk, actor: Actor, { which, ...page }: MattersPage) => ({
  ...page,
  ...(which === 'opened' ? { openedBy: await applicantDigest(parts, 'sealed', actor.organ) } : {}),
});

const SHARE_DIGITS = 4;
const shareText = (share: number | null): string => (share === null ? '' : share.toFixed(SHARE_DIGITS));

type Given = Readonly<{ given: SupervisionDesk | undefined; service: () => ServiceAct }>;

const matters = ({ given, service }: Given): Pick<SupervisionPort, 'open' | 'list' | 'find' | 'take'> => ({
  open: async (body, actor) => {
    const parts = partsOf(given);
    const opening = { ...body, procuratorate: actor.organ };
    const opened = await openMatter(parts, actorOf(actor, service()), opening);
    if (!opened.ok) return refused(opened.error.code);
    return ok(matterShown(opened.value.proceedingId, opened.value, parts));
  },
  list: async (page, actor) => {
    const parts = partsOf(given);
    return listed(await listMatters(parts, actorOf(actor, service()), await pageFor(parts, actor, page)));
  },
  find: async (matterId, actor) => {
    const parts = partsOf(given);
    const found = await findMatter(parts, actorOf(actor, service()), matterId);
    return found === undefined ? undefined : matterShown(matterId, found, parts);
  },
  take: async (matterId, body, actor) => {
    const parts = partsOf(given);
    const at = { matterId, step: stepOf(body), seen: seenBy(body) };
    const taken = await takeMatterStep(parts, actorOf(actor, service()), at);
    return taken.ok ? ok(matterShown(matterId, taken.value, parts)) : refused(taken.error.code);
  },
});

const SAYS = { ...PATTERN_RULES, ...NOTED_RULES };

const reports = ({ given, service }: Given): Pick<SupervisionPort, 'patterns' | 'statistics'> => ({
  patterns: async (actor) => {
    const found = await supervisedPatterns(partsOf(given), actorOf(actor, service()));
    return {
      findings: found.map((one) =>
        ({ ...one, measured: Math.ceil(one.measured), says: SAYS[one.rule] })),
    };
  },
  statistics: async (actor) => {
    const parts = partsOf(given);
    const isSupervised = (organ: string): boolean => parts.supervisorOf(organ) === actor.organ;
    const seals = parts.seals === undefined ? []
      : await supervisedSeals(parts.seals, sealActor(service()), isSupervised);
    const decisions = await supervisedDecisions(parts, actorOf(actor, service()));
    const rows = superviseStatistics(seals, decisions, parts.today());
    return {
      rows: rows.map((row) => ({
        ...row, coverage: shareText(row.coverage), timeliness: shareText(row.timeliness),
        refusalShare: shareText(row.refusalShare), decidedInTime: shareText(row.decidedInTime),
      })),
    };
  },
});

type Incidents = Pick<SupervisionPort, 'reportIncident' | 'listIncidents' | 'findIncident' | 'takeIncident'>;

const incidents = ({ given, service }: Given): Incidents => ({
  reportIncident: async ({ facts, knownOn: told }, actor) => {
    const knownOn = parseCivilDate(told);
    if (!knownOn.ok) return err({ code: 'BODY_INVALID' });
    const about = { facts, knownOn: knownOn.value };
    const parts = partsOf(given);
    const reported = await reportIncident(parts, actorOf(actor, service()), about);
    if (!reported.ok) return refused(reported.error.code);
    return ok(incidentShown(reported.value.proceedingId, reported.value, parts));
  },
  listIncidents: async (page, actor) => {
    const parts = partsOf(given);
    return listed(await listIncidents(parts, actorOf(actor, service()), await pageFor(parts, actor, page)));
  },
  findIncident: async (incidentId, actor) => {
    const parts = partsOf(given);
    const found = await findIncident(parts, actorOf(actor, service()), incidentId);
    return found === undefined ? undefined : incidentShown(incidentId, found, parts);
  },
  takeIncident: async (incidentId, body, actor) => {
    const parts = partsOf(given);
    const at = { incidentId, step: incidentStepOf(body), seen: seenBy(body) };
    const taken = await takeIncidentStep(parts, actorOf(actor, service()), at);
    return taken.ok ? ok(incidentShown(incidentId, taken.value, parts)) : refused(taken.error.code);
  },
});

type Papers = Pick<SupervisionPort, 'paper' | 'incidentPaper' | 'duties'>;

const papers = ({ given, service }: Given): Papers => ({
  paper: async (matterId, name, actor) => {
    const parts = partsOf(given);
    const found = await findMatter(parts, actorOf(actor, service()), matterId);
    return found && paperNamed(parts, matterPapers(found.events, parts.names), name);
  },
  incidentPaper: async (incidentId, name, actor) => {
    const parts = partsOf(given);
    const found = await findIncident(parts, actorOf(actor, service()), incidentId);
    return found && paperNamed(parts, incidentPapers(found.events, parts.names), name);
  },
  duties: async (page, actor) => dutiesPage(partsOf(given), actorOf(actor, service()), page),
});

/** Supervision, in an act that was committed before. */
export const supervisionPort = (
  given: SupervisionDesk | undefined, service: () => ServiceAct,
): SupervisionPort => ({
  ...matters({ given, service }), ...reports({ given, service }), ...incidents({ given, service }),
  ...papers({ given, service }),
});
