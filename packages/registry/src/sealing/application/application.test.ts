import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { civil, type Result } from '@fengcun/kernel';
import { resolveCitation } from '@fengcun/statute';
import type { ApplicationEvent } from './application-event.ts';
import { applicationDeadlines, applicationResult } from './application-result.ts';
import { type ApplicationState, evolveApplication, foldApplication, NO_APPLICATION } from './application-state.ts';
import { type ApplicationCommand, type ApplicationRefusal, decideApplication } from './decide-application.ts';
import { type PackDFacts, packDEligibility } from './pack-d.ts';
import { type PublishedDecision, publishableDecision } from './publication.ts';
import { type Applicant, type ApplicationKind, type Eligibility, type MaterialKind, requiredMaterials, TRACKS } from './track.ts';

const ELIGIBLE: Eligibility = { holds: true, open: [], cites: ['S003_CONDITIONS'] };
const at = (day: string): Readonly<{ on: ReturnType<typeof civil>; by: string }> => ({ on: civil(day), by: 'clerk' });
const docs = (kinds: readonly MaterialKind[]): readonly { kind: MaterialKind; document: string }[] => kinds.map((kind) => ({ kind, document: `doc-${kind}` }));
const file = (kind: ApplicationKind, changed: Readonly<{ applicants?: readonly Applicant[]; without?: readonly MaterialKind[]; day?: string }> = {}): ApplicationCommand => {
  const { applicants = ['subject'], without = [], day = '2026-11-02' } = changed;
  const materials = docs(requiredMaterials(kind, applicants, false).filter((one) => !without.includes(one)));
  return { type: 'File', ...at(day), applicationId: 'a1', kind, recordId: 'r1', organ: 'procuratorate/1101', applicants, byAgent: false, materials };
};
const check = (day: string): ApplicationCommand => ({ type: 'CheckMaterials', ...at(day), reasons: 'doc-reasons' });
const decideOn = (day: string, outcome: 'granted' | 'refused', changed: Readonly<{ eligibility?: Eligibility; examinedBy?: string; reasons?: string }> = {}): ApplicationCommand =>
  ({ type: 'Decide', ...at(day), by: 'approver', outcome, reasons: 'doc-reasons', cites: ['S003_PROCEDURE'], documentNumber: '某检封决〔2026〕1号',
    examinedBy: 'examiner', eligibility: ELIGIBLE, ...changed });
const serve = (day: string): ApplicationCommand => ({ type: 'Serve', ...at(day) });
const object = (day: string, postedOn?: string): ApplicationCommand =>
  ({ type: 'Object', ...at(day), grounds: 'doc-grounds', ...(postedOn === undefined ? {} : { postedOn: civil(postedOn) }) });
const panel = (day: string, members: readonly string[]): ApplicationCommand => ({ type: 'FormPanel', ...at(day), members });
const panelSays = (day: string, outcome: 'granted' | 'refused', by = 'p1'): ApplicationCommand =>
  ({ type: 'DecidePanel', ...at(day), by, outcome, reasons: 'doc-panel', cites: ['S003_REVIEW'], documentNumber: '某检复〔2026〕1号' });
const appeal = (day: string): ApplicationCommand => ({ type: 'Appeal', ...at(day), grounds: 'doc-appeal' });
const aboveSays = (day: string, outcome: 'granted' | 'refused', organ = 'procuratorate/11'): ApplicationCommand =>
  ({ type: 'DecideAppeal', ...at(day), organ, outcome, reasons: 'doc-above', cites: ['S003_APPEAL'], documentNumber: '某检复议〔2026〕1号' });

