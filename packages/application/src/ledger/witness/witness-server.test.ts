import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { noteKey, parseNote, parseSignatureLines, SHA256_TREE, verifyLine, type WitnessedLog } from '@fengcun/ledger';
import { LOCAL_DISK } from '../disk/local-disk.ts';
import { faultsAt, faultyDisk, type FaultKind } from '../testing/faults.ts';
import { memoryDisk } from '../testing/memory-disk.ts';
import { httpPost } from './http-post.ts';
import { logsOfTexts, openWitness } from './open-witness.ts';
import { startWitness, type WitnessServer } from './witness-server.ts';
import { fileWitnessStore } from './witness-store.ts';

const transcripts = new URL('../../../../../../shared/vectors/tlog/torchwood/cmd/litewitness/testdata/', import.meta.url);
const skip = existsSync(transcripts) ? false : 'conformance vectors are not at ../shared/vectors';
const NOON = Date.parse('2026-11-21T12:00:00.000Z');

let folder: string;
before(() => { folder = mkdtempSync(join(tmpdir(), 'fengcun-witness-')); });
after(() => rmSync(folder, { recursive: true, force: true }));

const sigsumLog = (): WitnessedLog => {
  const origin = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562';
  const key = noteKey(origin, 'ed25519', Buffer.from('ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f', 'hex'));
  assert.ok(key.ok);
  return { origin, keys: [key.value] };
};

const goLog = (): WitnessedLog => {
  const logs = logsOfTexts(['go.sum database tree=sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8']);
  const [log] = logs.ok ? logs.value : [];
  assert.ok(log !== undefined && log.origin === 'go.sum database tree');
  return log;
};

type Serving = WitnessServer & Readonly<{ faults: unknown[] }>;

const serve = async (name: string, logs: readonly WitnessedLog[]): Promise<Serving> => {
  const opened = await openWitness({ folder: join(folder, name), name: 'example.com/witness', logs, now: () => NOON, random: randomBytes });
  assert.ok(opened.ok);
  const faults: unknown[] = [];
  return { ...await startWitness(opened.value.witness, { port: 0 }, (error) => faults.push(error)), faults };
};

type Exchange = Readonly<{ body: string; status: number; expectedBody: string | undefined }>;

const exchanges = (file: string): readonly Exchange[] => {
  const text = readFileSync(new URL(file, transcripts), 'utf8');
  const pattern = /^POST .*\n```\n([\s\S]*?)```\nHTTP (\d+)\n\[Asserts\]\nbody (?:contains|==) "(.*)"/gm;
  return [...text.matchAll(pattern)].map((match) =>
    ({ body: match[1] ?? '', status: Number(match[2]), expectedBody: match[3]?.replaceAll('\\n', '\n') }));
};

test('recorded sessions replayed against the running server are answered alike', { skip }, async (t) => {
  let count = 0;
  for (const [file, log] of [['litewitness.txt', sigsumLog()], ['bastion.txt', sigsumLog()], ['sumdb.txt', goLog()]] as const) {
    const server = await serve(file, [log]);
    const post = httpPost();
    for (const { body, status, expectedBody } of exchanges(file)) {
      const answer = await post(`${server.url}/add-checkpoint`, body);
      count += 1;
      // The recording is older than the specification, which now answers an unknown log with 404.
      assert.equal(answer.status, expectedBody === 'unknown log' ? 404 : status, body);
      if (status === 409) assert.deepEqual([answer.body, answer.contentType], [expectedBody, 'text/x.tlog.size']);
      if (status === 200) assert.ok(answer.body.startsWith('— example.com/witness '));
    }
    await server.close();
    assert.deepEqual(server.faults, []);
  }
  assert.equal(count, 11);
  t.diagnostic('measured witness transcripts over HTTP: 11 exchanges, 1 exception by policy (404 for an unknown log)');
});

