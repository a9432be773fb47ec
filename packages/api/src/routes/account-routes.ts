import { NOTHING, object } from '../schema/schema.ts';
import { jsonBody, jsonReply, route } from './route.ts';
import { SIGNING_IN } from './session-routes.ts';
import {
  aboutAccount, accountPage, accountSearch, jointId, jointShown, NOTHING_TOLD,
} from './sign-in-schemas.ts';

const BODY_BYTES_MAX = 4 * 1024;
const PAGE_DEFAULT = 50;

/** GET /v1/accounts — the directory, for its keeper. */
export const listAccounts = route({
  method: 'GET',
  path: '/v1/accounts',
  title: { zh: '账号名录', en: 'The directory of accounts' },
  action: 'account.list',
  authentication: 'session',
  roles: ['securityAdmin'],
  idempotency: 'safe',
  params: NOTHING, search: accountSearch,
  reply: jsonReply(accountPage),
  problems: [],
  refusal: { search: 'role=approver', problem: 'PARAMETER_INVALID' },
  audit: { what: 'ACCOUNTS_LISTED' },
  about: () => SIGNING_IN,
  handle: async ({ search: { after = '', limit = PAGE_DEFAULT } }, { ports }) => {
    const found = await ports.accounts.list({ limit: limit + 1, after });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return { status: 200, body: { items, ...(hasMore ? { next: last.account } : {}) } };
  },
});

/** POST /v1/accounts/ended-sessions — ends every session of an account, at once. */
export const endSessionsOf = route({
  method: 'POST',
  path: '/v1/accounts/ended-sessions',
  title: { zh: '终止账号的全部登录', en: 'End every session of an account' },
  action: 'account.endSessions',
  authentication: 'session',
  roles: ['securityAdmin'],
  idempotency: 'natural',
  params: NOTHING, search: NOTHING,
  body: jsonBody(aboutAccount, BODY_BYTES_MAX),
  reply: jsonReply(NOTHING_TOLD),
  problems: ['NOTHING_TO_TELL'],
  refusal: { body: { account: 'NOBODY' }, problem: 'BODY_INVALID' },
  audit: { what: 'SESSIONS_OF_ACCOUNT_ENDED' },
  about: () => SIGNING_IN,
  handle: async ({ body: { account } }, { ports }) => (await ports.accounts.endSessionsOf(account)
    ? { status: 200, body: {} } : { problem: 'NOTHING_TO_TELL' }),
});

/** POST /v1/accounts/recoveries — one administrator asks that second factors be given back. */
export const askRecovery = route({
  method: 'POST',
  path: '/v1/accounts/recoveries',
  title: { zh: '提出重置第二重验证', en: 'Ask to reset the second factors of an account' },
  action: 'account.askRecovery',
  authentication: 'session',
  roles: ['securityAdmin'],
  idempotency: 'natural',
  params: NOTHING, search: NOTHING,
  body: jsonBody(aboutAccount, BODY_BYTES_MAX),
  reply: jsonReply(jointShown),
  problems: ['NOTHING_TO_TELL', 'FOUR_EYES', 'BY_DAY_ONLY'],
  refusal: { body: {}, problem: 'BODY_INVALID' },
  audit: { what: 'RECOVERY_ASKED' },
  about: () => SIGNING_IN,
  handle: async ({ body: { account } }, { ports, actor }) => {
    const asked = await ports.accounts.askRecovery(account, actor);
    return asked.ok ? { status: 200, body: asked.value } : { problem: asked.error.code };
  },
});

/** POST /v1/accounts/recoveries/{jointId}/agreement — another administrator agrees, and they are gone. */
export const agreeRecovery = route({
  method: 'POST',
  path: '/v1/accounts/recoveries/{jointId}/agreement',
  title: { zh: '同意重置第二重验证', en: 'Agree to reset second factors' },
  action: 'account.agreeRecovery',
  authentication: 'session',
  roles: ['securityAdmin', 'sysadmin'],
  idempotency: 'natural',
  params: object({ jointId }), search: NOTHING,
  reply: jsonReply(jointShown),
  problems: ['NOTHING_TO_TELL', 'FOUR_EYES', 'JOINT_ACT_OVER', 'BY_DAY_ONLY'],
  refusal: { params: { jointId: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'RECOVERY_AGREED' },
  about: ({ params }) => ({ ...SIGNING_IN, objectId: params.jointId }),
  handle: async ({ params }, { ports, actor }) => {
    const agreed = await ports.accounts.agreeRecovery(params.jointId, actor);
    return agreed.ok ? { status: 200, body: agreed.value } : { problem: agreed.error.code };
  },
});
