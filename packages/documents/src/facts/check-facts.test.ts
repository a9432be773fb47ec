import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { present } from '@fengcun/kernel';
import { sampleFacts, withFields } from '../testing/samples.ts';
import { templateById } from '../templates/templates.ts';
import { checkFacts } from './check-facts.ts';
import type { DocumentFacts } from './facts.ts';
import { anyText } from '../../../kernel/src/testing/any-text.ts';

const refusals = (template: string, facts: DocumentFacts): readonly string[] => {
  const checked = checkFacts(present(templateById(template), template), facts);
  return checked.ok ? [] : checked.error.map(({ code, field }) => `${code} ${field}`);
};
const first = (template: string, facts: DocumentFacts): string => {
  const checked = checkFacts(present(templateById(template), template), facts);
  return checked.ok ? '' : (checked.error[0]?.message ?? '');
};

const TABLE: readonly (readonly [string, string, string, unknown, string])[] = [
  ['name of 50 characters', 'seal-notice', 'personName', '林'.repeat(50), ''],
  ['name of 51 characters', 'seal-notice', 'personName', '林'.repeat(51), 'FIELD_TOO_LONG personName'],
  ['50 characters beyond the basic plane', 'seal-notice', 'personName', '\u{20BB7}'.repeat(50), ''],
  ['empty name', 'seal-notice', 'personName', '', 'FIELD_FORM personName'],
  ['blank name', 'seal-notice', 'personName', '　 ', 'FIELD_FORM personName'],
  ['a number for a name', 'seal-notice', 'personName', 7, 'FIELD_FORM personName'],
  ['a line end in a name', 'seal-notice', 'personName', '林\n舟', 'FIELD_FORM personName'],
  ['a direction mark in a number', 'seal-notice', 'idNumber', '12\u202e34', 'FIELD_FORM idNumber'],
  ['half a character', 'seal-notice', 'personName', '林\ud842', 'FIELD_FORM personName'],
  ['a leap day that exists', 'seal-notice', 'birthDate', '2008-02-29', ''],
  ['a leap day that does not', 'seal-notice', 'birthDate', '2007-02-29', 'FIELD_FORM birthDate'],
  ['a date in words', 'seal-notice', 'birthDate', '2008年3月2日', 'FIELD_FORM birthDate'],
  ['a sex the template has', 'seal-notice', 'sex', 'female', ''],
  ['a sex it has not', 'seal-notice', 'sex', '女', 'FIELD_FORM sex'],
  ['an inherited member is no choice', 'seal-notice', 'ground', 'constructor', 'FIELD_FORM ground'],
  ['a proposal is no ground of a notice', 'seal-notice', 'ground', 'proposal', 'FIELD_FORM ground'],
  ['eight recipients', 'seal-notice', 'recipients', Array(8).fill('甲机关'), ''],
  ['nine recipients', 'seal-notice', 'recipients', Array(9).fill('甲机关'), 'FIELD_TOO_LONG recipients'],
  ['no recipient', 'seal-notice', 'recipients', [], 'FIELD_FORM recipients'],
  ['one day overdue', 'overdue-reminder', 'daysOverdue', 1, ''],
  ['no day overdue', 'overdue-reminder', 'daysOverdue', 0, 'FIELD_FORM daysOverdue'],
  ['half a day overdue', 'overdue-reminder', 'daysOverdue', 1.5, 'FIELD_FORM daysOverdue'],
];

for (const [rule, template, field, value, expected] of TABLE) {
  test(`${rule}: ${expected === '' ? 'taken' : expected}`, () => {
    assert.deepEqual(refusals(template, withFields(template, { [field]: value })), expected === '' ? [] : [expected]);
  });
}

test('a required field that is not given is missing, also as null; an optional one is not', () => {
  assert.deepEqual(refusals('seal-notice', withFields('seal-notice', { sex: undefined })), ['FIELD_MISSING sex']);
  assert.deepEqual(refusals('seal-notice', withFields('seal-notice', { sex: null })), ['FIELD_MISSING sex']);
  assert.deepEqual(refusals('rights-and-duties', withFields('rights-and-duties', { guardianName: undefined })), []);
  assert.equal(first('seal-notice', withFields('seal-notice', { sex: undefined })),
    '«sex» (性别) is missing; give one of: male, female');
});

test('a field the template does not have is refused, and its name is not repeated', () => {
  const facts = withFields('cover-mark', { personName: '林小舟' });
  assert.deepEqual(refusals('cover-mark', facts), ['FIELD_UNKNOWN fields']);
  assert.ok(!first('cover-mark', facts).includes('personName'));
});

test('all refusals come at once', () => {
  const facts = withFields('seal-notice', { sex: 'x', birthDate: 'x', result: '' });
  const found = [...refusals('seal-notice', facts)].sort();
  assert.deepEqual(found, ['FIELD_FORM birthDate', 'FIELD_FORM result', 'FIELD_FORM sex']);
});

test('sequence 1 to 9,999,999; organ and its word must be there', () => {
  for (const [sequence, right] of [[0, false], [1, true], [9_999_999, true], [10_000_000, false], [1.5, false]] as const) {
    assert.equal(refusals('cover-mark', sampleFacts('cover-mark', { sequence })).length === 0, right, String(sequence));
  }
  assert.deepEqual(refusals('cover-mark', sampleFacts('cover-mark', { organ: '' })), ['FIELD_FORM organ']);
});

test('no message repeats a value', () => {
  fc.assert(fc.property(anyText(60).filter((text) => text.length >= 12), (value) => {
    for (const field of ['personName', 'idNumber', 'birthDate', 'sex', 'ground']) {
      const checked = checkFacts(present(templateById('seal-notice'), 'template'), withFields('seal-notice', { [field]: value }));
      if (!checked.ok) for (const { message } of checked.error) assert.ok(!message.includes(value));
    }
  }));
});
