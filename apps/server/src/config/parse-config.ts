import { err, ok, type Result } from '@fengcun/kernel';
import {
  type ConfigMistake, flagAt, itemsAt, type Mistakes, mistakes, settingsAt, textAt, wholeAt,
} from './mistakes.ts';
import { parseAccounts, parseSigningKeys } from './parse-accounts.ts';
import { parseSignIn } from './parse-sign-in.ts';
import { DEFAULT_CONFIG, DEFAULT_LIMITS, type Limits, type ServerConfig } from './server-config.ts';

const HOST = /^[A-Za-z0-9.:-]{1,253}$/;
const AUTHORITY = /^[a-z0-9.:[\]-]{1,253}$/;
const LOOPBACK: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

/** Bounds of each limit: below the first the service is useless, above the second it is unprotected. */
const LIMIT_BOUNDS: Readonly<Record<keyof Limits, readonly [number, number]>> = {
  requestMilliseconds: [100, 600_000], handlingMilliseconds: [100, 120_000], idleMilliseconds: [100, 600_000],
  stopMilliseconds: [0, 120_000], connections: [1, 65_536], requestsInFlight: [1, 4096],
  requestsPerConnection: [1, 1_000_000], headerBytes: [4096, 65_536], jsonDepth: [8, 128],
};

const parseLimits = (value: unknown, wrong: Mistakes): Limits => {
  const names = Object.keys(LIMIT_BOUNDS) as readonly (keyof Limits)[];
  const given = value === undefined ? {} : settingsAt(value, { at: 'limits', known: names, wrong });
  return names.reduce<Limits>((limits, name) => {
    const [min, max] = LIMIT_BOUNDS[name];
    const absent = DEFAULT_LIMITS[name];
    return { ...limits, [name]: wholeAt(given[name], { at: `limits.${name}`, min, max, absent, wrong }) };
  }, DEFAULT_LIMITS);
};

const parseHost = (value: unknown, isBehindTls: boolean, wrong: Mistakes): string => {
  if (value === undefined) return DEFAULT_CONFIG.host;
  const host = textAt(value, { at: 'host', form: HOST, right: 'a host name or address', wrong });
  if (host !== '' && !LOOPBACK.includes(host) && !isBehindTls) {
    wrong.add('host', 'is reachable from other machines, where tokens would travel in the clear; set'
      + ' isBehindTls once a TLS proxy stands in front, or listen on 127.0.0.1');
  }
  return host;
};

/**
 * Reads a configuration: operator-supplied JSON. Either a whole one, or every mistake in it at once; a
 * setting that is absent has the default of `DEFAULT_CONFIG`.
 */
export const parseServerConfig = (value: unknown): Result<ServerConfig, readonly ConfigMistake[]> => {
  const wrong = mistakes();
  const known = [
    'host', 'port', 'isBehindTls', 'authorities', 'accounts', 'signingKeys', 'signIn', 'limits',
  ];
  const given = settingsAt(value, { at: '', known, wrong });
  const isBehindTls = flagAt(given['isBehindTls'], 'isBehindTls', wrong);
  const signIn = parseSignIn(given['signIn'], wrong);
  const config: ServerConfig = {
    host: parseHost(given['host'], isBehindTls, wrong),
    port: wholeAt(given['port'], { at: 'port', min: 0, max: 65_535, absent: DEFAULT_CONFIG.port, wrong }),
    isBehindTls,
    authorities: itemsAt(given['authorities'], 'authorities', wrong).map((one, index) => textAt(one, {
      at: `authorities[${index}]`, form: AUTHORITY, wrong,
      right: 'a host name in lower case, with a port if not 443',
    })),
    accounts: parseAccounts(given['accounts'], wrong),
    signingKeys: parseSigningKeys(given['signingKeys'], wrong),
    ...(signIn === undefined ? {} : { signIn }),
    limits: parseLimits(given['limits'], wrong),
  };
  return wrong.found().length > 0 ? err(wrong.found()) : ok(config);
};

/** One line a mistake, for a terminal. */
export const mistakeLines = (found: readonly ConfigMistake[]): string =>
  found.map(({ at, message }) => `${at} ${message}`).join('\n');
