import {
  type Action, type Actor, type AuditAct, isPermitted, personOf, type RightsPort, type Role,
  type SupervisionPort,
} from '@fengcun/api';
import { err, ok, type Result, sha256Hex } from '@fengcun/kernel';
import { rolesOf } from '../accounts/account-rows.ts';
import { accountNamed } from '../accounts/keep-accounts.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { RightsParts } from '../rights/rights-parts.ts';
import { rightsPort } from './rights-port.ts';
import { commitLine, openIntents } from './service-act.ts';
import { type SupervisionDesk, supervisionPort } from './supervision-port.ts';

const RIGHTS = { purpose: 'rightsOfPerson', legalBasis: 'pipl-50' } as const;
const SUPERVISING = { purpose: 'supervision', legalBasis: 'm2022-22' } as const;

/** Acts of the desks that are taken over the data itself, each with what the log calls it. */
const ACTS = {
  'rights.list': { what: 'RIGHTS_REQUESTS_LISTED', ...RIGHTS },
  'rights.read': { what: 'RIGHTS_REQUEST_READ', ...RIGHTS },
  'rights.step': { what: 'RIGHTS_STEP_TAKEN', ...RIGHTS },
  'rights.decide': { what: 'RIGHTS_REQUEST_DECIDED', ...RIGHTS },
  'supervision.list': { what: 'SUPERVISION_LISTED', ...SUPERVISING },
  'supervision.read': { what: 'SUPERVISION_READ', ...SUPERVISING },
  'supervision.open': { what: 'SUPERVISION_OPENED', ...SUPERVISING },
  'supervision.step': { what: 'SUPERVISION_STEP_TAKEN', ...SUPERVISING },
  'supervision.decide': { what: 'OPINION_DECIDED', ...SUPERVISING },
  'supervision.reply': { what: 'SUPERVISION_REPLIED', ...SUPERVISING },
  'supervision.patterns': { what: 'PATTERNS_READ', ...SUPERVISING },
  'supervision.statistics': { what: 'STATISTICS_READ', ...SUPERVISING },
  'duties.list': { what: 'DUTIES_LISTED', ...SUPERVISING },
} as const satisfies Readonly<
  Partial<Record<Action, Readonly<{ what: AuditAct; purpose: string; legalBasis: string }>>>>;

/** One of those acts. */
export type DeskAction = keyof typeof ACTS;

/** Who acts, as the command line names them; organ and roles count only where the directory knows nobody. */
export type HandNamed = Readonly<{ account: string; organ?: string; roles: readonly Role[] }>;

/** Why nobody acts. */
export type HandRefusal =
  Readonly<{ code: 'ACCOUNT_DISABLED' | 'OTHER_ORGAN' | 'ORGAN_MISSING' | 'FORBIDDEN' }>;

/** What a desk by hand stands on. */
export type HandDesks =
  Readonly<{ deployment: Deployment; rights: RightsParts; supervision: SupervisionDesk }>;

/** The desks in one act that is committed, and who takes it. */
export type HandedDesks = Readonly<{ rights: RightsPort; supervision: SupervisionPort; actor: Actor }>;

/** No policy set decides about whoever has the data and its keys; the entry says so. */
const NO_POLICIES = sha256Hex('command-line');
const REQUEST_BYTES = 16;

/** An account of the directory with the person behind it, or whoever holds the keys by a name of theirs. */
const actorOf = async (
  deployment: Deployment, { account, organ, roles }: HandNamed,
): Promise<Result<Actor, HandRefusal>> => {
  const row = await accountNamed(deployment, account);
  if (row === undefined) {
    return organ === undefined ? err({ code: 'ORGAN_MISSING' })
      : ok({ id: account, organ, roles, hasSecondFactor: true });
  }
  if (row.state !== 'active') return err({ code: 'ACCOUNT_DISABLED' });
  if (organ !== undefined && organ !== row.organ) return err({ code: 'OTHER_ORGAN' });
  const { organ: own, personId: person } = row;
  return ok({ id: row.accountName, organ: own, roles: rolesOf(row), hasSecondFactor: true, person });
};

/**
 * Begins an act at the desks over the data itself: what the roles of the account may do here is what they may
 * do over the interface, and four eyes are counted by the person behind the account. The intent is committed
 * when this returns. LIMIT: whoever has the data and its keys is asked for no second factor, and names
 * accounts that the directory does not know as they like.
 */
export const deskByHand = async (
  desks: HandDesks, named: HandNamed,
  { action, objectId }: Readonly<{ action: DeskAction; objectId?: string }>,
): Promise<Result<HandedDesks, HandRefusal>> => {
  const { deployment } = desks;
  const found = await actorOf(deployment, named);
  if (!found.ok) return found;
  const actor = found.value;
  const { id, organ, roles, hasSecondFactor } = actor;
  const { what, purpose, legalBasis } = ACTS[action];
  const isAllowed = isPermitted({
    principal: { id, organ, roles, hasSecondFactor }, action, resource: { organs: [organ], isSealed: false },
    context: { purpose, legalBasis, approvals: [], channel: 'http' },
  });
  if (!isAllowed) return err({ code: 'FORBIDDEN' });
  const service = await commitLine(deployment, openIntents(), {
    what, phase: 'intent', action, decision: 'allow', policies: [], policySetHash: NO_POLICIES, actorId: id,
    person: personOf(actor), organ, roles, purpose, legalBasis,
    ...(objectId === undefined ? {} : { objectId }),
    requestId: Buffer.from(deployment.random(REQUEST_BYTES)).toString('hex'),
    at: new Date(deployment.clock()).toISOString(),
  });
  const serviceOf = () => service;
  return ok({
    actor, rights: rightsPort(desks.rights, serviceOf),
    supervision: supervisionPort(desks.supervision, serviceOf),
  });
};
