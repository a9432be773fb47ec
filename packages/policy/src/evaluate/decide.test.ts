import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import { parseFacts } from '../facts/parse-facts.ts';
import type { FactInput } from '../facts/fact-sheet.ts';
import { changed, EXAMPLE, packOf } from '../packs/testing/example-pack.ts';
import { decide } from './decide.ts';
import type { Decision, Evidence } from './decision.ts';

const AS_OF = civil('2026-11-21');
/** A juvenile theft, convicted and in effect, of an invented person. */
const JUVENILE: FactInput = {
  recordKind: 'conviction', subjectKind: 'person', bornOn: civil('2006-03-15'), offenceTo: civil('2024-03-15'),
  executedTermMonths: 12, effectiveOn: civil('2024-11-01'), ageProven: true, jointWithAdult: false, severed: false,
};

type Options = Readonly<{ asOf?: string; switches?: Readonly<Record<string, string>>; evidence?: Evidence; text?: string; matter?: string }>;

const run = (facts: FactInput, options: Options = {}) => {
  const sheet = parseFacts(facts);
  assert.ok(sheet.ok, JSON.stringify(sheet));
  const { asOf = AS_OF, text = EXAMPLE, ...rest } = options;
  return decide(packOf(text), { facts: sheet.value, asOf: civil(asOf), ...rest });
};

const decided = (facts: FactInput, options: Options = {}): Decision => {
  const decision = run(facts, options);
  assert.ok(decision.ok, JSON.stringify(decision));
  return decision.value;
};

type Row = readonly [rule: string, change: FactInput, outcome: string, decidedBy: string];
const table: readonly Row[] = [
  ['on the eighteenth birthday a person is still seventeen', {}, 'mustSeal', 'juvenile'],
  ['the day after it, eighteen', { offenceTo: civil('2024-03-16') }, 'notCovered', 'otherwise'],
  ['59 months are sealed', { executedTermMonths: 59 }, 'mustSeal', 'juvenile'],
  ['60 months are sealed', { executedTermMonths: 60 }, 'mustSeal', 'juvenile'],
  ['61 months are not', { executedTermMonths: 61 }, 'mustNotSeal', 'too-long'],
  ['a unit has no age', { subjectKind: 'entity' }, 'notCovered', 'entity'],
  ['an unproven age is for a person, by the clause itself', { ageProven: false }, 'needsReview', 'disputed'],
  ['an unknown term may or may not be too long', { executedTermMonths: 'unknown' }, 'needsReview', 'unknownFacts'],
  ['an unknown term of a unit changes nothing', { subjectKind: 'entity', executedTermMonths: null }, 'notCovered', 'entity'],
  ['an unknown birth date is asked for', { bornOn: 'unknown' }, 'needsReview', 'unknownFacts'],
  ['an unknown birth date does not matter when the term is too long', { bornOn: null, executedTermMonths: 61 }, 'mustNotSeal', 'too-long'],
  ['an unknown birth date does not matter without a conviction', { bornOn: null, recordKind: 'acquittal' }, 'notCovered', 'otherwise'],
  ['a leapling on the disputed 1 March is for a person', { bornOn: civil('2004-02-29'), offenceTo: civil('2022-03-01') }, 'needsReview', 'unknownFacts'],
  ['a leapling on 28 February is seventeen', { bornOn: civil('2004-02-29'), offenceTo: civil('2022-02-28') }, 'mustSeal', 'juvenile'],
  ['a leapling on 2 March is eighteen', { bornOn: civil('2004-02-29'), offenceTo: civil('2022-03-02') }, 'notCovered', 'otherwise'],
  ['an act before birth is contradictory and for a person', { offenceTo: civil('2001-01-01') }, 'needsReview', 'unknownFacts'],
  ['a judgment of yesterday is due', { effectiveOn: civil('2026-11-20') }, 'mustSeal', 'juvenile'],
  ['a judgment of today is due', { effectiveOn: civil('2026-11-21') }, 'mustSeal', 'juvenile'],
  ['a judgment that takes effect tomorrow is sealed from tomorrow', { effectiveOn: civil('2026-11-22') }, 'sealFrom', 'juvenile'],
  ['an unknown day of effect never seals by itself', { effectiveOn: 'unknown' }, 'needsReview', 'unknownFacts'],
  ['nothing known is for a person', Object.fromEntries(Object.keys(JUVENILE).map((name) => [name, null])), 'needsReview', 'unknownFacts'],
];
for (const [rule, change, outcome, decidedBy] of table) {
  test(rule, () => {
    const decision = decided({ ...JUVENILE, ...change });
    assert.deepEqual([decision.outcome, decision.decidedBy], [outcome, decidedBy]);
  });
}

