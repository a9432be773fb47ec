import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import { prepareDecider } from '@fengcun/policy';
import {
  type ApplicationCommand, decideApplication, dossierViews, evolveApplication, findUnsealing, isSubjectToken, type NewJudgment, NO_APPLICATION,
  type Recipient, recipientDue, removalProposal, type SealedRecord, type SubjectToken, sweepBatch, SWEEP_START, type UnsealProposal,
} from '@fengcun/registry';
import type { NewOffence, PriorOffence } from '@fengcun/statute';
import { juvenile, TODAY } from './case.ts';
import { packOf, sheetOf } from './packs.ts';

const subject = (digit: string): SubjectToken => {
  const made = digit.repeat(32);
  assert.ok(isSubjectToken(made));
  return made;
};

const TERMS: readonly (readonly [id: string, story: string, recipient: Recipient, days: readonly [ordered: string, received?: string], due: string, article: string])[] = [
  ['W-23-term', 'the police receive the non-prosecution papers on Friday', { holder: 'police/1', type: 'police', rule: 'sealAfterNonProsecution', starts: 'receipt', waits: false },
    ['2026-11-18', '2026-11-20'], '2026-11-23', '办法第12条；刑事诉讼法第105条'],
  ['W-25-term', 'the same after a conditional non-prosecution was passed', { holder: 'police/1', type: 'police', rule: 'sealAfterNonProsecution', starts: 'receipt', waits: false },
    ['2026-11-17', '2026-11-18'], '2026-11-23', '刑事诉讼法第284条；办法第12条'],
  ['W-27-term', 'community correction, while the four years run', { holder: 'communityCorrection/1', type: 'communityCorrection', rule: 'sealAfterCorrection', starts: 'correctionEnd', startsOn: civil('2027-11-16'), waits: true },
    ['2023-11-20'], 'waits', '办法第13条；刑法第73条'],
  ['W-27-end', 'community correction, the four years are over; the calendar of 2027 is not known, so the earliest day', { holder: 'communityCorrection/1', type: 'communityCorrection', rule: 'sealAfterCorrection', starts: 'correctionEnd', startsOn: civil('2027-11-16'), waits: false },
    ['2023-11-20'], '2027-11-19?', '办法第13条；刑法第76条'],
  ['W-29-term', 'release from the juvenile prison', { holder: 'prison/1', type: 'prison', rule: 'sealAfterRelease', starts: 'release', startsOn: civil('2026-11-30'), waits: false },
    ['2023-11-20'], '2026-12-03', '监狱法第115条'],
];
for (const [id, story, recipient, [ordered, received], due, article] of TERMS) {
  test(`sealing case ${id}: ${story} → ${due} (${article})`, () => {
    const found = recipientDue(recipient, { orderedOn: civil(ordered), ...(received === undefined ? {} : { receivedOn: civil(received) }) });
    assert.equal(found === undefined ? 'waits' : 'dueOn' in found ? `${found.dueOn}${found.certain ? '' : '?'}` : 'paused', due);
  });
}

const prior: PriorOffence = { under18: true, intentional: true, fixedTermOrMore: true, fiveYearsOrLess: true, servedOn: civil('2022-06-30'), suspensionCompleted: false, classes: [], drugSupplyOrPossession: false };
const offence: NewOffence = { offenceOn: civil('2023-09-01'), under18: 'unknown', intentional: true, fixedTermOrMore: true, classes: [], drugSection: false };
const sealed: SealedRecord = { recordId: 'r1', subject: subject('a'), ground: 'juvenileSentence', decidedOn: civil('2023-06-01'), prior };
const unsealing = (changed: Partial<NewJudgment>): UnsealProposal => {
  const judgment: NewJudgment = { effectiveOn: civil('2024-05-20'), convicted: true, bornOn: civil('2006-03-15'), firstActOn: civil('2023-09-01'), lastActOn: civil('2023-09-01'),
    intentional: true, combined: true, executedTerm: 66, offence, ...changed };
  const [found] = findUnsealing([sealed], judgment, { pack: packOf('cn-juvenile'), asOf: civil(TODAY) });
  assert.ok(found !== undefined);
  return found;
};
const OPENINGS: readonly (readonly [id: string, story: string, changed: Partial<NewJudgment>, outcome: string, conflicts: readonly string[], article: string])[] = [
  ['W-41-proposal', 'sealed two years, new crime at 17, combined five and a half years', {}, 'propose', [], '办法第18条第1款第1项、第19条'],
  ['W-43-proposal', 'omitted crime at 16, combined six years', { firstActOn: civil('2022-10-01'), lastActOn: civil('2022-10-01'), executedTerm: 72 }, 'propose', [], '办法第18条第1款第2项'],
  ['W-45-proposal', 'intentional injury at 20, one year: stays sealed, the court states the record', { firstActOn: civil('2026-04-01'), lastActOn: civil('2026-04-01'), combined: false, executedTerm: 12 }, 'staysSealed', [], '办法第18条末款'],
  ['W-51-proposal', 'retrial from four to exactly five years', { retrialOf: 'r1', executedTerm: 60 }, 'staysSealed', ['K3'], '办法第18条第1款第3项、第24条'],
];
for (const [id, story, changed, outcome, conflicts, article] of OPENINGS) {
  test(`sealing case ${id}: ${story} → ${outcome} (${article})`, () => {
    const found = unsealing(changed);
    assert.deepEqual([found.outcome, found.conflicts], [outcome, conflicts]);
    assert.equal(found.effectiveFrom, outcome === 'propose' ? '2024-05-20' : undefined);
    assert.equal(found.statement?.holds, id.startsWith('W-45') ? true : undefined);
  });
}

