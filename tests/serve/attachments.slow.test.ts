import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { command, type Service, startService } from './running-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-serve-attachments-'));
const DATA = ['--data', join(folder, 'data')];
const PLACE = [...DATA, '--key-file', join(folder, 'invented.key')];
const running: Service[] = [];
after(() => {
  for (const service of running) service.kill();
  rmSync(folder, { recursive: true, force: true });
});
const started = async (): Promise<Service> => {
  const service = await startService(...PLACE, '--organ', 'court/A01');
  running.push(service);
  return service;
};

let token = '';
const call = (service: Service, method: string, path: string, given: Readonly<{ headers?: Readonly<Record<string, string>>; body?: string | Uint8Array<ArrayBuffer> }> = {}): Promise<Response> =>
  fetch(service.url + path, { method, headers: { authorization: `Bearer ${token}`, ...given.headers }, ...(given.body === undefined ? {} : { body: given.body }) });

const caseOf = async (service: Service): Promise<string> => {
  const message = {
    specversion: '1.0', id: 'one.1', source: 'urn:fengcun:court:A01:trial-system', type: 'cn.fengcun.intake.judgmentRecorded.v1', datacontenttype: 'application/json',
    data: {
      source: { organ: { type: 'court', code: 'A01' }, system: 'trial-system', messageId: 'one', version: 1 },
      case: { references: [{ type: 'courtCase', number: '（2026）虚构0001刑初3号' }] },
      person: { kind: 'person', names: [{ text: '虚构某', use: 'current' }], documents: [] },
      content: { decidedOn: '2026-03-02', documentNumber: '（2026）虚构0001刑初3号', court: '虚构人民法院' },
    },
  };
  const response = await call(service, 'POST', '/v1/intake/messages', { headers: { 'content-type': 'application/json' }, body: JSON.stringify(message) });
  const { caseCode } = await response.json() as { caseCode: string };
  return caseCode;
};

const MIB = 1024 * 1024;
const PART = 16 * MIB;
/** 100 MB and some: a scanned volume. Repeats a piece, so that the test itself needs little memory. */
const PIECE = randomBytes(MIB);
const LENGTH = 100_000_000 + 12_345;
const HEAD = Buffer.from('%PDF-1.7\n');
const contentAt = (start: number, end: number): Buffer => {
  const bytes = Buffer.alloc(end - start);
  for (let at = start; at < end;) {
    const offset = at % MIB;
    const taken = PIECE.copy(bytes, at - start, offset, Math.min(MIB, offset + end - at));
    at += taken;
  }
  for (let at = start; at < Math.min(end, HEAD.length); at += 1) bytes[at - start] = HEAD[at] ?? 0;
  return bytes;
};
const digestOf = (length: number): string => {
  const hash = createHash('sha256');
  for (let at = 0; at < length; at += MIB) hash.update(contentAt(at, Math.min(at + MIB, length)));
  return hash.digest('hex');
};

const memoryOf = (pid: number, what: 'VmHWM' | 'VmRSS'): number =>
  Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** MB a process came to hold at most beyond what it held now; the kernel counts from here on. */
const growthFrom = (pid: number): (() => number) => {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = memoryOf(pid, 'VmRSS');
  return () => memoryOf(pid, 'VmHWM') - before;
};

let count = 0;
const begin = async (service: Service, caseCode: string, length: number): Promise<string> => {
  count += 1;
  const plan = { kind: 'caseDossier', mediaType: 'application/pdf', title: '虚构卷', bytes: length, digest: digestOf(length) };
  const begun = await call(service, 'POST', `/v1/cases/${caseCode}/attachments`, { headers: { 'content-type': 'application/json', 'idempotency-key': `"an-invented-key-${count}-x"` }, body: JSON.stringify(plan) });
  assert.equal(begun.status, 201, await begun.clone().text());
  const { uploadId } = await begun.json() as { uploadId: string };
  assert.equal(begun.headers.get('location'), `/v1/uploads/${uploadId}`);
  return uploadId;
};
const offsetOf = async (service: Service, id: string): Promise<number> => {
  const head = await call(service, 'HEAD', `/v1/uploads/${id}`);
  assert.equal(head.status, 200);
  assert.deepEqual([head.headers.get('tus-resumable'), head.headers.get('cache-control'), await head.text()], ['1.0.0', 'no-store', '']);
  return Number(head.headers.get('upload-offset'));
};
const patch = (service: Service, id: string, offset: number, body: Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  call(service, 'PATCH', `/v1/uploads/${id}`, { headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), ...headers }, body: new Uint8Array(body) });

