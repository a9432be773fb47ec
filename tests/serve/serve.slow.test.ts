import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { command, type Service, startService } from './running-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-serve-'));
const DATA = ['--data', join(folder, 'data')];
const PLACE = [...DATA, '--key-file', join(folder, 'invented.key')];
const CONFIGURATION = join(folder, 'data', 'serve.json');
const running: Service[] = [];
after(() => {
  for (const service of running) service.kill();
  rmSync(folder, { recursive: true, force: true });
});

const started = async (...words: readonly string[]): Promise<Service> => {
  const service = await startService(...PLACE, ...words);
  running.push(service);
  return service;
};

/** An invented judgment of an invented court; `told` replaces members of its data. */
const judgment = (id: string, told: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  specversion: '1.0', id: `${id}.1`, source: 'urn:fengcun:court:A01:trial-system',
  type: 'cn.fengcun.intake.judgmentRecorded.v1', datacontenttype: 'application/json',
  data: {
    source: { organ: { type: 'court', code: 'A01' }, system: 'trial-system', messageId: id, version: 1 },
    case: { references: [{ type: 'courtCase', number: `（2026）虚构0001刑初${id.length}号` }] },
    person: { kind: 'person', names: [{ text: '虚构某', use: 'current' }], documents: [] },
    content: { decidedOn: '2026-03-02', documentNumber: `（2026）虚构0001刑初${id.length}号`, court: '虚构人民法院' },
    ...told,
  },
});

type Answer = Readonly<{ status: number; body: Readonly<Record<string, unknown>>; text: string; type: string }>;

const ask = async (
  { url }: Service, path: string, { token, body, headers = {} }: Readonly<{
    token?: string; body?: unknown; headers?: Readonly<Record<string, string>>;
  }> = {},
): Promise<Answer> => {
  const response = await fetch(url + path, {
    method: body === undefined ? 'GET' : 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers,
    },
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, text, type, body: type.includes('json') ? JSON.parse(text) : {} };
};

const tokenIn = (said: string): string | undefined => /^fct\.\S+$/m.exec(said)?.[0];

const NAME = '虚构某';
const CODE = /^[0-9A-HJKMNP-TV-Z]{16}[0-9]{2}$/;
let token = '';
let caseCode = '';

