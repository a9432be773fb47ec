import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { signedHeaders } from '@fengcun/api';
import { command, type Service, startService } from './running-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-events-'));
const DATA = ['--data', join(folder, 'data')];
const PLACE = [...DATA, '--key-file', join(folder, 'invented.key')];
const CONFIG = join(folder, 'serve.json');
const running: Service[] = [];
after(() => {
  for (const service of running) service.kill();
  rmSync(folder, { recursive: true, force: true });
});

const newKey = (): KeyObject => createPrivateKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
const rawOf = (key: KeyObject): string => Buffer.from(String(createPublicKey(key).export({ format: 'jwk' }).x), 'base64url').toString('base64');
const [court, police, forger] = [newKey(), newKey(), newKey()];
writeFileSync(CONFIG, JSON.stringify({
  signingKeys: [
    { keyId: 'court-a01-system', organ: 'court/A01', publicKey: rawOf(court) }, { keyId: 'police-b02-system', organ: 'police/B02', publicKey: rawOf(police) },
  ],
}));

const started = async (): Promise<Service> => {
  const service = await startService(...PLACE, '--config', CONFIG);
  running.push(service);
  return service;
};

type Told = Readonly<{ organ?: string; version?: number; content?: Readonly<Record<string, unknown>>; number?: string }>;
const CASE = '（2026）虚0001刑初77号';

/** An invented event of an invented organ. */
const event = (kind: string, id: string, { organ = 'court:A01', version = 1, content, number = CASE }: Told = {}): Readonly<Record<string, unknown>> => ({
  specversion: '1.0', id: `${id}.${version}`, source: `urn:fengcun:${organ}:case-system`, type: `cn.fengcun.intake.${kind}.v1`, datacontenttype: 'application/json',
  data: {
    source: { organ: { type: organ.split(':')[0], code: organ.split(':')[1] }, system: 'case-system', messageId: id, version },
    case: { references: [{ type: 'courtCase', number }] },
    person: { kind: 'person', names: [{ text: '虚小禾', use: 'current' }], documents: [] },
    content: content ?? { documentNumber: number, court: '虚构人民法院', decidedOn: '2026-03-02', sentence: { penalty: 'fineOnly', fineYuan: 500 } },
  },
});
const effective = (id: string): Readonly<Record<string, unknown>> =>
  event('judgmentBecameEffective', id, { content: { documentNumber: CASE, effectiveOn: '2026-03-13' } });

type Signing = Readonly<{ key?: KeyObject; keyId?: string; nonce?: string; age?: number; body?: string }>;
type Signed = Readonly<{ headers: Readonly<Record<string, string>>; body: string }>;
let nonces = 0;

const signed = ({ url }: Service, events: unknown, { key = court, keyId = 'court-a01-system', nonce, age = 0, body }: Signing = {}): Signed => {
  nonces += 1;
  const sent = JSON.stringify(events);
  const mediaType = Array.isArray(events) ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
  const headers = { 'content-type': mediaType };
  const request = { headers, method: 'POST', path: '/v1/intake/events', search: '?', authority: new URL(url).host };
  const created = Math.floor(Date.now() / 1000) - age;
  const made = signedHeaders(request, Buffer.from(sent), { created, keyId, nonce: nonce ?? `invented-nonce-${nonces}-${process.pid}`, sign: (data) => sign(null, data, key) });
  return { headers: { ...headers, ...made }, body: body ?? sent };
};

/** Outcomes, or the code of the refusal; the case codes beside them. */
const deliver = async ({ url }: Service, { headers, body }: Signed): Promise<Readonly<{ told: string; codes: readonly (string | undefined)[] }>> => {
  const response = await fetch(`${url}/v1/intake/events`, { method: 'POST', headers, body });
  const answer = await response.json() as { results?: { outcome: string; caseCode?: string }[]; code?: string };
  return { told: answer.results?.map(({ outcome }) => outcome).join() ?? String(answer.code), codes: answer.results?.map(({ caseCode }) => caseCode) ?? [] };
};

