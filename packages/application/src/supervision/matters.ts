import type { Result } from '@fengcun/kernel';
import type {
  IncidentCommand, IncidentEvent, IncidentRefusal, IncidentState, SupervisionCommand,
  SupervisionEvent, SupervisionOpening, SupervisionRefusal, SupervisionState,
} from '@fengcun/registry';
import {
  beginProceeding, partyOf, type Proceeding, type ProceedingBusy, type ProceedingUnknown, readProceedings,
  type StepTakenOf, takeProceedingStep, type Without,
} from '../proceedings/index.ts';
import {
  INCIDENT_KIND, incidentMachine, isMatterOf, SUPERVISION_KIND, supervisionMachine,
} from './supervision-machines.ts';
import type { SupervisionActor, SupervisionParts } from './supervision-parts.ts';

/** A step of a matter; who, where and when are added here. */
export type SupervisionStep =
  Without<Exclude<SupervisionCommand, { type: 'Open' }>, 'at' | 'by' | 'organ'>;

/** A step about a leak. */
export type IncidentStep = Without<Exclude<IncidentCommand, { type: 'Report' }>, 'at' | 'by'>;

/** A step, and how many events whoever takes it has seen. */
export type StepAsked<Step> = Readonly<{ step: Step; seen?: number | undefined }>;

/** A matter after a step, or why not. */
export type MatterTaken = Result<
  StepTakenOf<SupervisionState, SupervisionEvent>, SupervisionRefusal | ProceedingBusy | ProceedingUnknown>;

/** A leak after a step, or why not. */
export type IncidentTaken = Result<
  StepTakenOf<IncidentState, IncidentEvent>, IncidentRefusal | ProceedingBusy | ProceedingUnknown>;

/** Opens a matter in the name of a procuratorate; under an id of its own, where it must be opened once. */
export const openMatter = (
  parts: SupervisionParts, actor: SupervisionActor, opening: SupervisionOpening, proceedingId?: string,
): Promise<MatterTaken> => {
  const { act, account, organ } = actor;
  return beginProceeding(parts, supervisionMachine(parts.settings), {
    act, account, onBehalfOf: opening.procuratorate, ...(proceedingId === undefined ? {} : { proceedingId }),
    commandOf: ({ at }): SupervisionCommand =>
      ({ type: 'Open', at, by: partyOf(parts, actor), organ, opening }),
  });
};

/** Takes a step of a matter; one that the organ has nothing to do with is unknown. */
export const takeMatterStep = (
  parts: SupervisionParts, actor: SupervisionActor,
  at: StepAsked<SupervisionStep> & Readonly<{ matterId: string }>,
): Promise<MatterTaken> => {
  const { act, account, organ } = actor;
  return takeProceedingStep(parts, supervisionMachine(parts.settings, organ), {
    proceedingId: at.matterId, act, account, seen: at.seen,
    // The step and its head are one command of the union they were taken from.
    commandOf: ({ at: now }) =>
      ({ ...at.step, at: now, by: partyOf(parts, actor), organ }) as SupervisionCommand,
  });
};

/** Reports a leak in the own organ; under an id of its own, where it must be reported once. */
export const reportIncident = (
  parts: SupervisionParts, actor: SupervisionActor,
  { proceedingId, ...told }: Pick<Extract<IncidentCommand, { type: 'Report' }>, 'facts' | 'knownOn'>
    & Readonly<{ proceedingId?: string }>,
): Promise<IncidentTaken> => {
  const { act, account, organ } = actor;
  return beginProceeding(parts, incidentMachine(parts.settings), {
    act, account, onBehalfOf: organ, ...(proceedingId === undefined ? {} : { proceedingId }),
    commandOf: ({ at }): IncidentCommand =>
      ({ type: 'Report', at, by: partyOf(parts, actor), organ, ...told }),
  });
};

/** Takes a step about a leak of the own organ; another's is unknown. */
export const takeIncidentStep = (
  parts: SupervisionParts, actor: SupervisionActor,
  at: StepAsked<IncidentStep> & Readonly<{ incidentId: string }>,
): Promise<IncidentTaken> => {
  const { act, account, organ } = actor;
  return takeProceedingStep(parts, incidentMachine(parts.settings, organ), {
    proceedingId: at.incidentId, act, account, seen: at.seen,
    commandOf: ({ at: now }) => ({ ...at.step, at: now, by: partyOf(parts, actor) }) as IncidentCommand,
  });
};

/** A matter in a list; nothing of it is opened for that. */
export type ListedMatter = Readonly<{
  id: string; organ: string; state: string; openedAt: string; dueOn: string | null;
}>;

/** Which: those that wait for the organ, or that it opened; in some states, after an id. */
export type MattersPage = Readonly<{
  states?: readonly string[]; afterId?: string; limit: number; openedBy?: Uint8Array;
}>;

const listOf = (
  parts: SupervisionParts, actor: SupervisionActor,
  { proceedingKind, page: { openedBy, ...page } }: Readonly<{ proceedingKind: string; page: MattersPage }>,
): Promise<readonly ListedMatter[]> =>
  readProceedings(parts, { side: 'sealed', act: actor.act }, async ({ list }) => {
    const whose = openedBy === undefined ? { organ: actor.organ } : { applicant: openedBy };
    const rows = await list({ proceedingKind, ...whose, ...page });
    return rows.map(({ proceedingId: id, organ, state, openedAt, dueOn }) =>
      ({ id, organ, state, openedAt, dueOn }));
  });

/** Matters of supervision of an organ. */
export const listMatters = (
  parts: SupervisionParts, actor: SupervisionActor, page: MattersPage,
): Promise<readonly ListedMatter[]> => listOf(parts, actor, { proceedingKind: SUPERVISION_KIND, page });

/** Leaks of an organ. */
export const listIncidents = (
  parts: SupervisionParts, actor: SupervisionActor, page: MattersPage,
): Promise<readonly ListedMatter[]> => listOf(parts, actor, { proceedingKind: INCIDENT_KIND, page });

/** A matter the organ has to do with; undefined for any other id. */
export const findMatter = (
  parts: SupervisionParts, { act, organ }: SupervisionActor, matterId: string,
): Promise<Proceeding<SupervisionState, SupervisionEvent> | undefined> =>
  readProceedings(parts, { side: 'sealed', act }, async ({ load }) => {
    const found = await load(supervisionMachine(parts.settings), matterId);
    const isTheirs = found !== undefined && found.state.stage !== 'none' && isMatterOf(found.state, organ);
    return isTheirs ? found : undefined;
  });

/** A leak of the own organ, or of one that the organ supervises; undefined for any other id. */
export const findIncident = (
  parts: SupervisionParts, { act, organ }: SupervisionActor, incidentId: string,
): Promise<Proceeding<IncidentState, IncidentEvent> | undefined> =>
  readProceedings(parts, { side: 'sealed', act }, async ({ load }) => {
    const found = await load(incidentMachine(parts.settings), incidentId);
    if (found === undefined || found.state.status === 'none') return undefined;
    const at = found.state.organ;
    return at === organ || parts.supervisorOf(at) === organ ? found : undefined;
  });
