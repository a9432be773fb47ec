import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkCel } from './check-cel.ts';
import type { CelNames } from './checking.ts';
import type { CelProblemCode } from './cel-problem.ts';

const NAMES: CelNames = { switches: new Map([['K3', ['keepSealedAndFlag', 'unseal']]]) };
const check = (text: string, wanted: 'boolean' | 'date' = 'boolean') => checkCel(text, wanted, NAMES);

const accepted: readonly string[] = [
  'true', 'suspended', '!recidivist', "recordKind == 'conviction'", "recordKind != 'acquittal' && executedTermMonths <= 60",
  "penalty in ['fineOnly', 'none']", 'chargeCount in [1, 2]', "'drug' in offenceClasses", "'盗窃罪' in charges",
  "hasAny(offenceClasses, ['drug', 'gang'])", "hasAll(charges, ['盗窃罪'])", "hasOnly(charges, ['危险驾驶罪'])",
  'under18(bornOn, offenceTo)', 'fullYears(bornOn, offenceTo) >= 16', "effectiveOn <= date('2012-12-31')",
  'addYears(sentenceServedOn, 2) <= asOf', 'addMonths(effectiveOn, suspensionPeriodMonths) < asOf',
  "K3 == 'unseal'", 'known(bornOn)', 'known(suspended) ? suspended : false', 'recidivist == drugRecidivist',
  'otherEntries.exists(c, c.decidedOn > decidedOn && c.suspended)', 'otherEntries.all(c, c.penalty == penalty)',
  "otherEntries.filter(c, 'drug' in c.offenceClasses).size() >= 2", 'size(otherEntries) == 0',
  'otherEntries.filter(c, c.suspended).exists(d, known(d.sentenceServedOn))', 'size(otherEntries) < chargeCount',
  "nthMostRecent(otherEntries.filter(c, c.blocksOthers), 2).chargeLevel == 'violation'",
  'latest(decidedOn, addYears(decidedOn, 3), otherEntries.map(c, addYears(c.decidedOn, 5))) <= asOf',
  'earliest(decidedOn) <= asOf', "K3 == 'unseal' && nthMostRecent(otherEntries, 1).suspended",
  'extended(decidedOn, otherEntries.map(c, c.decidedOn), otherEntries.map(c, c.sentenceServedOn)) < asOf',
  'executedTermMonths < statutoryMaxMonths', '(suspended || recidivist) && firstOffender',
];
for (const text of accepted) {
  test(`accepts ${text}`, () => assert.deepEqual(check(text).ok ? [] : check(text), []));
}

