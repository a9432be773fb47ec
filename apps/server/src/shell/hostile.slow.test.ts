import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { inventedMessage } from '../../../../packages/api/src/testing/invented-messages.ts';
import { fetchAs, startInvented, tokenOf } from '../testing/invented-server.ts';

/** Everything a server answers to bytes on a raw connection, until it closes or `done` says so. */
const raw = (port: number, chunks: readonly string[], done: (all: string) => boolean = () => false): Promise<string> =>
  new Promise((resolve) => {
    let all = '';
    const socket = connect(port, '127.0.0.1', () => { for (const chunk of chunks) socket.write(chunk); });
    socket.setEncoding('latin1');
    socket.on('data', (data: string) => { all += data; if (done(all)) socket.destroy(); });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(all));
  });

const HEAD = (extra: string): string =>
  `POST /v1/intake/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('court-clerk')}\r\nContent-Type: application/json\r\n${extra}\r\n`;

const post = (url: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetchAs('court-clerk')(`${url}/v1/intake/messages`, { method: 'POST', headers, body });

const codeOf = async (response: Response): Promise<string> => (await response.json() as { code: string }).code;

test('a body one byte over the limit is refused, one at the limit is read', async (t) => {
  const { url } = await startInvented(t);
  const padded = (bytes: number): string => {
    const body = JSON.stringify(inventedMessage(1));
    return body + ' '.repeat(bytes - Buffer.byteLength(body));
  };
  assert.equal((await post(url, padded(256 * 1024))).status, 200);
  const over = await post(url, padded(256 * 1024 + 1));
  assert.equal(over.status, 413);
  assert.equal(await codeOf(over), 'BODY_TOO_LARGE');
});

test('a length nobody will send is refused from the header alone', async (t) => {
  const { port } = await startInvented(t);
  assert.match(await raw(port, [HEAD('Content-Length: 99999999999\r\n')]), /^HTTP\/1\.1 413 /);
});

test('JSON may nest 32 deep, not 33; fifty thousand objects in each other are refused, not recursed into', async (t) => {
  const { url } = await startInvented(t);
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  assert.equal(await codeOf(await post(url, nested(32))), 'BODY_INVALID');
  assert.equal(await codeOf(await post(url, nested(33))), 'BODY_TOO_DEEP');
  assert.equal(await codeOf(await post(url, '{"a":'.repeat(50_000))), 'BODY_TOO_DEEP');
  assert.equal(await codeOf(await post(url, JSON.stringify({ text: '['.repeat(1000) }))), 'BODY_INVALID', 'brackets in a text are text');
});

for (const [what, body, code] of [
  ['nothing', '', 'BODY_NOT_JSON'], ['half an object', '{"a":', 'BODY_NOT_JSON'], ['bytes that are no UTF-8', Uint8Array.from([0x22, 0xff, 0x22]), 'BODY_NOT_JSON'],
  ['__proto__', '{"__proto__":{"admin":true}}', 'BODY_NOT_JSON'], ['__proto__ in escapes', '{"\\u005f_proto__":{}}', 'BODY_NOT_JSON'],
  ['constructor', '{"constructor":{"prototype":{}}}', 'BODY_NOT_JSON'], ['a number', '7', 'BODY_INVALID'],
] as const) {
  test(`a body of ${what} is refused: ${code}`, async (t) => {
    const { url } = await startInvented(t);
    assert.equal(await codeOf(await post(url, body)), code);
  });
}

for (const type of ['text/plain', 'application/xml', 'application/json; charset=gbk', 'application/cloudevents+json', 'multipart/form-data', 'x'.repeat(2000)]) {
  test(`a body of type ${type.slice(0, 40)} is refused with 415`, async (t) => {
    const { url } = await startInvented(t);
    assert.equal((await post(url, '{}', { 'content-type': type })).status, 415);
  });
}

test('compressed bodies, bodies without a type and bodies of reads are refused', async (t) => {
  const { url, port } = await startInvented(t);
  assert.equal((await post(url, '{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' })).status, 415);
  const untyped = HEAD('Content-Length: 2\r\n').replace('Content-Type: application/json\r\n', '');
  assert.match(await raw(port, [untyped, '{}']), /^HTTP\/1\.1 415 /);
  assert.match(await raw(port, ['GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n']), /^HTTP\/1\.1 400 /);
});

test('a stranger\'s body is not read: the answer comes at once and the connection ends', async (t) => {
  const { port } = await startInvented(t);
  const head = 'POST /v1/intake/batches HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 8000000\r\n\r\n';
  const answer = await raw(port, [head, '[']);
  assert.match(answer, /^HTTP\/1\.1 401 /);
  assert.match(answer, /connection: close/i);
});

test('the body of a sender who may not do this at all is not read either: 403 at once', async (t) => {
  const { port } = await startInvented(t);
  const head = `POST /v1/intake/batches HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('unit-inquirer')}\r\n`
    + 'Content-Type: application/json\r\nContent-Length: 8000000\r\n\r\n';
  assert.match(await raw(port, [head, '[']), /^HTTP\/1\.1 403 .*connection: close/si);
});

test('a body that comes too slowly is cut off with 408', async (t) => {
  const { port } = await startInvented(t, { limits: { requestMilliseconds: 200 } });
  assert.match(await raw(port, [HEAD('Content-Length: 1000\r\n'), '{']), /^HTTP\/1\.1 408 |^$/);
});

