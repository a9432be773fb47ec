import { createHash } from 'node:crypto';
import type { Identified, IssuerDoor } from '@fengcun/api';
import { err, Fault, ok } from '@fengcun/kernel';
import {
  allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge,
  type ClientAuth, ClientSecretBasic, type Configuration, discovery, enableNonRepudiationChecks, None,
} from 'openid-client';
import type { SignInConfig } from '../config/server-config.ts';

/** Path to which the issuer sends the browser back. */
export const CALLBACK_PATH = '/v1/session/callback';

/** What the way to an issuer is made from; `find` looks in the directory. */
export type IssuerParts = Readonly<{
  config: Pick<SignInConfig, 'issuer' | 'clientId' | 'origin' | 'algorithm'>;
  clientSecret?: string;
  find: (subject: Readonly<{ issuer: string; subject: string }>) => Promise<Identified | undefined>;
  random: (length: number) => Uint8Array;
}>;

const VALUE_BYTES = 32;
// LIMIT: an issuer that does not answer in five seconds signs nobody in.
const ISSUER_SECONDS = 5;

/** Everything of one sign-in follows from the value in the cookie: nothing has to be kept here. */
const derived = (value: string, what: 'state' | 'nonce' | 'verifier'): string =>
  createHash('sha256').update(`fengcun-sign-in-v1|${what}|${value}`).digest('base64url');

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address is one of this machine, where TLS may be left out. */
export const isLoopback = (address: string): boolean => LOOPBACK.has(new URL(address).hostname);

const authenticationOf = (secret: string | undefined): ClientAuth =>
  (secret === undefined ? None() : ClientSecretBasic(secret));

const discovered = ({ config, clientSecret }: IssuerParts): Promise<Configuration> => {
  const { issuer, clientId, algorithm } = config;
  // The signature of every ID token is checked, though it came over TLS; `none` is no algorithm of ours.
  const execute = [enableNonRepudiationChecks, ...(isLoopback(issuer) ? [allowInsecureRequests] : [])];
  return discovery(new URL(issuer), clientId, { id_token_signed_response_alg: algorithm },
    authenticationOf(clientSecret), { execute, timeout: ISSUER_SECONDS });
};

/** Asks the issuer about itself when somebody first signs in; a failure is asked again. */
const remembered = (parts: IssuerParts): (() => Promise<Configuration>) => {
  let known: Promise<Configuration> | undefined;
  return () => {
    const asked = known ??= discovered(parts);
    asked.catch(() => { known = undefined; });
    return asked;
  };
};

/** An issuer that could not be reached; everything else is a refusal of whoever came. */
const isUnreachable = (error: unknown): boolean => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return (error instanceof TypeError && error.message === 'fetch failed') || code === 'OAUTH_TIMEOUT';
};

/** A fault that is over when the issuer is back, where it could not be reached. */
const reachable = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked;
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    throw new Fault('ISSUER_UNREACHABLE', 'The issuer does not answer.', { retryable: true });
  }
};

/**
 * Signing in by OpenID Connect: code flow with PKCE, state and nonce. What the browser brings back counts in
 * that browser alone, because state, nonce and verifier come from its cookie.
 * @see OpenID Connect Core 1.0 §3.1; RFC 7636; RFC 9700
 */
export const issuerDoor = (parts: IssuerParts): IssuerDoor => {
  const { config: { origin }, random, find } = parts;
  const configuration = remembered(parts);
  return {
    begin: async () => {
      const value = Buffer.from(random(VALUE_BYTES)).toString('base64url');
      const address = buildAuthorizationUrl(await reachable(configuration()), {
        redirect_uri: origin + CALLBACK_PATH, scope: 'openid', prompt: 'login',
        state: derived(value, 'state'), nonce: derived(value, 'nonce'), code_challenge_method: 'S256',
        code_challenge: await calculatePKCECodeChallenge(derived(value, 'verifier')),
      });
      return { address: address.href, cookie: value };
    },
    finish: async ({ search, cookie }) => {
      try {
        const tokens = await authorizationCodeGrant(
          await configuration(), new URL(origin + CALLBACK_PATH + search), {
            pkceCodeVerifier: derived(cookie, 'verifier'), expectedState: derived(cookie, 'state'),
            expectedNonce: derived(cookie, 'nonce'), idTokenExpected: true,
          });
        const claims = tokens.claims();
        const found = claims === undefined
          ? undefined : await find({ issuer: claims.iss, subject: claims.sub });
        return found === undefined ? err('UNAUTHENTICATED') : ok(found);
      } catch (error) {
        return err(isUnreachable(error) ? 'UNAVAILABLE' : 'UNAUTHENTICATED');
      }
    },
  };
};
