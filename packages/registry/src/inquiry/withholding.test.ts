import assert from 'node:assert/strict';
import test from 'node:test';
import { addDays, civil } from '@fengcun/kernel';
import type { InquirerKind } from './inquirer-kinds.ts';
import type { InquiryCommand } from './inquiry-command.ts';
import { application, ASKER, at, BOSS, run, steps } from './testing/invented-inquiries.ts';
import { withheldFrom } from './withholding-terms.ts';

// Applied for on 2026-11-20: withheld until 183 days later, 2027-05-22; to be reviewed from 2027-04-22 on.
const shown = (kind: InquirerKind): readonly InquiryCommand[] => [
  steps.apply(application(kind)), steps.check(), steps.propose(kind), steps.decide(), steps.sign(), steps.prepare(), steps.disclose(),
];
type Review = Extract<InquiryCommand, { type: 'ReviewWithholding' }>;
const review = (day: string, changed: Partial<Review> = {}): Review => ({
  type: 'ReviewWithholding', at: at(day), by: BOSS, prolongs: true, ground: 'wouldHinderDuty', reasons: '案件尚未办结', ...changed,
});
const after = (kind: InquirerKind, reviews: readonly InquiryCommand[]) => {
  const { state, refusal } = run([...shown(kind), ...reviews]);
  const withheld = state.stage === 'none' ? undefined : state.withheld;
  return [refusal, withheld?.until, withheld?.isProlonged];
};

const ROWS: readonly (readonly [rule: string, kind: InquirerKind, reviews: readonly Review[], expected: readonly unknown[]])[] = [
  ['nobody has reviewed it: withheld until its day, and shown after it', 'judicialOrgan', [], [undefined, '2027-05-22', false]],
  ['prolonged thirty days before its day', 'judicialOrgan', [review('2027-04-22')], [undefined, '2027-11-21', true]],
  ['prolonged on its last day', 'judicialOrgan', [review('2027-05-22')], [undefined, '2027-11-21', true]],
  ['thirty-one days before: nobody can know yet', 'judicialOrgan', [review('2027-04-21')], ['REVIEW_TOO_EARLY', '2027-05-22', false]],
  ['the day after its day: the person has learned of it, nothing takes that back', 'judicialOrgan', [review('2027-05-23')], ['NOT_WITHHELD', '2027-05-22', false]],
  ['once more, never twice', 'judicialOrgan', [review('2027-05-01'), review('2027-11-20')], ['ALREADY_PROLONGED', '2027-11-21', true]],
  ['ended at once, at any time', 'judicialOrgan', [review('2026-12-01', { prolongs: false })], [undefined, undefined, undefined]],
  ['ended after it was prolonged', 'stateOrgan', [review('2027-05-01'), review('2027-06-01', { prolongs: false })], [undefined, undefined, undefined]],
  ['without a ground (个保法18、35)', 'judicialOrgan', [review('2027-05-01', { ground: undefined } as never)], ['REASONS_MISSING', '2027-05-22', false]],
  ['without reasons', 'judicialOrgan', [review('2027-05-01', { reasons: ' ' })], ['REASONS_MISSING', '2027-05-22', false]],
  ['by whoever asked', 'judicialOrgan', [review('2027-05-01', { by: { account: 'other', person: ASKER.person } })], ['FOUR_EYES', '2027-05-22', false]],
  ['a notary handles no case that must stay secret', 'notary', [review('2027-05-01')], ['NOT_WITHHELD', undefined, undefined]],
  ['a unit withholds nothing', 'unit', [review('2027-05-01')], ['NOT_WITHHELD', undefined, undefined]],
];
for (const [rule, kind, reviews, expected] of ROWS) {
  test(`review of a withheld look: ${rule}`, () => { assert.deepEqual(after(kind, reviews), expected); });
}

test('nothing is reviewed before the procedure is over', () => {
  const { refusal } = run([...shown('judicialOrgan').slice(0, 4), review('2027-05-01')]);
  assert.equal(refusal, 'WRONG_STAGE');
});

test('a withholding lasts 183 days from the application, and rests on 个保法35', () => {
  const on = civil('2026-11-20');
  assert.deepEqual(withheldFrom(application('judicialOrgan'), on), { cite: 'PIPL_35', until: addDays(on, 183), isProlonged: false });
  assert.equal(withheldFrom(application('judicialOrgan', { caseNumber: undefined }), on), undefined);
});
