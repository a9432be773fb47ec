import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { ACTIONS, type AuditLine, PROBLEM_CODES } from '@fengcun/api';
import { encodeEntry } from '@fengcun/ledger';
import { isPseudonym } from '@fengcun/registry';
import type { Pseudonyms } from '../deployment/pseudonyms.ts';
import { entryOfLine } from './entry-of-line.ts';

const bytesOf: Pseudonyms['bytesOf'] = (domain, text) => createHmac('sha256', 'invented').update(`${domain}|${text}`).digest();
const pseudonyms: Pseudonyms = {
  bytesOf,
  textOf: (domain, text) => {
    const digits = Buffer.from(bytesOf(domain, text)).toString('hex');
    assert.ok(isPseudonym(digits));
    return digits;
  },
};

const LINE: AuditLine = {
  what: 'CASE_TIMELINE_READ', phase: 'intent', action: 'case.timeline', decision: 'allow', policies: ['own-cases'],
  policySetHash: 'a'.repeat(64), actorId: 'first-clerk', organ: 'court/A01', roles: ['clerk'], purpose: 'caseHandlingNeed',
  requestId: '0199f0a0-1111-4abc-8def-0123456789ab', at: '2026-11-21T17:44:14.123Z', caseCode: 'THQNBKSSV3FVTAT716',
};

const encoded = (line: AuditLine): string => {
  const { head, act, about } = entryOfLine(pseudonyms, line);
  const id = '0199f0a0-1111-7abc-8def-0123456789ab';
  const bytes = encodeEntry({ ...head, ...about, act, id, t: '2026-11-21T17:44:14.123Z', phase: 'intent' });
  assert.ok(bytes.ok, bytes.ok ? '' : JSON.stringify({ bytes, line }));
  return Buffer.from(bytes.value).toString();
};

test('an entry names neither the account nor the case, and cites the act', () => {
  const text = encoded(LINE);
  assert.ok(!text.includes('first-clerk') && !text.includes('THQNBKSSV3FVTAT716'));
  assert.match(text, /"act":"case\.timeline"/);
  assert.match(text, /"org":"court:A01"/);
});

test('every organ that the interface admits has a form the ledger takes', () => {
  const organs = ['none', 'court/A01', 'police/138001380001', 'court/11010519-0001', 'a/-', 'prison/--9--', 'x/Z9999999Z'];
  const found = organs.map((organ) => /"org":"([^"]*)"/.exec(encoded({ ...LINE, organ }))?.[1]);
  assert.equal(found[2], 'police:138-001-380-001');
  assert.equal(new Set(found).size, organs.length);
});

test('every act with every problem, counted or not, has a form the ledger takes', () => {
  for (const action of [...ACTIONS, 'none'] as const) {
    for (const problem of PROBLEM_CODES) {
      encoded({ ...LINE, action, problem, decision: 'deny', phase: 'refusal', suppressed: 12_345_678 });
      encoded({ ...LINE, action, problem, decision: 'deny', phase: 'refusal' });
    }
  }
});

test('an id of another form than the ledger knows is left to the digest of the line', () => {
  assert.ok(!encoded({ ...LINE, objectId: 'abcdef-12' }).includes('"record"'));
  assert.ok(encoded({ ...LINE, objectId: '0199f0a0-1111-7abc-8def-0123456789ab' }).includes('"record"'));
  assert.notEqual(encoded({ ...LINE, objectId: 'abcdef-12' }), encoded(LINE));
});

test('a legal basis with a long number, or none, has a form the ledger takes', () => {
  assert.match(encoded({ ...LINE, legalBasis: 'notice-2012100' }), /"legalBasis":"notice-201-210-0"/);
  assert.match(encoded(LINE), /"legalBasis":"unstated"/);
});
