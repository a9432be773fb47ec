import { ROLES } from '../access/roles.ts';
import { NO_SESSION_COOKIE, sessionCookie, signInCookie } from '../access/session.ts';
import type { NewSession } from '../ports/accounts-port.ts';
import { NOTHING, object, text } from '../schema/schema.ts';
import { type Handling, jsonReply, type Reply, route } from './route.ts';
import { mySession, sessionGoesOn } from './sign-in-schemas.ts';

/** Keeping sessions is part of keeping the platform. @see 《网络安全法》第21条, GB/T 22239-2019 8.1.4.1 */
export const SIGNING_IN = { purpose: 'signIn', legalBasis: 'csl-21' } as const;

const html = text({ max: 2000, title: 'HTML' });
const page = { mediaType: 'text/html; charset=utf-8', schema: html } as const;

/** Seconds from now to the end of a session; never below 0. */
const secondsUntil = (endsAt: string, { now }: Handling): number =>
  Math.max(0, Math.floor((Date.parse(endsAt) - Date.parse(now)) / 1000));

/** The session goes on under a new secret, so that one somebody knew or planted before is worth nothing. */
export const goOn = (
  { secret, endsAt }: NewSession, handling: Handling,
): Reply<Readonly<{ endsAt: string }>> =>
  ({
    status: 200, body: { endsAt },
    headers: { 'set-cookie': sessionCookie(secret, secondsUntil(endsAt, handling)) },
  });

/** GET /v1/session/begin — sends the browser to the issuer. */
export const beginSignIn = route({
  method: 'GET',
  path: '/v1/session/begin',
  title: { zh: '开始登录', en: 'Begin to sign in' },
  action: 'session.begin',
  authentication: 'none',
  roles: [],
  idempotency: 'safe',
  params: NOTHING, search: NOTHING,
  reply: { ...page, statuses: [303] },
  problems: ['SIGN_IN_CLOSED'],
  refusal: { search: 'role=approver', problem: 'PARAMETER_INVALID' },
  audit: { exempt: 'nobody is known yet; who comes back from the issuer is audited' },
  handle: async (_input, { issuer }) => {
    if (issuer === undefined) return { problem: 'SIGN_IN_CLOSED' };
    const { address, cookie } = await issuer.begin();
    return { status: 303, body: '', headers: { location: address, 'set-cookie': signInCookie(cookie) } };
  },
});

// A Strict cookie is not sent on a way that began at another site, so a page of ours begins a new one.
const WELCOME = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">'
  + '<title>封存</title><p><a href="/">已登录，请继续 · Signed in, go on</a></p>';

/** GET /v1/session/callback — the browser comes back from the issuer. */
export const openSession = route({
  method: 'GET',
  path: '/v1/session/callback',
  title: { zh: '完成登录', en: 'Come back from the issuer' },
  action: 'session.open',
  authentication: 'issuer',
  roles: ROLES,
  idempotency: 'natural',
  params: NOTHING,
  search: object({}, {
    code: text({ max: 2000 }), state: text({ max: 200 }), iss: text({ max: 500 }),
    error: text({ max: 100 }), error_description: text({ max: 500 }), session_state: text({ max: 500 }),
  }),
  reply: { ...page, statuses: [200] },
  problems: ['SIGN_IN_CLOSED', 'LIMIT_REACHED'],
  refusal: { search: 'code=invented-code&account=approver', problem: 'PARAMETER_INVALID' },
  audit: { what: 'SESSION_OPENED' },
  about: () => SIGNING_IN,
  handle: async (_input, handling) => {
    const { ports, accountId, browser } = handling;
    const opened = accountId === undefined ? undefined : await ports.accounts.open(accountId, browser);
    return opened === undefined
      ? { problem: 'UNAUTHENTICATED' } : { ...goOn(opened, handling), status: 200, body: WELCOME };
  },
});

/** GET /v1/session — who is signed in, as what, and until when. */
export const readSession = route({
  method: 'GET',
  path: '/v1/session',
  title: { zh: '当前登录', en: 'Who is signed in' },
  action: 'session.read',
  authentication: 'session',
  roles: ROLES,
  idempotency: 'safe',
  params: NOTHING, search: NOTHING,
  reply: jsonReply(mySession),
  problems: [],
  refusal: { search: 'account=approver', problem: 'PARAMETER_INVALID' },
  audit: { what: 'SESSION_READ' },
  about: () => SIGNING_IN,
  handle: async (_input, { ports, session, actor }) => (session === undefined
    ? { problem: 'FORBIDDEN' } : { status: 200, body: await ports.accounts.mine(session, actor) }),
});

/** POST /v1/session/end — signs out; the secret is worth nothing afterwards. */
export const endSession = route({
  method: 'POST',
  path: '/v1/session/end',
  title: { zh: '退出登录', en: 'Sign out' },
  action: 'session.end',
  authentication: 'session',
  roles: ROLES,
  idempotency: 'natural',
  params: NOTHING, search: NOTHING,
  reply: jsonReply(sessionGoesOn),
  problems: [],
  refusal: { search: 'account=approver', problem: 'PARAMETER_INVALID' },
  audit: { what: 'SESSION_ENDED' },
  about: () => SIGNING_IN,
  handle: async (_input, { ports, session, now }) => {
    if (session === undefined) return { problem: 'FORBIDDEN' };
    await ports.accounts.close(session);
    return { status: 200, body: { endsAt: now }, headers: { 'set-cookie': NO_SESSION_COOKIE } };
  },
});
