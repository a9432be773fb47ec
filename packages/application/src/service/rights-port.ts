import {
  type Actor, type OwnIdentity, type OwnLooks, personOf, type ProblemCode, type RightsPort, type RightsShown,
  type RightsStepBody, type RightsTaken,
} from '@fengcun/api';
import { type CivilDate, err, Fault, ok, parseCivilDate, present } from '@fengcun/kernel';
import {
  citesOfAnswer, type FiledRequest, isSilentOn, RIGHTS, type RightsEvent, type RightsState, type ShownRow,
} from '@fengcun/registry';
import { type Applied, certificatesOfPerson } from '../certificate/index.ts';
import { everyJobUnder, ownComputations } from '../privacy/index.ts';
import { actOfService, applicantDigest, listedPapers, paperNamed } from '../proceedings/index.ts';
import { fileRequest, type RightsFiling } from '../rights/file-request.ts';
import { citizenOf } from '../accounts/citizen.ts';
import { ownLooks } from '../rights/own-looks.ts';
import { ownSealSteps } from '../rights/own-seals.ts';
import { rightsPapers } from '../rights/rights-papers.ts';
import type { RightsActor, RightsParts } from '../rights/rights-parts.ts';
import {
  findRequest, listRequests, ownPerson, type RightsStep, takeRightsStep,
} from '../rights/rights-steps.ts';
import type { ServiceAct } from './service-act.ts';

const partsOf = (parts: RightsParts | undefined): RightsParts => {
  if (parts !== undefined) return parts;
  const text = 'This service takes no requests of persons concerned; configure its organs.';
  throw new Fault('RIGHTS_NOT_CONFIGURED', text, { retryable: true });
};

const isCitizen = ({ roles }: Actor): boolean => roles.includes('citizen');

const actorOf = (actor: Actor, service: ServiceAct): RightsActor => ({
  account: actor.id, person: personOf(actor), organ: actor.organ,
  isCitizen: isCitizen(actor), act: actOfService(service),
});

/** What the interface says of a refusal. */
const problemOf = (code: string): ProblemCode => {
  switch (code) {
    case 'PROCEEDING_UNKNOWN': case 'NOT_FILED': case 'NOT_THE_REQUESTER': return 'NOTHING_TO_TELL';
    case 'FOUR_EYES': case 'DOCUMENT_INVALID': case 'IDENTITY_UNPROVEN': return code;
    case 'REASONS_MISSING': case 'GROUND_MISSING': case 'MEASURES_MISSING': case 'REFERRAL_MISSING':
      return 'STEP_INCOMPLETE';
    case 'PROCEEDING_BUSY': return 'UNAVAILABLE';
    case 'PROCEEDING_CHANGED': return 'VERSION_CHANGED';
    default: return 'STANDS_OTHERWISE';
  }
};

type Told = Readonly<{ requestId: string; state: RightsState; events: readonly RightsEvent[] }>;

const documentOf = (events: readonly RightsEvent[]): string | undefined =>
  events.flatMap((event) => ('document' in event ? [event.document] : [])).at(-1);

/**
 * LAW: 办法21 gives the person the application; whether a record is sealed is decided by the sealing desk under
 * the rules of sealing, with people. A granted application names to the organ what to look at; nothing is
 * sealed by an answer alone.
 */
const candidateOf = (
  { request: { kind, concerns }, answer }: FiledRequest, isOwn: boolean,
): Pick<RightsShown, 'sealingCandidate'> => {
  const isGranted = kind === 'sealing' && answer !== undefined && answer.outcome !== 'refused';
  return isGranted && !isOwn && concerns !== undefined ? { sealingCandidate: concerns } : {};
};

