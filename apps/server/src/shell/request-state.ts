import {
  type Actor, ANONYMOUS, type AnyRoute, type AuditSubject, type HeaderFields, languageOf, type Language,
  type SessionStanding, type TraceContext, traceOf, type VerifiedSignature,
} from '@fengcun/api';
import { present } from '@fengcun/kernel';
import type { FastifyRequest } from 'fastify';
import type { Denial } from './refused.ts';
import type { Shell } from './shell.ts';

/** What the shell knows of a request while it lasts. */
export type RequestState = {
  readonly requestId: string;
  readonly trace: TraceContext;
  readonly language: Language;
  readonly startedAt: number;
  readonly headers: HeaderFields;
  /** The route that matched; none for unknown addresses. */
  route: AnyRoute | undefined;
  actor: Actor;
  signature: VerifiedSignature | undefined;
  /** The session of a person; none where a system acts. */
  session: SessionStanding | undefined;
  /** The account of whoever comes back from the issuer. */
  accountId: string | undefined;
  /** The bytes of the body as they came. */
  body: Uint8Array;
  subject: AuditSubject;
  denial: Denial | undefined;
  /** The intent is committed: what goes wrong from here on is a failure, not only a refusal. */
  isIntended: boolean;
  /** The handler runs; a sender that hangs up meanwhile does not make room for another. */
  isRunning: boolean;
  /** Gives the place of this request free; once. */
  whenDone: () => void;
};

const states = new WeakMap<FastifyRequest, RequestState>();

/** Every field by its name in small letters; one that came several times as a list. */
const headersOf = ({ raw: { rawHeaders } }: FastifyRequest): HeaderFields => {
  const fields = new Map<string, string>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name, value] = [(rawHeaders[at] ?? '').toLowerCase(), (rawHeaders[at + 1] ?? '').trim()];
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(fields);
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const uuidOf = (bytes: Uint8Array): string => {
  const digits = hex(bytes);
  const variant = ((Number.parseInt(digits[16] ?? '0', 16) & 3) | 8).toString(16);
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, variant + digits.slice(17, 20),
    digits.slice(20, 32)].join('-');
};

/** Begins the state of a request; nothing in it comes from the sender but the trace and the language. */
export const beginState = (request: FastifyRequest, shell: Shell): RequestState => {
  const random = shell.random(40);
  const headers = headersOf(request);
  const own = { traceId: hex(random.subarray(16, 32)), spanId: hex(random.subarray(32, 40)) };
  const state: RequestState = {
    requestId: uuidOf(random.subarray(0, 16)), trace: traceOf(headers['traceparent'], own),
    language: languageOf(headers['accept-language']), startedAt: performance.now(), headers,
    route: undefined, actor: ANONYMOUS, signature: undefined, session: undefined,
    accountId: undefined, body: new Uint8Array(),
    subject: { purpose: UNSTATED }, denial: undefined, isIntended: false,
    isRunning: false, whenDone: () => undefined,
  };
  states.set(request, state);
  return state;
};

/** The state of a request that has begun. */
export const stateOf = (request: FastifyRequest): RequestState =>
  present(states.get(request), 'the state of a request that has begun');

/** Gives the place of a request free, the first time it is called. */
export const finish = (state: RequestState): void => {
  const { whenDone } = state;
  state.whenDone = () => undefined;
  whenDone();
};

/** The purpose of the audit line of an act that states none; in a decision it counts as absent. */
export const UNSTATED = 'unstated';
