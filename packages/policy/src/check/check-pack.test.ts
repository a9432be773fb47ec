import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFacts } from '../facts/parse-facts.ts';
import { changed, EXAMPLE, packOf } from '../packs/testing/example-pack.ts';
import { prepareDecider } from '../evaluate/decide.ts';
import { civil, present } from '@fengcun/kernel';
import { checkPack } from './check-pack.ts';
import { diffPacks } from './diff-packs.ts';
import type { CheckCode, CheckFinding, CitationResolver } from './finding.ts';

const resolve: CitationResolver = (id) =>
  (id.startsWith('R2025') ? { kind: 'proposal' } : id.startsWith('DE') ? { kind: 'foreign' } : id === 'NONE_1' ? undefined : { kind: 'law' });
const check = (text: string): readonly CheckFinding[] => checkPack(packOf(text), resolve);

test('a correct pack is silent', () => assert.deepEqual(check(EXAMPLE), []));

const OVER_60 = /when: executedTermMonths > 60 .*\n/;
const clauseLike = (id: string, when: string, outcome: string): string => `      - id: ${id}
        text: 另一条。
        cite: [CPL_286_1]
        all:
          - {id: only, when: "${when}", cite: [CL_99], say: {zh: 条件, en: condition}}
        outcome: ${outcome}
        explain: {zh: 说明。, en: Explained.}
`;
const append = (clause: string): string => changed('    otherwise:', `${clause}    otherwise:`);
const JUVENILE_ALL = "recordKind == 'conviction' && under18(bornOn, offenceTo)";

type Planted = readonly [fault: string, text: string, code: CheckCode, clause: string | undefined];
const planted: readonly Planted[] = [
  ['conditions that contradict each other', changed("when: subjectKind == 'entity'", "when: subjectKind == 'entity' && subjectKind == 'person'"), 'NEVER_FIRES', 'entity'],
  ['numbers that contradict each other', changed(OVER_60, 'when: executedTermMonths > 60 && executedTermMonths < 61\n'), 'NEVER_FIRES', 'too-long'],
  ['dates that contradict each other', append(clauseLike('late', 'under18(bornOn, offenceTo) && fullYears(bornOn, offenceTo) >= 18', 'mustSeal')), 'NEVER_FIRES', 'late'],
  ['a clause hidden by the one above it', append(clauseLike('hidden', `${JUVENILE_ALL} && executedTermMonths <= 60`, 'needsReview')), 'NEVER_FIRES', 'hidden'],
  ['a clause hidden by several together', append(clauseLike('hidden', `${JUVENILE_ALL} && suspended`, 'mustSeal')), 'NEVER_FIRES', 'hidden'],
  ['an undeclared overlap', changed('        exceptTo: [juvenile]\n', ''), 'OVERLAP', 'too-long'],
  ['two clauses that say opposite things of the same cases', append(clauseLike('opposite', JUVENILE_ALL, 'mustNotSeal')), 'CONFLICT', 'juvenile'],
  ['an exception that stands below its rule', changed('        all:\n          - {id: convicted, when: recordKind == \'conviction\', cite: [CPL_286_1], say: {zh: 是有罪判决, en: it is a conviction}}\n          - {id: under-18', '        exceptTo: [too-long]\n        all:\n          - {id: convicted, when: recordKind == \'conviction\', cite: [CPL_286_1], say: {zh: 是有罪判决, en: it is a conviction}}\n          - {id: under-18'), 'EXCEPTION_BELOW_RULE', 'juvenile'],
  ['cases that fall through unintended', changed(', intended: true', ''), 'GAP', 'otherwise'],
  ['a threshold without citation', changed(/cite: \[CPL_286_1, CL_99\]\n/, 'cite: []\n'), 'THRESHOLD_WITHOUT_CITATION', 'too-long'],
  ['a date without citation', append(clauseLike('old', "decidedOn <= date('2012-12-31')", 'notCovered').replace('cite: [CL_99]', 'cite: []')), 'THRESHOLD_WITHOUT_CITATION', 'old'],
  ['a clause that cites nothing', changed('text: 自然人。\n        cite: [CPL_286_1]', 'text: 自然人。\n        cite: []'), 'CLAUSE_WITHOUT_CITATION', 'entity'],
  ['a citation that does not resolve', changed('cite: [SPC2021_146_2]', 'cite: [NONE_1]'), 'CITATION_UNRESOLVED', 'disputed'],
  ['a switch that cites nothing real', changed('cite: [M2022_24]', 'cite: [NONE_1]'), 'CITATION_UNRESOLVED', undefined],
  ['a proposal cited as law in force', changed('cite: [SPC2021_146_2]', 'cite: [R2025_1]'), 'IN_FORCE_CITES_PROPOSAL', 'disputed'],
  ['foreign law cited as law in force', changed('cite: [SPC2021_146_2]', 'cite: [DE_1]'), 'IN_FORCE_CITES_PROPOSAL', 'disputed'],
  ['a clause that begins before the pack', changed('id: entity\n', 'id: entity\n        effective: {from: 2012-12-31}\n'), 'OUTSIDE_PACK_PERIOD', 'entity'],
  ['a clause that outlives the pack', changed('effective: {from: 2013-01-01}', 'effective: {from: 2013-01-01, to: 2030-01-01}', changed('id: entity\n', 'id: entity\n        effective: {from: 2013-01-01}\n')), 'OUTSIDE_PACK_PERIOD', 'entity'],
  ['two versions of a clause on one day', append(clauseLike('entity', 'firstOffender', 'notCovered').replace('text:', 'effective: {from: 2020-01-01}\n        text:')), 'VERSIONS_OVERLAP', 'entity'],
  ['a charge that the catalogue does not have', append(clauseLike('theft', "recordKind == 'acquittal' && '偷东西罪' in charges", 'mustSeal')), 'CHARGE_UNKNOWN', 'theft'],
  ['a charge by a name that was replaced', append(clauseLike('old-name', "recordKind == 'acquittal' && hasAny(charges, ['盗窃罪', '嫖宿幼女'])", 'mustSeal')), 'CHARGE_UNKNOWN', 'old-name'],
  ['a flag that nobody raises', changed('        flags: [markCover]\n', ''), 'FLAG_UNUSED', undefined],
  ['a switch that changes nothing', changed(" || (K3 == 'keepFiveOpen' && executedTermMonths == 60)", '', changed('        flags: [K3]\n', '')), 'SWITCH_UNUSED', undefined],
];
for (const [fault, text, code, clause] of planted) {
  test(`finds ${fault}`, () => {
    const found = check(text).filter((finding) => finding.code === code && finding.clause === clause);
    assert.ok(found.length >= 1, JSON.stringify(check(text).map((finding) => [finding.code, finding.clause])));
    for (const { at, message } of found) assert.ok(at.line > 1 && message.length > 20 && !message.includes('\n'));
  });
}

