import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { civil, present } from '@fengcun/kernel';
import { amendLegalBases, type BasisAmendment, followsFrom } from './amend-registry.ts';
import { LEGAL_BASES } from './built-in.ts';
import { checkLegalBases } from './check-registry.ts';
import { basisLabel, findBasis } from './find-basis.ts';
import { isNationalLevel, type NormLevel } from './legal-basis.ts';
import { parseLegalBases } from './parse-registry.ts';

const raw = (): Record<string, unknown> => JSON.parse(JSON.stringify(LEGAL_BASES)) as Record<string, unknown>;
const withRow = (id: string, members: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...raw(), bases: LEGAL_BASES.bases.map((basis) => (basis.id === id ? { ...basis, ...members } : basis)),
});

const LEVELS: readonly (readonly [NormLevel, boolean])[] = [
  ['law', true], ['decisionOfCongress', true], ['administrativeRegulation', true], ['stateCouncilMeasure', true],
  ['departmentalRule', false], ['localRegulation', false], ['normativeDocument', false], ['judicialDocument', false],
  ['platformTerms', false], ['generalOfficeDocument', false],
];
for (const [level, expected] of LEVELS) {
  test(`国家规定: ${level} is ${expected ? '' : 'not '}one (刑法96)`, () => assert.equal(isNationalLevel({ level }), expected));
}
const ALL = { hasLegalBasis: true, adoptedByStateCouncil: true, publishedInGazette: true };
for (const missing of ['none', ...Object.keys(ALL)]) {
  test(`a 国务院办公厅 document lacking ${missing} of the three conditions (法发〔2011〕155号)`, () => {
    assert.equal(isNationalLevel({ level: 'generalOfficeDocument', conditions: { ...ALL, ...(missing === 'none' ? {} : { [missing]: false }) } }), missing === 'none');
  });
}

test('the shipped registry: 81 norms, 75 state provisions, 66 usable; no error', () => {
  const { bases } = LEGAL_BASES;
  assert.deepEqual([bases.length, bases.filter((b) => b.nationalRule).length, bases.filter((b) => b.usable).length], [81, 75, 66]);
  assert.deepEqual(checkLegalBases(LEGAL_BASES).filter(({ severity }) => severity === 'error'), []);
  const found = findBasis(LEGAL_BASES, 'LB-14', civil('2026-11-22'));
  assert.equal(found.ok && basisLabel(found.value), '《未成年人保护法》第62条');
});

const DIGEST = new URL('../../../../../shared/law/legal-basis-registry.json', import.meta.url);
test('it says of every norm of the digest whether it is a state provision and usable', { skip: existsSync(DIGEST) ? false : 'no ../shared/law' }, () => {
  const rows = JSON.parse(readFileSync(DIGEST, 'utf8')) as readonly Readonly<{ id: string; isNationalRule: boolean; usableAsQueryBasis: boolean }>[];
  assert.deepEqual(LEGAL_BASES.bases.map(({ id, nationalRule, usable }) => [id, nationalRule, usable]), rows.map((r) => [r.id, r.isNationalRule, r.usableAsQueryBasis]));
});

const PERIODS: readonly (readonly [id: string, on: string, expected: string])[] = [
  ['LB-15', '2025-05-31', 'BASIS_NOT_IN_FORCE'], ['LB-15', '2025-06-01', 'LB-15'],
  ['LB-57', '2026-06-30', 'BASIS_NOT_IN_FORCE'], ['LB-57', '2026-07-01', 'LB-57'],
  ['LB-79', '2026-11-22', 'BASIS_NOT_IN_FORCE'], ['LB-99', '2026-11-22', 'BASIS_UNKNOWN'],
];
for (const [id, on, expected] of PERIODS) {
  test(`${id} on ${on}: ${expected}`, () => {
    const found = findBasis(LEGAL_BASES, id, civil(on));
    assert.equal(found.ok ? found.value.id : found.error.code, expected);
  });
}

const MALFORMED: readonly (readonly [string, unknown, string])[] = [
  ['another format', { ...raw(), format: 'x' }, '/format'],
  ['an unknown member', withRow('LB-01', { usableAsBasis: true }), '/bases/0'],
  ['an unknown class', withRow('LB-01', { offences: { classes: ['sexuality'] } }), '/bases/0/offences/classes/0'],
  ['an unknown charge', withRow('LB-01', { offences: { charges: ['cl-9999'] } }), '/bases/0/offences/charges/0'],
  ['no offences', withRow('LB-01', { offences: {} }), '/bases/0/offences'],
  ['an impossible day', withRow('LB-01', { from: '2026-02-30' }), '/bases/0/from'],
  ['a bar without years', withRow('LB-01', { bar: { kind: 'years' } }), '/bases/0/bar/years'],
  ['no list', { ...raw(), bases: 'all' }, '/bases'],
];
for (const [what, json, path] of MALFORMED) {
  test(`refused with its place: ${what}`, () => {
    const parsed = parseLegalBases(json);
    assert.ok(!parsed.ok);
    assert.ok(parsed.error.some((problem) => problem.path === path), JSON.stringify(parsed.error));
  });
}

