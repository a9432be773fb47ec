import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { civil, type CivilDate } from '@fengcun/kernel';
import { decide, type FactInput, parseFacts } from '@fengcun/policy';
import { type NewOffence, type PriorOffence, resolveCitation } from '@fengcun/statute';
import { token } from '../../intake/testing/messages.ts';
import { shippedPack } from '../testing/law.ts';
import { removalProposal, rescissionProposal } from './correction-proposals.ts';
import { findUnsealing, type UnsealProposal } from './find-unsealing.ts';
import { type NewJudgment, type SealedRecord, triggerOf } from './new-judgment.ts';

const PACK = shippedPack('in-force/cn-juvenile');
const prior: PriorOffence = { under18: true, intentional: true, fixedTermOrMore: true, fiveYearsOrLess: true, servedOn: civil('2022-06-30'),
  suspensionCompleted: false, classes: ['property'], drugSupplyOrPossession: false };
const offence: NewOffence = { offenceOn: civil('2024-08-01'), under18: false, intentional: true, fixedTermOrMore: true, classes: ['violence'], drugSection: false };
const sealed = (changed: Partial<SealedRecord> = {}): SealedRecord =>
  ({ recordId: 'r1', subject: token('a'), ground: 'juvenileSentence', decidedOn: civil('2023-06-01'), prior, ...changed });
/** Born 2006-03-15: under 18 up to 2024-03-15. */
const judgment = (changed: Partial<NewJudgment> = {}): NewJudgment => ({
  effectiveOn: civil('2024-05-20'), convicted: true, bornOn: civil('2006-03-15'), firstActOn: civil('2023-09-01'), lastActOn: civil('2023-09-01'),
  intentional: true, combined: true, executedTerm: 66, offence, ...changed,
});
const act = (on: string): Partial<NewJudgment> => ({ firstActOn: civil(on), lastActOn: civil(on) });
const retrial = (executedTerm: NewJudgment['executedTerm']): Partial<NewJudgment> => ({ retrialOf: 'r1', executedTerm });
const run = (changed: Partial<NewJudgment>, switches: Readonly<Record<string, string>> = {}, record = sealed()): UnsealProposal => {
  const [proposal] = findUnsealing([record], judgment(changed), { pack: PACK, switches, asOf: civil('2026-11-21') });
  assert.ok(proposal !== undefined);
  return proposal;
};

type Row = readonly [id: string, story: string, changed: Partial<NewJudgment>, outcome: UnsealProposal['outcome'], ground: string | undefined, conflicts: readonly string[], article: string];
const ROWS: readonly Row[] = [
  ['W-41', 'new crime at 17, combined 5y6m', {}, 'propose', 'newCrimeAsMinor', [], '办法18(1)(一)、19'],
  ['18-60', 'new crime at 17, combined exactly 5y', { executedTerm: 60 }, 'staysSealed', undefined, ['K2'], '办法18(1)；K2'],
  ['18-59', 'new crime at 17, combined 4y11m', { executedTerm: 59 }, 'staysSealed', undefined, [], '办法18(1)'],
  ['18-61', 'new crime at 17, combined 5y1m', { executedTerm: 61 }, 'propose', 'newCrimeAsMinor', [], '办法18(1)(一)'],
  ['18-life', 'new crime at 17, life imprisonment', { executedTerm: 'aboveAll' }, 'propose', 'newCrimeAsMinor', [], '办法18(1)(一)'],
  ['18-apart', 'new crime at 17, seven years, not combined with the sealed one', { combined: false, executedTerm: 84 }, 'staysSealed', undefined, [], '办法18(1): 数罪并罚'],
  ['18-combined-unknown', 'nobody told whether it is combined', { combined: 'unknown' }, 'review', undefined, [], '办法18(1)'],
  ['18-birthday', 'new crime on the 18th birthday', act('2024-03-15'), 'propose', 'newCrimeAsMinor', [], '2006解释2'],
  ['18-day-after', 'new crime on the day after the 18th birthday', act('2024-03-16'), 'staysSealed', undefined, [], '办法18(2)'],
  ['18-spans', 'acts on both sides of eighteen', { firstActOn: civil('2024-03-01'), lastActOn: civil('2024-04-01') }, 'review', undefined, [], '办法18(1): 在未成年时'],
  ['18-court', 'the court finds the person under 18', { courtFoundJuvenile: true, bornOn: 'unknown' }, 'propose', 'newCrimeAsMinor', [], '办法18(1)(一)'],
  ['18-no-birth', 'nobody knows the age', { bornOn: 'unknown' }, 'review', undefined, [], '办法18(1)'],
  ['W-43', 'omitted crime at 16 found, combined 6y', { ...act('2022-10-01'), executedTerm: 72 }, 'propose', 'omittedCrimeAsMinor', [], '办法18(1)(二)'],
  ['18-same-day', 'an act on the day of the sealed judgment is omitted, not new', { ...act('2023-06-01'), executedTerm: 72 }, 'propose', 'omittedCrimeAsMinor', [], '刑法70、71'],
  ['18-effect-unknown', 'the new judgment is not told to be in force', { effectiveOn: 'unknown' }, 'review', undefined, [], '办法19'],
  ['W-51', 'retrial 4y → exactly 5y', retrial(60), 'staysSealed', undefined, ['K3'], '办法18(1)(三)、24'],
  ['18-retrial-59', 'retrial to 4y11m', retrial(59), 'staysSealed', undefined, [], '办法18(1)(三)'],
  ['18-retrial-61', 'retrial to 5y1m', retrial(61), 'propose', 'retrialRaised', [], '办法18(1)(三)'],
  ['18-retrial-unknown', 'retrial, term not told', retrial('unknown'), 'review', undefined, [], '办法18(1)(三)'],
  ['18-acquitted', 'acquitted of the new charge', { convicted: false }, 'staysSealed', undefined, [], '办法18'],
  ['W-45', 'intentional injury at 20, one year', { ...act('2026-04-01'), combined: false, executedTerm: 12 }, 'staysSealed', undefined, [], '办法18(2)'],
];
for (const [id, story, changed, outcome, ground, conflicts, article] of ROWS) {
  test(`unsealing ${id}: ${story} → ${outcome} (${article})`, () => {
    const found = run(changed);
    assert.deepEqual([found.outcome, found.ground, found.conflicts], [outcome, ground, conflicts]);
    assert.equal(found.effectiveFrom, outcome === 'propose' ? '2024-05-20' : undefined, '办法19: from the day the ground arose');
    if (outcome === 'review') assert.ok(found.questions.length > 0);
    for (const cite of found.cites) assert.ok(resolveCitation(cite).ok, cite);
  });
}

