import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import { parseFacts } from '../facts/parse-facts.ts';
import { decide } from '../evaluate/decide.ts';
import { loadPack } from './load-pack.ts';
import type { ParameterChoice } from './pack-parameter.ts';
import type { PackProblem } from './pack.ts';
import { decidePiercing } from './piercing.ts';

const said = '{zh: 说明。, en: Explained.}';
const PACK = `id: example
version: 2024-01-01
status: foreign
title: {zh: 示例, en: example}
effective: {from: 2020-01-01}
monthEnd: lastDay
switches:
  - {id: K1, question: ${said}, options: [open, shut], default: open, cite: [A]}
parameters:
  - id: MaxMonths
    title: ${said}
    unit: months
    min: 0
    max: 60
    values:
      - {from: 2020-01-01, value: 12}
      - {from: 2024-01-01, value: 24}
    cite: [A]
  - id: Excluded
    title: ${said}
    unit: names
    options: [drug, gang, sexual]
    value: [drug, gang]
    cite: [A]
definitions:
  - {id: spentOn, is: 'addMonths(decidedOn, bufferMonths)', cite: [A]}
  - {id: bufferMonths, is: 'executedTermMonths <= 12 ? 12 : 48', cite: [A]}
piercing:
  rules:
    - {id: judging, inquirers: [judicialOrgan], purposes: [judgingCrime], discloses: true, cite: [A], say: ${said}}
    - {id: job, purposes: [occupation], related: true, discloses: true, cite: [A], say: ${said}}
  otherwise: {discloses: false, cite: [A], say: ${said}}
matters:
  seal:
    outcomes: [mustSeal, mustNotSeal, notCovered, needsReview]
    clauses:
      - id: excluded
        text: 甲
        cite: [A]
        all:
          - {id: a, when: "hasAny(offenceClasses, Excluded)", cite: [A], say: ${said}}
        outcome: mustNotSeal
        explain: ${said}
      - id: short
        text: 甲
        cite: [A]
        all:
          - {id: a, when: executedTermMonths <= MaxMonths, cite: [A], say: ${said}}
        outcome: mustSeal
        sealFrom:
          latest:
            - {id: own, date: spentOn, cite: [A], say: ${said}}
            - {id: others, date: 'otherEntries.map(c, c.spentOn)', cite: [A], say: ${said}}
            - {id: light, when: "penalty == 'fineOnly'", date: 'addYears(decidedOn, 1)', replaces: all, cite: [A], say: ${said}}
        explain: ${said}
    otherwise: {outcome: notCovered, cite: [A], explain: ${said}, intended: true}
`;

const load = (parameters?: ParameterChoice, text = PACK) => {
  const pack = loadPack(text, parameters === undefined ? {} : { parameters });
  assert.ok(pack.ok, JSON.stringify(pack));
  return pack.value;
};
const run = (pack: ReturnType<typeof load>, facts: object, asOf = '2026-11-22') => {
  const sheet = parseFacts({ decidedOn: '2024-05-31', offenceClasses: [], otherEntries: [], penalty: 'none', ...facts });
  assert.ok(sheet.ok, JSON.stringify(sheet));
  const decision = decide(pack, { facts: sheet.value, asOf: civil(asOf) });
  assert.ok(decision.ok);
  return decision.value;
};

test('a dated parameter has the value of the as-of date', () => {
  const facts = { executedTermMonths: 18, decidedOn: '2020-01-31' };
  assert.equal(run(load(), facts, '2023-12-31').outcome, 'notCovered');
  assert.equal(run(load(), facts, '2024-01-01').outcome, 'sealFrom');
});

test('a parameter given at load decides, changes the hash, and is what the pack then says', () => {
  const other = load({ MaxMonths: 6, Excluded: ['sexual'] });
  assert.equal(run(other, { executedTermMonths: 7 }).outcome, 'notCovered');
  assert.equal(run(other, { executedTermMonths: 6 }).outcome, 'mustSeal');
  assert.equal(run(other, { executedTermMonths: 6, offenceClasses: ['drug'] }).outcome, 'mustSeal');
  assert.equal(run(load(), { executedTermMonths: 6, offenceClasses: ['drug'] }).outcome, 'mustNotSeal');
  assert.notEqual(other.hash, load().hash);
  assert.equal(load({}).hash, load().hash);
  assert.equal(load({ MaxMonths: 6 }).hash, load({ MaxMonths: 6 }).hash);
  assert.deepEqual(other.parameters.map(({ id, values }) => [id, values[0]?.value]), [['MaxMonths', 6], ['Excluded', ['sexual']]]);
  const dated = load({ MaxMonths: [{ from: '2020-01-01', value: 0 }, { from: '2026-11-23', value: 60 }] });
  assert.equal(run(dated, { executedTermMonths: 6 }, '2026-11-22').outcome, 'notCovered');
  assert.equal(run(dated, { executedTermMonths: 6 }, '2026-11-23').outcome, 'mustSeal');
});

