import type { AccessDecision, AccessRequest, AuditSubject, Resource } from '@fengcun/api';
import { present } from '@fengcun/kernel';
import { ownResource } from './authenticate.ts';
import { Refused } from './refused.ts';
import type { RequestState } from './request-state.ts';
import type { Shell } from './shell.ts';

/** The purpose of the audit line of an act that states none; in a decision it counts as absent. */
export const UNSTATED = 'unstated';

const groundsOf = ({ purpose, legalBasis, caseCode }: AuditSubject) => ({
  ...(purpose === UNSTATED ? {} : { purpose }), ...(legalBasis === undefined ? {} : { legalBasis }),
  ...(caseCode === undefined ? {} : { caseCode }),
});

type Grounds = AccessRequest['context'];

type About = Readonly<{ resource: Resource; context: Grounds }>;

const decide = (shell: Shell, state: RequestState, about: About): AccessDecision => {
  const { id, organ, roles, hasSecondFactor } = state.actor;
  const { action } = present(state.route, 'the route of the act');
  const principal = { id, organ, roles, hasSecondFactor };
  const decision = shell.authorizer.decide({ principal, action, ...about });
  if (decision.decision === 'deny') state.denial = decision;
  return decision;
};

/** Decides the act of a request about a resource, on the grounds the request states; a denial is noted. */
export const decideAct = (shell: Shell, state: RequestState, resource: Resource): AccessDecision =>
  decide(shell, state, {
    resource, context: { ...groundsOf(state.subject), approvals: [], channel: 'http' },
  });

/** The same, refused where it is denied. */
export const requireAct = (shell: Shell, state: RequestState, resource: Resource): AccessDecision => {
  const decision = decideAct(shell, state, resource);
  if (decision.decision === 'deny') throw new Refused('FORBIDDEN');
  return decision;
};

/**
 * A first look, before parameters and body are read: whoever may not do this even with something of their own
 * and a purpose stated is refused here. It permits nothing; `requireAct` decides.
 */
export const refuseHopeless = (shell: Shell, state: RequestState): void => {
  const resource = ownResource(state.actor);
  const context: Grounds = { purpose: UNSTATED, approvals: [], channel: 'http' };
  const { decision } = decide(shell, state, { resource, context });
  if (decision === 'deny') throw new Refused('FORBIDDEN');
};