/** What the people of the organ work on: who asks, with which papers, what was proposed or came back. */
const deskOf = (
  { request: { person, requester, materials, concerns }, proposal }: FiledRequest,
  events: readonly RightsEvent[],
): NonNullable<RightsShown['desk']> => {
  const last = events.at(-1);
  const appeal = events.findLast((event) => event.type === 'AppealFiled');
  return {
    person: person.name, requester: requester.kind, materials, version: events.length,
    ...(concerns === undefined ? {} : { concerns }),
    ...(proposal === undefined ? {} : { proposed: proposal.answer }),
    ...(last?.type === 'AnswerSentBack' ? { sentBack: last.reasons } : {}),
    ...(appeal === undefined ? {} : { appeal: appeal.statement }),
  };
};

const shown = (
  { requestId, state, events }: Told, parts: RightsParts, isOwn: boolean,
): RightsShown => {
  const filed = present(state.stage === 'none' ? undefined : state, 'a request that was filed');
  const { stage, request: { kind, organ, statement }, dueOn, answer, asked, referredTo } = filed;
  const document = documentOf(events);
  return {
    requestId, kind, organ, stage, statement, remedies: RIGHTS[kind].remedies,
    cites: answer === undefined ? RIGHTS[kind].cites : citesOfAnswer(filed, answer),
    ...(dueOn === undefined ? {} : { dueOn }), ...(answer === undefined ? {} : { answer }),
    ...(stage === 'supplementing' && asked !== undefined ? { missing: asked } : {}),
    ...(referredTo === undefined ? {} : { referredTo }), ...(document === undefined ? {} : { document }),
    ...(isSilentOn(state, parts.today()) ? { isSilent: 'yes' as const } : {}),
    papers: listedPapers(rightsPapers(events, parts.names)), ...candidateOf(filed, isOwn),
    ...(isOwn ? {} : { desk: deskOf(filed, events) }),
  };
};

/** Days that are no days of the calendar are refused; the schema has seen to their form. */
const stepOf = (step: RightsStepBody): RightsStep | undefined => {
  if (step.type === 'DecideAnswer') {
    const { version: _seen, ...told } = step;
    return { ...told, agrees: step.agrees === 'yes' };
  }
  if (step.type !== 'Supplement') return step;
  const { materials, bornOn } = step.supplement;
  if (bornOn === undefined) return { type: 'Supplement', supplement: { materials } };
  const parsed = parseCivilDate(bornOn);
  return parsed.ok ? { type: 'Supplement', supplement: { materials, bornOn: parsed.value } } : undefined;
};

type Filing = Parameters<RightsPort['file']>[0];

/** Days as they were told; undefined where one is no day of the calendar. */
const dayOf = (told: string | undefined): Readonly<{ day?: CivilDate }> | undefined => {
  if (told === undefined) return {};
  const parsed = parseCivilDate(told);
  return parsed.ok ? { day: parsed.value } : undefined;
};

const filingOf = ({ person, agentBornOn, ...body }: Filing): RightsFiling | undefined => {
  const [agent, born] = [dayOf(agentBornOn), dayOf(person?.bornOn)];
  if (agent === undefined || born === undefined) return undefined;
  const filing = { ...body, ...(agent.day === undefined ? {} : { agentBornOn: agent.day }) };
  if (person === undefined) return filing;
  const { name, documentType, documentNumber } = person;
  const named = { name, documentType, documentNumber };
  return { ...filing, person: born.day === undefined ? named : { ...named, bornOn: born.day } };
};

const certificateShown = (applied: Applied): OwnLooks['certificates'] => {
  if (applied.outcome === 'accepted') {
    return [{ certificateId: applied.certificateId, outcome: 'accepted' }];
  }
  if (applied.outcome !== 'decided') return [];
  const { certificateId, result: outcome, number, issuedOn, validUntil } = applied;
  return [{ certificateId, outcome, number, issuedOn, ...(validUntil === undefined ? {} : { validUntil }) }];
};

const sealStepShown = (row: ShownRow): OwnLooks['seals'][number] => {
  const { caseCode, at, step, state, holder, documentNumber: document, cites } = row;
  return {
    caseCode, at, step, ...(state === undefined ? {} : { state }),
    ...(holder === undefined ? {} : { holder }),
    ...(document === undefined ? {} : { document }), ...(cites === undefined ? {} : { cites }),
  };
};