const PANEL = ['p1', 'p2', 'p3'];
/** Commands one after the other; stops at the first refusal. */
const run = (...commands: readonly ApplicationCommand[]): Readonly<{ state: ApplicationState; refusal: string | undefined; events: readonly ApplicationEvent[] }> => {
  const events: ApplicationEvent[] = [];
  let state = NO_APPLICATION;
  for (const command of commands) {
    const decided: Result<readonly ApplicationEvent[], ApplicationRefusal> = decideApplication(command, state);
    if (!decided.ok) return { state, refusal: decided.error.code, events };
    events.push(...decided.value);
    state = decided.value.reduce(evolveApplication, state);
  }
  return { state, refusal: undefined, events };
};

const D = 'proposalSealing';
const accepted = [file(D), check('2026-11-03')] as const;
const refusedServed = [...accepted, decideOn('2026-11-10', 'refused'), serve('2026-11-11')] as const;
const toPanel = [...refusedServed, object('2026-11-20'), panel('2026-11-23', PANEL)] as const;
const toAppeal = [...toPanel, panelSays('2026-11-25', 'refused'), serve('2026-11-26'), appeal('2026-11-30')] as const;

const PATHS: readonly (readonly [rule: string, commands: readonly ApplicationCommand[], stage: string, result: string])[] = [
  ['granted at once', [...accepted, decideOn('2026-11-10', 'granted'), serve('2026-11-11')], 'served', 'seal'],
  ['granted after an interview with a record', [...accepted,
    { type: 'RecordInterview', ...at('2026-11-05'), with: 'subject', recorder: 'recorder', record: 'doc-interview' }, decideOn('2026-11-10', 'granted')], 'decided', 'seal'],
  ['missing materials are told once, supplied, accepted', [file(D, { without: ['workProof'] }), check('2026-11-03'),
    { type: 'Supplement', ...at('2026-11-05'), materials: docs(['workProof']) }, check('2026-11-06')], 'accepted', 'nothing'],
  ['materials still missing after the notice end it, with reasons', [file(D, { without: ['workProof', 'judgment'] }), check('2026-11-03'),
    { type: 'Supplement', ...at('2026-11-05'), materials: docs(['judgment']) }, check('2026-11-06')], 'notAccepted', 'nothing'],
  ['no supplement within the term: it lapses', [file(D, { without: ['workProof'] }), check('2026-11-03'), { type: 'Lapse', ...at('2026-11-18') }], 'lapsed', 'nothing'],
  ['withdrawn before the decision', [...accepted, { type: 'Withdraw', ...at('2026-11-05') }], 'withdrawn', 'nothing'],
  ['refused', refusedServed, 'served', 'nothing'],
  ['the panel grants', [...toPanel, panelSays('2026-11-25', 'granted')], 'panelDecided', 'seal'],
  ['the panel refuses too, the organ above grants', [...toAppeal, aboveSays('2026-12-08', 'granted')], 'appealDecided', 'seal'],
  ['the organ above refuses', [...toAppeal, aboveSays('2026-12-08', 'refused')], 'appealDecided', 'nothing'],
  ['办法21: granted on the law in force', [file('sealing'), check('2026-11-03'), decideOn('2026-11-10', 'granted')], 'decided', 'seal'],
  ['办法7: both asked and the court agreed', [file('exemption', { applicants: ['subject', 'guardian'] }), check('2026-11-03'), decideOn('2026-11-10', 'granted')], 'decided', 'exemption'],
];
for (const [rule, commands, stage, result] of PATHS) {
  test(`application: ${rule} → ${stage}`, () => {
    const { state, refusal, events } = run(...commands);
    assert.equal(refusal, undefined);
    assert.deepEqual([state.stage, applicationResult(state).leadsTo], [stage, result]);
    assert.deepEqual(foldApplication(JSON.parse(JSON.stringify(events)) as readonly ApplicationEvent[]), state);
  });
}

