import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { civil, mod112Character } from '@fengcun/kernel';
import type { IdentityDocument } from './document.ts';
import { comparableName, compareNames, type NameUse } from './name.ts';
import { type DocumentInput, parseDocument } from './parse-document.ts';
import type { PersonClaims } from './person.ts';
import { sameness } from './sameness.ts';

// All names and numbers are invented.
const NUMBER = '11010519491231002X';
const whole = (seventeen: string): string => seventeen + mod112Character(seventeen);
const OTHER = whole('11010519491231004');

const document = (input: DocumentInput): IdentityDocument => {
  const parsed = parseDocument(input);
  assert.ok(parsed.ok);
  return parsed.value;
};
const resident = (number: string): IdentityDocument => document({ type: 'residentIdentityCard', number });

const person = (name: string, more: Partial<PersonClaims> = {}, use: NameUse = 'current'): PersonClaims =>
  ({ kind: 'person', names: [{ text: name, use }], documents: [], ...more });

test('names: what counts as the same, as a candidate, as nothing', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['林小禾', '林小禾', 'same'], ['林小禾', '林 小 禾', 'same'], ['林小禾', '林　小禾', 'same'], ['林小禾', '林小和', 'different'],
    ['买买提·阿力', '买买提•阿力', 'same'], ['买买提·阿力', '买买提．阿力', 'same'], ['买买提·阿力', '买买提阿力', 'different'],
    ['吕青', '呂靑', 'same'], ['黄峰', '黃峯', 'same'], ['林\u{f9e9}', '林里', 'same'],
    ['張偉', '张伟', 'scriptVariant'], ['蕭然', '肖然', 'scriptVariant'], ['陈喆', '陈哲', 'different'], ['王堃', '王坤', 'different'],
    ['ＪＯＨＮ Doe', 'john doe', 'same'], ['DOE, JOHN', 'John Doe', 'scriptVariant'], ['John Doe', 'Jane Doe', 'different'],
    ['张某', '张伟', 'unknown'], ['张某某', '张某某', 'unknown'], ['李×明', '李小明', 'unknown'], ['李XX', '李小明', 'unknown'], ['', '张伟', 'unknown'],
    ['林小禾', 'LIN XIAOHE', 'unknown'],
  ];
  for (const [a, b, expected] of rows) {
    assert.equal(compareNames(a, b), expected, `${a} / ${b}`);
    assert.equal(compareNames(b, a), expected, `${b} / ${a}`);
  }
});

test('the comparable form is stable: comparing it again changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
    const once = comparableName(name);
    assert.equal(comparableName(once), once);
  }), { numRuns: 1000 });
});

test('one number: certain only where name and birth date agree, else a person is asked', () => {
  const base = person('林小禾', { documents: [resident(NUMBER)] });
  const rows: readonly (readonly [string, PersonClaims, string, string])[] = [
    ['same name', person('林小禾', { documents: [resident(NUMBER)] }), 'certain', 'nameSame'],
    ['15 digits', person('林小禾', { documents: [resident('110105491231002')] }), 'certain', 'documentUpgradedFromFifteen'],
    ['15 digits, former name', person('林小禾', { documents: [resident('110105491231002')] }, 'former'), 'candidate', 'nameFormer'],
    ['former name', person('林小禾', { documents: [resident(NUMBER)] }, 'former'), 'certain', 'nameFormer'],
    ['other name', person('陈一叶', { documents: [resident(NUMBER)] }), 'contradiction', 'nameDiffers'],
    ['masked name', person('林某', { documents: [resident(NUMBER)] }), 'candidate', 'nameUnknown'],
    ['other birth date stated', person('林小禾', { documents: [resident(NUMBER)], bornOn: civil('1949-12-30') }), 'contradiction', 'birthDateOwnContradiction'],
    ['same birth date stated', person('林小禾', { documents: [resident(NUMBER)], bornOn: civil('1949-12-31') }), 'certain', 'birthDateSame'],
    ['other sex stated', person('林小禾', { documents: [resident(NUMBER)], sex: '男' }), 'contradiction', 'sexDiffers'],
    ['a unit', { kind: 'entity', names: [{ text: '林小禾', use: 'current' }], documents: [resident(NUMBER)] }, 'contradiction', 'kindDiffers'],
  ];
  for (const [note, other, verdict, reason] of rows) {
    const found = sameness(base, other);
    assert.equal(found.verdict, verdict, note);
    assert.ok(found.reasons.some((one) => one === reason), `${note}: ${found.reasons.join(' ')}`);
  }
});

