import {
  type Actor, type AuditLine, type CertificateAnswer, type CertificateApplication as Told,
  type CertificateShown, type CertificatesPort, type CertificateStep as ToldStep, type IdempotentRequest,
  type PaperChecks, personOf, type ProblemCode,
} from '@fengcun/api';
import { err, ok, parseCivilDate, present, type Result } from '@fengcun/kernel';
import type { CertificateApplication, CertificateState } from '@fengcun/registry';
import { applicationOfDay, drawLimits } from '../accounts/limits.ts';
import { actOfService } from '../proceedings/index.ts';
import type { ServiceAct } from '../service/service-act.ts';
import type { Applied } from './applying.ts';
import { certificateDesk } from './certificate-desk.ts';
import type { CertificateParts } from './certificate-parts.ts';
import { type CertificateStep, type StepRefusal, takeCertificateStep } from './certificate-steps.ts';
import { legalDay } from './legal-day.ts';
import { makeCertificatePaper } from './make-paper.ts';
import { noteLimit } from './noted-limit.ts';
import { paperWorkshop } from './paper-workshop.ts';
import { parseApplication } from './parse-application.ts';
import {
  appliedOfState, type CertificateViewer, listCertificates, showCertificate,
} from './show-certificates.ts';
import { keyOfSigner } from './signing-key.ts';
import { verifyCertificate } from './verify-certificate.ts';

/** An application that came with its request: the line of its act, and the key its sender chose. */
export type AppliedWith = Readonly<{
  line: AuditLine; request: Pick<IdempotentRequest, 'keyHash' | 'requestHash'>;
  /** Commits the line of the act by itself: for looking at what was taken before. */
  commit: () => Promise<ServiceAct>;
}>;

/** Certificates for requests. `apply` commits the entry of its act itself, together with the decision. */
export type CertificateService = Readonly<{
  apply: (told: Told, actor: Actor, by: AppliedWith) => ReturnType<CertificatesPort['apply']>;
  /** Everything else, in an act that was committed before. */
  look: (serviceOf: () => ServiceAct) => Omit<CertificatesPort, 'apply'>;
  checkPaper: PaperChecks;
}>;

type Answered = Result<CertificateAnswer, Readonly<{ code: ProblemCode }>>;

const answerOf = (applied: Applied): CertificateAnswer => {
  if (applied.outcome !== 'notAccepted') return applied;
  const { obstacle: { code: reason, cite } } = applied;
  return { outcome: 'notAccepted', reason, cite };
};

type Seen = Readonly<{
  certificateId: string; organ: string; state: CertificateState; isOffice: boolean; version?: number;
}>;

/** Who is looked for and what was proposed: said by the application, whatever any record says. */
const deskOf = (
  state: Exclude<CertificateState, { status: 'none' | 'decided' }>, version: number | undefined,
): Pick<CertificateShown, 'desk'> => {
  const { application: { person, applicant, materials } } = state;
  const { name, nationality, document: { type, number } } = person;
  return {
    desk: {
      name, nationality, documentType: type, documentNumber: number, applicant: applicant.kind, materials,
      ...(state.status === 'findingProposed' ? { proposed: state.outcome } : {}),
      ...(version === undefined ? {} : { version }),
    },
  };
};

const shownOf = ({ certificateId, organ, state, isOffice, version }: Seen): CertificateShown | undefined => {
  if (state.status === 'none') return undefined;
  const applied = present(appliedOfState(certificateId, state), 'an application on record');
  if (applied.outcome === 'decided') {
    const { outcome: _decided, ...told } = applied;
    return { ...told, organ, state: 'decided' };
  }
  if (state.status === 'decided') return undefined;
  const { acceptedOn, dueOn, paused } = state;
  return {
    certificateId, organ, state: state.status, acceptedOn, dueOn,
    ...(state.status === 'verificationRequested' ? { ground: state.ground } : {}),
    ...(paused === undefined ? {} : { isPaused: paused.until === undefined }),
    ...(isOffice ? deskOf(state, version) : {}),
  };
};

