import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationOf, type Entered, mayNeedPapers, neededOf, needsPapers, NOBODY_YET } from './entered.ts';

/** Nobody's number: an area of no country, and the character that belongs to it. */
const NUMBER = '530202199001010031';
const SELF: Entered = { ...NOBODY_YET, applicant: 'self', name: '虚构某', number: NUMBER, materials: ['identityDocument'] };
const firstMissing = (entered: Entered): string | undefined => neededOf(entered).find(({ isThere }) => !isThere)?.name;

test('what is missing is asked for in the order of the form', () => {
  const cases: readonly (readonly [string, Entered, string | undefined])[] = [
    ['nobody said who has come', NOBODY_YET, 'applicant'], ['no name', { ...SELF, name: '' }, 'name'],
    ['no number', { ...SELF, number: '' }, 'number'], ['a digit is wrong', { ...SELF, number: '530202199001010032' }, 'number'],
    ['everything is there', SELF, undefined], ['a guardian without a name', { ...SELF, applicant: 'guardian' }, 'applicantName'],
    ['a guardian', { ...SELF, applicant: 'guardian', applicantName: '虚构父' }, undefined],
    ['an agent without a day of birth', { ...SELF, applicant: 'agent', applicantName: '虚构代' }, 'applicantBornOn'],
    ['a foreigner without a country', { ...SELF, nationality: '', type: 'passport', number: 'X1' }, 'nationality-code'],
    ['a passport without a day of birth', { ...SELF, nationality: 'VNM', type: 'passport', number: 'X1' }, 'bornOn'],
    ['a passport', { ...SELF, nationality: 'VNM', type: 'passport', number: 'X1', bornOn: '1990-01-01' }, undefined],
  ];
  for (const [which, entered, missing] of cases) assert.equal(firstMissing(entered), missing, which);
});

test('papers go by who has come; only what was ticked and still applies is sent', () => {
  assert.deepEqual(needsPapers(SELF), ['identityDocument']);
  assert.deepEqual(needsPapers({ ...SELF, applicant: 'agent' }), ['identityDocument', 'letterOfAttorney', 'agentIdentity']);
  assert.deepEqual(mayNeedPapers({ ...SELF, applicant: 'guardian' }), ['proofOfIncapacity', 'proofOfUse']);
  const changedMind: Entered = { ...SELF, materials: ['letterOfAttorney', 'identityDocument'] };
  assert.deepEqual(applicationOf(changedMind)?.materials, ['identityDocument'], 'a letter of attorney is nothing of the person');
  assert.equal(applicationOf(NOBODY_YET), undefined);
});

test('nothing that is hidden is sent: days of stay of a national, a birthday beside an identity card, another person', () => {
  const before: Entered = { ...SELF, stayDays: '200', bornOn: '1990-01-01', applicantName: '虚构代', applicantBornOn: '1980-01-01' };
  assert.deepEqual(applicationOf(before), {
    person: { name: '虚构某', nationality: 'CHN', document: { type: 'residentIdentityCard', number: NUMBER } },
    applicant: { kind: 'self' }, materials: ['identityDocument'],
  });
  const foreigner: Entered = { ...before, nationality: 'VNM', type: 'passport', number: 'X1' };
  assert.deepEqual(applicationOf(foreigner)?.person, {
    name: '虚构某', nationality: 'VNM', document: { type: 'passport', number: 'X1' }, bornOn: '1990-01-01', stayDays: 200,
  });
});