test('sealing case W-17-label: split, minor two years, adult eight: the adult dossier is open and marked (办法第5条)', () => {
  const [minor, adult] = dossierViews([
    { dossierId: 'minor', holder: 'court/1', defendants: [{ subject: subject('a'), status: 'sealed' }], severed: [{ subject: subject('b'), status: 'open' }], isSplit: true, used: [] },
    { dossierId: 'adult', holder: 'court/1', defendants: [{ subject: subject('b'), status: 'open' }], severed: [{ subject: subject('a'), status: 'sealed' }], isSplit: true, used: [] },
  ]);
  assert.deepEqual([minor?.shown, minor?.label, adult?.shown, adult?.label], ['sealed', undefined, 'labelled', '含犯罪记录封存信息']);
});

const applied = (applicants: readonly ('subject' | 'guardian')[]): string => {
  const on = civil('2026-11-02');
  const materials = (['applicationForm', 'identityProof', 'guardianshipProof'] as const).map((kind) => ({ kind, document: kind }));
  const commands: readonly ApplicationCommand[] = [
    { type: 'File', on, by: 'clerk', applicationId: 'a1', kind: 'exemption', recordId: 'r1', organ: 'court/1', applicants, byAgent: false, materials },
    { type: 'CheckMaterials', on, by: 'clerk', reasons: '' },
    { type: 'Decide', on, by: 'judge', examinedBy: 'clerk', outcome: 'granted', reasons: 'doc', cites: ['M2022_7'], documentNumber: '1', eligibility: { holds: true, open: [], cites: ['M2022_7'] } },
  ];
  let state = NO_APPLICATION as Parameters<typeof decideApplication>[1];
  for (const command of commands) {
    const decided = decideApplication(command, state);
    if (!decided.ok) return decided.error.code;
    state = decided.value.reduce(evolveApplication, state);
  }
  return 'exempt';
};
test('sealing case W-21-application: only the guardian asks: it stays sealed; both ask and the court agrees: exempt (办法第7条)', () => {
  assert.deepEqual([applied(['guardian']), applied(['subject']), applied(['subject', 'guardian'])], ['BOTH_MUST_ASK', 'BOTH_MUST_ASK', 'exempt']);
});

test('sealing case W-53-sweep: convicted in 2009 at 17, two years: the sweep seals it (办法第23条)', () => {
  const decider = prepareDecider(packOf('cn-juvenile'), { asOf: civil(TODAY) });
  assert.ok(decider.ok);
  const sheet = sheetOf(juvenile({ bornOn: '1992-01-10', offenceFrom: '2009-02-01', offenceTo: '2009-02-01', decidedOn: '2009-06-01', effectiveOn: '2009-06-12', executedTermMonths: 24 }));
  const plan = sweepBatch([{ recordId: 'r1', organ: 'court/1', concludedOn: civil('2009-06-12'), sheet, isSealed: false }], SWEEP_START, { deciders: [decider.value] });
  assert.deepEqual(plan.seal.map(({ ground, underlying }) => [ground, underlying]), [['legacyCase', 'juvenileSentence']]);
});

test('sealing case W-75-removal: an annulled 治安 decision is removed and its publication withdrawn in three days (行政处罚法第48条)', () => {
  const found = removalProposal({ recordId: 'r1', annulledOn: civil('2026-11-16') }, true);
  assert.ok(found.withdraw !== undefined && 'dueOn' in found.withdraw.due);
  assert.deepEqual([found.ground, found.effectiveFrom, found.withdraw.due.dueOn], ['annulled', '2026-11-16', '2026-11-19']);
});
