import {
  type Actor, type AnyRoute, ANONYMOUS, type Resource, SESSION_COOKIE, type SignableRequest, verifySignature,
} from '@fengcun/api';
import { byIssuer, bySession } from './by-session.ts';
import { Refused } from './refused.ts';
import type { RequestState } from './request-state.ts';
import type { Shell } from './shell.ts';

const CREDENTIALS = /^([A-Za-z][A-Za-z0-9-]{0,30}) +([\x21-\x7e]{1,4096})$/;

const byBearer = async ({ headers }: RequestState, shell: Shell): Promise<Actor> => {
  const [, scheme = '', credentials = ''] = CREDENTIALS.exec(headers['authorization'] ?? '') ?? [];
  const authenticators = shell.authenticators.filter((one) => one.scheme === scheme.toLowerCase());
  for (const authenticator of authenticators) {
    const found = await authenticator.authenticate(credentials);
    if (found.ok) return found.value;
  }
  throw new Refused('UNAUTHENTICATED');
};

const hasSession = ({ headers }: RequestState): boolean =>
  (headers['cookie'] ?? '').includes(`${SESSION_COOKIE}=`);

/** What the sender signed, as it arrived; the path is raw because that is what was signed. */
const signable = (method: string, url: string, { headers }: RequestState, shell: Shell): SignableRequest => {
  const cut = url.indexOf('?');
  const defaultPort = shell.config.isBehindTls ? ':443' : ':80';
  const host = (headers['host'] ?? '').toLowerCase();
  return {
    method, headers, path: cut < 0 ? url : url.slice(0, cut), search: cut < 0 ? '?' : url.slice(cut),
    authority: host.endsWith(defaultPort) ? host.slice(0, -defaultPort.length) : host,
  };
};

type Signed = Readonly<{ request: SignableRequest; profile: AnyRoute['signature'] }>;

const bySignature = ({ request, profile }: Signed, state: RequestState, shell: Shell): Actor => {
  const { authorities } = shell.config;
  // A signature made for another deployment must not count here, even with the same key.
  const isForUs = authorities.length === 0 || authorities.includes(request.authority);
  if (!isForUs) throw new Refused('SIGNATURE_INVALID');
  const now = Math.floor(shell.now().epochMilliseconds / 1000);
  const verified = verifySignature(request, {
    keyOf: shell.keyOf, now, ...(profile === undefined ? {} : { profile }),
  });
  if (!verified.ok) throw new Refused(verified.error);
  state.signature = verified.value;
  return verified.value.actor;
};

/** Learns who sent a request, from its headers alone: bodies of strangers are never read. */
export const authenticate = async (
  route: AnyRoute, { method, url }: Readonly<{ method: string; url: string }>,
  { state, shell }: Readonly<{ state: RequestState; shell: Shell }>,
): Promise<void> => {
  switch (route.authentication) {
    case 'none': state.actor = ANONYMOUS; return;
    case 'bearer': state.actor = await byBearer(state, shell); return;
    case 'session':
      state.actor = hasSession(state) ? await bySession(method, state, shell) : await byBearer(state, shell);
      return;
    case 'issuer': {
      const cut = url.indexOf('?');
      state.actor = await byIssuer(cut < 0 ? '' : url.slice(cut), state, shell);
      return;
    }
    case 'signature': {
      const request = signable(method, url, state, shell);
      state.actor = bySignature({ request, profile: route.signature }, state, shell);
      return;
    }
  }
};

/** Something of the sender's own organ: what is decided about before the request says more. */
export const ownResource = (actor: Actor): Resource => ({ organs: [actor.organ], isSealed: false });