const PROBLEM_OF: Readonly<Record<StepRefusal['code'], ProblemCode>> = {
  WRONG_STATE: 'CERTIFICATE_STANDS_OTHERWISE', FOUR_EYES: 'CERTIFICATE_FOUR_EYES',
  CERTIFICATE_UNKNOWN: 'NOTHING_TO_TELL', CERTIFICATE_BUSY: 'UNAVAILABLE',
  CERTIFICATE_CHANGED: 'VERSION_CHANGED',
};

/** What was looked at when a guardian's account was made. */
const WARD_PROVEN = ['identityDocument', 'guardianIdentity', 'proofOfGuardianship'] as const;

/**
 * LAW: over the network a person applies for themselves or for a ward, with the identities that were proven
 * when the account was made; any other agent, and whoever has to show papers, comes to a window.
 */
const asCitizen = async (
  { isOwnIdentity, isOwnWard }: CertificateParts, application: CertificateApplication, actor: Actor,
): Promise<CertificateApplication | undefined> => {
  const { person, applicant } = application;
  if (person.otherDocuments.length > 0 || applicant.kind === 'agent') return undefined;
  const isGuardian = applicant.kind === 'guardian';
  const isProven = await (isGuardian ? isOwnWard : isOwnIdentity)?.(actor.id, person.document) === true;
  if (!isProven) return undefined;
  return { ...application, materials: isGuardian ? WARD_PROVEN : ['identityDocument'] };
};

const viewerOf = ({ id: account, organ }: Actor, seesOrgan: boolean): CertificateViewer =>
  ({ account, organ, seesOrgan });

const repeatedAnswer = async (
  parts: CertificateParts, actor: Actor,
  { by, certificateId }: Readonly<{ by: AppliedWith; certificateId: string }>,
): Promise<Answered> => {
  const act = actOfService(await by.commit());
  const seen = await showCertificate(parts, { act, certificateId, viewer: viewerOf(actor, false) });
  const state = seen?.state;
  const isSame = state !== undefined && state.status !== 'none'
    && state.requestHash === Buffer.from(by.request.requestHash).toString('hex');
  const applied = isSame ? appliedOfState(certificateId, state) : undefined;
  return applied === undefined ? err({ code: 'IDEMPOTENCY_KEY_REUSED' }) : ok(answerOf(applied));
};

/** The organ of whoever belongs to none. */
const NO_ORGAN = 'none';

/**
 * Whether whoever takes applications for others is within their day; beyond it a note is left for
 * supervision. Drawn before anything is looked up. LIMIT: the same request sent again draws again.
 */
const isWithinDay = async (
  parts: CertificateParts, actor: Actor, { commit }: Pick<AppliedWith, 'commit'>,
): Promise<boolean> => {
  const { deployment, applicationsOfDay: bound } = parts;
  if (bound === undefined) return true;
  const [person, on] = [personOf(actor), legalDay(parts.now())];
  if (await drawLimits(deployment, [applicationOfDay({ person, on, bound })])) return true;
  const { id: account, organ } = actor;
  await noteLimit(parts, { act: actOfService(await commit()), account, person, organ, on, bound });
  return false;
};