test('every condition of every clause is a finding, also below the clause that decides', () => {
  const { findings } = decided({ ...JUVENILE, subjectKind: 'entity' });
  assert.deepEqual(findings.map((each) => `${each.clause}/${each.condition} ${each.holds}`), [
    'entity/is-entity true', 'disputed/age-not-proven false', 'too-long/convicted true', 'too-long/over-60-months false',
    'juvenile/convicted true', 'juvenile/under-18 true',
  ]);
  assert.deepEqual(findings.at(-1)?.cite, ['CPL_286_1', 'SPC2006_2']);
});

test('the due day stands in the result, past or future', () => {
  assert.equal(decided(JUVENILE).sealFrom, '2024-11-01');
  assert.equal(decided({ ...JUVENILE, effectiveOn: civil('2026-12-01') }).sealFrom, '2026-12-01');
  assert.equal('sealFrom' in decided({ ...JUVENILE, executedTermMonths: 61 }), false);
});

test('questions are the unknown facts of the clauses that could decide, each once, and no others', () => {
  const asked = (change: FactInput): readonly (string | undefined)[] =>
    decided({ ...JUVENILE, ...change }).questions.map((question) => question.fact);
  assert.deepEqual(asked({ bornOn: null, jointWithAdult: null }), ['bornOn']);
  assert.deepEqual(asked({ recordKind: null, executedTermMonths: null }), ['recordKind', 'executedTermMonths']);
  assert.deepEqual(asked({ effectiveOn: null }), ['effectiveOn']);
  assert.deepEqual(asked({}), []);
});

test('a disputed birthday asks a person to decide the condition, not for a fact that is known', () => {
  const { questions, findings } = decided({ ...JUVENILE, bornOn: civil('2004-02-29'), offenceTo: civil('2022-03-01') });
  assert.deepEqual(questions.map(({ fact, clause }) => [fact, clause]), [[undefined, 'juvenile']]);
  assert.match(questions[0]?.zh ?? '', /不满十八周岁/);
  assert.deepEqual(findings.find((each) => each.condition === 'under-18')?.unknown, []);
});

test('a clause that leaves it to a person asks its own question', () => {
  const { questions, explain } = decided({ ...JUVENILE, ageProven: false });
  assert.deepEqual(questions, [{ clause: 'disputed', ...explain }]);
});

test('the explanation of a review names what to find out, in both languages', () => {
  const { explain } = decided({ ...JUVENILE, bornOn: null });
  assert.equal(explain.zh, '需要人工复核：现有事实可能得出不同结论，请先查明：出生日期。');
  assert.equal(explain.en, 'A person must decide: the facts allow different outcomes. Find out first: date of birth.');
});

test('a switch changes the decision, is shown with the defaults, and its question is the flag', () => {
  const five = { ...JUVENILE, executedTermMonths: 60 };
  assert.deepEqual(decided(five).switches, { K3: 'sealFive' });
  const other = decided(five, { switches: { K3: 'keepFiveOpen' } });
  assert.deepEqual([other.outcome, other.switches], ['mustNotSeal', { K3: 'keepFiveOpen' }]);
  assert.deepEqual(other.flags.map(({ id, holds, zh }) => [id, holds, zh]), [['K3', true, '恰为五年的，是否封存']]);
});

test('a flag is raised by the deciding clause when its condition holds or is unknown, on days it applies', () => {
  const flags = (change: FactInput, asOf?: string) =>
    decided({ ...JUVENILE, ...change }, asOf === undefined ? {} : { asOf }).flags.map(({ id, holds }) => [id, holds]);
  assert.deepEqual(flags({}), []);
  assert.deepEqual(flags({ jointWithAdult: true }), [['markCover', true]]);
  assert.deepEqual(flags({ jointWithAdult: null }), [['markCover', 'unknown']]);
  assert.deepEqual(flags({ jointWithAdult: true, subjectKind: 'entity' }), []);
  assert.deepEqual(flags({ jointWithAdult: true, effectiveOn: civil('2020-01-01') }, '2022-05-29'), []);
  assert.deepEqual(flags({ jointWithAdult: true, effectiveOn: civil('2020-01-01') }, '2022-05-30'), [['markCover', true]]);
});