const READINGS: readonly (readonly [rule: string, changed: Partial<NewJudgment>, switches: Readonly<Record<string, string>>, outcome: string, other: string])[] = [
  ['K2 default: exactly five years stays sealed, the other reading opens', { executedTerm: 60 }, {}, 'staysSealed', 'K2/fiveYearsOrMore/mustUnseal'],
  ['K2 configured: exactly five years opens, the other reading keeps', { executedTerm: 60 }, { K2: 'fiveYearsOrMore' }, 'propose', 'K2/moreThanFiveYears/mustStaySealed'],
  ['K3 default: a retrial to exactly five years stays sealed', retrial(60), {}, 'staysSealed', 'K3/unseal/mustUnseal'],
  ['K3 configured: a retrial to exactly five years opens', retrial(60), { K3: 'unseal' }, 'propose', 'K3/keepSealedAndFlag/mustStaySealed'],
  ['K6: a new crime as an adult, combined six years: only the other reading opens', { ...act('2024-05-01'), executedTerm: 72 }, {}, 'staysSealed', 'K6/committedAtAnyAge/mustUnseal'],
];
for (const [rule, changed, switches, outcome, other] of READINGS) {
  test(`both readings are shown: ${rule}`, () => {
    const found = run(changed, switches);
    assert.equal(found.outcome, outcome);
    assert.deepEqual(found.otherReadings.map((each) => `${each.switch}/${each.option}/${each.outcome}`), [other]);
  });
}

test('W-45: the court must state the earlier record; it stays sealed and makes no recidivist (办法18(2)；刑法65)', () => {
  const found = run({ ...act('2026-04-01'), combined: false, executedTerm: 12 });
  assert.equal(found.statement?.holds, true);
  assert.deepEqual(found.consequences.map(({ kind, outcome }) => [kind, outcome]),
    [['recidivist', 'notRecidivist'], ['specialRecidivist', 'notRecidivist'], ['drugRecidivist', 'notRecidivist']]);
});

const STATED: readonly (readonly [rule: string, changed: Partial<NewJudgment>, holds: true | 'unknown' | undefined])[] = [
  ['a negligent crime as an adult asks for no statement', { ...act('2026-04-01'), intentional: false }, undefined],
  ['a crime under eighteen asks for no statement', act('2024-03-15'), undefined],
  ['the day after the birthday does', act('2024-03-16'), true],
  ['an unknown form of guilt leaves it open', { ...act('2026-04-01'), intentional: 'unknown' }, 'unknown'],
];
for (const [rule, changed, holds] of STATED) {
  test(`办法18(2): ${rule}`, () => assert.equal(run(changed).statement?.holds, holds));
}

test('W-49, W-47: a disputed special recidivist goes to a person, a sealed drug record does not count (刑法66、356)', () => {
  const gang = run({ offence: { ...offence, classes: ['gang'] } }, {}, sealed({ prior: { ...prior, classes: ['gang'] } }));
  assert.deepEqual(gang.consequences.map(({ review }) => review), [false, true, false]);
  const drug = run({ offence: { ...offence, drugSection: true } }, {}, sealed({ prior: { ...prior, drugSupplyOrPossession: true, classes: ['drug'] } }));
  assert.deepEqual(drug.consequences.map(({ outcome }) => outcome), ['notRecidivist', 'notRecidivist', 'notRecidivist']);
});