const open = (holds: Eligibility['holds']): Eligibility => ({ holds, open: ['time-passed'], cites: ['S003_CONDITIONS'] });
const REFUSALS: readonly (readonly [rule: string, commands: readonly ApplicationCommand[], code: ApplicationRefusal['code']])[] = [
  ['W-21 (办法7): the guardian alone cannot ask for no sealing', [file('exemption', { applicants: ['guardian'] }), check('2026-11-03'), decideOn('2026-11-10', 'granted')], 'BOTH_MUST_ASK'],
  ['办法7: the defendant alone cannot either', [file('exemption', { applicants: ['subject'] }), check('2026-11-03'), decideOn('2026-11-10', 'granted')], 'BOTH_MUST_ASK'],
  ['nobody applies', [file(D, { applicants: [] })], 'NO_APPLICANT'],
  ['nothing is granted on a condition that fails', [...accepted, decideOn('2026-11-10', 'granted', { eligibility: open(false) })], 'CONDITIONS_NOT_MET'],
  ['nothing is granted on an unknown condition', [...accepted, decideOn('2026-11-10', 'granted', { eligibility: open('unknown') })], 'CONDITION_UNKNOWN'],
  ['one person does not examine and approve', [...accepted, decideOn('2026-11-10', 'granted', { examinedBy: 'approver' })], 'SAME_PERSON'],
  ['a decision has reasons', [...accepted, decideOn('2026-11-10', 'refused', { reasons: '' })], 'REASONS_MISSING'],
  ['nothing is decided before acceptance', [file(D), decideOn('2026-11-10', 'granted')], 'WRONG_STAGE'],
  ['the notice of what is missing is given once', [file(D, { without: ['workProof'] }), check('2026-11-03'), check('2026-11-04')], 'WRONG_STAGE'],
  ['a supplement after its term is late', [file(D, { without: ['workProof'] }), check('2026-11-03'), { type: 'Supplement', ...at('2026-11-18'), materials: docs(['workProof']) }], 'TERM_OVER'],
  ['on the last day of the supplement it does not lapse', [file(D, { without: ['workProof'] }), check('2026-11-03'), { type: 'Lapse', ...at('2026-11-17') }], 'TERM_RUNNING'],
  ['an interview without a record does not count', [...accepted, { type: 'RecordInterview', ...at('2026-11-05'), with: 'subject', recorder: 'r', record: '' }], 'INTERVIEW_RECORD_MISSING'],
  ['an interview is held by two', [...accepted, { type: 'RecordInterview', ...at('2026-11-05'), with: 'subject', recorder: 'clerk', record: 'd' }], 'SAME_PERSON'],
  ['an objection on the eleventh day is late (last day 2026-11-23, a Monday)', [...refusedServed, object('2026-11-24')], 'TERM_OVER'],
  ['what was granted cannot be objected to', [...accepted, decideOn('2026-11-10', 'granted'), serve('2026-11-11'), object('2026-11-12')], 'NOTHING_TO_CONTEST'],
  ['a panel of two is none', [...refusedServed, object('2026-11-20'), panel('2026-11-23', ['p1', 'p2'])], 'PANEL_SIZE'],
  ['a panel of four is none', [...refusedServed, object('2026-11-20'), panel('2026-11-23', ['p1', 'p2', 'p3', 'p4'])], 'PANEL_SIZE'],
  ['nobody sits twice', [...refusedServed, object('2026-11-20'), panel('2026-11-23', ['p1', 'p2', 'p2'])], 'PANEL_SIZE'],
  ['who decided does not review', [...refusedServed, object('2026-11-20'), panel('2026-11-23', ['p1', 'p2', 'approver'])], 'PANEL_INVOLVED'],
  ['who examined does not review', [...refusedServed, object('2026-11-20'), panel('2026-11-23', ['p1', 'p2', 'examiner'])], 'PANEL_INVOLVED'],
  ['only the panel gives its opinion', [...toPanel, panelSays('2026-11-25', 'granted', 'clerk')], 'NOT_ON_PANEL'],
  ['the same organ does not decide the appeal', [...toAppeal, aboveSays('2026-12-08', 'granted', 'procuratorate/1101')], 'SAME_ORGAN'],
  ['办法21 knows no panel: the procuratorate supervises', [file('sealing'), check('2026-11-03'), decideOn('2026-11-10', 'refused'), serve('2026-11-11'), object('2026-11-12')], 'NO_REVIEW_ON_THIS_TRACK'],
  ['a day before the last event is refused', [...accepted, decideOn('2026-11-02', 'refused')], 'DAY_BEFORE_LAST_EVENT'],
  ['after a withdrawal nothing follows', [...accepted, { type: 'Withdraw', ...at('2026-11-05') }, decideOn('2026-11-10', 'granted')], 'WRONG_STAGE'],
];
for (const [rule, commands, code] of REFUSALS) {
  test(`application refused: ${rule}`, () => assert.equal(run(...commands).refusal, code));
}

