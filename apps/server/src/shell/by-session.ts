import {
  type Actor, browserFamily, cookieOf, REQUEST_HEADER, SESSION_COOKIE, SIGN_IN_COOKIE,
} from '@fengcun/api';
import { Refused } from './refused.ts';
import type { RequestState } from './request-state.ts';
import type { Shell } from './shell.ts';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Whether an Origin is one under which browsers reach this server. */
const isOwnOrigin = (origin: string, { headers }: RequestState, { config }: Shell): boolean => {
  const scheme = config.isBehindTls ? 'https' : 'http';
  const hosts = config.authorities.length > 0 ? config.authorities : [(headers['host'] ?? '').toLowerCase()];
  return hosts.some((host) => origin === `${scheme}://${host}`);
};

/**
 * Refuses what a page of others could have made the browser send. SameSite=Strict keeps the cookie away from
 * most of it; this holds where a browser does not, and on other ports of the same host, which are one site.
 * @see OWASP Cross-Site Request Forgery Prevention; Fetch Metadata
 */
const refuseCrossSite = (method: string, state: RequestState, shell: Shell): void => {
  const { 'sec-fetch-site': site, origin, [REQUEST_HEADER]: mark } = state.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refused('CROSS_SITE');
  if (origin !== undefined && !isOwnOrigin(origin, state, shell)) throw new Refused('CROSS_SITE');
  if (SAFE.has(method)) return;
  // Browsers name the origin of every change; whoever does not is no page of ours.
  if (origin === undefined || mark !== '1') throw new Refused('CROSS_SITE');
};

/** Learns who is signed in from the session cookie. */
export const bySession = async (method: string, state: RequestState, shell: Shell): Promise<Actor> => {
  const { headers } = state;
  const secret = cookieOf(headers['cookie'], SESSION_COOKIE);
  // Two credentials at once are a mistake or an attempt to be taken for somebody else.
  const isDoubtful = headers['authorization'] !== undefined;
  if (isDoubtful || secret === undefined || shell.signIn === undefined) throw new Refused('UNAUTHENTICATED');
  refuseCrossSite(method, state, shell);
  const found = await shell.signIn.sessions({ secret, browser: browserFamily(headers['user-agent']) });
  if (!found.ok) throw new Refused(found.error);
  const { actor, session } = found.value;
  // A name of the configuration is that of a system; nobody signs in as one.
  if (shell.config.accounts.some(({ id }) => id === actor.id)) throw new Refused('UNAUTHENTICATED');
  if (!shell.signIn.mayAct(actor)) throw new Refused('LIMIT_REACHED');
  state.session = session;
  return actor;
};

/** Learns who comes back from the issuer: the cookie shows that it is the browser that was sent there. */
export const byIssuer = async (search: string, state: RequestState, shell: Shell): Promise<Actor> => {
  const { issuer } = shell.signIn ?? {};
  if (issuer === undefined) throw new Refused('SIGN_IN_CLOSED');
  const cookie = cookieOf(state.headers['cookie'], SIGN_IN_COOKIE);
  const isDoubtful = state.headers['authorization'] !== undefined;
  if (cookie === undefined || isDoubtful) throw new Refused('UNAUTHENTICATED');
  if (shell.signIn?.mayAct({ id: 'sign-in', organ: 'none' }) !== true) throw new Refused('LIMIT_REACHED');
  const found = await issuer.finish({ search, cookie });
  if (!found.ok) throw new Refused(found.error);
  const { actor, accountId } = found.value;
  if (shell.config.accounts.some(({ id }) => id === actor.id)) throw new Refused('UNAUTHENTICATED');
  state.accountId = accountId;
  return actor;
};
