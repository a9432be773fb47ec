import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { civil } from '@fengcun/kernel';
import { LEGAL_BASES } from '@fengcun/statute';
import { checkIntake } from './check-intake.ts';
import { decideInquiry } from './decide-inquiry.ts';
import { examineInquiry } from './examine-inquiry.ts';
import { CONFIRMATIONS, INQUIRER_KINDS, INQUIRERS, type InquirerKind } from './inquirer-kinds.ts';
import type { InquiryApplication } from './inquiry-application.ts';
import type { InquiryCommand } from './inquiry-command.ts';
import type { InquiryEvent } from './inquiry-event.ts';
import { DEFAULT_INQUIRY_RULES, INQUIRY_QUESTIONS, type InquiryRules } from './inquiry-rules.ts';
import { foldInquiry } from './inquiry-state.ts';
import { application, ASKER, at, BOSS, CLERK, KEEPER, run, steps } from './testing/invented-inquiries.ts';

const RULES = DEFAULT_INQUIRY_RULES;
const ON = civil('2026-11-20');

// Friday 2026-11-20; the boundary of each rule on both sides.
const INTAKE: readonly (readonly [name: string, application: InquiryApplication, result: string, detail: string, rule: string])[] = [
  ['a court on a case', application('judicialOrgan'), 'complete', '', '办法16'],
  ['a court without its letter', application('judicialOrgan', { materials: ['applicationForm', 'officerIdentity', 'caseProof'] }), 'incomplete', 'officialLetter', '办法16(1)'],
  ['a court that names no case', application('judicialOrgan', { caseNumber: ' ' }), 'incomplete', 'caseNumber', '办法16(1)'],
  ['a unit that states no scope of use', application('unit', { scopeOfUse: '' }), 'incomplete', 'scopeOfUse', '办法16(1): 理由、依据、使用范围'],
  ['everything missing is told at once', application('unit', { reasons: '', materials: [] }), 'incomplete', 'applicationForm,officialLetter,officerIdentity,employmentProof,reasons', '公安规定7'],
  ['W-33 a company that cites no law, at the police', application('unit', { basisId: undefined, track: 'certificateRules', organ: 'police/000102' }), 'notAccepted', 'NO_BASIS', '公安规定4、7'],
  ['W-33 the same at the organ that sealed: decided with reasons', application('unit', { basisId: undefined }), 'complete', '', '办法16(2)'],
  ['W-35 a background-check platform', application('platform'), 'notAccepted', 'EXTERNAL_PLATFORM', '办法10(3)'],
  ['W-77 a foreigner of 100 days', application('foreigner', { stayDays: 100 }), 'notAccepted', 'STAY_TOO_SHORT', '公安规定5'],
  ['a foreigner of 179 days', application('foreigner', { stayDays: 179 }), 'notAccepted', 'STAY_TOO_SHORT', '公安规定5'],
  ['a foreigner of 180 days', application('foreigner', { stayDays: 180 }), 'referred', '', '公安规定5: 180 included'],
  ['a foreigner who does not say', application('foreigner', { stayDays: undefined }), 'incomplete', 'stayDays', '公安规定5'],
  ['the person', application('individual'), 'referred', '', '公安规定4(1): certificate'],
  ['an agent without power', application('agent', { materials: ['identityDocument', 'applicationForm', 'agentIdentity'] }), 'incomplete', 'powerOfAttorney', '公安规定6'],
  ['a guardian', application('guardian'), 'referred', '', '办法15'],
  ['police rules at a court', application('unit', { track: 'certificateRules', organ: 'court/000101' }), 'notAccepted', 'NOT_THE_POLICE', '公安规定5'],
];
for (const [name, asked, result, detail, rule] of INTAKE) {
  test(`intake: ${name}: ${result} ${detail} (${rule})`, () => {
    const found = checkIntake(asked, RULES, ON);
    assert.equal(found.result, result);
    const told = found.result === 'incomplete' ? found.missing.join() : found.result === 'notAccepted' ? found.grounds.map(({ code }) => code).join() : '';
    assert.equal(told, detail);
  });
}

