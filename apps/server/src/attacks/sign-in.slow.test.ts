import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { REQUEST_HEADER, SESSION_COOKIE, SIGN_IN_COOKIE } from '@fengcun/api';
import { disableAccount } from '@fengcun/application';
import { present } from '@fengcun/kernel';
import { attackedServer, SYSTEM } from '../testing/attacked-server.ts';
import { browser, type SignedInFetch, stepUpWith } from '../testing/sign-in.ts';

let running: Awaited<ReturnType<typeof attackedServer>> | undefined;
before(async () => { running = await attackedServer(); });
after(async () => { await running?.stop(); });
const server = () => present(running, 'the server that is attacked');

const RANDOM: ReadonlySet<string> = new Set(['x-request-id', 'traceparent', 'date', 'connection', 'keep-alive']);

/** Everything of an answer that is not random. */
const seen = async (response: Response) =>
  ({ status: response.status, headers: [...response.headers].filter(([name]) => !RANDOM.has(name)), body: await response.text() });

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** A request with a session cookie of any value, as the browser of the victim. */
const withCookie = (value: string, path = '/v1/session', init: RequestInit = {}) => {
  const { origin } = server();
  return fetch(origin + path, {
    ...init, headers: { 'user-agent': FIREFOX, cookie: `${SESSION_COOKIE}=${value}`, origin, [REQUEST_HEADER]: '1', ...Object.fromEntries(new Headers(init.headers)) },
  });
};

const post = (one: SignedInFetch, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  one.fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

const codeOf = async (response: Response): Promise<string> => (await response.json() as { code: string }).code;

/** Goes the way to the issuer and back as far as the address that comes back, which nobody has followed yet. */
const untilBack = async (person: string, one = browser()) => {
  const page = await one.follow(`${server().origin}/v1/session/begin`);
  const chosen = await one.send(page.url, {
    method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ person }).toString(),
  });
  let at = new URL(chosen.headers.get('location') ?? '', page.url).href;
  while (!at.startsWith(server().origin)) at = new URL((await one.send(at)).headers.get('location') ?? '', at).href;
  return { one, address: at };
};

test('enumeration: somebody the issuer knows and we do not, a wrong code, a disabled account: one answer', async () => {
  await disableAccount(server().deployment, 'keeper', 'disabled');
  const answers = [];
  for (const person of ['unknown-one', 'disabled', 'first-clerk']) {
    const { one, address } = await untilBack(person);
    answers.push(await seen(await one.send(address)));
  }
  const { one, address } = await untilBack('clerk');
  answers.push(await seen(await one.send(address.replace(/code=[^&]+/, 'code=guessed'))));
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
  assert.equal(answers[0]?.status, 401);
  const right = await untilBack('clerk');
  assert.equal((await right.one.send(right.address)).status, 200, 'the same way succeeds for somebody who may');
});

test('enumeration: sessions that never were, are over, or belong to another browser: one answer', async () => {
  const one = await server().signIn('clerk');
  const known = one.secret();
  assert.equal((await withCookie(known)).status, 200);
  const other = await seen(await withCookie(known, '/v1/session', { headers: { 'user-agent': 'Chrome/140 Windows' } }));
  await one.fetch('/v1/session/end', { method: 'POST' });
  const ended = await seen(await withCookie(known));
  const never = await seen(await withCookie('A'.repeat(43)));
  assert.deepEqual(ended, never);
  assert.deepEqual(other, never);
  assert.equal(never.status, 401);
});

