import assert from 'node:assert/strict';
import { REQUEST_HEADER, SESSION_COOKIE } from '@fengcun/api';

/** A browser as far as signing in needs one: cookies by host, and one kind of it. */
export const browser = (userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0') => {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string): Map<string, string> => {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  const send: typeof fetch = async (input, init) => {
    const url = String(input);
    const jar = jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual', ...init,
      headers: { 'user-agent': userAgent, ...(cookie === '' ? {} : { cookie }), ...Object.fromEntries(new Headers(init?.headers)) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  /** Follows redirects until an answer is none; that answer and where it is. */
  const follow = async (url: string): Promise<Readonly<{ response: Response; url: string }>> => {
    let at = url;
    for (let steps = 0; steps < 12; steps += 1) {
      const response = await send(at);
      const location = response.headers.get('location');
      if (location === null) return { response, url: at };
      at = new URL(location, at).href;
    }
    throw new Error('redirected for ever');
  };
  return { send, follow, cookies: (url: string): ReadonlyMap<string, string> => jarOf(url) };
};

/** Whoever is signed in: a fetch with session, origin and mark, and the secret of the session as it is now. */
export type SignedInFetch = Readonly<{ fetch: typeof fetch; secret: () => string; origin: string }>;

const signedIn = (origin: string, one: ReturnType<typeof browser>): SignedInFetch => ({
  origin, secret: () => one.cookies(origin).get(SESSION_COOKIE) ?? '',
  fetch: (input, init) => one.send(new URL(String(input), origin).href, {
    ...init, headers: { origin, [REQUEST_HEADER]: '1', ...Object.fromEntries(new Headers(init?.headers)) },
  }),
});

/**
 * Signs in as somebody of the demonstration, by the whole way a browser takes: the service, the issuer, the
 * choice of a person, and back. `origin` is that of the service, such as `http://localhost:8787`.
 */
export const signInAs = async (origin: string, person: string, one = browser()): Promise<SignedInFetch> => {
  const page = await one.follow(`${origin}/v1/session/begin`);
  assert.equal(page.response.status, 200, 'the page of the issuer');
  const chosen = await one.send(page.url, {
    method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ person }).toString(),
  });
  const back = await one.follow(new URL(chosen.headers.get('location') ?? '', page.url).href);
  assert.equal(back.response.status, 200, await back.response.text());
  return signedIn(origin, one);
};

/** Uses a second factor with a code. */
export const stepUpWith = async ({ fetch: send }: SignedInFetch, code: string): Promise<number> =>
  (await send('/v1/session/step-up', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: 'totp', code }),
  })).status;
