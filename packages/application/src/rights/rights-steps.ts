import type { Result } from '@fengcun/kernel';
import {
  type InquiredPerson, parseDocument, type RightsCommand, type RightsEvent, type RightsRefusal,
  type RightsState,
} from '@fengcun/registry';
import { citizenOf } from '../accounts/citizen.ts';
import { personTerms } from '../inquiry/person-terms.ts';
import {
  partyOf, type ProceedingBusy, type ProceedingUnknown, readProceedings, type StepTakenOf, takeProceedingStep,
} from '../proceedings/index.ts';
import { accessOf } from './access-of.ts';
import { organOfRequest, RIGHTS_KIND, rightsMachine } from './rights-machine.ts';
import type { RightsActor, RightsParts } from './rights-parts.ts';

/** A step without who takes it and when: those come from the act. */
export type RightsStep = RightsCommand extends infer C
  ? C extends RightsCommand ? Omit<Exclude<C, { type: 'File' }>, 'at' | 'by'> : never : never;

/** Why a step was not taken. */
export type RightsStepRefusal = RightsRefusal | ProceedingBusy | ProceedingUnknown;

/** A request, and the steps taken. */
export type TakenRequest = StepTakenOf<RightsState, RightsEvent>;

/** The person behind a citizen's account; undefined for other accounts. */
export const ownPerson = async (
  { deployment, today }: RightsParts, { account, act }: RightsActor,
): Promise<InquiredPerson | undefined> => {
  const citizen = await citizenOf(deployment, act, { account, day: today() });
  const parsed = citizen === undefined ? undefined
    : parseDocument({ type: 'residentIdentityCard', number: citizen.identityNumber });
  if (citizen === undefined || parsed?.ok !== true) return undefined;
  return { name: citizen.name, document: parsed.value, otherDocuments: [], nationality: 'CHN' };
};

/** The keyed digest by which what is about a citizen is found; undefined for other accounts. */
export const ownTerm = async (parts: RightsParts, actor: RightsActor): Promise<Uint8Array | undefined> => {
  const person = await ownPerson(parts, actor);
  if (person === undefined) return undefined;
  const terms = await personTerms(parts.deployment, actor.account, person);
  return terms.sealed[0]?.term;
};

const isSame = (one: Uint8Array | null, other: Uint8Array | undefined): boolean =>
  one !== null && other !== undefined && Buffer.compare(one, other) === 0;

/** Whether a grown person takes over what is about themselves: the digests of the numbers must agree. */
const mayTakeOver = async (
  parts: RightsParts, actor: RightsActor, proceedingId: string,
): Promise<boolean> => {
  const term = await ownTerm(parts, actor);
  const row = await readProceedings(parts, { side: 'sealed', act: actor.act }, async ({ load }) =>
    (await load(rightsMachine(parts.settings), proceedingId))?.row);
  return row !== undefined && isSame(row.subjectTerm, term);
};

/**
 * Takes a step of a request in one transaction with its audit entry. A request of others, and one that the
 * organ has nothing to do with, is unknown. An appeal is answered by the organ above, and by nobody else.
 */
export const takeRightsStep = async (
  parts: RightsParts, actor: RightsActor,
  at: Readonly<{ requestId: string; step: RightsStep; seen?: number | undefined }>,
): Promise<Result<TakenRequest, RightsStepRefusal>> => {
  const { step, requestId } = at;
  const isOverTaken = step.type === 'TakeOver' && await mayTakeOver(parts, actor, requestId);
  const mayAccess = accessOf(parts, actor);
  // Only the person goes on in their own place; an officer of the organ never does.
  const isForeign = step.type === 'TakeOver' && !isOverTaken && !actor.isCitizen;
  const mayTouch = isOverTaken ? () => true : isForeign ? () => false : mayAccess;
  const machine = rightsMachine(parts.settings, (state) => mayTouch(state)
    && (actor.isCitizen || organOfRequest(state) === actor.organ));
  return takeProceedingStep(parts, machine, {
    proceedingId: requestId, act: actor.act, account: actor.account, seen: at.seen,
    // The step has the members of its command; who and when are added here.
    commandOf: ({ at: now }) => ({ ...step, at: now, by: partyOf(parts, actor) }) as RightsCommand,
  });
};

/** A request that whoever asks has to do with; undefined for any other id. */
export const findRequest = (
  parts: RightsParts, actor: RightsActor, requestId: string,
): Promise<Readonly<{ requestId: string; state: RightsState; events: readonly RightsEvent[] }> | undefined> =>
  readProceedings(parts, { side: 'sealed', act: actor.act }, async ({ load }) => {
    const found = await load(rightsMachine(parts.settings), requestId);
    if (found === undefined || found.state.stage === 'none') return undefined;
    if (!accessOf(parts, actor)(found.state)) return undefined;
    return { requestId, state: found.state, events: found.events };
  });

/** Which requests: in some states, after an id. */
export type RequestsPage = Readonly<{ states?: readonly string[]; afterId?: string; limit: number }>;

/** A request in a list; nothing of it is opened for that. */
export type ListedRequest = Readonly<{
  requestId: string; organ: string; state: string; openedAt: string; dueOn: string | null;
}>;

/** The own requests of a citizen; those that wait for the word of an organ. */
export const listRequests = (
  parts: RightsParts, actor: RightsActor, page: RequestsPage, applicant: Uint8Array,
): Promise<readonly ListedRequest[]> =>
  readProceedings(parts, { side: 'sealed', act: actor.act }, async ({ list }) => {
    const whose = actor.isCitizen ? { applicant } : { organ: actor.organ };
    const rows = await list({ proceedingKind: RIGHTS_KIND, ...whose, ...page });
    return rows.map(({ proceedingId, organ, state, openedAt, dueOn }) =>
      ({ requestId: proceedingId, organ, state, openedAt, dueOn }));
  });
