import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { issuerDoor } from './relying-party.ts';

const ORIGIN = 'http://localhost:8787';
const CLIENT = 'fengcun-invented';

type Claims = Readonly<Record<string, unknown>>;
type Forgery = Readonly<{ header?: Claims; claims?: Claims; key?: KeyObject; mac?: string; unsigned?: boolean }>;

const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An issuer that says whatever a test wants it to say. */
const inventedIssuer = async () => {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicJwk = { ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'ES256', use: 'sig' };
  const given: { nonce: string; forgery: Forgery; isDown: boolean; codes: Set<string> } = { nonce: '', forgery: {}, isDown: false, codes: new Set() };
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const idToken = (): string => {
    const { header = {}, claims = {}, key = own.privateKey, mac, unsigned = false } = given.forgery;
    const now = Math.floor(Date.now() / 1000);
    const body = `${b64({ alg: 'ES256', kid: 'own', ...header })}.${b64({ iss: issuer, sub: 'somebody', aud: CLIENT, iat: now, exp: now + 300, nonce: given.nonce, ...claims })}`;
    if (unsigned) return `${body}.`;
    const signature = mac === undefined ? sign('sha256', Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' }) : createHmac('sha256', mac).update(body).digest();
    return `${body}.${signature.toString('base64url')}`;
  };
  server.on('request', (request, response) => {
    const json = (value: unknown, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (given.isDown) return void request.socket.destroy();
    if (request.url === '/.well-known/openid-configuration') {
      return void json({
        issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['ES256', 'none', 'HS256'],
        code_challenge_methods_supported: ['S256'],
      });
    }
    if (request.url === '/jwks') return void json({ keys: [publicJwk] });
    let body = '';
    request.on('data', (piece) => { body += String(piece); }).on('end', () => {
      const code = new URLSearchParams(body).get('code') ?? '';
      if (given.codes.has(code)) return void json({ error: 'invalid_grant' }, 400);
      given.codes.add(code);
      json({ access_token: 'invented', token_type: 'Bearer', id_token: idToken() });
    });
  });
  return { issuer, given, publicJwk, stop: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) };
};

let made: Awaited<ReturnType<typeof inventedIssuer>> | undefined;
before(async () => { made = await inventedIssuer(); });
after(async () => { await made?.stop(); });
const at = () => present(made, 'the invented issuer');

const known: unknown[] = [];
const door = (algorithm: 'ES256' | 'RS256' = 'ES256') => issuerDoor({
  config: { issuer: at().issuer, clientId: CLIENT, origin: ORIGIN, algorithm }, random: (length) => randomBytes(length),
  find: async (subject) => {
    known.push(subject);
    const actor = { id: 'somebody', organ: 'court/A01', roles: ['clerk'] as const, hasSecondFactor: false };
    return subject.issuer === at().issuer && subject.subject === 'somebody' ? { accountId: 'invented', actor } : undefined;
  },
});

let codes = 0;
const signIn = async (forgery: Forgery = {}, change: (search: URLSearchParams) => void = () => undefined) => {
  const one = door();
  const { address, cookie } = await one.begin();
  const asked = new URL(address).searchParams;
  at().given.nonce = asked.get('nonce') ?? '';
  at().given.forgery = forgery;
  const search = new URLSearchParams({ code: `code-${codes += 1}`, state: asked.get('state') ?? '' });
  change(search);
  return { finish: () => one.finish({ search: `?${search}`, cookie }), asked, cookie, one, search };
};

test('the way to the issuer: code flow with PKCE, state and nonce, each of its own and none of them the cookie', async () => {
  const [first, second] = [await signIn(), await signIn()];
  assert.deepEqual(['response_type', 'code_challenge_method', 'scope', 'prompt', 'client_id', 'redirect_uri'].map((name) => first.asked.get(name)),
    ['code', 'S256', 'openid', 'login', CLIENT, `${ORIGIN}/v1/session/callback`]);
  const secrets = [first, second].flatMap(({ asked, cookie }) => [asked.get('state'), asked.get('nonce'), asked.get('code_challenge'), cookie]);
  assert.equal(new Set(secrets).size, 8);
  for (const secret of secrets) assert.match(secret ?? '', /^[A-Za-z0-9_-]{43}$/);
});

test('a token of the issuer, for us, for this sign-in, now, is believed: it names somebody, and roles in it name nothing', async () => {
  const { finish } = await signIn({ claims: { roles: ['approver'], role: 'sysadmin', organ: 'court/Z99', groups: ['admin'] } });
  const found = await finish();
  assert.ok(found.ok);
  assert.deepEqual([found.value.actor.roles, found.value.actor.organ], [['clerk'], 'court/A01']);
  assert.deepEqual(known.at(-1), { issuer: at().issuer, subject: 'somebody' });
});

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const now = (): number => Math.floor(Date.now() / 1000);
const FORGERIES: readonly (readonly [string, () => Forgery])[] = [
  ['alg=none, unsigned', () => ({ header: { alg: 'none' }, unsigned: true })], ['alg=none with a signature', () => ({ header: { alg: 'none' } })],
  ['unsigned, but said to be ES256', () => ({ unsigned: true })],
  ['HS256 with the public key as its secret', () => ({ header: { alg: 'HS256' }, mac: JSON.stringify(at().publicJwk) })],
  ['signed by somebody else', () => ({ key: stranger })], ['signed by somebody else, with a key in the header', () => ({ key: stranger, header: { jwk: at().publicJwk } })],
  ['another key id', () => ({ header: { kid: 'other' } })],
  ['another issuer', () => ({ claims: { iss: 'http://evil.example' } })], ['for another client', () => ({ claims: { aud: 'another' } })],
  ['for several, without saying for whom', () => ({ claims: { aud: [CLIENT, 'another'] } })], ['expired', () => ({ claims: { exp: now() - 120, iat: now() - 600 } })],
  ['not valid yet', () => ({ claims: { nbf: now() + 600 } })], ['another nonce', () => ({ claims: { nonce: 'another' } })], ['no nonce', () => ({ claims: { nonce: undefined } })],
  ['no subject', () => ({ claims: { sub: undefined } })], ['somebody unknown', () => ({ claims: { sub: 'nobody' } })],
];

for (const [what, forgery] of FORGERIES) {
  test(`a token is refused: ${what}`, async () => {
    const { finish } = await signIn(forgery());
    assert.deepEqual(await finish(), { ok: false, error: 'UNAUTHENTICATED' });
  });
}

test('the way back is refused with another state, without one, with an error, without a code, and a second time', async () => {
  for (const change of [
    (search: URLSearchParams) => search.set('state', 'another'), (search: URLSearchParams) => search.delete('state'), (search: URLSearchParams) => search.delete('code'),
    (search: URLSearchParams) => search.set('error', 'access_denied'), (search: URLSearchParams) => search.set('iss', 'http://evil.example'),
    (search: URLSearchParams) => search.append('state', 'another'),
  ]) {
    const { finish } = await signIn({}, change);
    assert.deepEqual(await finish(), { ok: false, error: 'UNAUTHENTICATED' });
  }
  const { finish } = await signIn();
  assert.equal((await finish()).ok, true);
  assert.deepEqual(await finish(), { ok: false, error: 'UNAUTHENTICATED' });
});

test('a cookie of another sign-in does not fit, and an algorithm that was not agreed on is refused', async () => {
  const { one, search } = await signIn();
  assert.deepEqual(await one.finish({ search: `?${search}`, cookie: 'B'.repeat(43) }), { ok: false, error: 'UNAUTHENTICATED' });
  const rsa = door('RS256');
  const { address, cookie } = await rsa.begin();
  const asked = new URL(address).searchParams;
  at().given.nonce = asked.get('nonce') ?? '';
  at().given.forgery = {};
  assert.deepEqual(await rsa.finish({ search: `?code=other&state=${asked.get('state')}`, cookie }), { ok: false, error: 'UNAUTHENTICATED' });
});

test('an issuer that cannot be reached is no refusal of the person, and is asked again', async () => {
  const { finish } = await signIn();
  at().given.isDown = true;
  assert.deepEqual(await finish(), { ok: false, error: 'UNAVAILABLE' });
  await assert.rejects(door().begin(), { code: 'ISSUER_UNREACHABLE' });
  at().given.isDown = false;
  assert.equal((await finish()).ok, true);
});
