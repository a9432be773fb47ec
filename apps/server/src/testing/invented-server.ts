import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { TestContext } from 'node:test';
import { type Actor, client, type Client, REQUEST_HEADER, type Role, SESSION_COOKIE, signedHeaders } from '@fengcun/api';
import { err, ok } from '@fengcun/kernel';
import { memorySessionLookup } from '../../../../packages/api/src/testing/memory-accounts.ts';
import { type MemoryState, memoryPorts } from '../../../../packages/api/src/testing/memory-ports.ts';
import { makeToken } from '../access/service-accounts.ts';
import { DEFAULT_LIMITS, type Limits, type ServerConfig, type ServiceAccount } from '../config/server-config.ts';
import { createServer, type Server } from '../shell/create-server.ts';
import type { SignIn } from '../shell/shell.ts';
import type { LogLine } from '../shell/log-line.ts';

/** The instant at which every invented server stands still. */
export const INVENTED_NOW = Temporal.Instant.from('2026-11-02T03:04:05.678Z');

/** Everybody invented: one account a role and organ, some with a second factor. */
export const ACCOUNTS: Readonly<Record<string, Readonly<{ organ: string; roles: readonly Role[]; hasSecondFactor?: boolean }>>> = {
  'court-clerk': { organ: 'court/A01', roles: ['clerk'] },
  'court-reviewer': { organ: 'court/A01', roles: ['reviewer'] },
  'police-clerk': { organ: 'police/B02', roles: ['clerk'] },
  'police-reviewer': { organ: 'police/B02', roles: ['reviewer'] },
  'some-citizen': { organ: 'none', roles: ['citizen'] },
  'police-approver': { organ: 'police/B02', roles: ['approver'], hasSecondFactor: true },
  'proc-supervisor': { organ: 'procuratorate/C03', roles: ['supervisor'] },
  'unit-inquirer': { organ: 'court/A01', roles: ['inquirer'] },
  'log-auditor': { organ: 'platform/P01', roles: ['auditor'] },
  'sys-admin': { organ: 'platform/P01', roles: ['sysadmin'] },
  'seal-reviewer': { organ: 'court/A01', roles: ['reviewer'], hasSecondFactor: true },
  'seal-approver': { organ: 'court/A01', roles: ['approver'], hasSecondFactor: true },
  'seal-supervisor': { organ: 'procuratorate/C03', roles: ['supervisor'], hasSecondFactor: true },
  'security-admin': { organ: 'platform/P01', roles: ['securityAdmin'], hasSecondFactor: true },
  'second-admin': { organ: 'platform/P01', roles: ['sysadmin'], hasSecondFactor: true },
  'seal-stranger': { organ: 'court/A02', roles: ['approver'], hasSecondFactor: true },
  'unit-officer': { organ: 'unit/U01', roles: ['inquirer'], hasSecondFactor: true },
  'police-archivist': { organ: 'police/B02', roles: ['clerk'], hasSecondFactor: true },
};

/** Name of an invented account. */
export type AccountName = string;

const random = (seed: number): Uint8Array => Uint8Array.from({ length: 32 }, (_, at) => (seed * 31 + at * 7) % 256);
const made = new Map(Object.keys(ACCOUNTS).map((id, at) => [id, makeToken(id, random(at + 1))]));

/** The bearer token of an invented account. */
export const tokenOf = (name: AccountName): string => made.get(name)?.token ?? '';

const accounts: readonly ServiceAccount[] = Object.entries(ACCOUNTS).map(([id, account]) =>
  ({ hasSecondFactor: false, ...account, id, tokenHash: made.get(id)?.tokenHash ?? '' }));

/** A secret of the form sessions have; the same for the same name. */
export const sessionSecretOf = (name: AccountName): string =>
  createHash('sha256').update(`invented session of ${name}`).digest('base64url');

/** What the browser of whoever is signed in as an invented account sends; people have a `p-` before the name. */
export const sessionHeaders = (name: AccountName, url: string): Readonly<Record<string, string>> =>
  ({ cookie: `${SESSION_COOKIE}=${sessionSecretOf(name)}`, origin: url, [REQUEST_HEADER]: '1' });

/** A fetch in which an invented person is signed in. */
export const fetchSignedIn = (name: AccountName): typeof fetch => (input, init) =>
  fetch(input, { ...init, headers: { ...sessionHeaders(name, new URL(String(input)).origin), ...Object.fromEntries(new Headers(init?.headers)) } });