const applyOn = (parts: CertificateParts): CertificateService['apply'] => {
  const desk = certificateDesk(parts);
  return async (told, actor, by): Promise<Answered> => {
    const parsed = parseApplication(told);
    if (parsed === undefined) return err({ code: 'DOCUMENT_INVALID' });
    const isCitizen = actor.roles.includes('citizen');
    const application = isCitizen ? await asCitizen(parts, parsed, actor) : parsed;
    if (application === undefined) return err({ code: 'IDENTITY_UNPROVEN' });
    if (!isCitizen && !await isWithinDay(parts, actor, by)) return err({ code: 'LIMIT_REACHED' });
    const { line, request: { keyHash, requestHash } } = by;
    // A person belongs to no organ: somebody has to sign what they get, and to look at what is not clear.
    const organ = actor.organ === NO_ORGAN ? parts.networkOrgan ?? NO_ORGAN : actor.organ;
    const applied = await desk.apply({
      application, account: actor.id, organ, line, requestKey: keyHash,
      requestHash: Buffer.from(requestHash).toString('hex'),
    });
    if (applied.outcome !== 'repeated') return ok(answerOf(applied));
    return repeatedAnswer(parts, actor, { by, certificateId: applied.certificateId });
  };
};

type Workshop = ReturnType<typeof paperWorkshop>;

const lookOn = (parts: CertificateParts, workshop: Workshop): CertificateService['look'] => (serviceOf) => {
  const actNow = () => actOfService(serviceOf());
  return {
    list: async ({ seesOrgan, ...page }, actor) => {
      const rows = await listCertificates(parts, { act: actNow(), viewer: viewerOf(actor, seesOrgan), page });
      return rows.map(({ proceedingId: certificateId, organ, state, openedAt, dueOn }) => ({
        certificateId, organ, openedAt, ...(dueOn === null ? {} : { dueOn }),
        // Written by the machine of certificates, which has these states.
        state: state as CertificateShown['state'],
      }));
    },
    find: async (certificateId, actor, seesOrgan) => {
      const viewer = viewerOf(actor, seesOrgan);
      const seen = await showCertificate(parts, { act: actNow(), viewer, certificateId });
      return seen === undefined ? undefined : shownOf({ ...seen, isOffice: seesOrgan });
    },
    paper: async (certificateId, actor, seesOrgan) => {
      const viewer = viewerOf(actor, seesOrgan);
      const seen = await showCertificate(parts, { act: actNow(), viewer, certificateId });
      if (seen?.state.status !== 'decided') return undefined;
      const made = await makeCertificatePaper(await workshop(), certificateId, seen.state);
      const { bytes } = present(made.ok ? made.value : undefined, 'a paper of facts that were checked');
      return { bytes, fileName: `${certificateId}.pdf` };
    },
    take: async (certificateId, step: ToldStep, { id, organ }) => {
      // The person where one is known: nobody approves under another account what they proposed.
      const by = { act: actNow(), account: serviceOf().line.person ?? id, organ };
      const taken = await takeCertificateStep(parts, by, { certificateId, ...stepOf(step) });
      if (!taken.ok) return err({ code: PROBLEM_OF[taken.error.code] });
      const shown = shownOf({ certificateId, organ, state: taken.value, isOffice: true });
      return ok(present(shown, 'an application on record'));
    },
  };
};

/** The schema has checked the form; its two kinds of steps are one here, apart from what was seen. */
const stepOf = (told: ToldStep): Readonly<{ step: CertificateStep; seen?: number | undefined }> => {
  if (told.type === 'RequestVerification' || told.type === 'ProposeFinding') return { step: told };
  return { step: { type: told.type }, seen: told.version };
};

/** Certificates over a deployment; the desk and the workshop live as long as it. */
export const certificateService = (parts: CertificateParts): CertificateService => {
  const workshop = paperWorkshop(parts.deployment);
  return {
    apply: applyOn(parts), look: lookOn(parts, workshop),
    checkPaper: async ({ code, issuedOn, validUntil, ...printed }) => {
      const [day, until] = [parseCivilDate(issuedOn), parseCivilDate(validUntil ?? issuedOn)];
      if (!day.ok || !until.ok) return { status: 'unknown' };
      const limit = validUntil === undefined ? {} : { validUntil: until.value };
      const { codes } = await workshop();
      return verifyCertificate([keyOfSigner(codes)], code, { ...printed, issuedOn: day.value, ...limit });
    },
  };
};
