import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AuditEntry, encodeEntry, ENTRY_RECORDS_MAX, parseEntry } from './audit-entry.ts';
import { encodeCanonical, ENTRY_BYTES_MAX, type EntryObject, parseCanonical } from './canonical-entry.ts';
import { commit, commitOnce } from './commitment.ts';
import { anyText } from '../../../kernel/src/testing/any-text.ts';

const id = '0199f0a0-1111-7abc-8def-0123456789ab';
const token = 'ab'.repeat(32);
const intent: AuditEntry = {
  v: 1, id, t: '2026-11-21T17:44:14.123Z', act: 'record.read', phase: 'intent', actor: token, role: 'judge', org: 'court.example',
  purpose: 'caseHandlingNeed', legalBasis: 'cpl-286', case: token, subject: token, record: id, decision: 'allow',
  policy: token, approvals: [id], req: token,
};

test('an entry has one form: members sorted, no white space, and comes back the same', () => {
  const bytes = encodeEntry(intent);
  assert.ok(bytes.ok);
  const text = Buffer.from(bytes.value).toString();
  assert.ok(text.startsWith(`{"act":"record.read","actor":"${token}","approvals":["${id}"],"case":`) && text.endsWith(',"v":1}'));
  assert.deepEqual(parseEntry(bytes.value), { ok: true, value: intent });
  const reordered = Object.fromEntries(Object.entries(intent).reverse()) as unknown as AuditEntry;
  assert.deepEqual(encodeEntry(reordered), bytes);
});

test('another spelling of the same entry is refused', () => {
  const bytes = encodeEntry(intent);
  assert.ok(bytes.ok);
  const text = Buffer.from(bytes.value).toString();
  const others = [` ${text}`, `${text}\n`, text.replace('":"', '": "'), text.replace('"v":1', '"v":1.0'), text.replace('"v":1', '"v":1,"v":1'),
    text.replace('judge', '\\u006audge'), JSON.stringify(intent)];
  for (const other of others) {
    assert.deepEqual(parseEntry(Buffer.from(other)), { ok: false, error: { code: 'ENTRY_NOT_CANONICAL' } }, other.slice(0, 60));
  }
});

test('no field takes a name, an identity number, a case number or free text', () => {
  const wrong: readonly (readonly [string, unknown])[] = [
    ['actor', '张某某'], ['actor', '11010519491231002X'], ['subject', '11010519491231002X'], ['case', '(2025)京0105刑初123号'],
    ['record', 'dossier of somebody'], ['role', '法官'], ['role', 'Judge'], ['org', 'court 1'], ['act', ''], ['purpose', 'needed because he asked'],
    ['legalBasis', 'cpl-110105194912'], ['purpose', 'a'.repeat(65)], ['org', 'c138001380001'], ['req', token.toUpperCase()],
    ['policy', token.slice(1)], ['t', '2026-11-21T17:44:14Z'], ['t', '2026-02-30T00:00:00.000Z'], ['t', '2026-11-21T24:00:00.000Z'],
    ['id', '0199f0a0-1111-4abc-8def-0123456789ab'], ['phase', 'later'], ['decision', 'maybe'], ['v', 2], ['v', '1'],
    ['records', []], ['records', [id]], ['records', Array.from({ length: ENTRY_RECORDS_MAX + 1 }, () => token)], ['records', token], ['approvals', ['x']], ['approvals', Array.from({ length: 17 }, () => id)], ['approvals', id], ['prev', id],
  ];
  for (const [where, value] of wrong) {
    const entry = { ...intent, [where]: value } as unknown as AuditEntry;
    assert.deepEqual(encodeEntry(entry), { ok: false, error: { code: 'ENTRY_FIELD', where } }, where);
  }
});

test('an entry that names as many records as it may is still an entry', () => {
  const full = encodeEntry({ ...intent, records: Array.from({ length: ENTRY_RECORDS_MAX }, () => token), approvals: Array.from({ length: 16 }, () => id) });
  assert.ok(full.ok && full.value.length <= ENTRY_BYTES_MAX);
});