const WRONG: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['NATIONAL_RULE_CONTRADICTS_LEVEL', { level: 'departmentalRule' }],
  ['USABLE_WITHOUT_NATIONAL_RULE', { level: 'departmentalRule', nationalRule: false }],
  ['USABLE_WITHOUT_FIRST_DAY', { from: undefined }], ['UNUSABLE_WITHOUT_REASON', { usable: false }],
  ['USABLE_WITH_REASON', { whyNot: 'notNationalRule' }], ['PERIOD_REVERSED', { until: '2019-06-01' }],
  ['CITATION_UNRESOLVED', { cites: ['CSL_999'] }], ['OCCUPATION_UNKNOWN', { occupations: ['astronaut'] }],
  ['NO_OCCUPATION', { occupations: [] }],
  ['CONDITIONS_MISSING', { level: 'generalOfficeDocument', nationalRule: false, usable: false, whyNot: 'notNationalRule' }],
];
for (const [code, members] of WRONG) {
  test(`the checker finds ${code}`, () => {
    const parsed = parseLegalBases(JSON.parse(JSON.stringify(withRow('LB-01', members))));
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.ok(checkLegalBases(parsed.value).some((one) => one.code === code && one.severity === 'error'));
  });
}

const amend = (amendment: BasisAmendment, version = '2026-12-01'): ReturnType<typeof amendLegalBases> =>
  amendLegalBases(LEGAL_BASES, amendment, civil(version));

test('a change of the law ends the old row and begins a new one; decisions of before keep theirs', () => {
  const before = JSON.stringify(LEGAL_BASES);
  const made = amend({ kind: 'change', id: 'LB-19', from: civil('2027-01-01'), reason: '注册会计师法修订', members: { bar: { kind: 'years', years: 3 }, edition: '2026', fromSource: 'V' } });
  assert.ok(made.ok, JSON.stringify(made));
  assert.equal(JSON.stringify(LEGAL_BASES), before);
  const years = (on: string): unknown => {
    const found = findBasis(made.value, 'LB-19', civil(on));
    return found.ok && found.value.bar.kind === 'years' && found.value.bar.years;
  };
  assert.deepEqual([years('2026-12-31'), years('2027-01-01')], [5, 3]);
  assert.ok(followsFrom(made.value, LEGAL_BASES));
  assert.deepEqual(made.value.amendments, [{ id: 'LB-19', kind: 'changed', reason: '注册会计师法修订' }]);
});

test('a repealed norm is no basis from its last day on', () => {
  const made = amend({ kind: 'repeal', id: 'LB-48', until: civil('2027-01-01'), reason: '废止' });
  assert.ok(made.ok);
  assert.deepEqual(['2026-12-31', '2027-01-01'].map((on) => findBasis(made.value, 'LB-48', civil(on)).ok), [true, false]);
});

const REFUSED: readonly (readonly [string, BasisAmendment, string?])[] = [
  ['VERSION_NOT_LATER', { kind: 'repeal', id: 'LB-48', until: civil('2027-01-01'), reason: '废止' }, LEGAL_BASES.version],
  ['REASON_MISSING', { kind: 'repeal', id: 'LB-48', until: civil('2027-01-01'), reason: ' ' }],
  ['NO_SUCH_BASIS', { kind: 'repeal', id: 'LB-99', until: civil('2027-01-01'), reason: '废止' }],
  ['NOT_IN_FORCE_BEFORE', { kind: 'repeal', id: 'LB-15', until: civil('2025-01-01'), reason: '废止' }],
  ['BASIS_EXISTS', { kind: 'add', id: 'LB-01', members: {}, reason: '新法' }],
  ['MALFORMED', { kind: 'correct', id: 'LB-01', on: civil('2026-12-01'), members: { mental: 'sometimes' }, reason: '更正' }],
  ['CHECK_FAILED', { kind: 'correct', id: 'LB-76', on: civil('2026-12-01'), members: { usable: true }, reason: '平台请求' }],
];
for (const [code, amendment, version] of REFUSED) {
  test(`no version is made: ${code}`, () => {
    const made = amend(amendment, version);
    assert.equal(made.ok ? 'made' : made.error.code, code);
  });
}

test('a version that drops or rewrites a row without saying so does not follow', () => {
  const made = amend({ kind: 'repeal', id: 'LB-48', until: civil('2027-01-01'), reason: '废止' });
  assert.ok(made.ok);
  assert.ok(!followsFrom({ ...made.value, bases: made.value.bases.filter(({ id }) => id !== 'LB-02') }, LEGAL_BASES));
  assert.ok(!followsFrom({ ...made.value, bases: made.value.bases.map((b) => (b.id === 'LB-02' ? { ...b, note: '改' } : b)) }, LEGAL_BASES));
  assert.ok(!followsFrom({ ...made.value, supersedes: { ...present(made.value.supersedes, 'chain'), sha256: '0'.repeat(64) } }, LEGAL_BASES));
});