test('neighbours of a fault are silent: versions that follow each other, thresholds that just meet', () => {
  const versions = changed('id: entity\n', 'id: entity\n        effective: {from: 2013-01-01, to: 2020-01-01}\n');
  const next = changed('      - id: disputed', `${clauseLike('entity', "subjectKind == 'entity'", 'notCovered')
    .replace('text:', 'effective: {from: 2020-01-01}\n        exceptTo: all\n        text:')}      - id: disputed`, versions);
  assert.deepEqual(check(next), []);
  const meet = append(clauseLike('rest', "recordKind == 'conviction' && !under18(bornOn, offenceTo) && executedTermMonths < 60", 'notCovered'));
  assert.deepEqual(check(meet), []);
  assert.deepEqual(check(append(clauseLike('theft', "recordKind == 'acquittal' && '盗窃罪' in charges", 'notCovered'))), []);
  const between = append(clauseLike('between', "recordKind == 'acquittal' && executedTermMonths > 12 && executedTermMonths < 36", 'notCovered'));
  assert.deepEqual(check(between), []);
});

test('an overlap in facts that no real record has is no overlap', () => {
  const suspendedFine = append(clauseLike('odd', `${JUVENILE_ALL} && suspended && penalty == 'fineOnly'`, 'mustSeal'));
  assert.deepEqual(check(suspendedFine).map((finding) => finding.code), ['NEVER_FIRES']);
  const upside = clauseLike('upside', "recordKind == 'acquittal' && offenceTo < date('2020-01-01')", 'mustNotSeal');
  const down = clauseLike('down', "recordKind == 'acquittal' && offenceFrom >= date('2020-01-01')", 'mustSeal');
  assert.deepEqual(check(append(upside + down)), [], 'the last act is never before the first');
});

test('the example of an overlap really meets both clauses, with the upper one deciding', () => {
  const text = changed('        exceptTo: [juvenile]\n', '');
  const overlap = present(check(text).find((finding) => finding.code === 'OVERLAP'), 'overlap');
  const sheet = parseFacts(overlap.example);
  assert.ok(sheet.ok);
  const decider = prepareDecider(packOf(text), { asOf: civil('2026-11-21') });
  assert.ok(decider.ok);
  const decision = decider.value.trace(sheet.value);
  assert.equal(decision.decidedBy, 'too-long');
  assert.ok(decision.findings.filter((each) => each.clause === 'juvenile').every((each) => each.holds === true));
});

test('a pack with more combinations than can be tried says that it was not exhausted', () => {
  const names = Array.from({ length: 12 }, (_, i) => `'罪名${i}'`).join(', ');
  const text = append(clauseLike('many', `hasAll(charges, [${names}])`, 'notCovered'));
  assert.ok(check(text).some((finding) => finding.code === 'NOT_EXHAUSTIVE'));
});