test('a missing member is named, an unknown one is not repeated, an outcome names its intent', () => {
  const { req: _req, ...without } = intent;
  assert.deepEqual(encodeEntry(without as AuditEntry), { ok: false, error: { code: 'ENTRY_FIELD', where: 'req' } });
  const extra = { ...intent, 张某某: 'x' } as unknown as AuditEntry;
  assert.deepEqual(encodeEntry(extra), { ok: false, error: { code: 'ENTRY_FIELD', where: 'unknown member' } });
  assert.deepEqual(encodeEntry({ ...intent, phase: 'outcome' }), { ok: false, error: { code: 'ENTRY_FIELD', where: 'prev' } });
  assert.ok(encodeEntry({ ...intent, phase: 'outcome', prev: id }).ok);
  const hidden = encodeCanonical({ ...intent, note: 'free text' } as unknown as EntryObject);
  assert.ok(hidden.ok && !parseEntry(hidden.value).ok);
});

test('values outside JSON text and safe integers are refused, and so is an entry above 8 KiB', () => {
  for (const value of [0.5, 2 ** 53, -0, Number.NaN, Infinity, null, undefined, true, '\ud800', [[[['deep']]]], new Date(0)]) {
    assert.deepEqual(encodeCanonical({ value } as unknown as EntryObject), { ok: false, error: { code: 'ENTRY_VALUE' } });
  }
  const overhead = '{"value":""}'.length;
  assert.ok(encodeCanonical({ value: 'x'.repeat(ENTRY_BYTES_MAX - overhead) }).ok);
  assert.deepEqual(encodeCanonical({ value: 'x'.repeat(ENTRY_BYTES_MAX - overhead + 1) }), { ok: false, error: { code: 'ENTRY_TOO_LONG' } });
  for (const bytes of [Buffer.of(0xff), Buffer.from('null'), Buffer.from('[]'), Buffer.from('"x"'), Buffer.from('{'), Buffer.from('')]) {
    assert.equal(parseCanonical(bytes).ok, false);
  }
});

test('any entry value comes back from its bytes', () => {
  const leaf = fc.oneof(anyText(10), fc.maxSafeInteger().map((value) => value + 0));
  const value = fc.dictionary(fc.string(), fc.oneof(leaf, fc.array(leaf, { maxLength: 4 })), { maxKeys: 6 })
    .map((object) => ({ ...object }));
  fc.assert(fc.property(value, (object) => {
    const bytes = encodeCanonical(object);
    assert.ok(bytes.ok);
    const parsed = parseCanonical(bytes.value);
    assert.ok(parsed.ok);
    assert.deepEqual({ ...parsed.value }, object);
  }), { seed: 286 });
});

test('a commitment depends on its key, kind and value, and says nothing without the key', () => {
  const [one, two] = [createSecretKey(Buffer.alloc(32, 1)), createSecretKey(Buffer.alloc(32, 2))];
  const made = [
    commit('sha256', one, { kind: 'case', value: 'x' }), commit('sha256', two, { kind: 'case', value: 'x' }),
    commit('sha256', one, { kind: 'subject', value: 'x' }), commit('sha256', one, { kind: 'case', value: 'y' }),
    commit('sm3', one, { kind: 'case', value: 'x' }),
  ];
  assert.equal(new Set(made).size, made.length);
  assert.ok(made.every((text) => /^[0-9a-f]{64}$/.test(text)));
  assert.equal(commit('sha256', one, { kind: 'case', value: 'x' }), made[0]);
  for (const hash of ['sha256', 'sm3'] as const) {
    const committed = { kind: 'record', value: '案 1' } as const;
    assert.equal(commitOnce(hash, Buffer.alloc(32, 1), committed), commit(hash, one, committed));
  }
});