test('an objection on the last day, or posted on it, is in time (刑诉法105)', () => {
  assert.equal(run(...refusedServed, object('2026-11-23')).state.stage, 'objected');
  assert.equal(run(...refusedServed, object('2026-11-26', '2026-11-23')).state.stage, 'objected');
});

test('what the one-time notice did not name cannot be held against the applicant', () => {
  // The guardian joins with the supplement and would now have to prove guardianship, which the notice did not ask for.
  const { state, refusal } = run(file(D, { without: ['workProof'] }), check('2026-11-03'),
    { type: 'Supplement', ...at('2026-11-05'), materials: docs(['workProof']), applicants: ['guardian'] }, check('2026-11-06'));
  assert.deepEqual([refusal, state.stage], [undefined, 'accepted']);
});

test('terms run by stage: completeness, supplement, decision without the days of 补正, panel, appeal', () => {
  const rules = (...commands: readonly ApplicationCommand[]): readonly string[] =>
    applicationDeadlines(run(...commands).state).map(({ rule, since, bearer }) => `${rule} ${since} ${bearer}`);
  assert.deepEqual(rules(file(D)), ['completenessCheck 2026-11-02 procuratorate/1101']);
  assert.deepEqual(rules(...accepted), ['applicationDecision 2026-11-03 procuratorate/1101']);
  assert.deepEqual(rules(file(D, { without: ['workProof'] }), check('2026-11-03')), ['supplement 2026-11-03 applicant']);
  assert.deepEqual(rules(...toPanel), ['panelOpinion 2026-11-20 procuratorate/1101']);
  assert.deepEqual(rules(...toAppeal), ['appealDecision 2026-11-30 organAbove']);
  const [item] = applicationDeadlines(run(file('sealing', { without: ['disclosureProof'] }), check('2026-11-03'),
    { type: 'Supplement', ...at('2026-11-05'), materials: docs(['disclosureProof']) }).state);
  assert.deepEqual(item?.pauses, [{ ground: 'supplement', from: '2026-11-03', until: '2026-11-05' }]);
  assert.deepEqual(rules(...refusedServed), []);
});

test('a proposal never passes for law: its track cites proposals and seals on the ground of proposals alone', () => {
  for (const [kind, track] of Object.entries(TRACKS)) {
    for (const id of track.cites) {
      const found = resolveCitation(id);
      assert.ok(found.ok && (found.value.instrument.status === 'proposal') === (track.status === 'proposal'), `${kind} ${id}`);
    }
    assert.equal(track.ground === 'proposal', track.status === 'proposal');
  }
});