test('script variants are never identity, even with one number', () => {
  const documents = [resident(NUMBER)];
  assert.equal(sameness(person('張偉', { documents }), person('张伟', { documents })).verdict, 'candidate');
});

test('without a shared number nothing is certain', () => {
  const bornOn = civil('1949-12-31');
  const rows: readonly (readonly [string, PersonClaims, PersonClaims, string])[] = [
    ['name and birth date', person('林小禾', { bornOn }), person('林小禾', { bornOn }), 'candidate'],
    ['name only', person('林小禾'), person('林小禾'), 'candidate'],
    ['name, other birth date', person('林小禾', { bornOn }), person('林小禾', { bornOn: civil('1950-01-01') }), 'different'],
    ['birth date only', person('林小禾', { bornOn }), person('陈一叶', { bornOn }), 'different'],
    ['both masked', person('林某', { bornOn }), person('林某', { bornOn }), 'different'],
    ['two numbers, all else agrees', person('林小禾', { documents: [resident(NUMBER)] }), person('林小禾', { documents: [resident(OTHER)] }), 'candidate'],
    ['two numbers, another day', person('林小禾', { documents: [resident(NUMBER)] }), person('林小禾', { documents: [resident(whole('11010519500101002'))] }), 'different'],
  ];
  for (const [note, a, b, verdict] of rows) assert.equal(sameness(a, b).verdict, verdict, note);
});

test('a passport links only with its state, name and a birth date; a new passport number proves nothing', () => {
  const passport = (number: string, issuingState: string): IdentityDocument => document({ type: 'passport', number, issuingState });
  const bornOn = civil('1990-05-06');
  const claim = (one: IdentityDocument, more: Partial<PersonClaims> = {}): PersonClaims => person('JANE DOE', { documents: [one], ...more });
  assert.equal(sameness(claim(passport('X1234567', 'CAN'), { bornOn }), claim(passport('X1234567', 'CAN'), { bornOn })).verdict, 'certain');
  assert.equal(sameness(claim(passport('X1234567', 'CAN')), claim(passport('X1234567', 'CAN'))).verdict, 'candidate');
  assert.equal(sameness(claim(passport('X1234567', 'CAN'), { bornOn }), claim(passport('X1234567', 'USA'), { bornOn })).verdict, 'candidate');
  assert.equal(sameness(claim(passport('X1234567', 'CAN'), { bornOn }), claim(passport('X7654321', 'CAN'), { bornOn })).verdict, 'candidate');
});

const claims = fc.record({
  kind: fc.constantFrom('person' as const, 'entity' as const),
  names: fc.array(fc.record({
    text: fc.constantFrom('林小禾', '陈一叶', '張偉', '张伟', '张某'), use: fc.constantFrom<NameUse>('current', 'former', 'alias'),
  }), { maxLength: 2 }),
  documents: fc.subarray([resident(NUMBER), resident('110105491231002'), resident(OTHER)]),
  bornOn: fc.constantFrom(civil('1949-12-31'), civil('1950-01-01')),
}, { requiredKeys: ['kind', 'names', 'documents'] });

test('sameness is symmetric, and certain is never given beside a reason against it', () => {
  fc.assert(fc.property(claims, claims, (a, b) => {
    const [ab, ba] = [sameness(a, b), sameness(b, a)];
    assert.deepEqual(ab, ba);
    if (ab.verdict === 'certain') assert.ok(!ab.reasons.some((reason) => /Differs|Own|Variant|Unknown/.test(reason)));
  }), { numRuns: 2000 });
});