test('100 MB go up in parts, are killed on the way, go on, and come back whole and by range, in bounded memory', async (t) => {
  let service = await started();
  token = /^fct\.\S+$/m.exec(service.said())?.[0] ?? '';
  const caseCode = await caseOf(service);
  const small = await begin(service, caseCode, 1000);
  assert.equal((await patch(service, small, 0, contentAt(0, 1000))).status, 204);
  const id = await begin(service, caseCode, LENGTH);
  let offset = 0;
  for (let parts = 0; parts < 2; parts += 1) {
    const done = await patch(service, id, offset, contentAt(offset, offset + PART));
    assert.equal(done.status, 204);
    offset = Number(done.headers.get('upload-offset'));
  }
  assert.equal(offset, 2 * PART);

  await t.test('kill -9 in the middle of a part: what was stored is kept, and goes on from there', async () => {
    const cut = new Promise<void>((resolve) => {
      const { hostname, port } = new URL(service.url);
      const sending = request({ hostname, port, path: `/v1/uploads/${id}`, method: 'PATCH', headers: {
        authorization: `Bearer ${token}`, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), 'content-length': String(PART),
      } });
      sending.on('error', () => resolve());
      sending.on('close', () => resolve());
      sending.write(contentAt(offset, offset + 9 * MIB));
      const dead = setInterval(() => {
        // Once more than 5 MiB of this part lie on the disk.
        const file = readdirSync(join(folder, 'data', 'blobs', 'unfinished'), { recursive: true, withFileTypes: true }).find((each) => each.isFile());
        if (file !== undefined && statSync(join(file.parentPath, file.name)).size > offset + 5 * MIB) {
          clearInterval(dead);
          service.kill();
        }
      }, 5);
    });
    await cut;
    service = await started();
    const kept = await offsetOf(service, id);
    assert.ok(kept >= offset + 5 * MIB && kept < offset + 10 * MIB, String(kept));
    offset = kept;
  });

  await t.test('the wrong offset, type, length and organ are refused, and nothing changes', async () => {
    assert.deepEqual([
      (await patch(service, id, offset + 1, contentAt(0, 10))).status, (await patch(service, id, 0, contentAt(0, 10))).status,
      (await patch(service, id, offset, contentAt(0, 10), { 'content-type': 'application/json' })).status,
      (await patch(service, id, offset, contentAt(0, 10), { 'content-encoding': 'gzip' })).status,
      (await patch(service, '0199f0a0-1111-7abc-8def-0123456789ab', 0, contentAt(0, 10))).status,
      (await call(service, 'PATCH', `/v1/uploads/${id}`, { headers: { 'content-type': 'application/offset+octet-stream' }, body: 'x' })).status,
    ], [409, 409, 415, 415, 404, 400]);
    assert.equal(await offsetOf(service, id), offset);
  });

  const growth = growthFrom(service.pid);
  const startedAt = performance.now();
  const from = offset;
  while (offset < LENGTH) {
    const done = await patch(service, id, offset, contentAt(offset, Math.min(offset + PART, LENGTH)));
    assert.equal(done.status, 204, await done.text());
    offset = Number(done.headers.get('upload-offset'));
  }
  const rate = (LENGTH - from) / MIB / ((performance.now() - startedAt) / 1000);

  await t.test('the whole comes back, proven by its digest', async () => {
    const got = await call(service, 'GET', `/v1/attachments/${id}?purpose=caseHandlingNeed`);
    assert.deepEqual([got.status, got.headers.get('content-type'), got.headers.get('content-length'), got.headers.get('cache-control'), got.headers.get('content-disposition')],
      [200, 'application/pdf', String(LENGTH), 'no-store', 'attachment']);
    const hash = createHash('sha256');
    let length = 0;
    for await (const piece of got.body ?? []) {
      hash.update(piece);
      length += piece.length;
    }
    const digest = hash.digest();
    assert.deepEqual([length, digest.toString('hex')], [LENGTH, digestOf(LENGTH)]);
    assert.equal(got.headers.get('repr-digest'), `sha-256=:${digest.toString('base64')}:`);
  });
  const grown = growth();
  t.diagnostic(`measured up ${rate.toFixed(0)} MiB/s; ${grown.toFixed(0)} MB of memory for ${((LENGTH - from) / MIB).toFixed(0)} MiB up, read back, and 95 MiB down`);
  // A file held whole would show three times: as it goes up, is read back and comes down.
  assert.ok(grown < 128, `memory grew by ${grown} MB`);

  await t.test('ranges at the borders of segments; what lies outside is refused with the length', async () => {
    for (const [start, end] of [[0, 1], [65_535, 65_537], [65_536, 131_072], [LENGTH - 1, LENGTH], [50_000_000, 50_300_000]] as const) {
      const got = await call(service, 'GET', `/v1/attachments/${id}?purpose=caseHandlingNeed`, { headers: { range: `bytes=${start}-${end - 1}` } });
      assert.deepEqual([got.status, got.headers.get('content-range'), Buffer.from(await got.arrayBuffer()).equals(contentAt(start, end))], [206, `bytes ${start}-${end - 1}/${LENGTH}`, true]);
    }
    const outside = await call(service, 'GET', `/v1/attachments/${id}?purpose=caseHandlingNeed`, { headers: { range: `bytes=${LENGTH}-` } });
    assert.deepEqual([outside.status, outside.headers.get('content-range')], [416, `bytes */${LENGTH}`]);
    assert.equal((await call(service, 'GET', `/v1/attachments/${id}`)).status, 400, 'without a purpose');
    const tag = `"${id}"`;
    const other = await call(service, 'GET', `/v1/attachments/${small}?purpose=caseHandlingNeed`, { headers: { range: 'bytes=0-1', 'if-range': tag } });
    assert.equal(other.status, 200);
    await other.arrayBuffer();
  });

  await t.test('it stands in the list of its case', async () => {
    const listed = await call(service, 'GET', `/v1/cases/${caseCode}/attachments?purpose=caseHandlingNeed`);
    const { attachments } = await listed.json() as { attachments: readonly { attachmentId: string; title: string }[] };
    assert.deepEqual(attachments.map(({ attachmentId, title }) => [attachmentId, title]).sort(), [[id, '虚构卷'], [small, '虚构卷']].sort());
  });

  await t.test('a flipped bit breaks the answer off before it', async () => {
    const finished = join(folder, 'data', 'blobs', 'finished');
    const file = readdirSync(finished, { recursive: true, withFileTypes: true }).find((each) => each.isFile() && statSync(join(each.parentPath, each.name)).size > MIB);
    assert.ok(file !== undefined);
    const path = join(file.parentPath, file.name);
    const { openSync, readSync, writeSync, closeSync } = await import('node:fs');
    const handle = openSync(path, 'r+');
    const byte = Buffer.alloc(1);
    const flip = (): void => {
      readSync(handle, byte, 0, 1, 3_000_000);
      byte[0] = (byte[0] ?? 0) ^ 1;
      writeSync(handle, byte, 0, 1, 3_000_000);
    };
    flip();
    const got = await call(service, 'GET', `/v1/attachments/${id}?purpose=caseHandlingNeed`);
    let length = 0;
    await assert.rejects(async () => { for await (const piece of got.body ?? []) length += piece.length; });
    assert.ok(length < 3_000_000, String(length));
    flip();
    closeSync(handle);
  });

  assert.equal((await service.end('SIGTERM')).code, 0, service.said());
  const checked = await command('fsck', ...DATA, '--json');
  assert.equal(checked.code, 0, checked.out + checked.said);
  assert.match(checked.out, /"check":"attachments","checked":2,"findings":\[\]/);
  assert.equal((await command('ledger', 'verify', ...DATA)).code, 0);
});
