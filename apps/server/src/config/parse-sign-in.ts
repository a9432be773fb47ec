import { type Mistakes, settingsAt, textAt, wholeAt } from './mistakes.ts';
import type { SignInConfig } from './server-config.ts';

const ADDRESS = /^https:\/\/[A-Za-z0-9.-]{1,253}(?::\d{1,5})?(?:\/[\x21-\x7e]{0,200})?$/;
const LOCAL_ADDRESS = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?(?:\/[\x21-\x7e]{0,200})?$/;
const CLIENT = /^[\x21-\x7e]{1,200}$/;
const PATH = /^[^\0]{1,4096}$/;
const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const;

const addressAt = (value: unknown, at: string, wrong: Mistakes): string => {
  const form = typeof value === 'string' && LOCAL_ADDRESS.test(value) ? LOCAL_ADDRESS : ADDRESS;
  return textAt(value, { at, form, wrong, right: 'an https address, or an http one on this machine' });
};

const algorithmAt = (value: unknown, wrong: Mistakes): SignInConfig['algorithm'] => {
  const known = ALGORITHMS.find((name) => name === (value ?? 'RS256'));
  if (known === undefined) wrong.add('signIn.algorithm', `must be one of ${ALGORITHMS.join(', ')}`);
  return known ?? 'RS256';
};

const KNOWN = [
  'issuer', 'clientId', 'clientSecretFile', 'origin', 'algorithm', 'idleMinutes', 'sessionMinutes',
  'secondFactorMinutes',
];

/** How people sign in, at its place; absent: nobody does. */
export const parseSignIn = (value: unknown, wrong: Mistakes): SignInConfig | undefined => {
  if (value === undefined) return undefined;
  const given = settingsAt(value, { at: 'signIn', known: KNOWN, wrong });
  const whole = (name: string, [min, max, absent]: readonly [number, number, number]): number =>
    wholeAt(given[name], { at: `signIn.${name}`, min, max, absent, wrong });
  const origin = addressAt(given['origin'], 'signIn.origin', wrong);
  if (origin !== '' && new URL(origin).origin !== origin) wrong.add('signIn.origin', 'must have no path');
  return {
    issuer: addressAt(given['issuer'], 'signIn.issuer', wrong), origin,
    clientId: textAt(given['clientId'], {
      at: 'signIn.clientId', form: CLIENT, right: 'the name the issuer has for this service', wrong,
    }),
    ...(given['clientSecretFile'] === undefined ? {} : {
      clientSecretFile: textAt(given['clientSecretFile'], {
        at: 'signIn.clientSecretFile', form: PATH, right: 'the path of a file with the secret alone', wrong,
      }),
    }),
    algorithm: algorithmAt(given['algorithm'], wrong),
    // LIMIT: the second wall of each is in the policy set.
    idleMinutes: whole('idleMinutes', [1, 60, 15]), sessionMinutes: whole('sessionMinutes', [5, 480, 480]),
    secondFactorMinutes: whole('secondFactorMinutes', [1, 15, 5]),
  };
};