type Refused = readonly [text: string, code: CelProblemCode, at: number, hint: RegExp];
const refused: readonly Refused[] = [
  ["recordKind == 'convction'", 'CEL_NOT_IN_LIST', 14, /did you mean conviction\?/],
  ["penalty in ['fineOnly', 'fine']", 'CEL_NOT_IN_LIST', 24, /penalty has: death/],
  ["'drugs' in offenceClasses", 'CEL_NOT_IN_LIST', 0, /did you mean drug\?/],
  ["hasAny(offenceClasses, ['gang', 'gangs'])", 'CEL_NOT_IN_LIST', 32, /did you mean gang\?/],
  ["K3 == 'seal'", 'CEL_NOT_IN_LIST', 6, /unseal/],
  ['executedTermMonth <= 60', 'CEL_UNKNOWN_NAME', 0, /did you mean executedTermMonths\?/],
  ["K4 == 'unseal'", 'CEL_UNKNOWN_NAME', 0, /did you mean K3\?/],
  ["bornOn < '2012-12-31'", 'CEL_TYPE', 7, /date\('2012-12-31'\)/],
  ["date('2012-02-30') < bornOn", 'CEL_DATE', 0, /^$/],
  ["executedTermMonths <= '60'", 'CEL_TYPE', 19, /without quotes/],
  ["suspended == 'true'", 'CEL_TYPE', 10, /without quotes/],
  ["penalty < 'none'", 'CEL_TYPE', 8, /== or !=/],
  ["charges == 'x'", 'CEL_TYPE', 8, /in set/],
  ['executedTermMonths', 'CEL_TYPE', 0, /^$/],
  ['executedTermMonths && suspended', 'CEL_TYPE', 0, /compare/],
  ['recordKind == penalty', 'CEL_TYPE', 11, /^$/],
  ['executedTermMonths + 1 <= 60', 'CEL_UNSUPPORTED', 19, /addYears/],
  ['-executedTermMonths < 0', 'CEL_UNSUPPORTED', 0, /operators are/],
  ["charges[0] == 'x'", 'CEL_UNSUPPORTED', 7, /operators are/],
  ['bornOn == null', 'CEL_UNSUPPORTED', 10, /known\(fact\)/],
  ['executedTermMonths < 1.5', 'CEL_UNSUPPORTED', 21, /whole/],
  ['executedTermMonths < 5u', 'CEL_UNSUPPORTED', 21, /whole/],
  ['executedTermMonths < 9223372036854775807', 'CEL_NUMBER_RANGE', 21, /^$/],
  ["charges.exists(c, c == 'x')", 'CEL_TYPE', 0, /hasAny/],
  ['has(facts.bornOn)', 'CEL_UNSUPPORTED', 0, /flat/],
  ['facts.bornOn == bornOn', 'CEL_UNSUPPORTED', 5, /flat/],
  ["{'a': 1}", 'CEL_UNSUPPORTED', 0, /^$/],
  ['charges == []', 'CEL_UNSUPPORTED', 11, /^$/],
  ['size(charges) == 1', 'CEL_TYPE', 5, /hasAny/],
  ['length(charges) == 1', 'CEL_UNKNOWN_FUNCTION', 0, /functions are size/],
  ["hasAnny(charges, ['x'])", 'CEL_UNKNOWN_FUNCTION', 0, /did you mean hasAny\?/],
  ["charges.hasAny(['x'])", 'CEL_UNKNOWN_FUNCTION', 7, /hasAny\(set/],
  ['otherEntries.exists(c, c.decidedOnn > asOf)', 'CEL_UNKNOWN_NAME', 24, /did you mean decidedOn\?/],
  ['otherEntries.exists(c, c.bornOn > asOf)', 'CEL_UNKNOWN_NAME', 24, /fields: recordKind/],
  ['otherEntries.exists(c, c)', 'CEL_TYPE', 23, /c\.decidedOn/],
  ['otherEntries.exists(c, c.decidedOn)', 'CEL_TYPE', 24, /^$/],
  ['otherEntries.exists(suspended, true)', 'CEL_TYPE', 12, /name of its own/],
  ['otherEntries.exists(c, otherEntries.exists(d, d.suspended))', 'CEL_UNSUPPORTED', 35, /^$/],
  ['otherEntries.exists_one(c, c.suspended)', 'CEL_UNSUPPORTED', 12, /filter/],
  ['otherEntries.map(c, c.decidedOn) == otherEntries.map(c, c.decidedOn)', 'CEL_TYPE', 33, /^$/],
  ['otherEntries == otherEntries', 'CEL_TYPE', 13, /^$/],
  ['otherEntries', 'CEL_TYPE', 0, /^$/],
  ['nthMostRecent(otherEntries, 0).suspended', 'CEL_ARGUMENTS', 30, /^$/],
  ['nthMostRecent(otherEntries, 1) == 1', 'CEL_TYPE', 0, /decidedOn/],
  ['nthMostRecent(otherEntries, 1).suspendd', 'CEL_UNKNOWN_NAME', 30, /did you mean suspended\?/],
  ['latest() < asOf', 'CEL_ARGUMENTS', 0, /^$/],
  ['latest(asOf, 3) < asOf', 'CEL_TYPE', 13, /list\.map/],
  ['extended(asOf, otherEntries.map(c, c.decidedOn), asOf) < asOf', 'CEL_TYPE', 0, /extended\(own/],
  ['under18(bornOn)', 'CEL_ARGUMENTS', 0, /^$/],
  ['known(bornOn, offenceTo)', 'CEL_ARGUMENTS', 0, /^$/],
  ['known(true)', 'CEL_TYPE', 0, /^$/],
  ['under18(bornOn, executedTermMonths)', 'CEL_TYPE', 16, /^$/],
  ["hasAny(penalty, ['none'])", 'CEL_TYPE', 7, /in \['a', 'b'\]/],
  ['hasAny(charges, [])', 'CEL_TYPE', 16, /^$/],
  ['penalty in charges', 'CEL_TYPE', 0, /^$/],
  ['suspended ? 1 : true', 'CEL_TYPE', 0, /^$/],
  ['suspended = true', 'CEL_SYNTAX', 10, /==/],
  ['suspended and recidivist', 'CEL_SYNTAX', 10, /&&/],
  ["recordKind == 'x", 'CEL_SYNTAX', 11, /quotation mark/],
  ['executedTermMonths ≤ 60', 'CEL_SYNTAX', 19, /ASCII/],
  ['', 'CEL_SYNTAX', 0, /./],
  ['('.repeat(500), 'CEL_TOO_DEEP', 24, /^$/],
  ['suspended || '.repeat(200), 'CEL_TOO_LONG', 0, /^$/],
];
for (const [text, code, at, hint] of refused) {
  test(`refuses ${text.slice(0, 60)} (${code})`, () => {
    const checked = check(text);
    assert.ok(!checked.ok, 'accepted');
    assert.deepEqual([checked.error[0]?.code, checked.error[0]?.at], [code, at], JSON.stringify(checked.error));
    assert.match(checked.error[0]?.hint ?? '', hint);
  });
}

test('all faults of a condition are told at once', () => {
  const checked = check("recordKnd == 'x' && penalty == 'non' || length(charges) == 1");
  assert.deepEqual(checked.ok ? [] : checked.error.map((each) => each.code),
    ['CEL_UNKNOWN_NAME', 'CEL_NOT_IN_LIST', 'CEL_UNKNOWN_FUNCTION']);
});

test('a due day must be a date, a condition must not be one', () => {
  assert.ok(check('effectiveOn', 'date').ok);
  assert.ok(check('known(effectiveOn) ? addYears(effectiveOn, 1) : asOf', 'date').ok);
  assert.ok(!check('effectiveOn').ok);
  assert.ok(!check('suspended', 'date').ok);
});

test('no text, however hostile, makes the parser throw or hang', () => {
  const pieces = fc.constantFrom('(', ')', '[', ']', '{', '"', "'", '&&', '||', '!', '?', ':', '==', 'bornOn', "'", '\\', '1', '.', ',', '未', ' ', 'in');
  fc.assert(fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
    const startedAt = performance.now();
    check(parts.join(''));
    assert.ok(performance.now() - startedAt < 1000);
  }), { seed: 286, numRuns: 1500 });
});