test('the difference of two packs: what was written, and a record each outcome of which changed', () => {
  const changes = diffPacks(packOf(EXAMPLE), packOf(changed('executedTermMonths > 60', 'executedTermMonths > 36')));
  assert.deepEqual(changes.map((change) => (change.kind === 'outcome' ? `${change.before} → ${change.after}` : change.kind)),
    ['changed', 'mustSeal → mustNotSeal', 'notCovered → mustNotSeal']);
  const [written, decided] = changes;
  assert.equal(written?.kind === 'outcome' ? '' : written?.path, 'matters.seal.clauses[too-long].all[over-60-months].when');
  assert.ok(decided?.kind === 'outcome');
  assert.deepEqual([decided.before, decided.after, decided.decidedBy], ['mustSeal', 'mustNotSeal', ['juvenile', 'too-long']]);
  const months = Number(decided.example['executedTermMonths']);
  assert.ok(months > 36 && months <= 60);
});

test('the difference of a pack with itself is nothing; added, removed and moved parts are told apart', () => {
  assert.deepEqual(diffPacks(packOf(EXAMPLE), packOf(EXAMPLE)), []);
  const more = append(clauseLike('extra', 'firstOffender', 'notCovered'));
  const kinds = (a: string, b: string) => diffPacks(packOf(a), packOf(b)).map((each) => each.kind);
  assert.deepEqual(kinds(EXAMPLE, more), ['added']);
  assert.deepEqual(kinds(more, EXAMPLE), ['removed']);
  const [entity = '', disputed = ''] = EXAMPLE.match(/ {6}- id: (?:entity|disputed)\n(?: {8}.*\n)+/g) ?? [];
  assert.deepEqual(kinds(EXAMPLE, EXAMPLE.replace(entity + disputed, disputed + entity))[0], 'moved');
});

const withPart = (part: string, text = EXAMPLE): string => changed('matters:\n', `${part}matters:\n`, text);
const PARAMETER = `parameters:
  - {id: Limit, title: {zh: 界限, en: limit}, unit: months, min: 0, max: 99, value: 60, cite: [CL_99]}
  - {id: Excluded, title: {zh: 排除, en: excluded}, unit: names, options: [drug], value: [], cite: [CL_99]}
`;
const EXCLUDED = clauseLike('excluded', 'hasAny(offenceClasses, Excluded)', 'mustNotSeal');
const PARAMETERS_USED = withPart(PARAMETER, changed('executedTermMonths > 60', 'executedTermMonths > Limit',
  changed('      - id: too-long', `${EXCLUDED.replace('outcome:', 'exceptTo: all\n        outcome:')}      - id: too-long`)));

test('a figure that is a parameter needs no other citation, and an exclusion that is emptied may rest', () => {
  assert.deepEqual(check(PARAMETERS_USED).map(({ code, message }) => `${code} ${message}`), []);
});

const unusedOrUnsaid: readonly Planted[] = [
  ['a parameter that changes nothing', withPart(PARAMETER.split('\n').slice(0, 2).join('\n').concat('\n')), 'PARAMETER_UNUSED', undefined],
  ['a definition nobody names', withPart('definitions:\n  - {id: isLong, is: executedTermMonths > 60, cite: [CL_99]}\n'), 'DEFINITION_UNUSED', undefined],
  ['a threshold in a definition without citation', withPart('definitions:\n  - {id: isLong, is: executedTermMonths > 60}\n'), 'THRESHOLD_WITHOUT_CITATION', undefined],
  ['a parameter that cites nothing of the corpus', changed('value: 60, cite: [CL_99]', 'value: 60, cite: [NONE_1]', PARAMETERS_USED), 'CITATION_UNRESOLVED', undefined],
  ['years without a month-end rule', changed('sealFrom: effectiveOn', 'sealFrom: addYears(effectiveOn, 1)'), 'MONTH_END_UNSTATED', 'juvenile'],
];
for (const [fault, text, code, clause] of unusedOrUnsaid) {
  test(`finds ${fault}`, () => {
    const found = check(text).find((finding) => finding.code === code);
    assert.ok(found !== undefined, JSON.stringify(check(text)));
    assert.equal(found.clause, clause);
    assert.ok(found.at.line > 1);
  });
}

test('a month-end rule that is said is enough', () => {
  const text = changed('switches:', 'monthEnd: lastDay\nswitches:', changed('sealFrom: effectiveOn', 'sealFrom: addYears(effectiveOn, 1)'));
  assert.deepEqual(check(text), []);
});

test('lists have no end: what is found of them is true, and the checker says that it is not exhaustive', () => {
  const rare = clauseLike('rare', 'size(otherEntries) > 7', 'notCovered').replace('outcome:', 'exceptTo: all\n        outcome:');
  const text = changed('      - id: too-long', `${rare}      - id: too-long`);
  assert.deepEqual([...new Set(check(text).map(({ code }) => code))], ['NOT_EXHAUSTIVE']);
});
