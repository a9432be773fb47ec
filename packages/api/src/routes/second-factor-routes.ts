import { ROLES } from '../access/roles.ts';
import { NOTHING } from '../schema/schema.ts';
import { jsonBody, jsonReply, route } from './route.ts';
import { goOn, SIGNING_IN } from './session-routes.ts';
import {
  factorChallenge, factorProof, factorProposal, factorWanted, sessionGoesOn,
} from './sign-in-schemas.ts';

const BODY_BYTES_MAX = 16 * 1024;

const COMMON = {
  method: 'POST', authentication: 'session', roles: ROLES,
  // A code or challenge is taken once by itself.
  idempotency: 'natural',
  params: NOTHING, search: NOTHING, about: () => SIGNING_IN,
} as const;

const REFUSED = ['SECOND_FACTOR_REFUSED', 'SECOND_FACTOR_STANDS', 'SIGN_IN_AGAIN'] as const;

/** POST /v1/session/second-factors — proposes one; a secret is shown here and never again. */
export const proposeFactor = route({
  ...COMMON,
  path: '/v1/session/second-factors',
  title: { zh: '登记第二重验证', en: 'Propose a second factor' },
  action: 'secondFactor.propose',
  body: jsonBody(factorWanted, BODY_BYTES_MAX),
  reply: jsonReply(factorProposal),
  problems: REFUSED,
  refusal: { body: { kind: 'sms' }, problem: 'BODY_INVALID' },
  audit: { what: 'SECOND_FACTOR_PROPOSED' },
  handle: async ({ body }, { ports, session }) => {
    if (session === undefined) return { problem: 'FORBIDDEN' };
    const proposed = await ports.accounts.propose(session, body.kind);
    return proposed.ok ? { status: 200, body: proposed.value } : { problem: proposed.error.code };
  },
});

/** POST /v1/session/second-factors/confirmation — shows that the proposed one works. */
export const confirmFactor = route({
  ...COMMON,
  path: '/v1/session/second-factors/confirmation',
  title: { zh: '确认第二重验证', en: 'Confirm a second factor' },
  action: 'secondFactor.confirm',
  body: jsonBody(factorProof, BODY_BYTES_MAX),
  reply: jsonReply(sessionGoesOn),
  problems: REFUSED,
  refusal: { body: { kind: 'totp', code: '12345' }, problem: 'BODY_INVALID' },
  audit: { what: 'SECOND_FACTOR_CONFIRMED' },
  handle: async ({ body }, handling) => {
    const { ports, session, browser } = handling;
    if (session === undefined) return { problem: 'FORBIDDEN' };
    const confirmed = await ports.accounts.confirm(body, { session, browser });
    return confirmed.ok ? goOn(confirmed.value, handling) : { problem: confirmed.error.code };
  },
});

/** POST /v1/session/challenge — what an authenticator is to sign. */
export const challengeFactor = route({
  ...COMMON,
  path: '/v1/session/challenge',
  title: { zh: '取得验证挑战', en: 'What an authenticator is to sign' },
  action: 'secondFactor.challenge',
  reply: jsonReply(factorChallenge),
  problems: REFUSED,
  refusal: { search: 'account=approver', problem: 'PARAMETER_INVALID' },
  audit: { what: 'SECOND_FACTOR_CHALLENGED' },
  handle: async (_input, { ports, session }) => {
    if (session === undefined) return { problem: 'FORBIDDEN' };
    const made = await ports.accounts.challenge(session);
    // The library's options are an object with a challenge.
    return made.ok
      ? { status: 200, body: { options: made.value.options as Readonly<{ challenge: string }> } }
      : { problem: made.error.code };
  },
});

/** POST /v1/session/step-up — uses a second factor; it counts for some minutes. */
export const stepUp = route({
  ...COMMON,
  path: '/v1/session/step-up',
  title: { zh: '进行第二重验证', en: 'Use a second factor' },
  action: 'secondFactor.use',
  body: jsonBody(factorProof, BODY_BYTES_MAX),
  reply: jsonReply(sessionGoesOn),
  problems: REFUSED,
  refusal: { body: { kind: 'totp', code: 'abcdef' }, problem: 'BODY_INVALID' },
  audit: { what: 'SECOND_FACTOR_USED' },
  handle: async ({ body }, handling) => {
    const { ports, session, browser } = handling;
    if (session === undefined) return { problem: 'FORBIDDEN' };
    const used = await ports.accounts.use(body, { session, browser });
    return used.ok ? goOn(used.value, handling) : { problem: used.error.code };
  },
});