test('no sequence of commands grants without acceptance, or without two people', () => {
  const someCommand = fc.constantFrom<ApplicationCommand>(file(D), file(D, { without: ['judgment'] }), check('2026-11-03'), decideOn('2026-11-10', 'granted'), decideOn('2026-11-10', 'refused'),
    decideOn('2026-11-10', 'granted', { examinedBy: 'approver' }), serve('2026-11-11'), object('2026-11-12'), panel('2026-11-13', PANEL), panelSays('2026-11-14', 'granted'),
    appeal('2026-11-16'), aboveSays('2026-11-17', 'granted'), { type: 'Withdraw', ...at('2026-11-10') });
  fc.assert(fc.property(fc.array(someCommand, { maxLength: 14 }), (commands) => {
    let state: ApplicationState = NO_APPLICATION;
    const events: ApplicationEvent[] = [];
    for (const command of commands) {
      const decided = decideApplication(command, state);
      if (!decided.ok) continue;
      events.push(...decided.value);
      state = decided.value.reduce(evolveApplication, state);
    }
    if (applicationResult(state).leadsTo === 'nothing') return;
    const types = events.map(({ type }) => type);
    assert.ok(types.includes('ApplicationAccepted'));
    assert.ok(events.some((event) => event.type === 'ApplicationDecided' && event.by !== event.examinedBy));
    assert.ok(!types.includes('ApplicationWithdrawn'));
  }), { numRuns: 300 });
});

const d: PackDFacts = { charges: ['盗窃罪'], lastActOn: civil('2021-11-20'), sentenceServedOn: civil('2022-06-01'), recidivist: false, reoffended: false,
  newCasePending: false, newAdministrativePenalty: false, socialConductProven: true };
const CONDITIONS: readonly (readonly [rule: string, facts: Partial<PackDFacts>, on: string, holds: Eligibility['holds'], open: readonly string[]])[] = [
  ['five years since the crime', {}, '2026-11-21', true, []],
  ['on the fifth anniversary the time has not passed', {}, '2026-11-20', false, ['time-passed']],
  ['a charge that is not on the list', { charges: ['故意伤害罪'] }, '2026-11-21', false, ['offence-of-the-list']],
  ['a recidivist', { recidivist: true }, '2026-11-21', false, ['not-recidivist']],
  ['a new offence', { reoffended: true }, '2026-11-21', false, ['no-new-offence']],
  ['a new case blocks', { newCasePending: true }, '2026-11-21', false, ['nothing-blocks']],
  ['an administrative penalty blocks', { newAdministrativePenalty: true }, '2026-11-21', false, ['nothing-blocks']],
  ['the sentence is not served', { sentenceServedOn: civil('2026-11-22') }, '2026-11-21', false, ['sentence-served']],
  ['nobody found on the conduct', { socialConductProven: 'unknown' }, '2026-11-21', 'unknown', ['conduct-proven']],
  ['a known failure wins over an unknown', { socialConductProven: 'unknown', reoffended: true }, '2026-11-21', false, ['no-new-offence', 'conduct-proven']],
];
for (const [rule, facts, on, holds, openLimbs] of CONDITIONS) {
  test(`proposal pack D: ${rule} → ${holds}`, () => {
    const found = packDEligibility({ ...d, ...facts }, civil(on));
    assert.deepEqual([found.holds, found.open], [holds, openLimbs]);
  });
}

test('proposal pack D: ten years, or from the end of execution, as configured', () => {
  const ten = { waitYears: 10, waitFrom: 'offence', charges: ['盗窃罪'] } as const;
  assert.equal(packDEligibility(d, civil('2031-11-20'), ten).holds, false);
  assert.equal(packDEligibility(d, civil('2031-11-21'), ten).holds, true);
  assert.equal(packDEligibility(d, civil('2027-06-01'), { ...ten, waitYears: 5, waitFrom: 'sentenceServed' }).holds, false);
  assert.equal(packDEligibility(d, civil('2027-06-02'), { ...ten, waitYears: 5, waitFrom: 'sentenceServed' }).holds, true);
});

const IDENTITY = { names: ['林小禾', '陈大山'], documentNumbers: ['110105199001010010'], caseNumbers: ['（2020）京0000刑初1号'], places: ['禾苗县第三中学', '青石路12号'] };
const TEXT = { organ: '某某市人民检察院', outcome: 'granted', decidedOn: civil('2026-11-10'), reasons: '申请人林小禾自2020年3月5日犯罪以来表现良好，符合条件。',
  facts: '林小禾曾在禾苗县第三中学就读，（2020）京0000刑初1号判决其犯盗窃罪，被害人陈大山表示谅解。' } as const;