test('evidence goes with the findings that read the fact', () => {
  const evidence: Evidence = { bornOn: [{ start: 10, end: 21 }], chargeCount: [{ start: 0, end: 1 }] };
  const { findings } = decided(JUVENILE, { evidence });
  assert.deepEqual(findings.filter((each) => each.evidence !== undefined).map((each) => [each.condition, each.evidence]),
    [['under-18', { bornOn: [{ start: 10, end: 21 }] }]]);
});

test('clauses apply by their days: the day before, the first day, the last day, the day after', () => {
  const dated = changed('id: juvenile\n', "id: juvenile\n        effective: {from: 2020-01-01, to: 2021-01-01}\n");
  const on = (asOf: string) => decided({ ...JUVENILE, effectiveOn: civil('2019-01-01') }, { asOf, text: dated });
  assert.deepEqual(['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01'].map((day) => on(day).outcome),
    ['notCovered', 'mustSeal', 'mustSeal', 'notCovered']);
  assert.equal(on('2019-12-31').findings.length + 2, on('2020-01-01').findings.length);
});

test('a pack decides nothing on a day on which it does not apply', () => {
  assert.equal(run(JUVENILE, { asOf: '2013-01-01' }).ok, true);
  for (const [options, code] of [
    [{ asOf: '2012-12-31' }, 'PACK_NOT_EFFECTIVE'], [{ matter: 'unseal' }, 'MATTER_UNKNOWN'],
    [{ switches: { K9: 'x' } }, 'SWITCH_UNKNOWN'], [{ switches: { K3: 'perhaps' } }, 'SWITCH_OPTION_UNKNOWN'],
  ] as const) {
    const refused = run(JUVENILE, options);
    assert.equal(refused.ok ? '' : refused.error.code, code);
  }
});

test('a due day that depends on a known fact may fall back on today by saying so', () => {
  const text = changed('sealFrom: effectiveOn', 'sealFrom: "known(effectiveOn) ? effectiveOn : asOf"');
  const decision = decided({ ...JUVENILE, effectiveOn: 'unknown' }, { text });
  assert.deepEqual([decision.outcome, decision.sealFrom], ['mustSeal', '2026-11-21']);
});

test('two possible due days are two outcomes, one due day is one', () => {
  const second = (due: string): string => changed('    otherwise:', `      - id: second
        text: 另一条。
        cite: [CPL_286_1]
        all: [{id: only, when: 'true', cite: [CPL_286_1], say: {zh: 总是, en: always}}]
        outcome: mustSeal
        sealFrom: ${due}
        explain: {zh: 应当封存。, en: Must be sealed.}
    otherwise:`);
  const outcomeOf = (due: string, effectiveOn: string) => {
    const facts = { ...JUVENILE, bornOn: null, effectiveOn: civil(effectiveOn), decidedOn: civil('2027-02-01') };
    return decided(facts, { text: second(due) }).outcome;
  };
  assert.equal(outcomeOf('decidedOn', '2027-01-01'), 'needsReview');
  assert.equal(outcomeOf('effectiveOn', '2027-01-01'), 'sealFrom');
  assert.equal(outcomeOf('decidedOn', '2026-01-01'), 'needsReview');
  assert.equal(outcomeOf("date('2025-01-01')", '2026-01-01'), 'mustSeal', 'both days are past: seal now either way');
});

test('a date beyond the calendar is unknown and for a person, never an exception', () => {
  const text = changed('sealFrom: effectiveOn', 'sealFrom: addYears(effectiveOn, 250)');
  const decision = decided(JUVENILE, { text });
  assert.deepEqual([decision.outcome, decision.questions.length], ['needsReview', 1]);
});

test('a decision is plain data and the same every time', () => {
  const decision = decided({ ...JUVENILE, bornOn: null });
  assert.deepEqual(JSON.parse(JSON.stringify(decision)), decision);
  assert.deepEqual(decided({ ...JUVENILE, bornOn: 'unknown' }), decision);
  assert.match(decision.factsHash, /^sha256:/);
});