test('enumeration by time: an unknown account costs what a known one with a wrong secret costs', async () => {
  const [known, unknown] = [`fct.first-clerk.${'A'.repeat(43)}`, `fct.nobody-here.${'A'.repeat(43)}`];
  const times: Record<string, number[]> = { [known]: [], [unknown]: [] };
  const ask = (token: string) => fetch(`${server().origin}/v1/intake/exceptions`, { headers: { authorization: `Bearer ${token}` } });
  for (let at = 0; at < 600; at += 1) {
    // An order without a pattern, the same in every run.
    const token = Math.imul(at + 1, 2654435761) >>> 31 === 1 ? known : unknown;
    const began = performance.now();
    const answer = await ask(token);
    await answer.arrayBuffer();
    if (at >= 50) times[token]?.push(performance.now() - began);
  }
  const cropped = (all: readonly number[]) => all.toSorted((a, b) => a - b).slice(0, Math.floor(all.length * 0.8));
  const [a, b] = [cropped(times[known] ?? []), cropped(times[unknown] ?? [])];
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const spread = (all: readonly number[]) => all.reduce((sum, one) => sum + (one - mean(all)) ** 2, 0) / (all.length - 1) / all.length;
  const t = (mean(a) - mean(b)) / Math.sqrt(spread(a) + spread(b));
  assert.ok(Math.abs(t) < 4.5, `t = ${t.toFixed(2)}`);
});

test('sign-in of others: a code counts once, in the browser that was sent, with the state it was sent with', async () => {
  const attacker = await untilBack('reviewer');
  const victim = browser();
  assert.equal((await victim.send(attacker.address)).status, 401, 'a browser without a sign-in of its own');
  await victim.follow(`${server().origin}/v1/session/begin`);
  assert.equal((await victim.send(attacker.address)).status, 401, 'a browser with another sign-in');
  const own = await untilBack('reviewer');
  assert.equal((await own.one.send(own.address.replace(/state=[^&]+/, 'state=other'))).status, 401, 'another state');
  const once = await untilBack('reviewer');
  assert.equal((await once.one.send(once.address)).status, 200);
  assert.equal((await once.one.send(once.address)).status, 401, 'a second time');
  assert.equal((await once.one.send(`${once.address}&role=approver`)).status, 401, 'and nothing can be asked for besides');
});

test('another issuer named in the answer is refused', async () => {
  const { one, address } = await untilBack('reviewer');
  const wrong = address.includes('iss=') ? address.replace(/iss=[^&]+/, 'iss=http%3A%2F%2Fevil.example') : `${address}&iss=http%3A%2F%2Fevil.example`;
  assert.equal((await one.send(wrong)).status, 401);
});

test('fixation: a cookie that was planted before is no session afterwards, and step-up makes the old secret worthless', async () => {
  const { origin, nextCode } = server();
  const planted = 'P'.repeat(43);
  const one = browser();
  (one.cookies(origin) as Map<string, string>).set(SESSION_COOKIE, planted);
  const { signInAs } = await import('../testing/sign-in.ts');
  const victim = await signInAs(origin, 'reviewer', one);
  assert.notEqual(victim.secret(), planted);
  assert.equal((await withCookie(planted)).status, 401);
  const before = victim.secret();
  assert.equal((await withCookie(before)).status, 200);
  assert.equal(await stepUpWith(victim, nextCode()), 200);
  assert.equal((await withCookie(before)).status, 401);
  assert.equal((await withCookie(victim.secret())).status, 200);
});

test('the cookie is for this host alone, out of reach of scripts, and not sent from elsewhere', async () => {
  const { one, address } = await untilBack('clerk');
  const answer = await one.send(address);
  const [line = ''] = answer.headers.getSetCookie();
  assert.match(line, /^__Host-fengcun=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Strict$/);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
});

