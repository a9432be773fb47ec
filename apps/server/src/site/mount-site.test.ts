import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { Refused } from '../shell/refused.ts';
import { mountSite } from './mount-site.ts';
import { loadSite } from './site.ts';

// What the service sends to browsers: exact names, one document for every page, and a policy that lets nothing in.

const folder = mkdtempSync(join(tmpdir(), 'fengcun-site-'));
const SCRIPT = `/* ${'x'.repeat(2000)} */`;
let server: FastifyInstance | undefined;
let drawn = 0;
before(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<meta name="style-nonce" content="__STYLE_NONCE__"><meta name="session" content="__SESSION__"><meta content="__DEMO_CODES__">');
  writeFileSync(join(folder, 'assets/index-a1.js'), SCRIPT);
  writeFileSync(join(folder, 'assets/lab-worker-b2.js'), SCRIPT);
  writeFileSync(join(folder, 'notes.txt'), 'of no known type');
  server = fastify();
  server.setErrorHandler((error, _request, reply) => reply.code(error instanceof Refused ? 404 : 500).send(String(error)));
  mountSite(server, await loadSite(folder), (length) => { drawn += 1; return new Uint8Array(length).fill(drawn); });
});
after(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (url: string, headers: Readonly<Record<string, string>> = {}) => {
  assert.ok(server);
  const { statusCode, headers: sent, body } = await server.inject({ url, headers });
  return { status: statusCode, policy: String(sent['content-security-policy'] ?? ''), cache: sent['cache-control'], type: sent['content-type'], packed: sent['content-encoding'], body };
};

test('every page is the same document, with a nonce of its own and no place for scripts of others', async () => {
  const [one, other] = [await get('/'), await get('/desk/inquiries/019a-anything')];
  for (const { status, policy, type } of [one, other]) {
    assert.deepEqual([status, type], [200, 'text/html; charset=utf-8']);
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/=]{24}'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.match(policy, /frame-ancestors 'none'/);
  }
  assert.notEqual(one.policy, other.policy, 'a nonce is used once');
  const withoutNonce = (body: string) => body.replace(/content="[\w+/=]{24}"/, '');
  assert.equal(withoutNonce(one.body), withoutNonce(other.body));
});

test('a page says whether a session cookie was there, and nothing of it', async () => {
  assert.match((await get('/')).body, /name="session" content="none"/);
  const secret = 'invented'.repeat(6).slice(0, 43);
  const held = await get('/', { cookie: `__Host-fengcun=${secret}` });
  assert.match(held.body, /name="session" content="held"/);
  assert.doesNotMatch(held.body, /invented/);
});

test('files are sent by their exact names, packed where a browser takes it, and kept by browsers for good', async () => {
  const plain = await get('/assets/index-a1.js');
  assert.deepEqual([plain.status, plain.body, plain.packed, plain.cache], [200, SCRIPT, undefined, 'public, max-age=31536000, immutable']);
  assert.equal((await get('/assets/index-a1.js', { 'accept-encoding': 'br, gzip' })).packed, 'gzip');
  assert.doesNotMatch(plain.policy, /unsafe/);
});

test('the worker of the policy lab alone may evaluate what it wrote, and connects to nothing', async () => {
  const { policy } = await get('/assets/lab-worker-b2.js');
  assert.match(policy, /script-src 'self' 'unsafe-eval'/);
  assert.match(policy, /connect-src 'none'/);
});

for (const path of [
  '/assets/index-a2.js', '/notes.txt', '/assets/../index.html', '/assets/%2e%2e/notes.txt', '/..%2fpackage.json', '/v1/nothing', '/v1', '/health/nothing', '/openapi.json.bak',
]) {
  test(`${path} is no page`, async () => {
    const { status, body } = await get(path);
    // A path that a browser would shorten to the document is the document, and never a file of the disk.
    assert.ok(status === 404 || body.includes('style-nonce'), `${status} ${body.slice(0, 80)}`);
    if (path.startsWith('/v1') || path.endsWith('.js') || path.endsWith('.txt')) assert.equal(status, 404);
  });
}
