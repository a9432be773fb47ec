import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CivilDate } from '@fengcun/kernel';
import {
  decideCase, evolveCase, isPseudonym, isSubjectToken, makeCaseCode, NO_CASE, type OpenCase, parseDocument,
  type PersonClaims, type Pseudonym, type SubjectToken,
} from '@fengcun/registry';
import { sha256Hex } from '@fengcun/kernel';
import { identify, type IdentityInput } from './identify.ts';
import { judgment } from './testing/invented-items.ts';

const pseudonym = (text: string): Pseudonym => {
  const digits = sha256Hex(text);
  assert.ok(isPseudonym(digits));
  return digits;
};
const token = (digit: string): SubjectToken => {
  const made = digit.repeat(32);
  assert.ok(isSubjectToken(made));
  return made;
};

const person = (name: string, more: Partial<PersonClaims> = {}): PersonClaims =>
  ({ kind: 'person', names: [{ text: name, use: 'current' }], documents: [], ...more });
const BORN = '1990-01-01' as CivilDate;
const OTHER_DAY = '1990-01-02' as CivilDate;
const withNumber = (name: string, bornOn = BORN): PersonClaims => {
  const parsed = parseDocument({ type: 'passport', number: 'E12345678', issuingState: 'CHN' });
  assert.ok(parsed.ok, 'an invented passport number of the right form');
  return person(name, { documents: [parsed.value], bornOn });
};

/** A case whose only record is about this person under token `a`. */
const caseOf = (told: PersonClaims): OpenCase => {
  const [entry] = judgment('first').messages;
  assert.ok(entry !== undefined);
  const code = makeCaseCode(new Uint8Array(10));
  const message = { ...entry.message, person: told };
  const pseudonymise = (domain: string, text: string): Pseudonym => pseudonym(`${domain}|${text}`);
  const decided = decideCase({ type: 'RecordMessage', caseCode: code, message, subject: token('a'), pseudonymise, now: '2026-11-21T00:00:00Z' }, NO_CASE);
  assert.ok(decided.ok);
  const state = decided.value.reduce(evolveCase, NO_CASE);
  assert.ok(state.status === 'open');
  return state;
};

const found = (input: Partial<IdentityInput> & Pick<IdentityInput, 'person'>): string => {
  const answer = identify({ source: pseudonym('another fact'), state: undefined, byDocument: [], others: new Set(), ...input });
  return answer.found === 'waits' ? answer.reason : answer.found === 'known' ? answer.token.slice(0, 1) : 'new';
};
const carrier = (digit: string, claims: PersonClaims) => [{ token: token(digit), claims: [claims] }];

test('who a message is about: known by number or by the case, new, or a question for two people', () => {
  const rows: readonly (readonly [string, Parameters<typeof found>[0], string])[] = [
    ['nobody known', { person: person('闻小禾') }, 'new'],
    ['the case names this name', { person: person('闻小禾'), state: caseOf(person('闻小禾')) }, 'a'],
    ['the case names another name', { person: person('骆千帆'), state: caseOf(person('闻小禾')) }, 'new'],
    ['one name, two birth dates', { person: person('闻小禾', { bornOn: OTHER_DAY }), state: caseOf(person('闻小禾', { bornOn: BORN })) }, 'new'],
    ['one name, two sexes', { person: person('闻小禾', { sex: '女' }), state: caseOf(person('闻小禾', { sex: '男' })) }, 'new'],
    ['a masked name proves nothing', { person: person('闻某'), state: caseOf(person('闻某')) }, 'new'],
    ['an alias is a candidate only', { person: person('闻小禾'), state: caseOf({ ...person('闻大禾'), names: [{ text: '闻小禾', use: 'alias' }] }) }, 'IDENTITY_CANDIDATE'],
    ['another defendant of the same document', { person: person('闻小禾'), state: caseOf(person('闻小禾')), others: new Set([token('a')]) }, 'new'],
    ['number, name and birth date agree', { person: withNumber('闻小禾'), byDocument: carrier('b', withNumber('闻小禾')) }, 'b'],
    ['one number, two names', { person: withNumber('骆千帆'), byDocument: carrier('b', withNumber('闻小禾')) }, 'IDENTITY_CONTRADICTS'],
    ['one number, two birth dates', { person: withNumber('闻小禾', OTHER_DAY), byDocument: carrier('b', withNumber('闻小禾')) }, 'IDENTITY_CONTRADICTS'],
    ['one number carried by two persons', { person: withNumber('闻小禾'), byDocument: [...carrier('b', withNumber('闻小禾')), ...carrier('c', withNumber('闻小禾'))] }, 'IDENTITY_CANDIDATE'],
    ['the number says b, the case says a', { person: withNumber('闻小禾'), byDocument: carrier('b', withNumber('闻小禾')), state: caseOf(person('闻小禾')) }, 'IDENTITY_CANDIDATE'],
  ];
  for (const [rule, input, expected] of rows) assert.equal(found(input), expected, rule);
});

test('a correction is about whom the first telling was about, whatever name it gives', () => {
  const state = caseOf(person('闻小禾'));
  const [record] = [...state.records.values()];
  assert.ok(record !== undefined);
  assert.equal(found({ person: person('骆千帆'), state, source: record.source }), 'a');
});