test('from first start to last signature: messages are taken once, told pseudonymously, and proven', async (t) => {
  const service = await started('--organ', 'court/A01');
  token = tokenIn(service.said()) ?? '';

  await t.test('the first start tells a token once; the configuration keeps its hash, for its owner only', () => {
    assert.match(token, /^fct\.first-clerk\.[\w-]{43}$/);
    assert.equal(statSync(CONFIGURATION).mode & 0o777, 0o600);
    assert.ok(!readFileSync(CONFIGURATION, 'utf8').includes(token));
  });

  await t.test('it is alive and ready, and describes itself', async () => {
    assert.deepEqual((await ask(service, '/health/live')).body, { status: 'live' });
    const ready = await ask(service, '/health/ready');
    assert.equal(ready.status, 200, ready.text);
    const description = await ask(service, '/openapi.json');
    assert.equal(description.body['openapi'], '3.1.1');
  });

  await t.test('without a token, or with a wrong one, nothing is told', async () => {
    for (const given of [{}, { token: `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}` }]) {
      const refused = await ask(service, '/v1/intake/exceptions', given);
      assert.equal(refused.status, 401);
      assert.match(refused.type, /^application\/problem\+json/);
    }
  });

  await t.test('a message is taken once: the second time it is a duplicate of the same case', async () => {
    const first = await ask(service, '/v1/intake/messages', { token, body: judgment('one') });
    assert.equal(first.body['outcome'], 'accepted', first.text);
    caseCode = String(first.body['caseCode']);
    assert.match(caseCode, CODE);
    const second = await ask(service, '/v1/intake/messages', { token, body: judgment('one') });
    assert.deepEqual(second.body, { outcome: 'duplicate', caseCode });
  });

  await t.test('a later message finds the case by its code, or by its number', async () => {
    const effective = (id: string, naming: unknown): unknown => ({
      ...judgment(id, { case: naming, content: { effectiveOn: '2026-03-20', documentNumber: '（2026）虚构0001刑初3号' } }),
      type: 'cn.fengcun.intake.judgmentBecameEffective.v1',
    });
    const byCode = await ask(service, '/v1/intake/messages', { token, body: effective('by-code', { code: caseCode }) });
    assert.deepEqual(byCode.body, { outcome: 'accepted', caseCode }, byCode.text);
    const numbers = { references: [{ type: 'courtCase', number: '（2026）虚构0001刑初3号' }] };
    const byNumber = await ask(service, '/v1/intake/messages', { token, body: judgment('by-number', { case: numbers }) });
    assert.equal(byNumber.body['caseCode'], caseCode, byNumber.text);
    const nobodys = effective('nobodys', { code: '000000000000000098' });
    const unknown = await ask(service, '/v1/intake/messages', { token, body: nobodys });
    assert.match(unknown.text, /"code":"CASE_UNKNOWN"/);
  });

  await t.test('a batch answers for each of its messages; one twice in it is taken once', async () => {
    const body = [judgment('in-a-batch'), judgment('in-a-batch'), judgment('one'), judgment('faulty-one', { content: {} })];
    const { body: found, text } = await ask(service, '/v1/intake/batches', { token, body });
    assert.deepEqual([found['accepted'], found['duplicate'], found['exception']], [1, 2, 1], text);
  });

  await t.test('what has not the form of the interface is a problem; what says nonsense is an exception', async () => {
    const bad = await ask(service, '/v1/intake/messages', { token, body: { specversion: '1.0' } });
    assert.equal(bad.status, 422);
    assert.match(bad.type, /^application\/problem\+json/);
    assert.equal(bad.body['code'], 'BODY_INVALID');
    const nonsense = judgment('nonsense', { content: { decidedOn: '2026-02-30' } });
    const waits = await ask(service, '/v1/intake/messages', { token, body: nonsense });
    assert.equal(waits.body['outcome'], 'exception');
    assert.ok(!waits.text.includes(NAME));
    const again = await ask(service, '/v1/intake/messages', { token, body: nonsense });
    assert.deepEqual(again.body, waits.body, 'the same nonsense is one exception');
  });

  await t.test('a message for another organ is forbidden', async () => {
    const other = { ...judgment('other'), source: 'urn:fengcun:court:B02:trial-system' };
    assert.equal((await ask(service, '/v1/intake/messages', { token, body: other })).status, 403);
  });

  await t.test('an exception is listed, replayed corrected under a key, and answered the same again', async () => {
    const { body } = await ask(service, '/v1/intake/exceptions', { token });
    const items = body['items'] as readonly Readonly<{ exceptionId: string; version: number; organ: string }>[];
    assert.equal(items.length, 3);
    assert.ok(items.every(({ organ }) => organ === 'court/A01'));
    const id = items.at(-1)?.exceptionId ?? '';
    const correction = { action: 'replayCorrected', message: judgment('nonsense') };
    const headers = { 'idempotency-key': '"an-invented-key-0001"', 'if-match': '"1"' };
    const path = `/v1/intake/exceptions/${id}/resolution`;
    const resolved = await ask(service, path, { token, body: correction, headers });
    assert.equal(resolved.status, 200, resolved.text);
    assert.equal((resolved.body['result'] as Readonly<{ outcome: string }>).outcome, 'accepted');
    const repeated = await ask(service, path, { token, body: correction, headers });
    assert.deepEqual(repeated.body, resolved.body);
    const left = (await ask(service, '/v1/intake/exceptions', { token })).body['items'];
    assert.equal((left as readonly unknown[]).length, 2);
  });

  await t.test('the timeline tells kinds, organs and days of a case, and nobody\'s name', async () => {
    const found = await ask(service, `/v1/cases/${caseCode}/timeline?purpose=caseHandlingNeed`, { token });
    assert.equal(found.status, 200, found.text);
    const events = found.body['events'] as readonly Readonly<{ kind: string; on?: string; subject?: string }>[];
    const kinds = events.map(({ kind }) => kind);
    assert.deepEqual(kinds, ['judgmentRecorded', 'judgmentBecameEffective', 'judgmentRecorded']);
    assert.equal(events[0]?.on, '2026-03-02');
    assert.ok(!found.text.includes(NAME) && !found.text.includes('虚构0001'));
    const never = await ask(service, '/v1/cases/000000000000000098/timeline?purpose=caseHandlingNeed', { token });
    assert.equal(never.status, 404);
  });

  await t.test('a second process on the same data says who holds it', async () => {
    const second = await command('serve', ...PLACE, '--port', '0');
    assert.equal(second.code, 2);
    assert.match(second.said, new RegExp(`in use by process ${service.pid} `));
  });

  await t.test('SIGTERM ends it in order, signed', async () => {
    const ended = await service.end('SIGTERM');
    assert.equal(ended.code, 0, ended.said);
    assert.ok(!ended.said.includes(NAME), 'no name in the log of the service');
  });
});