test('a witness started again knows what it cosigned, and still has its key', { skip }, async () => {
  const [first] = exchanges('litewitness.txt');
  assert.ok(first !== undefined);
  const before = await serve('again', [sigsumLog()]);
  const cosigned = await httpPost()(`${before.url}/add-checkpoint`, first.body);
  await before.close();
  const again = await serve('again', [sigsumLog()]);
  const known = await httpPost()(`${again.url}/add-checkpoint`, first.body);
  assert.deepEqual([known.status, known.body], [409, '1\n']);
  await again.close();
  const opened = await openWitness({ folder: join(folder, 'again'), name: 'example.com/witness', logs: [sigsumLog()], now: () => NOON, random: randomBytes });
  const note = parseNote(first.body.slice(first.body.indexOf('\n\n') + 2));
  const [line] = parseSignatureLines(cosigned.body) ?? [];
  const key = opened.ok ? opened.value.witness.keys[0]?.key : undefined;
  assert.ok(note.ok && line !== undefined && key !== undefined);
  assert.equal(verifyLine(note.value.text, key, line)?.timestamp, NOON / 1000);
  assert.equal(statSync(join(folder, 'again', 'witness.key')).mode & 0o077, 0);
});

test('anything but a request of the protocol is refused, and nothing of it is repeated', async () => {
  const server = await serve('refusals', [goLog()]);
  const status = async (path: string, init: RequestInit): Promise<number> => (await fetch(`${server.url}${path}`, init)).status;
  assert.equal(await status('/', { method: 'GET' }), 404);
  assert.equal(await status('/add-checkpoint', { method: 'GET' }), 405);
  assert.equal(await status('/add-checkpoint', { method: 'POST', body: 'old x\n\n' }), 400);
  assert.equal(await status('/add-checkpoint', { method: 'POST', body: 'x'.repeat(300_000) }), 413);
  assert.equal(await status('/add-checkpoint/', { method: 'POST', body: '' }), 404);
  await server.close();
  assert.ok(server.url.startsWith('http://127.0.0.1:'));
});

test('a witness signs nothing that it has not stored: with each call of the disk failing in turn', async () => {
  const kinds: readonly FaultKind[] = ['ENOSPC', 'EIO', 'killedBefore', 'killedAfter'];
  const head = (size: number) => ({ size, root: SHA256_TREE.leaf(Buffer.of(size)) });
  const advanceOn = async (at: number, kind: FaultKind): Promise<readonly [calls: number, hasSigned: boolean, known: number]> => {
    const disk = memoryDisk();
    assert.ok(await fileWitnessStore(disk, '/', 'a').advance('log.example', 0, head(5)));
    const faults = faultsAt(at, kind);
    const hasSigned = await fileWitnessStore(faultyDisk(disk, faults), '/', 'a').advance('log.example', 5, head(9)).catch(() => false);
    disk.losePower();
    return [faults.calls().length, hasSigned, (await fileWitnessStore(disk, '/', 'a').load('log.example'))?.size ?? 0];
  };
  const [calls, hasSigned, known] = await advanceOn(0, 'EIO');
  assert.ok(calls >= 8 && hasSigned && known === 9);
  for (const kind of kinds) {
    for (let at = 1; at <= calls; at += 1) {
      const [, signed, stored] = await advanceOn(at, kind);
      assert.ok(stored === 9 || (stored === 5 && !signed), `${kind} at call ${at}: signed ${signed}, knows ${stored}`);
    }
  }
});

test('of two requests at once from the same size only one advances; two processes on one folder likewise', async () => {
  const disk = memoryDisk();
  const [one, two] = [fileWitnessStore(disk, '/', 'one'), fileWitnessStore(disk, '/', 'two')];
  const head = (size: number) => ({ size, root: SHA256_TREE.leaf(Buffer.of(size)) });
  const answers = await Promise.all([one.advance('log.example', 0, head(3)), one.advance('log.example', 0, head(4)), two.advance('log.example', 0, head(5))]);
  assert.equal(answers.filter(Boolean).length, 1);
});

test('a silent, an endless and a redirecting witness each come to an end', async () => {
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    if (request.url === '/long/add-checkpoint') response.end('x'.repeat(100_000));
    else if (request.url === '/elsewhere/add-checkpoint') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  for (const path of ['/silent', '/long', '/elsewhere']) await assert.rejects(httpPost(300)(`${url}${path}/add-checkpoint`, 'old 0\n\n'));
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
  assert.deepEqual(await LOCAL_DISK.names(join(folder, 'nothing')), []);
});