const GROUNDS: readonly (readonly [name: string, application: InquiryApplication, on: string, grounds: string, questions: string, rule: string])[] = [
  ['公务员 under 公务员法26', application('unit', { basisId: 'LB-01', occupation: 'civilServant' }), '2026-11-20', '', 'K5', 'a law'],
  ['a cashier under 公务员法26', application('unit', { basisId: 'LB-01', occupation: 'accountant' }), '2026-11-20', 'OCCUPATION_NOT_COVERED', 'K5', 'the post is not that of the law'],
  ['网约车 under a departmental rule', application('unit', { basisId: 'LB-76', occupation: 'rideHailingDriver' }), '2026-11-20', 'NOT_A_STATE_PROVISION', '', '刑法96'],
  ['征兵政审 rules', application('administrativeOrgan', { basisId: 'LB-79', occupation: 'conscript' }), '2026-11-20', 'BASIS_NOT_IN_FORCE', '', 'nobody vouches for its first day'],
  ['教职工意见 2020', application('minorContactUnit', { basisId: 'LB-80', occupation: 'schoolStaff' }), '2026-11-20', 'NOT_A_STATE_PROVISION', '', 'rests on 未保法62 instead'],
  ['a passport office', application('administrativeOrgan', { basisId: 'LB-65', occupation: 'passportHolder' }), '2026-11-20', 'NO_BASIS_FOR_INQUIRIES', '', 'restricts a status only'],
  ['terms of a platform', application('unit', { basisId: undefined, statedNorm: { words: '平台司机准入规则', level: 'platformTerms' } }), '2026-11-20', 'NOT_A_STATE_PROVISION', '', '法发〔2011〕155号'],
  ['a local regulation', application('unit', { basisId: undefined, statedNorm: { words: '虚构省条例', level: 'localRegulation' } }), '2026-11-20', 'NOT_A_STATE_PROVISION', '', 'local regulations do not count'],
  ['a law nobody registered', application('unit', { basisId: undefined, statedNorm: { words: '虚构法', level: 'law' } }), '2026-11-20', 'BASIS_UNKNOWN', '', 'the registry comes first'],
  ['a kindergarten under 学前教育法44', application('minorContactUnit', { basisId: 'LB-15', occupation: 'kindergartenStaff' }), '2026-11-20', '', 'K5', 'in force since 2025-06-01'],
  ['the same the day before it was law', application('minorContactUnit', { basisId: 'LB-15', occupation: 'kindergartenStaff' }), '2025-05-31', 'BASIS_NOT_IN_FORCE', '', 'dated data'],
  ['a school under 公务员法', application('minorContactUnit', { basisId: 'LB-01', occupation: 'civilServant' }), '2026-11-20', 'BASIS_NOT_ABOUT_MINORS', 'K5', 'schools ask under the laws about minors'],
  ['监察官法13', application('unit', { basisId: 'LB-04', occupation: 'supervisor' }), '2026-11-20', '', 'K4,K5', 'reaches non-prosecution: K4'],
  ['a court', application('judicialOrgan'), '2026-11-20', '', '', 'needs no norm but its case'],
  ['a lawyer', application('lawyer'), '2026-11-20', '', '', '法发〔2012〕10号'],
];
for (const [name, asked, on, grounds, questions, rule] of GROUNDS) {
  test(`${name}, ${on}: ${grounds === '' ? 'no ground against it' : grounds} [${questions}] (${rule})`, () => {
    const found = examineInquiry(asked, RULES, civil(on));
    assert.deepEqual([found.grounds.map(({ code }) => code).join(), found.questions.join()], [grounds, questions]);
    for (const { cites, zh } of found.grounds) assert.ok(cites.length > 0 && zh !== '');
  });
}