/** Puts the invented people and their sessions into the ports; sessions end at the end of the invented day. */
const seedPeople = ({ accounts: { actors, sessions } }: MemoryState): void => {
  for (const [name, { organ, roles, hasSecondFactor = false }] of Object.entries(ACCOUNTS)) {
    const actor: Actor = { id: `p-${name}`, organ, roles, hasSecondFactor: false, person: `person of ${name}` };
    actors.set(actor.id, actor);
    const endsAt = '2026-11-02T11:00:00Z';
    const key = createHash('sha256').update(sessionSecretOf(name)).digest('hex');
    sessions.set(key, { accountId: actor.id, browser: 'other/other', endsAt, ...(hasSecondFactor ? { secondFactorUntil: endsAt } : {}) });
  }
};

/** The value of the sign-in cookie that the issuer in memory knows; it says that whoever comes is the clerk. */
export const SIGN_IN_VALUE = 'invented-sign-in-value';

const signInOver = ({ accounts }: MemoryState): SignIn => ({
  sessions: memorySessionLookup(accounts), mayAct: () => true,
  issuer: {
    begin: async () => ({ address: 'https://issuer.example/authorize', cookie: SIGN_IN_VALUE }),
    finish: async ({ search, cookie }) => {
      const actor = accounts.actors.get('p-court-clerk');
      const isRight = cookie === SIGN_IN_VALUE && new URLSearchParams(search).get('code') === 'invented-code';
      return isRight && actor !== undefined ? ok({ actor, accountId: actor.id }) : err('UNAUTHENTICATED');
    },
  },
});

const pair = generateKeyPairSync('ed25519');
const privateKey = createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
const rawKey = Buffer.from(String(createPublicKey(privateKey).export({ format: 'jwk' }).x), 'base64url').toString('base64');

/** What a test has in hand: addresses, the client of an account, the ports' state, the log. */
export type Invented = Readonly<{
  url: string; port: number; state: MemoryState; log: readonly LogLine[]; server: Server;
  as: (name: AccountName) => Client;
  /** Moves the clock. */
  setNow: (now: Temporal.Instant) => void;
}>;

/** A fetch that adds the bearer token of an account. */
export const fetchAs = (name: AccountName): typeof fetch => (input, init) =>
  fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), authorization: `Bearer ${tokenOf(name)}` } });

/** The configuration of an invented server: loopback, any free port. */
export const inventedConfig = (limits: Partial<Limits> = {}): ServerConfig => ({
  host: '127.0.0.1', port: 0, isBehindTls: false, authorities: [], accounts,
  signingKeys: [{ keyId: 'court-a01-key', organ: 'court/A01', roles: ['clerk'], publicKey: rawKey }],
  limits: { ...DEFAULT_LIMITS, stopMilliseconds: 2000, ...limits },
});

/** A listening server over ports in memory; it is always closed when the test ends. */
export const startInvented = async (
  t: Pick<TestContext, 'after'>,
  { limits = {}, change = (ports) => ports, config = inventedConfig(limits) }: Readonly<{
    limits?: Partial<Limits>; config?: ServerConfig;
    change?: (ports: ReturnType<typeof memoryPorts>['ports']) => ReturnType<typeof memoryPorts>['ports'];
  }> = {},
): Promise<Invented> => {
  const { ports, state } = memoryPorts();
  seedPeople(state);
  const log: LogLine[] = [];
  let now = INVENTED_NOW;
  const server = createServer({
    config, ports: change(ports), version: '0.0.0-test', signIn: signInOver(state),
    ambience: { now: () => now, random: (length) => randomBytes(length), log: (line) => { log.push(line); } },
  });
  const { url, port } = await server.listen();
  t.after(() => server.stop());
  return { url, port, state, log, server, as: (name) => client(url, fetchAs(name)), setNow: (next) => { now = next; } };
};

/** How an invented event is signed; every member can be made wrong. */
export type EventSigning = Readonly<{
  host: string; body: string; mediaType?: string; events?: Readonly<Record<string, string>>; nonce?: string;
  created?: number; expires?: number; keyId?: string; path?: string; method?: string; tag?: string;
}>;

let nonces = 0;

/** Headers of a signed event as the invented court sends it. */
export const eventHeaders = (signing: EventSigning): Readonly<Record<string, string>> => {
  nonces += 1;
  const headers = { 'content-type': signing.mediaType ?? 'application/cloudevents+json', ...signing.events };
  const created = signing.created ?? Math.floor(INVENTED_NOW.epochMilliseconds / 1000);
  return {
    ...headers,
    ...signedHeaders({
      headers, method: signing.method ?? 'POST', path: signing.path ?? '/v1/intake/events', search: '?',
      authority: signing.host,
    }, Buffer.from(signing.body), {
      created, keyId: signing.keyId ?? 'court-a01-key', nonce: signing.nonce ?? `invented-nonce-${nonces}`,
      ...(signing.expires === undefined ? {} : { expires: signing.expires }),
      ...(signing.tag === undefined ? {} : { tag: signing.tag }),
      sign: (data) => sign(null, data, privateKey),
    }),
  };
};