test('headers that come too slowly or are too large are cut off', async (t) => {
  const { port } = await startInvented(t, { limits: { requestMilliseconds: 200 } });
  assert.match(await raw(port, ['GET /health/live HTTP/1.1\r\nHost: x\r\n']), /^HTTP\/1\.1 408 /);
  const large = await raw(port, [`GET /health/live HTTP/1.1\r\nHost: x\r\nX-Large: ${'a'.repeat(20_000)}\r\n\r\n`]);
  assert.match(large, /^HTTP\/1\.1 431 /);
  assert.match(large, /"code":"HEADERS_TOO_LARGE"/);
});

test('what is not HTTP is answered with one problem and the connection ends', async (t) => {
  const { port, log } = await startInvented(t);
  assert.match(await raw(port, ['\u0016\u0003\u0001 hello\r\n\r\n']), /^HTTP\/1\.1 400 .*REQUEST_MALFORMED/s);
  assert.match(await raw(port, [`${HEAD('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n')}0\r\n\r\n`]), /^HTTP\/1\.1 400 /);
  assert.equal(log.filter(({ event }) => event === 'badConnection').length, 2);
});

test('pipelined requests are answered in their order, and only as many as a connection may make', async (t) => {
  const { port } = await startInvented(t, { limits: { requestsPerConnection: 5 } });
  const paths = ['/health/live', '/nothing', '/health/ready', '/health/live', '/openapi.json', '/health/live', '/health/live'];
  const statusesOf = (all: string) => [...all.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => match[1]);
  const all = await raw(port, [paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join('')],
    (so) => statusesOf(so).length === paths.length);
  assert.deepEqual(statusesOf(all), ['200', '404', '200', '200', '200', '503', '503']);
});

test('more requests at once than the limit are refused with 503, and probes are still answered', async (t) => {
  const gate = Promise.withResolvers<void>();
  const { url } = await startInvented(t, {
    limits: { requestsInFlight: 2 },
    change: (ports) => ({ ...ports, reading: async (intent, work) => { await gate.promise; return ports.reading(intent, work); } }),
  });
  const look = () => fetchAs('log-auditor')(`${url}/v1/ledger/checkpoint`);
  let refused = 0;
  const answers = [look(), look(), look(), look()].map(async (answer) => {
    const { status } = await answer;
    refused += status === 503 ? 1 : 0;
    if (refused === 2) {
      assert.equal((await fetch(`${url}/health/live`)).status, 200);
      gate.resolve();
    }
    return status;
  });
  const statuses = (await Promise.all(answers)).sort();
  assert.deepEqual(statuses, [404, 404, 503, 503]);
  assert.equal((await look()).status, 404);
});

test('senders that hang up give their places free, but not before their work is done', async (t) => {
  let gate = Promise.withResolvers<void>();
  let running = 0;
  const { url, log } = await startInvented(t, {
    limits: { requestsInFlight: 2 },
    change: (ports) => ({
      ...ports,
      reading: async (intent, work) => { running += 1; await gate.promise; running -= 1; return ports.reading(intent, work); },
    }),
  });
  const until = async (holds: () => boolean) => { while (!holds()) await new Promise((next) => setImmediate(next)); };
  for (let round = 0; round < 3; round += 1) {
    const hangUp = new AbortController();
    const look = () => fetchAs('log-auditor')(`${url}/v1/ledger/checkpoint`, { signal: hangUp.signal }).catch(() => undefined);
    void look();
    void look();
    await until(() => running === 2);
    hangUp.abort();
    await until(() => log.filter(({ code }) => code === 'HUNG_UP').length === 2 * (round + 1));
    const refused = await fetchAs('log-auditor')(`${url}/v1/ledger/checkpoint`);
    assert.equal(refused.status, 503, 'their work still runs');
    gate.resolve();
    await until(() => running === 0);
    gate = Promise.withResolvers<void>();
  }
  gate.resolve();
  assert.equal((await fetchAs('log-auditor')(`${url}/v1/ledger/checkpoint`)).status, 404);
});

test('a body in chunks is cut off at the limit as well', async (t) => {
  const { port } = await startInvented(t);
  const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
  assert.match(await raw(port, [HEAD('Transfer-Encoding: chunked\r\n'), ...Array.from({ length: 8 }, () => chunk)]), /^HTTP\/1\.1 413 |^$/);
});

test('odd addresses are refused without harm', async (t) => {
  const { port } = await startInvented(t);
  for (const [target, status] of [
    ['/v1/cases/%ZZ/timeline', 400], ['/v1/cases/%E0%A4%A/timeline', 400], ['/v1/cases/%00/timeline', 401], ['/../../etc/passwd', 404], ['//x/health/live', 404], ['*', 404],
    [`/v1/cases/${'A'.repeat(5000)}/timeline`, 400], ['/health/live/', 404], ['/HEALTH/live', 404], ['/v1/ledger/tile/0/..%2f..%2fetc', 401],
    ['http://x/nothing', 404],
  ] as const) {
    const answer = await raw(port, [`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`]);
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), `${target.slice(0, 40)}: ${answer.slice(0, 60)}`);
    const [, body = ''] = answer.split('\r\n\r\n');
    assert.ok(body.startsWith('{"type":"urn:fengcun:problem:') && !body.includes('%ZZ') && !body.includes('AAA'), body.slice(0, 200));
  }
});