test('on the track of the police rules no question is open: a sealed juvenile record is 无犯罪记录 (公安规定10)', () => {
  assert.deepEqual(examineInquiry(application('unit', { track: 'certificateRules', organ: 'police/000102' }), RULES, ON).questions, []);
});
test('a question that the deployment has settled is shown and not asked', () => {
  const found = examineInquiry(application('unit'), { ...RULES, settled: { K5: 'noRecord' } }, ON);
  assert.deepEqual([found.questions, found.readings], [[], { K5: 'noRecord' }]);
  assert.equal(Object.keys(INQUIRY_QUESTIONS.K5.readings).length, 2);
});

const DUE: readonly (readonly [name: string, on: string, organ: string, rules: Partial<InquiryRules>, due: string])[] = [
  ['three working days over a weekend', '2026-11-20', 'court/000101', {}, '2026-11-25'],
  ['three working days over National Day, Saturday 10-10 being a working day', '2026-09-30', 'court/000101', {}, '2026-10-10'],
  ['K1 by default at a procuratorate', '2026-11-20', 'procuratorate/000103', {}, '2026-11-25'],
  ['K1 as 规则484 has it: seven days', '2026-11-20', 'procuratorate/000103', { K1: 'sevenDays' }, '2026-11-27'],
  ['K1 does not reach a court', '2026-11-20', 'court/000101', { K1: 'sevenDays' }, '2026-11-25'],
];
for (const [name, on, organ, rules, due] of DUE) {
  test(`decided ${name}: by ${due}`, () => {
    const { state } = run([steps.apply(application('judicialOrgan', { organ })), steps.check(on)], { ...RULES, ...rules });
    assert.equal(state.stage === 'none' ? '' : state.dueOn, due);
  });
}

const lawful = (kind: InquirerKind = 'judicialOrgan'): readonly InquiryCommand[] =>
  [steps.apply(application(kind)), steps.check(), steps.propose(kind), steps.decide(), steps.sign(), steps.prepare(), steps.disclose()];
