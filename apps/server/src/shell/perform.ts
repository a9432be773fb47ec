import {
  type AccessDecision, type AnyRoute, browserFamily, type Handling, type HeaderFields, type IdempotentRequest,
  type RequestPorts, type RouteInput,
} from '@fengcun/api';
import { BugError, Fault, type Json, present } from '@fengcun/kernel';
import { intentLine } from './audit.ts';
import { decideAct } from './authorise.ts';
import { beginOnce, idempotencyKeyOf, idempotentRequest, useSignature } from './idempotency.ts';
import { Refused } from './refused.ts';
import type { RequestState } from './request-state.ts';
import type { Shell } from './shell.ts';

/** What a handler answered, or a kept answer that is given again. */
export type Performed = Readonly<{
  status: number; body?: unknown; stream?: AsyncIterable<Uint8Array>; headers?: HeaderFields; etag?: string;
  isImmutable?: boolean; isReplayed?: boolean;
}>;

type Act = Readonly<{
  shell: Shell; state: RequestState; route: AnyRoute; url: string;
  input: RouteInput<unknown, unknown, unknown>; decision: AccessDecision;
}>;

// LIMIT: a probe that does not answer in two seconds is a failed probe; probes ask every few seconds.
const HEALTH_MILLISECONDS = 2000;

/** The value, or a fault when it takes longer: what waits for a black hole must not wait for ever. */
export const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const giveUp = (): void => late.reject(new Fault('TIMED_OUT', 'no answer in time', { retryable: true }));
  const timer = setTimeout(giveUp, milliseconds);
  // A request that was cut off when the server stopped must not keep the process.
  timer.unref();
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

const handlingOf = ({ shell, state }: Act, ports: RequestPorts): Handling => ({
  ports, browser: browserFamily(state.headers['user-agent']),
  ...(state.session === undefined ? {} : { session: state.session }),
  ...(state.accountId === undefined ? {} : { accountId: state.accountId }),
  ...(shell.signIn?.issuer === undefined ? {} : { issuer: shell.signIn.issuer }),
  actor: state.actor, requestId: state.requestId, describe: shell.describe,
  checkPaper: shell.ports.checkPaper,
  now: shell.now().toString({ smallestUnit: 'millisecond' }),
  mayTouch: (resource) => decideAct(shell, state, resource).decision === 'allow',
  health: async () => {
    const stopping = { name: 'accepting', isReady: !shell.isStopping() };
    try {
      return [stopping, ...await within(HEALTH_MILLISECONDS, shell.ports.health.check())];
    } catch {
      return [stopping, { name: 'probe', isReady: false }];
    }
  },
});

const handled = async (act: Act, ports: RequestPorts): Promise<Performed> => {
  const reply = await act.route.handle(act.input, handlingOf(act, ports));
  // Thrown, so that the transaction is undone and the refusal audited in the one place for both.
  if ('problem' in reply) throw new Refused(reply.problem, [], reply.headers);
  return reply;
};

const noPort = (): never => { throw new BugError('bug: a public route reached for a port'); };

/** What public routes get: they tell of the service itself, and must answer when the database does not. */
const NO_PORTS: RequestPorts = {
  get audit() { return noPort(); }, get idempotency() { return noPort(); }, get intake() { return noPort(); },
  get exceptions() { return noPort(); }, get exchange() { return noPort(); },
  get cases() { return noPort(); }, get attachments() { return noPort(); },
  get seals() { return noPort(); }, get sealDuties() { return noPort(); },
  get privacy() { return noPort(); },
  get readings() { return noPort(); }, get inquiries() { return noPort(); },
  get certificates() { return noPort(); }, get rights() { return noPort(); },
  get supervision() { return noPort(); }, get accounts() { return noPort(); },
  get ledger() { return noPort(); }, get administration() { return noPort(); },
  get keeping() { return noPort(); },
};

/** A safe act: its intent is committed before anything is read. */
const look = async (act: Act): Promise<Performed> => {
  const { shell, state, route } = act;
  if (route.authentication === 'none') return handled(act, NO_PORTS);
  const intent = intentLine(shell, state, act.decision);
  const receipt = intent === undefined
    ? undefined : await shell.ports.atomically((ports) => ports.audit.append(intent));
  state.isIntended = intent !== undefined;
  return shell.ports.reading(receipt, (ports) => handled(act, ports));
};

/**
 * The act under its key. A refusal did nothing, so it gives the key back; after a fault nobody knows whether
 * something was done, so the key stays taken and the act is not done twice.
 */
const handledOnce = async (
  act: Act, ports: RequestPorts, request: IdempotentRequest,
): Promise<Performed> => {
  try {
    return await handled(act, ports);
  } catch (error) {
    if (error instanceof Refused) await ports.idempotency.release(request);
    throw error;
  }
};

/** An act that changes something: intent, replay guard, key, work and kept answer share one transaction. */
const change = (act: Act): Promise<Performed> => {
  const { shell, state, url } = act;
  const line = intentLine(shell, state, act.decision);
  const intent = present(line, 'the audit line of an act that changes something');
  const key = idempotencyKeyOf(state);
  const now = shell.now();
  return shell.ports.atomically(async (ports) => {
    await ports.audit.append(intent);
    await useSignature(ports.idempotency, state, now);
    if (key === undefined) return handled(act, ports);
    const request = idempotentRequest(state, { key, url, now });
    const kept = await beginOnce(ports.idempotency, request);
    if (kept !== undefined) return { ...kept, isReplayed: true };
    const done = await handledOnce(act, ports, request);
    const { status, body, etag } = done;
    // Answers of acts are JSON by their schema.
    const answer = { status, body: body as Json, ...(etag === undefined ? {} : { etag }) };
    await ports.idempotency.complete(request, answer);
    return done;
  });
};

/**
 * Carries out an act that was permitted: audit first, then the handler. Answered in bounded time; what is
 * given up may still be done, and the sender learns it by repeating the request under its key.
 */
export const perform = (act: Act): Promise<Performed> => {
  const { handlingMilliseconds, requestMilliseconds } = act.shell.config.limits;
  const { idempotency, stream } = act.route;
  // A stream is still arriving while it is handled.
  const milliseconds = handlingMilliseconds + (stream === undefined ? 0 : requestMilliseconds);
  const commitsItself = idempotency === 'safe' || idempotency === 'offset';
  return within(milliseconds, commitsItself ? look(act) : change(act));
};
