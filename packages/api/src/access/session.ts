import type { Result } from '@fengcun/kernel';
import type { ProblemCode } from '../problems/problem-table.ts';
import type { Actor } from './actor.ts';

/** Cookie of a session. The prefix binds it to this host, to TLS (or loopback) and to the whole of it. */
export const SESSION_COOKIE = '__Host-fengcun';

/** Cookie of a sign-in that is under way. Lax, because the issuer's answer comes from another site. */
export const SIGN_IN_COOKIE = '__Host-fengcun-sign-in';

/** Header that a page of ours sends with every change; a page of others would have to ask us first. */
export const REQUEST_HEADER = 'x-fengcun-request';

/** A session as it stands at this request. Instants in UTC, ages in whole minutes. */
export type SessionStanding = Readonly<{
  /** Digits of the digest of its secret. */
  key: string;
  accountId: string;
  endsAt: string;
  minutes: number;
  /** Until when the second factor counts, and how long ago it was used; absent where it does not count. */
  secondFactorUntil?: string;
  secondFactorMinutes?: number;
}>;

/** Who a session belongs to. */
export type SignedIn = Readonly<{ actor: Actor; session: SessionStanding }>;

/**
 * Finds the session of a secret in a browser of that family. Refused alike where there never was one, where
 * it is over, and where the account was changed since.
 */
export type SessionLookup = (
  given: Readonly<{ secret: string; browser: string }>,
) => Promise<Result<SignedIn, ProblemCode>>;

/** Whom the issuer says it is, found in the directory: roles come from there and never from the issuer. */
export type Identified = Readonly<{ actor: Actor; accountId: string }>;

/** The way to the issuer and back. */
export type IssuerDoor = Readonly<{
  /** Where to send the browser, and the value of the sign-in cookie it takes along. */
  begin: () => Promise<Readonly<{ address: string; cookie: string }>>;
  /** What came back: the address with its parameters, and the cookie. Refused without saying why. */
  finish: (
    back: Readonly<{ search: string; cookie: string }>,
  ) => Promise<Result<Identified, ProblemCode>>;
}>;

const BROWSERS: readonly (readonly [string, string])[] = [
  ['Edg/', 'edge'], ['OPR/', 'opera'], ['Firefox/', 'firefox'], ['Chrome/', 'chrome'], ['Safari/', 'safari'],
];
const PLATFORMS: readonly (readonly [string, string])[] = [
  ['Windows', 'windows'], ['Android', 'android'], ['iPhone', 'iphone'], ['iPad', 'ipad'],
  ['Mac OS X', 'mac'], ['Linux', 'linux'],
];
// LIMIT: only so much of the header is looked at; attacker-controlled.
const USER_AGENT_MAX = 400;

/**
 * Kind of browser and system behind a User-Agent header, without versions, so that an update ends no session.
 * A session is bound to it: a cookie that was copied elsewhere is mostly refused there.
 */
export const browserFamily = (userAgent: string | undefined): string => {
  const text = (userAgent ?? '').slice(0, USER_AGENT_MAX);
  const named = (names: readonly (readonly [string, string])[]): string =>
    names.find(([part]) => text.includes(part))?.[1] ?? 'other';
  return `${named(BROWSERS)}/${named(PLATFORMS)}`;
};

const COOKIE_VALUE = /^[A-Za-z0-9_-]{16,256}$/;

/** The value of a cookie that was sent exactly once; a second one of the name makes it doubtful, so none. */
export const cookieOf = (header: string | undefined, name: string): string | undefined => {
  // Header lines are joined with a comma, which no value of ours has.
  const found = (header ?? '').split(/[;,]/).map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
  const [value, second] = found;
  return value !== undefined && second === undefined && COOKIE_VALUE.test(value) ? value : undefined;
};

/** The header that gives a browser its session. */
export const sessionCookie = (secret: string, seconds: number): string =>
  `${SESSION_COOKIE}=${secret}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Strict`;

/** The header that takes it away. */
export const NO_SESSION_COOKIE = `${SESSION_COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict`;

/** The header of a sign-in that is under way; ten minutes are enough for a person. */
export const signInCookie = (value: string): string =>
  `${SIGN_IN_COOKIE}=${value}; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax`;
