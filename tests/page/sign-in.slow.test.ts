import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { attackedServer } from '../../apps/server/src/testing/attacked-server.ts';

// Signing in with a real browser: what it does with our cookies, and an authenticator of its own.

const CHROMIUM = '/usr/bin/chromium';
const skip = existsSync(CHROMIUM) ? false : 'Chromium is not installed (apt-get install chromium)';

let browser: Browser | undefined;
let server: Awaited<ReturnType<typeof attackedServer>> | undefined;
before(async () => {
  if (skip !== false) return;
  server = await attackedServer();
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What a page of the console does; it runs in the browser. */
const IN_PAGE = `
const call = async (path, body) => {
  const answer = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST', headers: { 'x-fengcun-request': '1', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: await answer.json() };
};
const register = async () => {
  const proposed = await call('/v1/session/second-factors', { kind: 'webauthn' });
  if (proposed.status !== 200) return proposed;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(proposed.body.options);
  const made = await navigator.credentials.create({ publicKey });
  return call('/v1/session/second-factors/confirmation', { kind: 'webauthn', response: made.toJSON() });
};
const stepUp = async () => {
  const asked = await call('/v1/session/challenge', null);
  if (asked.status !== 200) return asked;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.body.options);
  const given = await navigator.credentials.get({ publicKey });
  return call('/v1/session/step-up', { kind: 'webauthn', response: given.toJSON() });
};`;

type Answer = Readonly<{ status: number; body: Readonly<Record<string, unknown>> }>;

test('a browser signs in, keeps the session from scripts and from other sites, and uses its authenticator', { skip }, async () => {
  assert.ok(browser && server);
  // Our answers forbid scripts; those of this test are let through.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${server.origin}/v1/session/begin`);
  await page.click('button[value="approver"]');
  await page.waitForURL(`${server.origin}/`);
  const cookies = await context.cookies(server.origin);
  const session = cookies.find(({ name }) => name === '__Host-fengcun');
  assert.deepEqual([session?.httpOnly, session?.secure, session?.sameSite, session?.path], [true, true, 'Strict', '/']);
  const run = async (script: string): Promise<Answer> => page.evaluate(`(async () => { ${IN_PAGE} return ${script}; })()`);
  assert.equal(await page.evaluate('document.cookie.includes("fengcun")'), false, 'out of reach of scripts');
  const mine = await run(`call('/v1/session')`);
  assert.deepEqual([mine.status, mine.body['account'], mine.body['hasSecondFactor']], [200, 'approver', false]);

  const other = await context.newPage();
  await other.goto(`${server.issuer}/.well-known/openid-configuration`);
  const cross = await other.evaluate(`fetch(${JSON.stringify(`${server.origin}/v1/session/end`)}, { method: 'POST', mode: 'no-cors', credentials: 'include' }).then(String, String)`);
  assert.notEqual(cross, '[object Response]', 'nothing of ours is read elsewhere');
  assert.equal((await run(`call('/v1/session')`)).status, 200, 'a page of others signed nobody out');

  await other.close();
  await page.bringToFront();
  const protocol = await context.newCDPSession(page);
  await protocol.send('WebAuthn.enable');
  await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: false, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  // The account has codes already, so it uses them once to add an authenticator.
  assert.equal((await run(`call('/v1/session/step-up', { kind: 'totp', code: '${server.nextCode()}' })`)).status, 200);
  const registered = await run('register()');
  assert.equal(registered.status, 200, JSON.stringify(registered.body));
  server.later(6 * 60_000);
  assert.equal((await run(`call('/v1/session')`)).body['hasSecondFactor'], false);
  const used = await run('stepUp()');
  assert.equal(used.status, 200, JSON.stringify(used.body));
  const now = await run(`call('/v1/session')`);
  assert.deepEqual([now.body['hasSecondFactor'], now.body['factors']], [true, ['totp', 'webauthn']]);
  assert.equal((await run(`call('/v1/session/end', {})`)).status, 400, 'signing out takes no body');
  await context.close();
});