test('an empty exclusion excludes nothing, and is known even where a class is not', () => {
  const none = load({ Excluded: [] });
  assert.equal(run(none, { executedTermMonths: 6, offenceClasses: ['drug'] }).outcome, 'mustSeal');
  assert.equal(run(none, { executedTermMonths: 6, offenceClasses: 'unknown' }).outcome, 'mustSeal');
  assert.equal(run(load(), { executedTermMonths: 6, offenceClasses: 'unknown' }).outcome, 'needsReview');
});

test('the latest date decides and its reason is kept; one rule replaces the others', () => {
  const other = { decidedOn: '2024-06-30', executedTermMonths: 13 };
  const late = run(load(), { executedTermMonths: 12, otherEntries: [other] });
  assert.deepEqual([late.outcome, late.sealFrom], ['sealFrom', '2028-06-30']);
  assert.deepEqual(late.dueReasons?.map(({ id, counts, from, limits }) => [id, counts, from, limits]), [
    ['own', true, '2025-05-31', false], ['others', true, '2028-06-30', true], ['light', false, '2025-05-31', false],
  ]);
  const light = run(load(), { executedTermMonths: 12, penalty: 'fineOnly', otherEntries: [other] });
  assert.deepEqual([light.outcome, light.sealFrom], ['mustSeal', '2025-05-31']);
  assert.deepEqual(light.dueReasons?.map(({ id, counts, limits }) => [id, counts, limits]), [
    ['own', false, false], ['others', false, false], ['light', true, true],
  ]);
  const open = run(load(), { executedTermMonths: 12, penalty: 'unknown', otherEntries: [other] });
  assert.deepEqual([open.outcome, open.questions.map(({ fact }) => fact)], ['needsReview', ['penalty']]);
});

test('an entry of which nothing is known leaves the day open; no entry at all leaves the own day', () => {
  assert.equal(run(load(), { executedTermMonths: 12, otherEntries: ['unknown'] }).outcome, 'needsReview');
  assert.equal(run(load(), { executedTermMonths: 12, otherEntries: 'unknown' }).outcome, 'needsReview');
  assert.equal(run(load(), { executedTermMonths: 12 }).sealFrom, '2025-05-31');
});

test('31 August and six months: the last day of February, or 1 March where the pack says so', () => {
  const facts = { executedTermMonths: 6, decidedOn: '2022-08-31' };
  const half = (text: string): string => text.replace('executedTermMonths <= 12 ? 12 : 48', 'executedTermMonths');
  assert.equal(run(load(undefined, half(PACK)), facts).sealFrom, '2023-02-28');
  const over = PACK.replace('monthEnd: lastDay', 'monthEnd: nextMonth');
  assert.equal(run(load(undefined, half(over)), facts).sealFrom, '2023-03-01');
});