test('a decision is published without names, numbers, places and days, with organ, year, ruling, reasons and facts', () => {
  const published = publishableDecision(TEXT, IDENTITY);
  assert.ok(published.ok, JSON.stringify(published));
  assert.deepEqual({ ...published.value }, { organ: '某某市人民检察院', outcome: 'granted', decidedInYear: 2026,
    reasons: '申请人某人自2020年犯罪以来表现良好，符合条件。', facts: '某人曾在某地就读，（略）判决其犯盗窃罪，被害人某人表示谅解。' });
});

const REMAINS: readonly (readonly [code: string, facts: string, note: string])[] = [
  ['NAME', '林 小 禾表示悔过', 'letters set apart'],
  ['NAME', '林\u200b小\u200b禾表示悔过', 'invisible characters between'],
  ['NAME', '小禾表示悔过', 'the given name alone'],
  ['NAME', '林·小禾表示悔过', 'a dot between'],
  ['SURNAME', '林某表示悔过', 'the surname with 某'],
  ['NUMBER', '证件尾号 1990 0101 0010', 'a number in groups'],
  ['NUMBER', '电话13800001111', 'a telephone number'],
  ['NUMBER', '证件号１１０１０５１９９００１０１００１０', 'full-width digits'],
  ['CASE_NUMBER', '见（2019）某0000刑终22号', 'another case number'],
  ['PLACE', '禾苗县 第三中学的同学', 'a place with a space'],
  ['PLACE', '住3号楼', 'a house number'],
  ['DAY', '生于三月五日', 'a day in words'],
  ['DAY', '于5月6日', 'a day without a year'],
  ['CONTACT', '邮箱 a@b.cn', 'an address of mail'],
  ['PLATE', '驾驶京A1B2C3小客车', 'a number plate'],
  ['TEXT_EMPTY', '', 'nothing'],
  ['TEXT_TOO_LONG', '悔'.repeat(20_001), 'too long'],
];
for (const [code, facts, note] of REMAINS) {
  test(`publication refused: ${note} (${code})`, () => {
    const published = publishableDecision({ ...TEXT, facts }, IDENTITY);
    assert.ok(!published.ok);
    assert.ok(published.error.some((one) => one.code === code && one.field === 'facts'), JSON.stringify(published.error));
    assert.ok(!JSON.stringify(published.error).includes('小禾'));
  });
}

test('wherever a known name stands, the publication does not hold it', () => {
  const words = fc.array(fc.constantFrom('林小禾', '小禾', '陈大山', '悔过', '盗窃', ' ', '，', '2020年3月5日', '（2020）京0000刑初1号'), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(words, (parts) => {
    const published = publishableDecision({ ...TEXT, facts: `事实：${parts.join('')}` }, IDENTITY);
    if (published.ok) assert.doesNotMatch(published.value.facts.replaceAll(/\s/g, ''), /小禾|大山|\d月|0000刑初/);
  }), { numRuns: 300 });
});

test('only a checked publication enters the record of an application, once, and not under the law in force', () => {
  const made = publishableDecision(TEXT, IDENTITY);
  assert.ok(made.ok);
  const publish = (publication: PublishedDecision): ApplicationCommand => ({ type: 'Publish', ...at('2026-11-12'), publication });
  const granted = [...accepted, decideOn('2026-11-10', 'granted'), serve('2026-11-11')];
  assert.equal(run(...granted, publish(made.value)).refusal, undefined);
  assert.equal(run(...granted, publish(made.value), publish(made.value)).refusal, 'ALREADY_PUBLISHED');
  assert.equal(run(file('sealing'), check('2026-11-03'), decideOn('2026-11-10', 'granted'), serve('2026-11-11'), publish(made.value)).refusal, 'NOT_PUBLISHED_ON_THIS_TRACK');
});