const LAST: readonly (readonly [name: string, before: readonly InquiryCommand[], last: InquiryCommand, refusal: string])[] = [
  ['the requester checks', lawful().slice(0, 1), { ...steps.check(), by: ASKER }, 'FOUR_EYES'],
  ['the requester proposes', lawful().slice(0, 2), { ...steps.propose('judicialOrgan'), by: ASKER }, 'FOUR_EYES'],
  ['the requester decides', lawful().slice(0, 3), { ...steps.decide(), by: ASKER }, 'FOUR_EYES'],
  ['the requester decides under another account', lawful().slice(0, 3), { ...steps.decide(), by: { account: 'other', person: ASKER.person } }, 'FOUR_EYES'],
  ['who proposed decides', lawful().slice(0, 3), { ...steps.decide(), by: CLERK }, 'FOUR_EYES'],
  ['who proposed decides under another account', lawful().slice(0, 3), { ...steps.decide(), by: { account: 'other', person: CLERK.person } }, 'FOUR_EYES'],
  ['a grant on an unconfirmed fact', lawful().slice(0, 2), { ...steps.propose('judicialOrgan'), confirmations: { caseIsHandled: 'unknown', letterIsGenuine: true } }, 'CONFIRMATION_MISSING'],
  ['a grant on a fact that is not so', lawful().slice(0, 2), { ...steps.propose('judicialOrgan'), confirmations: { caseIsHandled: false, letterIsGenuine: true } }, 'NOT_ALLOWED_BY_LAW'],
  ['a refusal without a ground', lawful().slice(0, 2), { ...steps.propose('judicialOrgan'), outcome: 'refuse' }, 'NO_GROUND'],
  ['no reasons', lawful().slice(0, 2), { ...steps.propose('judicialOrgan'), reasons: ' ' }, 'REASONS_MISSING'],
  ['a grant with K5 unread', lawful('unit').slice(0, 2), { ...steps.propose('unit'), readings: {} }, 'READING_MISSING'],
  ['shown before the undertaking', lawful().slice(0, 4), steps.disclose(), 'WRONG_STAGE'],
  ['prepared before the undertaking', lawful().slice(0, 4), steps.prepare(), 'WRONG_STAGE'],
  ['signed by another name', lawful().slice(0, 4), { ...steps.sign(), signer: '别人' }, 'WRONG_SIGNER'],
  ['signed by another account', lawful().slice(0, 4), { ...steps.sign(), by: KEEPER }, 'NOT_THE_APPLICANT'],
  ['shown to another account', lawful().slice(0, 6), { ...steps.disclose(), by: KEEPER }, 'NOT_THE_APPLICANT'],
  ['shown twice', lawful(), steps.disclose(), 'WRONG_STAGE'],
  ['decided twice', lawful().slice(0, 4), steps.decide(), 'WRONG_STAGE'],
  ['shown otherwise than prepared', lawful().slice(0, 6), { ...steps.disclose(), disclosure: { kind: 'answer', found: true, items: [{ what: 'conviction', charge: '盗窃罪' }] } }, 'PREPARATION_STALE'],
  ['released with a question open', lawful().slice(0, 5), { ...steps.prepare(), questions: [{ recordId: 'r', item: 'x', findings: [], readings: [] }] }, 'QUESTIONS_OPEN'],
  ['shown on the day after the last', lawful().slice(0, 6), { ...steps.disclose(), at: at('2026-12-01') }, 'GRANT_EXPIRED'],
  ['expired on its last day', lawful().slice(0, 6), { type: 'Expire', at: at('2026-11-30'), by: BOSS }, 'NOT_EXPIRED'],
  ['a pause under the Measures', lawful().slice(0, 2), { type: 'BeginVerification', at: at('2026-11-20'), by: CLERK, reasons: '核实' }, 'NOT_PAUSED_HERE'],
  ['applied twice', lawful().slice(0, 1), steps.apply(application('unit')), 'ALREADY_APPLIED'],
  ['withdrawn by another', lawful().slice(0, 1), { type: 'Withdraw', at: at('2026-11-20'), by: KEEPER }, 'NOT_THE_APPLICANT'],
];
for (const [name, before, last, refusal] of LAST) {
  test(`refused: ${name}: ${refusal}`, () => {
    const { state, refusal: earlier } = run(before);
    assert.equal(earlier, undefined);
    const decided = decideInquiry(last, state, RULES);
    assert.equal(decided.ok ? 'done' : decided.error.code, refusal);
  });
}

for (const kind of INQUIRER_KINDS.filter((one) => ['file', 'answer'].includes(INQUIRERS[one].disclosure))) {
  test(`${kind}: the whole way`, () => {
    const { state, refusal } = run(lawful(kind));
    assert.deepEqual([state.stage, refusal], ['disclosed', undefined]);
    assert.equal(state.stage !== 'none' && state.recheckOn, kind === 'minorContactUnit' ? '2027-11-20' : undefined);
  });
}
test('the last day of a grant is in time', () => {
  assert.equal(run([...lawful().slice(0, 6), { ...steps.disclose(), at: at('2026-11-30') }]).state.stage, 'disclosed');
});
test('not agreed: proposed anew, and the same other person may then decide', () => {
  const { state, refusal } = run([...lawful().slice(0, 3), { ...steps.decide(), agrees: false, reasons: '理由不足' }, steps.propose('judicialOrgan'), steps.decide()]);
  assert.deepEqual([state.stage, refusal], ['granted', undefined]);
});
test('一次性告知: what the notice did not name cannot be held against the applicant', () => {
  const asked = application('unit', { materials: ['applicationForm', 'officialLetter', 'officerIdentity'] });
  const { state } = run([steps.apply(asked), steps.check(), { type: 'Supplement', at: at('2026-11-23'), by: ASKER, supplement: { materials: ['employmentProof'], letterNumber: ' ' } }, steps.check('2026-11-24')]);
  assert.equal(state.stage, 'accepted');
  const without = run([steps.apply(asked), steps.check(), { type: 'Supplement', at: at('2026-11-23'), by: ASKER, supplement: { materials: [] } }, steps.check('2026-11-24')]);
  assert.equal(without.state.stage, 'notAccepted');
});
test('调查核实 under the police rules: its days do not count (公安规定8)', () => {
  const asked = application('unit', { track: 'certificateRules', organ: 'police/000102' });
  const { state } = run([steps.apply(asked), steps.check(), { type: 'BeginVerification', at: at('2026-11-23'), by: CLERK, reasons: '多重身份' }, { type: 'EndVerification', at: at('2026-11-26'), by: CLERK }]);
  assert.equal(state.stage !== 'none' && state.dueOn, '2026-12-01');
});
test('a refusal tells its grounds with articles; every confirmation has one', () => {
  const { events } = run([steps.apply(application('unit', { basisId: 'LB-76', occupation: 'rideHailingDriver' })), steps.check(), { ...steps.propose('unit'), outcome: 'refuse' }, steps.decide()]);
  const last = events.at(-1);
  assert.ok(last?.type === 'InquiryRefused');
  assert.deepEqual(last.grounds.map(({ code }) => code), ['NOT_A_STATE_PROVISION']);
  assert.ok(Object.values(CONFIRMATIONS).every(({ cites }) => cites.length > 0));
});

