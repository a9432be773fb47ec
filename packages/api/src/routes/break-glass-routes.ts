import type { Result } from '@fengcun/kernel';
import type { JointRefusal } from '../ports/accounts-port.ts';
import { NOTHING, object } from '../schema/schema.ts';
import { type Handling, jsonBody, jsonReply, type Reply, route } from './route.ts';
import { breakGlassAsked, breakGlassShown, jointId, type JointShown, jointShown } from './sign-in-schemas.ts';

const BODY_BYTES_MAX = 4 * 1024;
/** @see GB/T 22239-2019 8.1.4.2 */
const BREAKING = { purpose: 'breakGlass', legalBasis: 'csl-21' } as const;

const COMMON = {
  method: 'POST', authentication: 'session', idempotency: 'natural', search: NOTHING,
  reply: jsonReply(jointShown),
} as const;

type Decision = Result<JointShown, JointRefusal>;

/** Where the organ that asked is one the actor may decide for; other asks are answered like an unknown id. */
const onAsked = async (
  id: string, { ports, mayTouch }: Handling, decide: () => Promise<Decision>,
): Promise<Reply<JointShown>> => {
  const found = await ports.accounts.findBreakGlass(id);
  const isTheirs = mayTouch({ organs: found === undefined ? [] : [found.organ], isSealed: false });
  if (found === undefined || !isTheirs) return { problem: 'NOTHING_TO_TELL' };
  const decided = await decide();
  return decided.ok ? { status: 200, body: decided.value } : { problem: decided.error.code };
};

/** POST /v1/break-glass — asks to do once, in an emergency, what nobody has time to approve in order. */
export const askBreakGlass = route({
  ...COMMON,
  path: '/v1/break-glass',
  title: { zh: '申请紧急授权', en: 'Ask to break the glass' },
  action: 'breakGlass.ask',
  roles: ['reviewer', 'approver', 'inquirer'],
  params: NOTHING,
  body: jsonBody(breakGlassAsked, BODY_BYTES_MAX),
  problems: ['NOBODY_TO_ALARM'],
  refusal: { body: { action: 'seal.read', reason: 'curiosity' }, problem: 'BODY_INVALID' },
  audit: { what: 'BREAK_GLASS_ASKED' },
  about: () => BREAKING,
  handle: async ({ body }, { ports, actor }) => {
    const asked = await ports.accounts.askBreakGlass(body, actor);
    return asked.ok ? { status: 200, body: asked.value } : { problem: asked.error.code };
  },
});

/** GET /v1/break-glass/{jointId} — what is asked and why, for one who has to agree: nobody agrees unseen. */
export const readBreakGlass = route({
  method: 'GET', authentication: 'session', idempotency: 'safe', search: NOTHING,
  path: '/v1/break-glass/{jointId}',
  title: { zh: '一项紧急授权申请', en: 'An asking to break the glass' },
  action: 'breakGlass.read',
  roles: ['approver', 'supervisor'],
  params: object({ jointId }),
  reply: jsonReply(breakGlassShown),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { jointId: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'BREAK_GLASS_READ' },
  about: ({ params }) => ({ ...BREAKING, objectId: params.jointId }),
  handle: async ({ params }, { ports, mayTouch }) => {
    const found = await ports.accounts.findBreakGlass(params.jointId);
    const isTheirs = mayTouch({ organs: found === undefined ? [] : [found.organ], isSealed: false });
    return found === undefined || !isTheirs ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found };
  },
});

/** POST /v1/break-glass/{jointId}/agreement — one of the two who have to agree. */
export const agreeBreakGlass = route({
  ...COMMON,
  path: '/v1/break-glass/{jointId}/agreement',
  title: { zh: '同意紧急授权', en: 'Agree to break the glass' },
  action: 'breakGlass.agree',
  roles: ['approver', 'supervisor'],
  params: object({ jointId }),
  problems: ['NOTHING_TO_TELL', 'FOUR_EYES', 'JOINT_ACT_OVER'],
  refusal: { params: { jointId: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'BREAK_GLASS_AGREED' },
  about: ({ params }) => ({ ...BREAKING, objectId: params.jointId }),
  handle: ({ params }, handling) => onAsked(params.jointId, handling, () =>
    handling.ports.accounts.agreeBreakGlass(params.jointId, handling.actor)),
});

/** POST /v1/break-glass/{jointId}/refusal — one who has to agree does not; it is over. */
export const refuseBreakGlass = route({
  ...COMMON,
  path: '/v1/break-glass/{jointId}/refusal',
  title: { zh: '不同意紧急授权', en: 'Refuse to break the glass' },
  action: 'breakGlass.refuse',
  roles: ['approver', 'supervisor'],
  params: object({ jointId }),
  problems: ['NOTHING_TO_TELL', 'FOUR_EYES', 'JOINT_ACT_OVER'],
  refusal: { params: { jointId: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'BREAK_GLASS_REFUSED' },
  about: ({ params }) => ({ ...BREAKING, objectId: params.jointId }),
  handle: ({ params }, handling) => onAsked(params.jointId, handling, () =>
    handling.ports.accounts.refuseBreakGlass(params.jointId, handling.actor)),
});