test('after the stop the ledger verifies and everything stored agrees', async () => {
  for (const words of [['ledger', 'verify'], ['fsck']]) {
    const { code, out, said } = await command(...words, ...DATA);
    assert.equal(code, 0, out + said);
  }
});

test('an auditor of a named configuration reads checkpoint, tiles and a proof; the token is not told again', async () => {
  const auditor = `fct.log-auditor.${'a'.repeat(43)}`;
  const tokenHash = `sha256:${createHash('sha256').update(`fengcun-token-v1|${auditor}`).digest('hex')}`;
  const own = JSON.parse(readFileSync(CONFIGURATION, 'utf8')) as Readonly<{ accounts: readonly unknown[] }>;
  const account = { id: 'log-auditor', organ: 'platform/P01', roles: ['auditor'], hasSecondFactor: false, tokenHash };
  const named = join(folder, 'named.json');
  writeFileSync(named, JSON.stringify({ accounts: [...own.accounts, account] }));
  const service = await started('--config', named);
  assert.equal(tokenIn(service.said()), undefined);

  const again = await ask(service, '/v1/intake/messages', { token, body: judgment('one') });
  assert.deepEqual(again.body, { outcome: 'duplicate', caseCode }, 'a start forgets nothing');
  const checkpoint = await ask(service, '/v1/ledger/checkpoint', { token: auditor });
  const size = Number(checkpoint.text.split('\n')[1]);
  assert.ok(size > 20, checkpoint.text);
  const bundle = await ask(service, `/v1/ledger/tile/entries/000.p/${size}`, { token: auditor });
  assert.equal(bundle.status, 200);
  assert.ok(!bundle.text.includes(caseCode) && !bundle.text.includes('first-clerk'), 'pseudonyms only');
  assert.ok(bundle.text.includes('intake.submitBatch') && bundle.text.includes('case.timeline'));
  assert.equal((await ask(service, `/v1/ledger/tile/0/000.p/${size}`, { token: auditor })).status, 200);
  const entryId = /"id":"([0-9a-f-]{36})"/.exec(bundle.text)?.[1] ?? '';
  const proof = await ask(service, `/v1/ledger/proof/${entryId}`, { token: auditor });
  assert.match(proof.text, /^c2sp\.org\/tlog-proof@v1\n/);
  assert.equal((await ask(service, '/v1/ledger/checkpoint', { token })).status, 403, 'a clerk is no auditor');
  assert.equal((await service.end('SIGINT')).code, 0);
});

test('one message from eight senders at once is taken once, and a killed service forgets nothing it answered', async () => {
  const service = await started();
  const body = judgment('at-once');
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(service, '/v1/intake/messages', { token, body })));
  const outcomes = answers.map(({ body: { outcome } }) => outcome).sort();
  assert.deepEqual(outcomes, ['accepted', ...Array.from({ length: 7 }, () => 'duplicate')]);
  assert.equal(new Set(answers.map(({ body: { caseCode: code } }) => code)).size, 1);
  await service.end('SIGKILL');
  const next = await started();
  const again = await ask(next, '/v1/intake/messages', { token, body });
  assert.deepEqual(again.body, { outcome: 'duplicate', caseCode: answers[0]?.body['caseCode'] });
  assert.equal((await next.end('SIGTERM')).code, 0);
  const { code, out, said } = await command('fsck', ...DATA);
  assert.equal(code, 0, out + said);
});

test('a configuration with mistakes is refused with all of them, before anything is made', async () => {
  const wrong = join(folder, 'wrong.json');
  writeFileSync(wrong, JSON.stringify({ prot: 1, host: '0.0.0.0' }));
  const { code, said } = await command('serve', '--config', wrong, '--data', join(folder, 'never'));
  assert.equal(code, 2);
  assert.match(said, /prot is no setting/);
  assert.match(said, /host is reachable from other machines/);
  assert.throws(() => statSync(join(folder, 'never')));
});