const parties = fc.constantFrom(ASKER, CLERK, BOSS, KEEPER, { account: 'second', person: ASKER.person }, { account: 'third', person: CLERK.person });
const kinds = fc.constantFrom<InquirerKind>('judicialOrgan', 'unit', 'minorContactUnit', 'lawyer');
const commandsOf = (kind: InquirerKind): fc.Arbitrary<InquiryCommand> => fc.tuple(
  fc.constantFrom(steps.check(), steps.propose(kind), steps.decide(), steps.sign(), steps.prepare(), steps.disclose(), { ...steps.decide(), agrees: false, reasons: 'x' }), parties, fc.integer({ min: 20, max: 30 }),
).map(([command, by, day]): InquiryCommand => ({ ...command, by, at: at(`2026-11-${day}`) }));
const samePerson = (a: InquiryEvent, b: InquiryEvent): boolean => a.by.person === b.by.person || a.by.account === b.by.account;
const orderly = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6]);

test('whatever is tried in whatever order: no disclosure without undertaking, never twice, never on one\'s own approval', () => {
  let disclosed = 0;
  fc.assert(fc.property(kinds.chain((kind) => fc.tuple(fc.constant(kind), fc.array(commandsOf(kind), { maxLength: 40 }), orderly)), ([kind, tried, walk]) => {
    const path = lawful(kind).slice(1);
    const mixed = [...tried.slice(0, 10), ...path, ...walk.map((i) => path[i % path.length] ?? steps.check()), ...tried];
    const { events } = run([steps.apply(application(kind)), ...mixed]);
    const of = (type: InquiryEvent['type']): readonly InquiryEvent[] => events.filter((event) => event.type === type);
    assert.ok(of('InquiryDisclosed').length <= 1 && of('InquiryGranted').length <= 1);
    disclosed += of('InquiryDisclosed').length;
    for (const shown of of('InquiryDisclosed')) {
      assert.ok(events.slice(0, events.indexOf(shown)).some(({ type }) => type === 'UndertakingSigned'));
    }
    for (const granted of of('InquiryGranted')) {
      const before = events.slice(0, events.indexOf(granted));
      assert.ok(!before.some((event) => ['InquiryApplied', 'InquiryAccepted', 'DecisionProposed'].includes(event.type) && samePerson(event, granted)));
    }
    assert.deepEqual(foldInquiry(events).stage, foldInquiry([...events]).stage);
  }), { numRuns: 200 });
  assert.ok(disclosed > 20, `the walk reached ${disclosed} disclosures`);
});

test('what is decided before the disclosure is a function of the application: no record is an argument', () => {
  const usable = LEGAL_BASES.bases.filter(({ usable: isUsable }) => isUsable);
  for (const { id, occupations: [occupation = ''] } of usable) {
    assert.deepEqual(examineInquiry(application('unit', { basisId: id, occupation }), RULES, ON).grounds, [], id);
  }
});
