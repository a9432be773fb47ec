import {
  type AccessRequest, type Actor, ALL_ROUTES, type AnyRoute, type AuditLine, type Authorizer, type Handling,
  type RequestPorts, type RouteId, type RouteInput, type ServicePorts,
} from '@fengcun/api';
import type { Deployment } from '@fengcun/application';
import { Fault } from '@fengcun/kernel';

/** What a route is given: as a client sends it. */
export type Given = Readonly<{
  params?: Readonly<Record<string, string>>; search?: Readonly<Record<string, unknown>>; body?: unknown;
  ifMatch?: string;
}>;

/** The answer of a route, or the code of what it refuses. */
export type Answered = Readonly<{ body: Readonly<Record<string, unknown>>; problem?: string }>;

/** Routes of the interface without a network between: authorised, audited and handled as everywhere. */
export type Desk = Readonly<{
  /** Answers also what is refused. */
  ask: (who: Actor, route: RouteId, given?: Given) => Promise<Answered>;
  /** What must succeed. Fault: DEMO_STEP_REFUSED. */
  must: (who: Actor, route: RouteId, given?: Given) => Promise<Answered['body']>;
}>;

/** What a desk stands on. */
export type DeskParts = Readonly<{ deployment: Deployment; ports: ServicePorts; authorizer: Authorizer }>;

const ROUTES: ReadonlyMap<string, AnyRoute> = new Map(ALL_ROUTES);
const HASH_BYTES = 32;
const REQUEST_BYTES = 16;

type Act = Readonly<{ parts: DeskParts; who: Actor; route: AnyRoute; input: RouteInput<unknown, unknown,
  unknown> }>;

const hourOf = (millis: number): number =>
  Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO('Asia/Shanghai').hour;

const requestOf = ({ parts, who, route, input }: Act): AccessRequest => {
  const { purpose, legalBasis, caseCode } = route.about?.(input) ?? { purpose: 'unstated' };
  const { id, organ, roles, hasSecondFactor } = who;
  return {
    principal: { id, organ, roles, hasSecondFactor }, action: route.action,
    resource: route.resource?.(input) ?? { organs: [who.organ], isSealed: false },
    context: {
      approvals: [], channel: 'session', hour: hourOf(parts.deployment.clock()), sessionMinutes: 1,
      ...(hasSecondFactor ? { secondFactorMinutes: 1 } : {}),
      ...(purpose === 'unstated' ? {} : { purpose }), ...(legalBasis === undefined ? {} : { legalBasis }),
      ...(caseCode === undefined ? {} : { caseCode }),
    },
  };
};

const lineOf = ({ parts, who, route, input }: Act, policies: readonly string[]): AuditLine | undefined => {
  if (!('what' in route.audit)) return undefined;
  const { deployment: { clock, random }, authorizer } = parts;
  return {
    ...route.about?.(input) ?? { purpose: 'unstated' }, what: route.audit.what, phase: 'intent',
    decision: 'allow',
    policies, action: route.action, policySetHash: authorizer.policySetHash, actorId: who.id,
    organ: who.organ,
    roles: who.roles, ...(who.person === undefined ? {} : { person: who.person }),
    requestId: Buffer.from(random(REQUEST_BYTES)).toString('hex'), at: new Date(clock()).toISOString(),
  };
};

const handlingOf = ({ parts, who, route, input }: Act, ports: RequestPorts): Handling => ({
  ports, actor: who, now: new Date(parts.deployment.clock()).toISOString(), browser: 'demo',
  requestId: Buffer.from(parts.deployment.random(REQUEST_BYTES)).toString('hex'),
  mayTouch: (resource) => {
    const asked = requestOf({ parts, who, route, input });
    return parts.authorizer.decide({ ...asked, resource }).decision === 'allow';
  },
  health: async () => [], describe: () => null, checkPaper: parts.ports.checkPaper,
});

/** A key that nobody sends again: the world is made once. */
const beginOnce = async ({ deployment: { random, clock } }: DeskParts,
  ports: RequestPorts): Promise<void> => {
  const at = new Date(clock()).toISOString();
  await ports.idempotency.begin({
    scope: 'demo', keyHash: random(HASH_BYTES), requestHash: random(HASH_BYTES), createdAt: at, expiresAt: at,
  });
};

const perform = async (act: Act, line: AuditLine): Promise<Awaited<ReturnType<AnyRoute['handle']>>> => {
  const { parts, route, input } = act;
  if (route.idempotency === 'safe') {
    const receipt = await parts.ports.atomically((ports) => ports.audit.append(line));
    return parts.ports.reading(receipt, (ports) => route.handle(input, handlingOf(act, ports)));
  }
  return parts.ports.atomically(async (ports) => {
    await ports.audit.append(line);
    if (line.what === 'CERTIFICATE_APPLIED') await beginOnce(parts, ports);
    return route.handle(input, handlingOf(act, ports));
  });
};

/** A desk over the ports of a service. */
export const deskOver = (parts: DeskParts): Desk => {
  const ask: Desk['ask'] = async (who, id, given = {}) => {
    const route = ROUTES.get(id);
    if (route === undefined) throw new Fault('DEMO_ROUTE_UNKNOWN', id);
    const { params = {}, search = {}, body, ifMatch } = given;
    const input = { params, search, body, headers: {}, ...(ifMatch === undefined ? {} : { ifMatch }) };
    const act = { parts, who, route, input };
    const { decision, policies } = parts.authorizer.decide(requestOf(act));
    const line = lineOf(act, policies);
    if (decision === 'deny' || line === undefined) return { body: {}, problem: 'FORBIDDEN' };
    const reply = await perform(act, line);
    if ('problem' in reply) return { body: {}, problem: reply.problem };
    return { body: 'body' in reply ? { ...Object(reply.body) } : {} };
  };
  return {
    ask,
    must: async (who, id, given) => {
      const { body, problem } = await ask(who, id, given);
      if (problem !== undefined) throw new Fault('DEMO_STEP_REFUSED', `${id} by ${who.id}: ${problem}`);
      return body;
    },
  };
};
