import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleFacts } from '../testing/samples.ts';
import { parseTemplate } from './parse-template.ts';
import { templateById, TEMPLATES } from './templates.ts';

const text = (value: unknown): string => JSON.stringify(value);

test('the papers of sealing are there, each id and version once, each in a series of its own', () => {
  const names = TEMPLATES.map(({ id, version }) => `${id}/${version}`);
  assert.equal(new Set(names).size, names.length);
  // A certificate and its refusal have one series: its numbers must not tell which was issued.
  const series = new Map(TEMPLATES.filter(({ id }) => id !== 'certificate-refusal-notice').map(({ id, seriesWord }) => [id, seriesWord]));
  assert.equal(templateById('certificate-refusal-notice')?.seriesWord, templateById('no-record-certificate')?.seriesWord);
  assert.equal(new Set(series.values()).size, series.size);
  for (const id of [
    'seal-notice', 'unseal-notice', 'rights-and-duties', 'release-notice', 'correction-expiry-notice',
    'public-order-seal-notice', 'overdue-reminder', 'overdue-supervision', 'not-sealed-notice', 'judgment-notification', 'lower-procuratorate-notice', 'corrective-opinion', 'rescission-notice',
    'exemption-notice', 'removal-notice',
  ]) assert.equal(templateById(id)?.version, 1, id);
  assert.equal(templateById('cover-mark')?.version, 2);
  assert.deepEqual(TEMPLATES.filter(({ id }) => id === 'cover-mark').map(({ version }) => version), [1, 2], 'an old version stays');
  assert.equal(templateById('seal-notice', 2), undefined);
  assert.equal(templateById('certificate-of-nothing'), undefined);
});

test('no form is passed off as official: each says that it must still be compared', () => {
  for (const template of TEMPLATES) assert.equal(template.status, 'official-form-to-be-compared', template.id);
});

test('every template cites its basis, and what no text prescribes is tagged as ours', () => {
  for (const { id, basis } of TEMPLATES) {
    assert.ok(basis.some(({ tag }) => tag === 'V' || tag === 'P' || tag === 'M'), id);
    assert.ok(basis.some(({ tag }) => tag === 'I'), `${id} has a form of its own`);
  }
});

test('every field is printed or decides what is printed', () => {
  for (const { id, fields, blocks, receipt, copies, watermark } of TEMPLATES) {
    const printed = text([blocks, receipt, copies]);
    for (const { name } of fields) {
      assert.ok(printed.includes(`{${name}}`) || printed.includes(`"field":"${name}"`) || copies === name || watermark === name, `${id} ${name}`);
    }
  }
});

test('a notice of sealing carries the clause of three days and the exceptions in the words of the law', () => {
  const notice = text(templateById('seal-notice'));
  assert.ok(notice.includes('自收到本通知书之日起三日内'));
  assert.ok(notice.includes('不得向任何单位和个人提供，但司法机关为办案需要或者有关单位根据国家规定进行查询的除外'));
  const publicOrder = text(templateById('public-order-seal-notice'));
  // 治安管理处罚法第136条 differs: 提供或者公开, 有关国家机关.
  assert.ok(publicOrder.includes('不得向任何单位和个人提供或者公开，但有关国家机关为办案需要'));
});

test('the cover mark and the overdue papers have no field for a person', () => {
  for (const id of ['cover-mark', 'overdue-reminder', 'overdue-supervision', 'corrective-opinion']) {
    const names = templateById(id)?.fields.map(({ name }) => name) ?? [];
    assert.ok(!names.some((name) => /person|idNumber|birth|sex|guardian/i.test(name)), id);
  }
});

test('every template has sample facts with exactly its fields', () => {
  for (const { id, fields } of TEMPLATES) {
    assert.deepEqual(Object.keys(sampleFacts(id).fields).sort(), fields.map(({ name }) => name).sort(), id);
  }
});

const broken = (change: Readonly<Record<string, unknown>>) => (): unknown =>
  parseTemplate({ ...JSON.parse(text(templateById('cover-mark', 1))) as Record<string, unknown>, ...change });

test('a template that is none is a bug at once: a misspelt member, a place without a field, an unguarded gap', () => {
  assert.doesNotThrow(broken({}));
  assert.throws(broken({ blokcs: [] }), /no member «blokcs»/);
  assert.throws(broken({ status: 'official' }), /status of cover-mark/);
  assert.throws(broken({ blocks: [{ kind: 'text', text: '{nobody}' }] }), /names no field nobody/);
  const optional = [{ name: 'place', label: '卷页', type: 'text', max: 9, required: false }];
  assert.throws(broken({ fields: optional, blocks: [{ kind: 'text', text: '{place}' }] }), /without «when»/);
  assert.doesNotThrow(broken({ fields: optional, blocks: [{ kind: 'text', text: '{place}', when: 'place' }] }));
  assert.throws(broken({ fields: optional, blocks: [{ kind: 'text', text: '{place}', when: { field: 'place', given: false } }] }), /without «when»/);
  assert.throws(broken({ blocks: [{ kind: 'text', text: 'x', when: 'nobody' }] }), /depends on a field/);
});
