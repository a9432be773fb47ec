import type { RecordStatus } from './record-status.ts';
import type { SealingEvent } from './sealing-event.ts';

/**
 * What moves a record: its events, the acknowledgement split by what it leaves missing. The last one leads
 * on to `sealed`, or to `underObservation` where a proposal pack observes.
 */
export type SealingInput = SealingEvent['type'] | 'LastAcknowledged' | 'LastAcknowledgedUnderObservation';

/** Refusals that the state alone decides; each means the same in every row. */
export type StateRefusal =
  | 'NEVER_ORDERED' | 'ALREADY_SEALED' | 'ALREADY_OPEN' | 'NOT_SEALED' | 'NOT_UNDER_OBSERVATION'
  | 'OBSERVATION_RUNS' | 'EXEMPT' | 'ERASED';

/** Refusals that need more than the state: what the command says, compared with what happened before. */
export type GuardRefusal =
  | 'RECORD_MISMATCH' | 'GROUND_NOT_LAWFUL' | 'CITES_MISSING' | 'HOLDERS_MISSING' | 'HOLDER_TWICE'
  | 'HOLDER_LEFT_OUT' | 'HOLDER_KNOWN' | 'HOLDER_UNKNOWN' | 'ORDER_NUMBER_USED' | 'SEQUENCE_UNKNOWN'
  | 'RECEIPT_CONFLICT' | 'ALREADY_ACKNOWLEDGED' | 'SEQUENCE_SUPERSEDED' | 'ALREADY_REMINDED'
  | 'ALREADY_ESCALATED' | 'NOT_DUE' | 'PROPOSAL_PENDING' | 'PROPOSAL_UNKNOWN' | 'FOUR_EYES'
  | 'APPROVAL_MISSING' | 'APPROVAL_UNKNOWN' | 'APPROVAL_USED' | 'APPROVAL_EXPIRED' | 'APPROVAL_TOO_LONG'
  | 'CONSENT_MISSING' | 'NOT_A_PROPOSAL' | 'NOT_SHORTER' | 'PERIOD_RUNS' | 'BREACHED' | 'DOCUMENT_MISSING';

/** Closed list of refusals. */
export type Refusal = StateRefusal | GuardRefusal;

/** One row: the next state, or the refusal (in capitals), for every input. */
export type TransitionRow = Readonly<Record<SealingInput, RecordStatus | StateRefusal>>;

const NEVER_ORDERED = {
  HolderAdded: 'NEVER_ORDERED', Acknowledged: 'NEVER_ORDERED', LastAcknowledged: 'NEVER_ORDERED',
  LastAcknowledgedUnderObservation: 'NEVER_ORDERED', Reminded: 'NEVER_ORDERED', Escalated: 'NEVER_ORDERED',
} as const;

/** Proposing and deciding move nothing; only the order that uses the approval does. */
const proposals = <T extends RecordStatus | StateRefusal>(outcome: T) =>
  ({ UnsealProposed: outcome, UnsealApproved: outcome, UnsealRefused: outcome }) as const;

/** Delivery goes on, whatever became of the record. */
const delivery = <T extends RecordStatus>(status: T) => ({
  Acknowledged: status, LastAcknowledged: status, LastAcknowledgedUnderObservation: status,
  Reminded: status, Escalated: status,
}) as const;

const NO_OBSERVATION = {
  ObservationStarted: 'NOT_SEALED', ObservationShortened: 'NOT_UNDER_OBSERVATION',
  ObservationBreached: 'NOT_UNDER_OBSERVATION', ObservationPassed: 'NOT_UNDER_OBSERVATION',
} as const;

const ORDERED_SEALED = {
  SealOrdered: 'ALREADY_SEALED', CorrectiveSealOrdered: 'ALREADY_SEALED', HolderAdded: 'pending',
  UnsealOrdered: 'unsealed', Rescinded: 'rescinded', ExemptedByApplication: 'exempt', ErasedByLaw: 'erased',
} as const;

const ORDERED_OPEN = {
  SealOrdered: 'pending', CorrectiveSealOrdered: 'pending', ...proposals('ALREADY_OPEN'),
  UnsealOrdered: 'ALREADY_OPEN', Rescinded: 'ALREADY_OPEN', ExemptedByApplication: 'ALREADY_OPEN',
  ...NO_OBSERVATION, ErasedByLaw: 'erased',
} as const;

/**
 * THE transition table: state × input → next state, or why not. `decide` and `evolve` are driven by it, the
 * Promela model includes it (docs/spec), and no state is reached but through it.
 * @see 《关于未成年人犯罪记录封存的实施办法》第4条、第7条、第11条、第18条、第19条、第22条
 */
export const TRANSITIONS: Readonly<Record<RecordStatus, TransitionRow>> = {
  open: {
    SealOrdered: 'pending', CorrectiveSealOrdered: 'pending', ...NEVER_ORDERED, ...proposals('NOT_SEALED'),
    UnsealOrdered: 'NOT_SEALED', Rescinded: 'NOT_SEALED', ExemptedByApplication: 'exempt',
    ...NO_OBSERVATION, ErasedByLaw: 'erased',
  },
  pending: {
    ...ORDERED_SEALED, ...delivery('pending'), ...proposals('pending'),
    LastAcknowledged: 'sealed', LastAcknowledgedUnderObservation: 'underObservation',
    ObservationStarted: 'pending', ObservationShortened: 'pending', ObservationBreached: 'pending',
    ObservationPassed: 'pending',
  },
  sealed: {
    ...ORDERED_SEALED, ...delivery('sealed'), ...proposals('sealed'),
    // An answer that leaves somebody missing can only mean that it is not sealed.
    Acknowledged: 'pending', LastAcknowledgedUnderObservation: 'underObservation',
    ...NO_OBSERVATION, ObservationStarted: 'underObservation',
  },
  underObservation: {
    ...ORDERED_SEALED, ...delivery('underObservation'), ...proposals('underObservation'),
    Acknowledged: 'pending', LastAcknowledged: 'sealed',
    ObservationStarted: 'OBSERVATION_RUNS', ObservationShortened: 'underObservation',
    ObservationBreached: 'underObservation', ObservationPassed: 'sealed',
  },
  unsealed: { ...ORDERED_OPEN, HolderAdded: 'unsealed', ...delivery('unsealed') },
  rescinded: { ...ORDERED_OPEN, HolderAdded: 'rescinded', ...delivery('rescinded') },
  exempt: {
    ...ORDERED_OPEN, HolderAdded: 'exempt', ...delivery('exempt'),
    // The court agreed: that is no 应封未封. A new duty must be ordered as such.
    CorrectiveSealOrdered: 'EXEMPT', ExemptedByApplication: 'EXEMPT',
  },
  erased: {
    SealOrdered: 'ERASED', CorrectiveSealOrdered: 'ERASED', HolderAdded: 'ERASED', ...delivery('erased'),
    ...proposals('ERASED'), UnsealOrdered: 'ERASED', Rescinded: 'ERASED', ExemptedByApplication: 'ERASED',
    ObservationStarted: 'ERASED', ObservationShortened: 'ERASED', ObservationBreached: 'ERASED',
    ObservationPassed: 'ERASED', ErasedByLaw: 'ERASED',
  },
};