test('the signed inbox over a real registry: once, in any order, from the right organ, in its time', async (t) => {
  let service = await started();
  const judgment = event('judgmentRecorded', 'judgment-77');
  let captured = signed(service, effective('effective-77'));
  let caseCode: string | undefined;

  await t.test('what comes out of order is one case: effective first, then the judgment and its first version', async () => {
    const first = await deliver(service, captured);
    assert.equal(first.told, 'accepted');
    [caseCode] = first.codes;
    const newer = event('judgmentRecorded', 'judgment-77', { version: 2 });
    const both = await deliver(service, signed(service, [newer, judgment]));
    assert.deepEqual([both.told, both.codes], ['accepted,accepted', [caseCode, caseCode]]);
    const byPolice = event('compulsoryMeasureRecorded', 'measure-77', { organ: 'police:B02', content: { measure: 'bail', from: '2026-01-05' } });
    const other = await deliver(service, signed(service, byPolice, { key: police, keyId: 'police-b02-system' }));
    assert.deepEqual([other.told, other.codes], ['accepted', [caseCode]]);
  });

  await t.test('the same event under a new signature is a duplicate, the same signature is a replay', async () => {
    const again = await deliver(service, signed(service, judgment));
    assert.deepEqual([again.told, again.codes], ['duplicate', [caseCode]]);
    assert.equal((await deliver(service, captured)).told, 'SIGNATURE_REPLAYED');
    const nonce = 'a-nonce-that-is-used-twice';
    assert.equal((await deliver(service, signed(service, judgment, { nonce }))).told, 'duplicate');
    assert.equal((await deliver(service, signed(service, effective('effective-78'), { nonce }))).told, 'SIGNATURE_REPLAYED');
  });

  await t.test('forged, altered, of another organ, too old or from the future: refused, and nothing is taken', async () => {
    const rows: readonly (readonly [string, Signed])[] = [
      ['SIGNATURE_INVALID', signed(service, event('judgmentRecorded', 'forged'), { key: forger })],
      ['SIGNATURE_INVALID', signed(service, event('judgmentRecorded', 'forged'), { keyId: 'nobodys-system' })],
      ['DIGEST_MISMATCH', signed(service, judgment, { body: JSON.stringify(event('judgmentRecorded', 'forged')) })],
      ['FORBIDDEN', signed(service, event('judgmentRecorded', 'forged', { organ: 'court:B02' }))],
      ['FORBIDDEN', signed(service, event('judgmentRecorded', 'forged'), { key: police, keyId: 'police-b02-system' })],
      ['FORBIDDEN', signed(service, [judgment, event('judgmentRecorded', 'forged', { organ: 'police:B02' })])],
      ['SIGNATURE_EXPIRED', signed(service, event('judgmentRecorded', 'forged'), { age: 310 })],
      ['SIGNATURE_EXPIRED', signed(service, event('judgmentRecorded', 'forged'), { age: -60 })],
    ];
    for (const [code, request] of rows) assert.equal((await deliver(service, request)).told, code, code);
    const nobody = await deliver(service, { headers: { 'content-type': 'application/cloudevents+json' }, body: JSON.stringify(judgment) });
    assert.equal(nobody.told, 'SIGNATURE_MISSING');
    assert.equal((await deliver(service, signed(service, event('judgmentRecorded', 'forged', { number: '（2026）虚0001刑初78号' })))).told, 'accepted', 'its id was never taken');
  });

  await t.test('a signature that was used is remembered by the registry, not by the process', async () => {
    const used = signed(service, judgment);
    assert.equal((await deliver(service, used)).told, 'duplicate');
    const { port } = new URL(service.url);
    assert.equal((await service.end('SIGTERM')).code, 0);
    service = await startService(...PLACE, '--config', CONFIG, '--port', port);
    running.push(service);
    assert.equal((await deliver(service, used)).told, 'SIGNATURE_REPLAYED');
    captured = signed(service, judgment);
    assert.equal((await deliver(service, captured)).told, 'duplicate');
    assert.equal((await service.end('SIGTERM')).code, 0);
  });

  await t.test('what was done is in the log, what was refused too, and everything stored fits', async () => {
    for (const words of [['ledger', 'verify', ...DATA], ['fsck', ...DATA]]) {
      const checked = await command(...words);
      assert.equal(checked.code, 0, checked.out + checked.said);
    }
  });
});
