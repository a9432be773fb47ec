import { assertNever, err, ok, type Result, type Span } from '@fengcun/kernel';
import type { ActorId } from '../case/case-event.ts';
import type { Pseudonym } from '../pseudonym.ts';
import { type ExceptionCode, type ExceptionDetail, type Remedy, resolves } from './reason.ts';

/** Id of an exception: a UUID, given as an argument. */
export type ExceptionId = string;

/** What waits, and why. `confidential` is encrypted by the vault; everything else is pseudonymous. */
export type ExceptionRaised = Readonly<{
  type: 'ExceptionRaised';
  exceptionId: ExceptionId;
  reason: ExceptionCode;
  details: readonly ExceptionDetail[];
  /** Pseudonym of the source fact, where the input names one. */
  source?: Pseudonym;
  /** Words of the document that are in question. */
  span?: Span;
  at: string;
  /** The input as it came, to be replayed; kept whatever it is. */
  confidential: Readonly<{ input: unknown }>;
}>;

/** A person did what resolves it; the input, corrected where it had to be, is to be replayed. */
export type ExceptionResolved = Readonly<{
  type: 'ExceptionResolved';
  exceptionId: ExceptionId;
  remedy: Exclude<Remedy, 'dismiss'>;
  by: ActorId;
  at: string;
  confidential: Readonly<{ input: unknown }>;
}>;

/** The replay was refused again, for this reason; it waits on. */
export type ReplayRefused = Readonly<{
  type: 'ReplayRefused'; exceptionId: ExceptionId; reason: ExceptionCode; details: readonly ExceptionDetail[];
  at: string;
}>;

/** The replay was taken: terminal. */
export type ExceptionClosed = Readonly<{ type: 'ExceptionClosed'; exceptionId: ExceptionId; at: string }>;

/** Given up by two people: terminal. The input stays as long as the retention dates say. */
export type ExceptionDismissed = Readonly<{
  type: 'ExceptionDismissed'; exceptionId: ExceptionId; requestedBy: ActorId; approvedBy: ActorId; at: string;
}>;

/** Everything that happens to an exception. */
export type ExceptionEvent =
  ExceptionRaised | ExceptionResolved | ReplayRefused | ExceptionClosed | ExceptionDismissed;

/** An event without what the vault encrypts. */
export const publicExceptionPart = (event: ExceptionEvent): Omit<ExceptionEvent, 'confidential'> => {
  if (event.type !== 'ExceptionRaised' && event.type !== 'ExceptionResolved') return event;
  const { confidential: _encrypted, ...open } = event;
  return open;
};

type Waiting = Readonly<{
  exceptionId: ExceptionId; reason: ExceptionCode; details: readonly ExceptionDetail[]; input: unknown;
  source?: Pseudonym; span?: Span;
  /** Replays that were refused. */
  attempts: number;
}>;

/** `open`: a person must act. `resolved`: to be replayed. `closed` and `dismissed` are terminal. */
export type ExceptionState =
  | Readonly<{ status: 'none' }>
  | (Readonly<{ status: 'open' }> & Waiting)
  | (Readonly<{ status: 'resolved' }> & Waiting)
  | Readonly<{ status: 'closed'; exceptionId: ExceptionId }>
  | Readonly<{ status: 'dismissed'; exceptionId: ExceptionId }>;

/** Before anything happened. */
export const NO_EXCEPTION: ExceptionState = { status: 'none' };

const raised = (event: ExceptionRaised): ExceptionState => {
  const { exceptionId, reason, details, source, span, confidential } = event;
  return {
    status: 'open', exceptionId, reason, details, input: confidential.input, attempts: 0,
    ...(source === undefined ? {} : { source }), ...(span === undefined ? {} : { span }),
  };
};

