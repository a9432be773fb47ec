import { assertNever, type CivilDate } from '@fengcun/kernel';
import type { CertificateApplication } from './application.ts';
import type {
  CertificateEvent, CertificateOutcome, CertificatePaper, VerificationGround,
} from './certificate-event.ts';

/** What is known of every accepted application. */
type Accepted = Readonly<{
  application: CertificateApplication; requestHash: string; organ: string; acceptedOn: CivilDate;
  dueOn: CivilDate;
  /** Days that do not count, first to last. */
  paused?: Readonly<{ from: CivilDate; until?: CivilDate }>;
}>;

/** How an application stands. */
export type CertificateState =
  | Readonly<{ status: 'none' }>
  | (Readonly<{ status: 'accepted' }> & Accepted)
  | (Readonly<{
    status: 'verificationRequested'; ground: VerificationGround; requestedBy: string;
  }> & Accepted)
  | (Readonly<{ status: 'verifying' }> & Accepted)
  | (Readonly<{ status: 'findingProposed'; outcome: CertificateOutcome; proposedBy: string }> & Accepted)
  | Readonly<{
    status: 'decided'; application: CertificateApplication; requestHash: string; paper: CertificatePaper;
  }>;

/** Before anything happened. */
export const NO_CERTIFICATE: CertificateState = { status: 'none' };

type Running = Exclude<CertificateState, { status: 'none' | 'decided' }>;

const isRunning = (state: CertificateState): state is Running =>
  state.status !== 'none' && state.status !== 'decided';

const acceptedOf = (state: Running): Accepted => {
  const { application, requestHash, organ, acceptedOn, dueOn, paused } = state;
  return {
    application, requestHash, organ, acceptedOn, dueOn, ...(paused === undefined ? {} : { paused }),
  };
};

const step = (state: Running, event: CertificateEvent): CertificateState => {
  const accepted = acceptedOf(state);
  switch (event.type) {
    case 'CertificateDecidedAtOnce': case 'CertificateApplicationAccepted': return state;
    case 'CertificateForgotten': return NO_CERTIFICATE;
    case 'VerificationRequested':
      return { ...accepted, status: 'verificationRequested', ground: event.ground, requestedBy: event.by };
    case 'VerificationApproved':
      return { ...accepted, status: 'verifying', paused: { from: event.on } };
    case 'VerificationRefused': return { ...accepted, status: 'accepted' };
    case 'FindingProposed': {
      const { outcome, by: proposedBy, on, dueOn } = event;
      const paused = accepted.paused === undefined
        ? {} : { paused: { from: accepted.paused.from, until: accepted.paused.until ?? on } };
      return { ...accepted, ...paused, dueOn, status: 'findingProposed', outcome, proposedBy };
    }
    case 'FindingApproved': {
      const { application, requestHash } = accepted;
      return { status: 'decided', application, requestHash, paper: event.paper };
    }
    case 'FindingReturned':
      return { ...accepted, status: accepted.paused === undefined ? 'accepted' : 'verifying' };
    default: return assertNever(event);
  }
};

/** Total: a recorded fact is never refused; after a decision nothing changes the state any more. */
export const evolveCertificate = (state: CertificateState, event: CertificateEvent): CertificateState => {
  if (isRunning(state)) return step(state, event);
  if (state.status === 'decided') return state;
  if (event.type === 'CertificateDecidedAtOnce') {
    const { application, requestHash, paper } = event;
    return { status: 'decided', application, requestHash, paper };
  }
  if (event.type !== 'CertificateApplicationAccepted') return state;
  const { application, requestHash, organ, acceptedOn, dueOn } = event;
  return { status: 'accepted', application, requestHash, organ, acceptedOn, dueOn };
};

/** The state after these events, from nothing. */
export const foldCertificate = (events: Iterable<CertificateEvent>): CertificateState => {
  let state: CertificateState = NO_CERTIFICATE;
  for (const event of events) state = evolveCertificate(state, event);
  return state;
};