const CROSS: readonly (readonly [what: string, headers: Readonly<Record<string, string | undefined>>])[] = [
  ['no Origin', { origin: undefined }], ['another site', { origin: 'http://evil.example' }], ['another port', { origin: 'http://localhost:1' }],
  ['an opaque origin', { origin: 'null' }], ['https for http', { origin: 'https://localhost' }], ['no mark', { [REQUEST_HEADER]: undefined }],
  ['another mark', { [REQUEST_HEADER]: '0' }], ['a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['a browser that says same-site', { 'sec-fetch-site': 'same-site' }],
];

test('CSRF: a change that a page of others could send is refused, whatever is missing, and nothing is done', async () => {
  const one = await server().signIn('clerk');
  const { origin } = server();
  for (const [what, wrong] of CROSS) {
    const headers = Object.entries({ 'user-agent': FIREFOX, cookie: `${SESSION_COOKIE}=${one.secret()}`, origin, [REQUEST_HEADER]: '1', ...wrong })
      .filter((header): header is [string, string] => header[1] !== undefined);
    const answer = await fetch(`${origin}/v1/session/end`, { method: 'POST', headers });
    assert.equal(await codeOf(answer), 'CROSS_SITE', what);
  }
  assert.equal((await one.fetch('/v1/session')).status, 200, 'the session is still there');
  const form = await fetch(`${origin}/v1/session/step-up`, {
    method: 'POST', body: 'kind=totp&code=000000',
    headers: { 'user-agent': FIREFOX, cookie: `${SESSION_COOKIE}=${one.secret()}`, origin: 'http://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(form.status, 403);
  assert.equal((await one.fetch('/v1/session/end', { method: 'POST' })).status, 200, 'and the page of this service may');
});

test('no answer lets a page of others read it', async () => {
  const one = await server().signIn('clerk');
  for (const origin of ['http://evil.example', 'null']) {
    const read = await withCookie(one.secret(), '/v1/session', { headers: { origin } });
    assert.equal(read.status, 403);
    const asked = await fetch(`${server().origin}/v1/session/end`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    for (const answer of [read, asked]) assert.deepEqual([...answer.headers].filter(([name]) => name.startsWith('access-control')), []);
  }
});

test('cookie tampering: cut, longer, flipped, the digest, another name, two at once, bytes that are no text', async () => {
  const one = await server().signIn('clerk');
  const secret = one.secret();
  const digest = (await import('node:crypto')).createHash('sha256').update(`fengcun-session-v1|${secret}`).digest('hex');
  const flipped = secret.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
  for (const wrong of [secret.slice(1), `${secret}A`, flipped, digest, '', 'a'.repeat(5000), `${secret}%00`, `"${secret}"`, '../../etc/passwd', "' or 1=1 --"]) {
    assert.equal((await withCookie(wrong)).status, 401, wrong.slice(0, 50));
  }
  const send = (cookie: string) => fetch(`${server().origin}/v1/session`, { headers: { 'user-agent': FIREFOX, cookie } });
  assert.equal((await send(`${SESSION_COOKIE}=${secret}; ${SESSION_COOKIE}=${flipped}`)).status, 401, 'two of one name');
  assert.equal((await send(`fengcun=${secret}`)).status, 401);
  assert.equal((await send(`${SIGN_IN_COOKIE}=${secret}`)).status, 401);
  assert.equal((await send(`other=1; ${SESSION_COOKIE}=${secret}; more=2`)).status, 200, 'others beside it do no harm');
});

/** An answer to bytes on a raw connection. */
const raw = (text: string): Promise<string> => new Promise((resolve) => {
  let all = '';
  const socket = connect(server().port, '127.0.0.1', () => socket.write(text));
  socket.setEncoding('latin1').on('data', (data: string) => { all += data; }).on('close', () => resolve(all)).on('error', () => undefined);
});

test('header smuggling: two credentials, a credential twice, and headers that name somebody else change nothing', async () => {
  const one = await server().signIn('clerk');
  const cookie = `${SESSION_COOKIE}=${one.secret()}`;
  assert.equal((await withCookie(one.secret(), '/v1/session', { headers: { authorization: `Bearer ${SYSTEM.token}` } })).status, 401, 'a token and a session');
  assert.equal((await withCookie('x', '/v1/intake/exceptions', { headers: { authorization: `Bearer ${SYSTEM.token}` } })).status, 401);
  const lines = (extra: string) => `GET /v1/session HTTP/1.1\r\nHost: localhost:${server().port}\r\nUser-Agent: ${FIREFOX}\r\nConnection: close\r\n${extra}\r\n`;
  assert.match(await raw(lines(`Cookie: ${cookie}\r\n`)), /^HTTP\/1\.1 200 /);
  for (const extra of [
    `Cookie: ${cookie}\r\nCookie: ${SESSION_COOKIE}=${'A'.repeat(43)}\r\n`, `Cookie: ${cookie}\r\nAuthorization: Bearer ${SYSTEM.token}\r\n`,
    `Authorization: Bearer ${SYSTEM.token}\r\nAuthorization: Bearer ${SYSTEM.token}\r\n`, `Cookie : ${cookie}\r\n`, `Cookie: ${cookie}\n\tX: y\r\n`,
  ]) assert.match(await raw(lines(extra)), /^HTTP\/1\.1 (?:400|401) /, extra.slice(0, 40));
  const names = ['x-user', 'x-account', 'x-remote-user', 'x-forwarded-user', 'x-roles', 'x-original-url', 'x-rewrite-url', 'x-http-method-override', 'x-forwarded-host', 'forwarded'];
  const plain = await (await one.fetch('/v1/session')).json() as { account: string; roles: readonly string[] };
  const dressed = await (await one.fetch('/v1/session', { headers: Object.fromEntries(names.map((name) => [name, 'approver'])) })).json();
  assert.deepEqual(dressed, plain);
  assert.deepEqual([plain.account, plain.roles], ['clerk', ['clerk']]);
});

test('mass assignment: no body of signing in takes a member that is not its own', async () => {
  const one = await server().signInFully('security');
  for (const [path, body] of [
    ['/v1/session/step-up', { kind: 'totp', code: '000000' }], ['/v1/session/second-factors', { kind: 'totp' }],
    ['/v1/session/second-factors/confirmation', { kind: 'totp', code: '000000' }], ['/v1/accounts/ended-sessions', { account: 'nobody-there' }],
    ['/v1/accounts/recoveries', { account: 'nobody-there' }],
  ] as const) {
    for (const more of [{ roles: ['approver'] }, { hasSecondFactor: true }, { account_id: 'x' }, { accountId: 'x' }, { state: 'confirmed' }, { approvals: ['a'] }]) {
      assert.equal(await codeOf(await post(one, path, { ...body, ...more })), 'BODY_INVALID', `${path} ${JSON.stringify(more)}`);
    }
    assert.equal(await codeOf(await post(one, path, JSON.parse('{"__proto__":{"roles":["approver"]},"kind":"totp"}'))), 'BODY_NOT_JSON');
  }
});

test('bodies: too large, no JSON, too deep, of another type are refused before anything is done', async () => {
  const one = await server().signIn('clerk');
  const send = (body: string, type = 'application/json') => one.fetch('/v1/session/step-up', { method: 'POST', headers: { 'content-type': type }, body });
  for (const [body, code] of [
    ['x'.repeat(17 * 1024), 'BODY_TOO_LARGE'], ['{"kind":', 'BODY_NOT_JSON'], ['['.repeat(2000), 'BODY_TOO_DEEP'], ['{"__proto__":{"a":1}}', 'BODY_NOT_JSON'],
    ['null', 'BODY_INVALID'], ['[]', 'BODY_INVALID'], ['{"kind":"totp","code":123456}', 'BODY_INVALID'], ['{"kind":"totp","code":"１２３４５６"}', 'BODY_INVALID'],
    ['{"kind":"webauthn","response":{}}', 'BODY_INVALID'],
  ] as const) assert.equal(await codeOf(await send(body)), code, body.slice(0, 40));
  assert.equal(await codeOf(await send('kind=totp', 'application/x-www-form-urlencoded')), 'MEDIA_TYPE_UNSUPPORTED');
  for (const response of [{ id: 'x' }, { id: 'x', response: 'y' }, { id: 'x', response: { clientDataJSON: 'AA', attestationObject: 'oA' } }]) {
    assert.equal(await codeOf(await post(one, '/v1/session/step-up', { kind: 'webauthn', response })), 'SECOND_FACTOR_REFUSED');
  }
});