type Fault = readonly [what: string, before: string, after: string, code: PackProblem['code'], at: string];
const faults: readonly Fault[] = [
  ['a definition that leads back to itself', "is: 'executedTermMonths <= 12 ? 12 : 48'", "is: 'spentOn < asOf ? 12 : 48'", 'CEL_CYCLE', 'id: bufferMonths'],
  ['a misspelt fact in a definition', '? 12 : 48', '? 12 : executdTermMonths', 'CEL_UNKNOWN_NAME', 'bufferMonths, is'],
  ['a definition that bears the name of a fact', 'id: bufferMonths, is', 'id: suspended, is', 'NAME_TAKEN', 'id: suspended'],
  ['a definition asked of an entry that reads what entries do not have', '? 12 : 48', '? 12 : priorConvictionCount', 'CEL_TYPE', 'others, date'],
  ['a number outside its bounds', 'value: 24}', 'value: 61}', 'PARAMETER_VALUE', 'value: 61}'],
  ['a name that is no option', 'value: [drug, gang]', 'value: [drug, gangs]', 'PARAMETER_VALUE', 'value: [drug, gangs]'],
  ['values out of order', 'from: 2024-01-01, value', 'from: 2020-01-01, value', 'PARAMETER_DATES', 'value: 24}'],
  ['a value that begins after the pack', '{from: 2020-01-01, value: 12}', '{from: 2020-01-02, value: 12}', 'PARAMETER_DATES', '{from: 2020-01-02, value: 12}'],
  ['a parameter day that does not exist', 'from: 2024-01-01, value', 'from: 2024-02-30, value', 'DATE_IMPOSSIBLE', '2024-02-30'],
  ['a number without bounds', '    max: 60\n', '', 'PARAMETER_VALUE', 'id: MaxMonths'],
  ['names compared with a number', 'executedTermMonths <= MaxMonths', 'executedTermMonths <= Excluded', 'CEL_TYPE', 'executedTermMonths <= Excluded'],
  ['a reason that replaces nothing', 'replaces: all', 'replaces: [owns]', 'REASON_UNKNOWN', 'replaces: [owns]'],
  ['the same reason twice', '{id: others, date', '{id: own, date', 'DUPLICATE_ID', "{id: own, date: 'other"],
  ['a reason that is no date', 'date: spentOn', 'date: bufferMonths', 'CEL_TYPE', 'date: bufferMonths'],
  ['a purpose that does not exist', 'purposes: [occupation]', 'purposes: [job]', 'WRONG_SHAPE', 'purposes: [job]'],
  ['a piercing rule without citation', 'discloses: true, cite: [A], say: {zh: 说明。, en: Explained.}}\n    - {id: job', 'discloses: true, say: {zh: 说明。, en: Explained.}}\n    - {id: job', 'MISSING_KEY', '{id: judging'],
];
for (const [what, before, after, code, at] of faults) {
  test(`refuses ${what}: file place, and what would be right`, () => {
    const text = PACK.replace(before, after);
    assert.notEqual(text, PACK);
    const pack = loadPack(text);
    const found = (pack.ok ? [] : pack.error).find((problem) => problem.code === code);
    assert.ok(found !== undefined, JSON.stringify(pack));
    assert.equal(found.line, text.slice(0, text.indexOf(at)).split('\n').length, JSON.stringify(found));
  });
}

test('a circle of definitions is told with its whole way', () => {
  const pack = loadPack(PACK.replace('executedTermMonths <= 12 ? 12 : 48', 'spentOn < asOf ? 12 : 48'));
  const found = (pack.ok ? [] : pack.error).find(({ code }) => code === 'CEL_CYCLE');
  assert.match(found?.message ?? '', /spentOn → bufferMonths → spentOn$/);
  assert.equal(found?.clause, 'bufferMonths');
});

test('definitions that double one another are refused before they grow', () => {
  const chain = Array.from({ length: 40 }, (_, i) =>
    `  - {id: d${i}, is: '${i === 0 ? 'suspended' : `d${i - 1} || d${i - 1}`}', cite: [A]}\n`).join('');
  const startedAt = performance.now();
  const pack = loadPack(PACK.replace('definitions:\n', `definitions:\n${chain}`));
  assert.ok(!pack.ok && pack.error.some(({ code }) => code === 'CEL_TOO_LONG'));
  assert.ok(performance.now() - startedAt < 2000);
});

test('parameters given at load are checked like those that are written', () => {
  const refused = (parameters: ParameterChoice) => {
    const pack = loadPack(PACK, { parameters });
    return pack.ok ? 'accepted' : pack.error.map(({ code, hint }) => `${code} ${hint ?? ''}`.trim()).join('; ');
  };
  assert.equal(refused({ MaxMonth: 3 }), 'PARAMETER_UNKNOWN did you mean MaxMonths?');
  assert.equal(refused({ MaxMonths: 61 }), 'PARAMETER_VALUE');
  assert.equal(refused({ MaxMonths: 60 }), 'accepted');
  assert.equal(refused({ MaxMonths: ['drug'] }), 'PARAMETER_VALUE; CEL_TYPE');
  assert.equal(refused({ Excluded: 3 }), 'PARAMETER_VALUE; CEL_TYPE');
  assert.equal(refused({ Excluded: ['drugs'] }), 'PARAMETER_VALUE; CEL_NOT_IN_LIST');
});

test('who may see a sealed record: the first rule that fits; an unknown relation discloses nothing', () => {
  const ask = (inquirer: 'judicialOrgan' | 'unit', purpose: 'judgingCrime' | 'occupation', related: boolean | 'unknown') => {
    const answer = decidePiercing(load(), { inquirer, purpose, related });
    return [answer?.discloses, answer?.rule];
  };
  assert.deepEqual(ask('judicialOrgan', 'judgingCrime', 'unknown'), [true, 'judging']);
  assert.deepEqual(ask('unit', 'judgingCrime', true), [false, 'otherwise']);
  assert.deepEqual(ask('unit', 'occupation', true), [true, 'job']);
  assert.deepEqual(ask('unit', 'occupation', false), [false, 'otherwise']);
  assert.deepEqual(ask('unit', 'occupation', 'unknown'), ['unknown', 'job']);
});
