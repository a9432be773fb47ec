import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { OrderConfidential } from './confidential.ts';
import { personField } from '../../intake/messages/message.ts';
import { POLICE, draft, receipt as receiptOf } from '../testing/orders.ts';
import {
  idOf, type OrderMessage, parseSealMessage, PLATFORM_SOURCE, publicMessagePart, type ReceiptMessage, recipientOf, refusalSentence,
  SEAL_ORDER_TYPE, SEAL_RECEIPT_TYPE, toSealEnvelope,
} from './seal-message.ts';

// An invented person with an invented number (the region code does not exist).
const PERSON = personField.parse({
  kind: 'person', names: [{ text: '林某甲', use: 'current' }], documents: [{ type: 'passport', number: 'E00000000', issuingState: 'CHN' }],
}, '');
assert.ok(PERSON.ok);
const confidential: OrderConfidential = {
  person: PERSON.value, references: [{ type: 'courtCase', number: '（2025）京0000刑初1号' }], documentNumbers: ['（2025）京0000封通1号'],
};
const order: OrderMessage = {
  type: SEAL_ORDER_TYPE, confidential,
  order: { ...draft('juvenileSentence', 'O-1', [POLICE]), sequence: 1, target: 'sealed', orderedAt: '2026-03-05T01:00:00Z', cites: ['M2022_4_1', 'CPL_286_1'] },
};
const receipt: ReceiptMessage = {
  type: SEAL_RECEIPT_TYPE, receipt: receiptOf(POLICE, 1, { commitmentBefore: `sha256:${'a'.repeat(64)}`, commitmentAfter: `sm3:${'b'.repeat(64)}` }),
};
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

for (const message of [order, receipt]) {
  test(`${message.type} reads back to itself, with and without a time`, () => {
    for (const time of [undefined, '2026-03-05T01:00:01Z']) {
      assert.deepEqual(parseSealMessage(json(toSealEnvelope(message, time))), { ok: true, value: message });
    }
  });
}

test('the articles of an order keep their order: the first is what it rests on', () => {
  const parsed = parseSealMessage(json(toSealEnvelope(order)));
  assert.ok(parsed.ok && parsed.value.type === SEAL_ORDER_TYPE);
  assert.deepEqual(parsed.value.order.cites, ['M2022_4_1', 'CPL_286_1']);
});

test('the same message has the same id; another answer has another', () => {
  assert.equal(idOf(order), `record-1.1.${POLICE}`);
  assert.equal(idOf(receipt), 'record-1.1.0.applied');
  assert.notEqual(idOf(receipt), idOf({ ...receipt, receipt: { ...receipt.receipt, result: 'superseded' } }));
  assert.equal(recipientOf(order), POLICE);
});

test('the public part has nothing of the person and no number of a case', () => {
  const open = JSON.stringify(publicMessagePart(order));
  for (const secret of ['林', 'E0000', '京0000']) assert.ok(!open.includes(secret), secret);
  assert.ok(!JSON.stringify([toSealEnvelope(order).id, toSealEnvelope(order).source]).includes('京'));
});

type Change = (envelope: Record<string, unknown>, data: Record<string, Record<string, unknown>>) => void;
const set = (member: string, value: unknown): Change => (_envelope, data) => { (data['order'] ?? {})[member] = value; };
// what is wrong · change · the one sentence
const REFUSED: readonly (readonly [string, Change, string])[] = [
  ['no CloudEvents', (e) => { e['specversion'] = '0.3'; }, 'At /specversion: A member has none of the values of the schema; choose one of them.'],
  ['another type', (e) => { e['type'] = 'cn.fengcun.seal.order.v2'; }, 'At /type: A member has none of the values of the schema; choose one of them.'],
  ['another source than the platform', (e) => { e['source'] = 'urn:fengcun:police:110000000003:sealing'; },
    'At /source: The envelope names another source than its data; make both name one organ and system.'],
  ['another id', (e) => { e['id'] = 'record-1.2.police/110000000003'; },
    'At /id: The envelope id is not the message id with its version; write <message id>.<version>.'],
  ['a member nobody knows', (e) => { e['name'] = 'x'; }, 'A member is not in the schema; remove it or correct its name.'],
  ['sequence 0', set('sequence', 0), 'At /data/order/sequence: A number lies outside the range of the schema; correct it.'],
  ['half a sequence', set('sequence', 1.5), 'At /data/order/sequence: A member has the wrong JSON type; give the type of the schema.'],
  ['a ground to open with the target sealed', set('ground', 'wrongSeal'), 'At /data/order/target: A member has none of the values of the schema; choose one of them.'],
  ['no articles', set('cites', []), 'At /data/order/cites: A list has no items; leave the member out if it is unknown.'],
  ['a day that does not exist', set('effectiveFrom', '2026-02-30'), 'At /data/order/effectiveFrom: A date does not exist in the calendar; compare it with the document.'],
  ['an instant that does not exist', set('orderedAt', '2026-02-28T25:00:00Z'), 'At /data/order/orderedAt: The time of the envelope is no RFC 3339 instant; correct it.'],
  ['two recipients', set('holders', [...order.order.holders, ...order.order.holders]), 'At /data/order/holders: A list has more items than the schema allows; split the message.'],
  ['no confidential part', (_e, data) => { delete data['confidential']; }, 'At /data/confidential: A required member is missing; add it.'],
  ['a person with neither name nor document', (_e, data) => { (data['confidential'] ?? {})['person'] = { kind: 'person', names: [], documents: [] }; },
    'At /data/confidential/person: The person has neither a name nor a document; give one of them.'],
];
for (const [name, change, sentence] of REFUSED) {
  test(`refused in one sentence: ${name}`, () => {
    const envelope = json(toSealEnvelope(order)) as Record<string, unknown>;
    change(envelope, envelope['data'] as Record<string, Record<string, unknown>>);
    const parsed = parseSealMessage(envelope);
    assert.ok(!parsed.ok);
    assert.equal(refusalSentence(parsed.error), sentence);
  });
}

test('whatever arrives, reading it never throws and never repeats it', () => {
  fc.assert(fc.property(fc.anything(), fc.constantFrom('order', 'receipt', 'envelope'), (value, where) => {
    const envelope = json(toSealEnvelope(where === 'receipt' ? receipt : order)) as Record<string, unknown>;
    const given = where === 'envelope' ? value : { ...envelope, data: { [where]: value, confidential: value } };
    const parsed = parseSealMessage(given);
    assert.ok(!parsed.ok && refusalSentence(parsed.error).length > 10);
  }), { seed: 7, numRuns: 500 });
  assert.equal(toSealEnvelope(order).source, PLATFORM_SOURCE);
});
