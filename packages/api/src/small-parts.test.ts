import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rolesAreSeparate, ROLES } from './access/roles.ts';
import { addressOf } from './client/client.ts';
import { readBinaryEvent } from './events/binary-event.ts';
import { pageCursor, readPageCursor } from './pages/cursor.ts';
import { languageOf, problemBody } from './problems/problem.ts';
import { PROBLEM_CODES, problemSpec } from './problems/problem-table.ts';
import { organsOf } from './routes/intake-schemas.ts';
import { inventedMessage } from './testing/invented-messages.ts';
import { traceOf, traceparent } from './trace/traceparent.ts';

test('every problem has a status of 4xx or 5xx, both languages, and a type of its own', () => {
  for (const code of PROBLEM_CODES) {
    const { status, zh, en } = problemSpec(code);
    assert.ok(status >= 400 && status < 600 && /[一-龥]/.test(zh) && /^[A-Z].*\.$/.test(en), code);
  }
  assert.equal(new Set(PROBLEM_CODES.map((code) => problemBody(code, 'en').type)).size, PROBLEM_CODES.length);
});

test('a problem names at most twenty places', () => {
  const places = Array.from({ length: 30 }, () => ({ at: '/a', rule: 'type' }));
  assert.equal(problemBody('BODY_INVALID', 'en', places).errors?.length, 20);
  assert.equal('errors' in problemBody('BODY_INVALID', 'en'), false);
});

for (const [header, language] of [
  [undefined, 'zh'], ['', 'zh'], ['en', 'en'], ['en-GB,zh;q=0.5', 'en'], ['zh-CN,en', 'zh'], ['fr, en', 'en'], ['fr', 'zh'], ['x'.repeat(10_000), 'zh'],
] as const) {
  test(`Accept-Language ${String(header).slice(0, 20)} is answered in ${language}`, () => assert.equal(languageOf(header), language));
}

test('a cursor gives back its id; every other text is refused', () => {
  const id = '00000000-0000-7000-8000-000000000001';
  assert.deepEqual(readPageCursor(pageCursor(id)), { ok: true, value: id });
  fc.assert(fc.property(fc.base64String(), (text) => { assert.equal(readPageCursor(text).ok, false); }), { seed: 1 });
});

test('a trace is carried on where its header is well-formed, and begun where it is not', () => {
  const own = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
  const given = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  assert.equal(traceparent(traceOf(given, own)), `00-0af7651916cd43dd8448eb211c80319c-${'b'.repeat(16)}-01`);
  for (const wrong of [undefined, '', given.toUpperCase(), given.replace('00-', '01-'), `${given}-x`, `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`, '00-姓名-b7ad6b7169203331-01']) {
    assert.equal(traceparent(traceOf(wrong, own)), `00-${own.traceId}-${own.spanId}-00`);
  }
});

test('an administrator\'s role stands alone; all others may be joined', () => {
  for (const one of ROLES) for (const other of ROLES) {
    const hasAdministrator = [one, other].some((role) => ['sysadmin', 'securityAdmin', 'auditor'].includes(role));
    assert.equal(rolesAreSeparate([one, other]), !hasAdministrator);
    assert.ok(rolesAreSeparate([one]));
  }
});

test('addresses are encoded part by part; only the rest of a path keeps its slashes', () => {
  assert.equal(addressOf('/v1/cases/{code}/timeline', { params: { code: 'a/b?c' }, search: { purpose: 'x y', legalBasis: undefined } }),
    '/v1/cases/a%2Fb%3Fc/timeline?purpose=x+y');
  assert.equal(addressOf('/tile/{level}/{+index}', { params: { level: 0, index: 'x001/067.p/5' } }), '/tile/0/x001/067.p/5');
});

test('the organs of messages are those of their sources, each once', () => {
  const messages = [inventedMessage(1), inventedMessage(2, { organ: 'police:B02' }), inventedMessage(3)];
  assert.deepEqual(organsOf(messages), ['court/A01', 'police/B02']);
});

const ATTRIBUTES = {
  'ce-specversion': '1.0', 'ce-id': 'one.1', 'ce-source': 'urn:fengcun:court:A01:trial-system',
  'ce-type': 'cn.fengcun.intake.judgmentRecorded.v1',
};

test('a binary event has its attributes from headers, percent-decoded, and its data from the body', () => {
  const read = readBinaryEvent({ a: 1 }, { ...ATTRIBUTES, 'ce-note': '%E5%B0%81', other: 'x' });
  assert.deepEqual(read, {
    ok: true,
    value: [{
      specversion: '1.0', id: 'one.1', source: 'urn:fengcun:court:A01:trial-system', type: 'cn.fengcun.intake.judgmentRecorded.v1',
      note: '封', datacontenttype: 'application/json', data: { a: 1 },
    }],
  });
});

for (const [what, change] of [
  ['without an id', { 'ce-id': '' }], ['of another version', { 'ce-specversion': '0.3' }], ['with a broken escape', { 'ce-note': '%E5' }],
  ['with a data attribute', { 'ce-data': 'x' }], ['with an attribute of 1025 characters', { 'ce-note': 'x'.repeat(1025) }],
  ['with an unreadable attribute name', { 'ce-no_te': 'x' }], ['with an unknown source form', { 'ce-source': 'https://example.org' }],
] as const) {
  test(`a binary event ${what} is refused`, () => {
    assert.deepEqual(readBinaryEvent({}, { ...ATTRIBUTES, ...change }), { ok: false, error: 'HEADER_INVALID' });
  });
}
