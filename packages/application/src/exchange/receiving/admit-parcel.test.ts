import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangeEvent, type ExchangeEvent } from '@fengcun/api';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { eventText } from '../message/event-text.ts';
import { organDirectory, parseOrgans } from '../message/organ-directory.ts';
import { signParcel } from '../message/sign-parcel.ts';
import { entryOf, inventedKey } from '../testing/invented-organ.ts';
import type { Parcel } from '../transport/transport.ts';
import { admitParcel } from './admit-parcel.ts';
import { parseEvents } from './parse-events.ts';

const COURT = 'court/A01';
const NOW = Date.parse('2026-11-21T08:00:00.000Z');
const ID = '01900000-0000-7000-8000-000000000001';
const text = eventText(COURT, { messageId: ID, streamId: ID, sequence: 7, recipient: 'police/B02', messageType: 'note', createdAt: '2026-01-01T00:00:00.000Z' }, Buffer.from('{"文":"虚构"}'));
const { keyOf } = organDirectory([entryOf(COURT, 'http://127.0.0.1:1')]);
const sign = (events: readonly string[], authority = 'police.example'): Parcel =>
  signParcel(events, { signer: inventedKey(COURT), authority, nowMillis: NOW, random: (length) => new Uint8Array(length).fill(1) });
const admit = (parcel: Parcel, nowMillis = NOW) => admitParcel(parcel, { keyOf, authorities: ['police.example'], nowMillis });
const problemOf = (parcel: Parcel, nowMillis = NOW): string => {
  const admitted = admit(parcel, nowMillis);
  return admitted.ok ? 'taken' : admitted.error.problem;
};

test('a message as it is sent is what the published schema says', () => {
  const check = new Ajv2020({ strict: false }).compile(exchangeEvent.json);
  assert.ok(check(JSON.parse(text)), JSON.stringify(check.errors));
  const admitted = admit(sign([text]));
  assert.ok(admitted.ok);
  assert.deepEqual(admitted.value.events, [JSON.parse(text)]);
  assert.equal(admitted.value.events[0]?.sequence, '0000000007');
});

test('our reader of messages and the published schema take and refuse the same', () => {
  const check = new Ajv2020({ strict: false }).compile(exchangeEvent.json);
  const whole = JSON.parse(text) as ExchangeEvent & Record<string, unknown>;
  const values = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('', null, 1, {}, [], 'x'.repeat(200), ID, '1.0', 'police/B02', '0000000001', '2026-01-01T00:00:00.000Z', 'extra'));
  fc.assert(fc.property(fc.constantFrom(...Object.keys(whole), 'extension'), values, (member, value) => {
    const changed = { ...whole, [member]: value };
    assert.equal(parseEvents([changed]) !== undefined, check(changed), `${member}: ${JSON.stringify(value)}`);
    const { [member]: _gone, ...rest } = whole;
    assert.equal(parseEvents([rest]) !== undefined, check(rest), member);
  }), { numRuns: 2000, seed: 4 });
});

test('the window of the signature is five minutes either way, on both sides of its boundary', () => {
  for (const [seconds, problem] of [[-301, 'SIGNATURE_EXPIRED'], [-300, 'taken'], [0, 'taken'], [300, 'taken'], [301, 'SIGNATURE_EXPIRED']] as const) {
    assert.equal(problemOf(sign([text]), NOW + seconds * 1000), problem, `${seconds} s`);
  }
});

test('what is not exactly what was signed is refused, each with its own problem', () => {
  const right = sign([text]);
  const with_ = (change: Partial<Parcel>): Parcel => ({ ...right, ...change });
  const header = (name: string, value: string): Parcel => with_({ headers: { ...right.headers, [name]: value } });
  const cases: readonly (readonly [string, Parcel])[] = [
    ['ROUTE_UNKNOWN', with_({ path: '/v1/intake/events' })],
    ['SIGNATURE_INVALID', with_({ authority: 'other.example' })],
    ['SIGNATURE_INVALID', sign([text], 'other.example')],
    ['DIGEST_MISMATCH', with_({ body: Buffer.from(`[${text} ]`) })],
    ['SIGNATURE_INVALID', header('content-digest', 'sha-256=:AAAA:')],
    ['SIGNATURE_MISSING', header('signature-input', String(right.headers['signature-input']).replace('fengcun-exchange', 'fengcun-intake'))],
    ['SIGNATURE_INVALID', header('content-type', 'application/json')],
    ['BODY_INVALID', sign(['{}'])], ['BODY_INVALID', sign([])], ['BODY_NOT_JSON', sign(['{'])],
    ['BODY_INVALID', sign(Array.from({ length: 501 }, () => text))],
    ['BODY_TOO_DEEP', sign([text.replace('{"文":"虚构"}', `{"a":${'['.repeat(40)}${']'.repeat(40)}}`)])],
    ['FORBIDDEN', sign([text.replace('court:A01', 'court:A02')])],
  ];
  for (const [problem, parcel] of cases) assert.equal(problemOf(parcel), problem);
});

test('parcels of any shape are answered, never thrown at', () => {
  const right = sign([text]);
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...Object.keys(right.headers)), fc.string()), fc.uint8Array({ maxLength: 50 }), (headers, body) => {
    assert.equal(admit({ ...right, headers: { ...right.headers, ...headers }, body }).ok, false);
  }), { numRuns: 2000, seed: 5 });
});

test('organs are read from a configuration, or every mistake in it is told', () => {
  const right = entryOf('police/110105000000', 'https://police.example');
  assert.deepEqual(parseOrgans([right]), { ok: true, value: [right] });
  const dated = { ...right, keys: right.keys.map((key) => ({ ...key, since: '2026-01-31' })) };
  assert.deepEqual(parseOrgans([dated]), { ok: true, value: [dated] }, 'since when a key is used may be said');
  const misdated = parseOrgans([{ ...right, keys: right.keys.map((key) => ({ ...key, since: '2026-02-30' })) }]);
  assert.ok(!misdated.ok && misdated.error[0]?.includes('organs[0].keys[0].since'));
  const wrong = parseOrgans([{ ...right, organ: 'police' }, { ...right, address: 'ftp://x' }, { ...right, keys: [] }, { ...right, keys: [{ keyId: 'x', publicKey: 'y' }] }, right, right, null]);
  assert.ok(!wrong.ok);
  for (const part of ['organs[0].organ', 'organs[0].keys[0].keyId', 'organs[1].address', 'organs[2].keys', 'organs[3].keys[0].keyId', 'organs[3].keys[0].publicKey', 'stands there twice', 'organs[6].organ']) {
    assert.ok(wrong.error.some((line) => line.includes(part)), part);
  }
});
