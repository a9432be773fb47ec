import type { AccessDecision, AccessRequest, AuditSubject, Resource } from '@fengcun/api';
import { present } from '@fengcun/kernel';
import { ownResource } from './authenticate.ts';
import { Refused } from './refused.ts';
import { type RequestState, UNSTATED } from './request-state.ts';
import type { Shell } from './shell.ts';

const groundsOf = ({ purpose, legalBasis, caseCode }: AuditSubject) => ({
  ...(purpose === UNSTATED ? {} : { purpose }), ...(legalBasis === undefined ? {} : { legalBasis }),
  ...(caseCode === undefined ? {} : { caseCode }),
});

type Grounds = AccessRequest['context'];

type About = Readonly<{ resource: Resource; context: Grounds }>;

const HOUR_MS = 3_600_000;
/** LIMIT: standard time of China, without the summer times of 1986 to 1991: requests come after them. */
const OFFSET_HOURS = 8;

const hourOf = ({ epochMilliseconds }: Temporal.Instant): number =>
  (Math.floor(epochMilliseconds / HOUR_MS) + OFFSET_HOURS) % 24;

/** How and when the sender acts; ages in minutes, so that decisions can be kept. */
const circumstances = (shell: Shell, { session }: RequestState) => ({
  hour: hourOf(shell.now()), channel: session === undefined ? 'http' : 'session',
  ...(session === undefined ? {} : { sessionMinutes: session.minutes }),
  ...(session?.secondFactorMinutes === undefined ? {} : { secondFactorMinutes: session.secondFactorMinutes }),
} as const);

const requestOf = (shell: Shell, state: RequestState, { resource, context }: About): AccessRequest => {
  const { id, organ, roles, hasSecondFactor } = state.actor;
  const { action } = present(state.route, 'the route of the act');
  const principal = { id, organ, roles, hasSecondFactor };
  return { principal, action, resource, context: { ...context, ...circumstances(shell, state) } };
};

const decide = (shell: Shell, state: RequestState, about: About): AccessDecision => {
  const decision = shell.authorizer.decide(requestOf(shell, state, about));
  if (decision.decision === 'deny') state.denial = decision;
  return decision;
};

const NOON = 12;

/**
 * Refuses. A person who only lacks the second factor, or only comes by night, is told so: it depends on who
 * they are, when they ask and what they say, not on whether anything is there.
 */
const refuse = (shell: Shell, state: RequestState, about: About): never => {
  const asked = requestOf(shell, state, about);
  if (state.session === undefined) throw new Refused('FORBIDDEN');
  const proven = { ...asked, principal: { ...asked.principal, hasSecondFactor: true } };
  const allows = (one: AccessRequest): boolean => shell.authorizer.decide(one).decision === 'allow';
  if (!asked.principal.hasSecondFactor && allows(proven)) throw new Refused('SECOND_FACTOR_NEEDED');
  const atNoon = { ...proven, context: { ...proven.context, hour: NOON } };
  throw new Refused(allows(atNoon) ? 'BY_DAY_ONLY' : 'FORBIDDEN');
};

const statedAbout = (state: RequestState, resource: Resource): About =>
  ({ resource, context: { ...groundsOf(state.subject), approvals: [], channel: 'http' } });

/** Decides the act of a request about a resource, on the grounds the request states; a denial is noted. */
export const decideAct = (shell: Shell, state: RequestState, resource: Resource): AccessDecision =>
  decide(shell, state, statedAbout(state, resource));

/** The same, refused where it is denied. */
export const requireAct = (shell: Shell, state: RequestState, resource: Resource): AccessDecision => {
  const decision = decideAct(shell, state, resource);
  return decision.decision === 'deny' ? refuse(shell, state, statedAbout(state, resource)) : decision;
};

/**
 * A first look, before parameters and body are read: whoever may not do this even with something of their own
 * and a purpose stated is refused here. It permits nothing; `requireAct` decides.
 */
export const refuseHopeless = (shell: Shell, state: RequestState): void => {
  const resource = ownResource(state.actor);
  const context: Grounds = { purpose: UNSTATED, approvals: [], channel: 'http' };
  const { decision } = decide(shell, state, { resource, context });
  if (decision === 'deny') refuse(shell, state, { resource, context });
};