/** Total: after a terminal event nothing changes the state any more. */
export const evolveException = (state: ExceptionState, event: ExceptionEvent): ExceptionState => {
  if (state.status === 'closed' || state.status === 'dismissed') return state;
  if (state.status === 'none') return event.type === 'ExceptionRaised' ? raised(event) : state;
  switch (event.type) {
    case 'ExceptionRaised': return state;
    case 'ExceptionResolved': return { ...state, status: 'resolved', input: event.confidential.input };
    case 'ReplayRefused': return {
      ...state, status: 'open', reason: event.reason, details: event.details, attempts: state.attempts + 1,
    };
    case 'ExceptionClosed': return { status: 'closed', exceptionId: event.exceptionId };
    case 'ExceptionDismissed': return { status: 'dismissed', exceptionId: event.exceptionId };
    default: return assertNever(event);
  }
};

/** The state after these events, from nothing. */
export const foldException = (events: Iterable<ExceptionEvent>): ExceptionState => {
  let state: ExceptionState = NO_EXCEPTION;
  for (const event of events) state = evolveException(state, event);
  return state;
};

/** What a replay found: taken, or refused for a reason. */
export type ReplayOutcome =
  | Readonly<{ taken: true }>
  | Readonly<{ taken: false; reason: ExceptionCode; details: readonly ExceptionDetail[] }>;

/** Commands of an exception. */
export type ExceptionCommand =
  | (Omit<ExceptionRaised, 'type' | 'at'> & Readonly<{ type: 'RaiseException'; now: string }>)
  | Readonly<{ type: 'ResolveException'; remedy: Remedy; input?: unknown; by: ActorId; now: string }>
  | Readonly<{ type: 'ReportReplay'; outcome: ReplayOutcome; now: string }>
  | Readonly<{ type: 'DismissException'; requestedBy: ActorId; approvedBy: ActorId; now: string }>;

/** Closed list of reasons why a command does nothing. */
export type ExceptionRefusal = Readonly<{
  code: 'EXCEPTION_UNKNOWN' | 'EXCEPTION_ENDED' | 'EXCEPTION_EXISTS' | 'REMEDY_DOES_NOT_FIT' | 'NOT_RESOLVED'
    | 'FOUR_EYES';
}>;

const refused = (code: ExceptionRefusal['code']): Result<never, ExceptionRefusal> => err({ code });

const raise = (command: Extract<ExceptionCommand, { type: 'RaiseException' }>): ExceptionRaised => {
  const { now, type: _command, ...fields } = command;
  return { type: 'ExceptionRaised', ...fields, at: now };
};

/** What a command makes happen; ids and times are arguments. */
export const decideException = (
  command: ExceptionCommand, state: ExceptionState,
): Result<readonly ExceptionEvent[], ExceptionRefusal> => {
  if (state.status === 'closed' || state.status === 'dismissed') return refused('EXCEPTION_ENDED');
  if (command.type === 'RaiseException') {
    return state.status === 'none' ? ok([raise(command)]) : refused('EXCEPTION_EXISTS');
  }
  if (state.status === 'none') return refused('EXCEPTION_UNKNOWN');
  const { exceptionId } = state;
  const at = command.now;
  switch (command.type) {
    case 'ResolveException': {
      const { remedy, by } = command;
      if (remedy === 'dismiss' || !resolves(state.reason, remedy)) return refused('REMEDY_DOES_NOT_FIT');
      const confidential = { input: command.input ?? state.input };
      return ok([{ type: 'ExceptionResolved', exceptionId, remedy, by, at, confidential }]);
    }
    case 'ReportReplay': {
      if (state.status !== 'resolved') return refused('NOT_RESOLVED');
      const { outcome } = command;
      return ok([outcome.taken ? { type: 'ExceptionClosed', exceptionId, at }
        : { type: 'ReplayRefused', exceptionId, reason: outcome.reason, details: outcome.details, at }]);
    }
    case 'DismissException': {
      const { requestedBy, approvedBy } = command;
      if (requestedBy === approvedBy) return refused('FOUR_EYES');
      if (!resolves(state.reason, 'dismiss')) return refused('REMEDY_DOES_NOT_FIT');
      return ok([{ type: 'ExceptionDismissed', exceptionId, requestedBy, approvedBy, at }]);
    }
    default: return assertNever(command);
  }
};