test('办法18 opens records of crimes only: non-prosecution, acquittal and 治安 records are passed over', () => {
  const others = (['nonProsecution', 'insufficientEvidence', 'publicOrderViolation'] as const).map((ground) => sealed({ ground }));
  assert.deepEqual(findUnsealing(others, judgment(), { pack: PACK, asOf: civil('2026-11-21') }), []);
});

test('before the Measures took effect, and before any rule of sealing, a person decides (办法26)', () => {
  assert.deepEqual(['2021-05-20', '2012-05-20'].map((on) => run({ effectiveOn: civil(on) }).outcome), ['review', 'review']);
});

test('A-U: a record sealed under a proposal opens on the rule of that proposal, never on article 18', () => {
  const [found] = findUnsealing([sealed({ ground: 'proposal' })], judgment({ ...act('2026-05-01'), effectiveOn: civil('2026-08-01') }),
    { pack: shippedPack('proposals/cn-a1'), asOf: civil('2026-11-21') });
  assert.ok(found !== undefined);
  assert.deepEqual([found.outcome, found.ground], ['propose', 'observationBreached']);
});

test('a longer combined term never closes what a shorter one opens (办法18(1))', () => {
  const terms = fc.integer({ min: 0, max: 300 });
  fc.assert(fc.property(terms, terms, fc.boolean(), (a, b, again) => {
    const opens = (term: number): boolean => run(again ? retrial(term) : { executedTerm: term }).outcome === 'propose';
    assert.ok(!opens(Math.min(a, b)) || opens(Math.max(a, b)));
  }), { numRuns: 100 });
});

test('the trigger follows from the days alone: after the sealed judgment new, on or before it omitted (刑法70、71)', () => {
  const trigger = (on: string): string => triggerOf(sealed(), judgment(act(on)));
  assert.deepEqual(['2023-05-31', '2023-06-01', '2023-06-02'].map(trigger), ['omittedCrime', 'omittedCrime', 'newCrime']);
});

const decided = (facts: FactInput): ReturnType<typeof decide> => {
  const sheet = parseFacts({ recordKind: 'conviction', subjectKind: 'person', decidedOn: civil('2023-11-06'), effectiveOn: civil('2023-11-17'),
    bornOn: civil('2006-03-15'), offenceFrom: civil('2023-05-02'), offenceTo: civil('2023-05-02'), penalty: 'fixedTermImprisonment', executedTermMonths: 12, suspended: false, ...facts });
  assert.ok(sheet.ok);
  return decide(PACK, { asOf: civil('2026-11-21'), facts: sheet.value });
};
const WRONG: readonly (readonly [rule: string, facts: FactInput, corrected: readonly 'bornOn'[], outcome: string, from: CivilDate | undefined])[] = [
  ['the birth date was wrong and the person an adult', { bornOn: civil('2005-01-01') }, ['bornOn'], 'propose', civil('2026-11-21')],
  ['the corrected birth date leaves a juvenile', { bornOn: civil('2006-04-15') }, ['bornOn'], 'sealStands', undefined],
  ['the birth date is doubted but not known', { bornOn: 'unknown' }, ['bornOn'], 'review', undefined],
  ['no fact was wrong: another reading of the rule rescinds nothing by itself', { executedTermMonths: 72 }, [], 'review', undefined],
];
for (const [rule, facts, corrected, outcome, from] of WRONG) {
  test(`撤销封存 (办法22): ${rule} → ${outcome}`, () => {
    const decision = decided(facts);
    assert.ok(decision.ok);
    const found = rescissionProposal({ recordId: 'r1', ground: 'juvenileSentence', corrected, decision: decision.value, today: civil('2026-11-21') });
    assert.deepEqual([found.outcome, found.effectiveFrom], [outcome, from]);
  });
}

test('W-75: an annulled decision is removed, and what was published withdrawn within three working days (行政处罚法48)', () => {
  const published = removalProposal({ recordId: 'v1', annulledOn: civil('2026-11-20') }, true);
  assert.ok(published.withdraw !== undefined && 'dueOn' in published.withdraw.due);
  assert.deepEqual([published.ground, published.effectiveFrom, published.withdraw.due.dueOn], ['annulled', '2026-11-20', '2026-11-25']);
  assert.equal(removalProposal({ recordId: 'v1', annulledOn: civil('2026-11-20') }, false).withdraw, undefined);
  assert.equal(removalProposal({ recordId: 'v1', annulledOn: civil('2026-11-20') }, 'unknown').withdraw?.published, 'unknown');
});