/** LIMIT: as the schema has it. */
const CERTIFICATES_MAX = 1000;
const SEAL_STEPS_MAX = 5000;
const COMPUTATIONS_MAX = 200;

const ownLooksShown = async (parts: RightsParts, by: RightsActor): Promise<OwnLooks> => {
  const person = by.isCitizen ? await ownPerson(parts, by) : undefined;
  if (person === undefined) return { looks: [], certificates: [], seals: [], computations: [] };
  const given = await certificatesOfPerson(parts, by.act, person.document);
  const looks = await ownLooks(parts, by);
  const steps = await ownSealSteps(parts, by, person);
  return {
    looks, certificates: given.flatMap(certificateShown).slice(0, CERTIFICATES_MAX),
    seals: steps.map(sealStepShown).slice(0, SEAL_STEPS_MAX),
    // The same jobs are read for everybody: what is read tells nothing of the person.
    computations: ownComputations(await everyJobUnder(parts, by.act), steps).slice(-COMPUTATIONS_MAX),
  };
};

const identityShown = async (
  { deployment, today }: RightsParts, { account, act, isCitizen }: RightsActor,
): Promise<OwnIdentity | undefined> => {
  const citizen = isCitizen ? await citizenOf(deployment, act, { account, day: today() }) : undefined;
  if (citizen === undefined) return undefined;
  const { name, identityNumber: documentNumber, wards } = citizen;
  return {
    name, documentType: 'residentIdentityCard', documentNumber,
    wards: wards.map((ward) => ({ name: ward.name, documentNumber: ward.identityNumber, until: ward.until })),
  };
};

/** Requests of persons concerned, in an act that was committed before. */
export const rightsPort = (given: RightsParts | undefined, service: () => ServiceAct): RightsPort => {
  const refused = (code: string): RightsTaken => err({ code: problemOf(code) });
  return {
    file: async (body, actor) => {
      const [parts, filing] = [partsOf(given), filingOf(body)];
      if (filing === undefined) return err({ code: 'BODY_INVALID' });
      const filed = await fileRequest(parts, actorOf(actor, service()), filing);
      if (!filed.ok) return refused(filed.error.code);
      const { proceedingId: requestId, state, events } = filed.value;
      return ok(shown({ requestId, state, events }, parts, isCitizen(actor)));
    },
    list: async (page, actor) => {
      const parts = partsOf(given);
      const applicant = await applicantDigest(parts, 'sealed', actor.id);
      const found = await listRequests(parts, actorOf(actor, service()), page, applicant);
      return found.map(({ dueOn, ...row }) => ({
        // The state is one of the machine that wrote the row.
        ...row, state: row.state as RightsShown['stage'], ...(dueOn === null ? {} : { dueOn }),
      }));
    },
    find: async (requestId, actor) => {
      const parts = partsOf(given);
      const found = await findRequest(parts, actorOf(actor, service()), requestId);
      return found === undefined ? undefined : shown(found, parts, isCitizen(actor));
    },
    take: async (requestId, body, actor) => {
      const [parts, step] = [partsOf(given), stepOf(body)];
      if (step === undefined) return err({ code: 'BODY_INVALID' });
      const seen = body.type === 'DecideAnswer' ? body.version : undefined;
      const taken = await takeRightsStep(parts, actorOf(actor, service()), { requestId, step, seen });
      if (!taken.ok) return refused(taken.error.code);
      const { state, events } = taken.value;
      return ok(shown({ requestId, state, events }, parts, isCitizen(actor)));
    },
    paper: async (requestId, name, actor) => {
      const parts = partsOf(given);
      const found = await findRequest(parts, actorOf(actor, service()), requestId);
      return found && paperNamed(parts, rightsPapers(found.events, parts.names), name);
    },
    identity: (actor) => identityShown(partsOf(given), actorOf(actor, service())),
    looks: (actor) => ownLooksShown(partsOf(given), actorOf(actor, service())),
  };
};
