import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import { resolveCitation } from '@fengcun/statute';
import type { InquiryParty } from '../inquiry/inquiry-event.ts';
import { decideSupervision, type SupervisionCommand } from './decide-supervision.ts';
import { decideIncident, evolveIncident, type IncidentCommand, incidentDeadlines, type IncidentState, NO_INCIDENT, REFERRAL_CITES } from './incident.ts';
import { DEFAULT_PATTERN_SETTINGS, findPatterns, type InquiryFact, PATTERN_RULES, type PatternRule } from './inquiry-patterns.ts';
import { superviseStatistics } from './statistics.ts';
import type { SupervisionEvent, SupervisionOpening } from './supervision-event.ts';
import { correctionOf, evolveSupervision, foldSupervision, isReplyOverdue, NO_SUPERVISION, supervisionDeadlines, type SupervisionState } from './supervision-state.ts';

const party = (name: string): InquiryParty => ({ account: `account-${name}`, person: `person-${name}` });
const [ZHOU, HE, CLERK, CHIEF] = ['zhou', 'he', 'clerk', 'chief'].map(party) as [InquiryParty, InquiryParty, InquiryParty, InquiryParty];
const [PROCURATORATE, POLICE, ABOVE] = ['procuratorate/110105000000', 'police/110105000000', 'police/110000000000'];
const OPENING: SupervisionOpening = { matter: 'shouldBeSealed', origin: 'application', procuratorate: PROCURATORATE, unit: POLICE, about: ['record-1'], facts: '应封未封' };

type Step = Readonly<Record<string, unknown>> & Readonly<{ type: SupervisionCommand['type'] }>;
type Played = readonly [day: string, by: InquiryParty, organ: string, step: Step];
/** Takes steps one after another; stops at the first refusal. */
const play = (...steps: readonly Played[]) => {
  let state: SupervisionState = NO_SUPERVISION;
  const events: SupervisionEvent[] = [];
  for (const [day, by, organ, step] of steps) {
    const decided = decideSupervision({ ...step, at: `${day}T04:00:00.000Z`, by, organ } as SupervisionCommand, state);
    if (!decided.ok) return { refused: decided.error.code, state, events };
    events.push(...decided.value);
    state = decided.value.reduce<SupervisionState>(evolveSupervision, state);
  }
  assert.deepEqual(foldSupervision(events), state);
  return { refused: undefined, state, events };
};
const OPENED: Played = ['2026-11-16', ZHOU, PROCURATORATE, { type: 'Open', opening: OPENING }];
const PROPOSED: Played = ['2026-11-16', ZHOU, PROCURATORATE, { type: 'ProposeOpinion', kind: 'correctiveOpinion', text: '请予封存' }];
const SERVED: Played = ['2026-11-16', HE, PROCURATORATE, { type: 'DecideOpinion', agrees: true, reasons: '', document: '检纠1号' }];
const REPORTED: Played = ['2026-11-20', CLERK, POLICE, { type: 'ReportCorrection', measures: '已封存', result: '三处副本均已封存' }];
const CLOSED: Played = ['2026-11-23', ZHOU, PROCURATORATE, { type: 'Close' }];

test('办法22: found, an opinion served by two, corrected with measures and result, closed; the seal is ordered by its number', () => {
  const { refused, state } = play(OPENED, PROPOSED, SERVED, REPORTED, CLOSED);
  assert.equal(refused, undefined);
  assert.deepEqual(correctionOf(state), { recordIds: ['record-1'], order: 'corrective', opinionNumber: '检纠1号' });
});

test('办法22(2): the unit gives reasons; they are upheld against and go up, or are accepted and nothing is sealed', () => {
  const reasons: Played = ['2026-11-20', CLERK, POLICE, { type: 'GiveReasons', reasons: '主要犯罪行为在成年后' }];
  assert.deepEqual(correctionOf(play(OPENED, PROPOSED, SERVED, reasons, CLOSED).state), undefined);
  const upheld = play(OPENED, PROPOSED, SERVED, reasons, ['2026-11-23', ZHOU, PROCURATORATE, { type: 'Uphold', reasons: '判决认定主要行为在成年前' }],
    ['2026-11-23', ZHOU, PROCURATORATE, { type: 'Escalate', unitAbove: ABOVE, document: '督1号' }], ['2026-11-25', CHIEF, ABOVE, { type: 'ReportCorrection', measures: '责令封存', result: '已封存' }], CLOSED);
  assert.equal(upheld.refused, undefined);
  assert.deepEqual(correctionOf(upheld.state)?.order, 'corrective');
});

/** Ten days from Monday 2026-11-16 end on Thursday 2026-11-26. */
test('a unit that is silent past its term is escalated on the day after, not before', () => {
  const { state } = play(OPENED, PROPOSED, SERVED);
  assert.deepEqual([isReplyOverdue(state, civil('2026-11-26')), isReplyOverdue(state, civil('2026-11-27'))], [false, true]);
  const escalate = (day: string): Played => [day, ZHOU, PROCURATORATE, { type: 'Escalate', unitAbove: ABOVE, document: '督1号' }];
  assert.equal(play(OPENED, PROPOSED, SERVED, escalate('2026-11-26')).refused, 'NOT_OVERDUE');
  const late = play(OPENED, PROPOSED, SERVED, escalate('2026-11-27'));
  assert.ok(late.events.some((event) => event.type === 'MatterEscalated' && event.reason === 'silent'));
  assert.deepEqual(supervisionDeadlines('s1', late.state), [{ id: 's1/correctiveReply', bearer: ABOVE, rule: 'correctiveReply', since: '2026-11-27' }]);
});

const REFUSED: readonly (readonly [rule: string, code: string, ...steps: readonly Played[]])[] = [
  ['only a procuratorate supervises', 'NOT_THE_PROCURATORATE', ['2026-11-16', ZHOU, POLICE, { type: 'Open', opening: { ...OPENING, procuratorate: POLICE } }]],
  ['nobody opens a matter in the name of another procuratorate', 'NOT_THE_PROCURATORATE', ['2026-11-16', ZHOU, 'procuratorate/2', { type: 'Open', opening: OPENING }]],
  ['a procuratorate does not supervise itself', 'ITS_OWN_SUPERVISOR', ['2026-11-16', ZHOU, PROCURATORATE, { type: 'Open', opening: { ...OPENING, unit: PROCURATORATE } }]],
  ['a matter states its facts', 'REASONS_MISSING', ['2026-11-16', ZHOU, PROCURATORATE, { type: 'Open', opening: { ...OPENING, facts: ' ' } }]],
  ['nobody serves the opinion they wrote, under whichever account', 'FOUR_EYES', OPENED, PROPOSED, ['2026-11-16', { account: 'other', person: ZHOU.person }, PROCURATORATE, { type: 'DecideOpinion', agrees: true, reasons: '', document: 'x' }]],
  ['a correction names its measures', 'REASONS_MISSING', OPENED, PROPOSED, SERVED, ['2026-11-20', CLERK, POLICE, { type: 'ReportCorrection', measures: '', result: '已封存' }]],
  ['a correction names its result', 'REASONS_MISSING', OPENED, PROPOSED, SERVED, ['2026-11-20', CLERK, POLICE, { type: 'ReportCorrection', measures: '已封存', result: '' }]],
  ['the procuratorate does not answer for the unit', 'NOT_THE_UNIT', OPENED, PROPOSED, SERVED, ['2026-11-20', ZHOU, PROCURATORATE, { type: 'GiveReasons', reasons: 'x' }]],
  ['the unit does not close its own matter', 'NOT_THE_PROCURATORATE', OPENED, PROPOSED, SERVED, REPORTED, ['2026-11-23', CLERK, POLICE, { type: 'Close' }]],
  ['nothing is closed that nobody answered', 'WRONG_STAGE', OPENED, PROPOSED, SERVED, CLOSED],
  ['a closed matter is over', 'WRONG_STAGE', OPENED, PROPOSED, SERVED, REPORTED, CLOSED, REPORTED],
];
for (const [rule, code, ...steps] of REFUSED) test(`${rule}: ${code}`, () => { assert.equal(play(...steps).refused, code); });

const fact = (n: number, told: Partial<InquiryFact> = {}): InquiryFact => ({
  inquiryId: `i${n}`, on: civil('2026-11-16'), hour: 10, isWorkingDay: true, inquirerKind: 'unit', unit: `unit-${n}`, officer: `officer-${n}`, subject: `subject-${n}`,
  basis: 'LB-01', outcome: 'granted', isBasisNationalRule: true, isOwnRecord: false, isRelated: false, ...told,
});
const many = (count: number, told: Partial<InquiryFact>): readonly InquiryFact[] => Array.from({ length: count }, (_, n) => fact(n, told));
const BOUND = DEFAULT_PATTERN_SETTINGS;
/** Each rule: what lies just inside its bound, and what just outside. */
const PATTERNS: readonly (readonly [rule: keyof typeof PATTERN_RULES, quiet: readonly InquiryFact[], noticed: readonly InquiryFact[]])[] = [
  ['officerRate', many(BOUND.officerMax, { officer: 'o' }), many(BOUND.officerMax + 1, { officer: 'o' })],
  ['unitRate', many(BOUND.unitMax, { unit: 'u' }), many(BOUND.unitMax + 1, { unit: 'u' })],
  ['offHours', [fact(1, { hour: 7 }), fact(2, { hour: 19 })], [fact(1, { hour: 6 })]],
  ['offHours', [fact(1)], [fact(1, { hour: 20 })]],
  ['offHours', [fact(1)], [fact(1, { isWorkingDay: false })]],
  ['manyInOneCase', many(BOUND.personsPerCaseMax, { caseRef: 'c' }), many(BOUND.personsPerCaseMax + 1, { caseRef: 'c' })],
  ['manyInOneCase', many(BOUND.personsPerCaseMax + 1, { caseRef: 'c', subject: 's' }).slice(0, 3), many(BOUND.personsPerCaseMax + 1, { caseRef: 'c' })],
  ['ownInterest', [fact(1)], [fact(1, { isOwnRecord: true })]],
  ['ownInterest', [fact(1)], [fact(1, { isRelated: true })]],
  ['sameSubject', many(BOUND.sameSubjectMax, { subject: 's' }), many(BOUND.sameSubjectMax + 1, { subject: 's' })],
  ['refusedThenElsewhere', [fact(1, { unit: 'u', subject: 's', outcome: 'refused' })], [fact(1, { unit: 'u', subject: 's', outcome: 'refused' }), fact(2, { unit: 'u', subject: 's', basis: 'LB-02' })]],
  ['refusedThenElsewhere', [fact(1, { unit: 'u', subject: 's' }), fact(2, { unit: 'u', subject: 's', outcome: 'refused' })], [fact(1, { unit: 'u', subject: 's', outcome: 'notAccepted' }), fact(2, { unit: 'u', subject: 's' })]],
  ['improperBasis', many(BOUND.improperBasisMax, { unit: 'u', isBasisNationalRule: false }), many(BOUND.improperBasisMax + 1, { unit: 'u', isBasisNationalRule: false })],
  ['hastyApproval', [fact(1, { deciders: 'd', minutesToDecide: BOUND.hastyMinutes })], [fact(1, { deciders: 'd', minutesToDecide: BOUND.hastyMinutes - 1 })]],
];
for (const [rule, quiet, noticed] of PATTERNS) {
  test(`${rule}: ${PATTERN_RULES[rule]}; the bound itself is quiet, one more is not`, () => {
    assert.ok(findPatterns(quiet).every((one) => one.rule !== rule));
    const [found] = findPatterns(noticed).filter((one) => one.rule === rule);
    assert.ok(found !== undefined && found.inquiryIds.length > 0);
  });
}
test('every rule has a table row, and the order in which inquiries are handed in changes nothing', () => {
  assert.deepEqual(new Set(PATTERNS.map(([rule]) => rule)), new Set(Object.keys(PATTERN_RULES)));
  const facts = [...many(25, { officer: 'o', on: civil('2026-11-17') }), fact(90, { hour: 3 })];
  const named = (list: readonly InquiryFact[]) => findPatterns(list).map(({ rule, about, measured }) => `${rule} ${about} ${measured}`).sort();
  assert.deepEqual(named(facts), named(facts.toReversed()));
});

type Told = readonly [day: string, by: InquiryParty, step: Readonly<Record<string, unknown>>];
const leak = (...steps: readonly Told[]) => {
  let state: IncidentState = NO_INCIDENT;
  for (const [day, by, step] of steps) {
    const decided = decideIncident({ ...step, at: `${day}T04:00:00.000Z`, by } as IncidentCommand, state);
    if (!decided.ok) return { refused: decided.error.code, state };
    state = decided.value.reduce<IncidentState>(evolveIncident, state);
  }
  return { refused: undefined, state };
};
const REPORT = ['2026-11-16', CLERK, { type: 'Report', organ: POLICE, facts: '工作人员出售封存信息', knownOn: '2026-11-16' }] as const;
const CONTAIN = ['2026-11-16', CLERK, { type: 'Contain', measures: '停用账号' }] as const;
const ASSESS = ['2026-11-16', CLERK, { type: 'Assess', persons: ['p1', 'p2'], content: ['charge'], cause: '出售', harm: '名誉受损' }] as const;
const notify = (...persons: readonly string[]) => ['2026-11-17', CLERK, { type: 'Notify', persons, document: '通1号', advice: '留存证据', contact: '法制大队' }] as const;
const SPARE = ['2026-11-17', CLERK, { type: 'ProposeSparing', reasons: '未被任何人读取' }] as const;
const AGREE = ['2026-11-17', CHIEF, { type: 'DecideSparing', agrees: true, reasons: '' }] as const;
const CLOSE = ['2026-11-18', CHIEF, { type: 'CloseIncident', reasons: '已处置' }] as const;
const LEAKS: readonly (readonly [rule: string, refused: string | undefined, ...steps: readonly Told[]])[] = [
  ['W-55: contained, assessed, everybody told, referred, closed', undefined, REPORT, CONTAIN, ASSESS, notify('p1', 'p2'), ['2026-11-17', CLERK, { type: 'Refer', kind: 'crime', to: 'police/110000000000', document: '移1号' }], CLOSE],
  ['one person not told keeps it open', 'PERSONS_NOT_NOTIFIED', REPORT, CONTAIN, ASSESS, notify('p1'), CLOSE],
  ['told one after another is told', undefined, REPORT, CONTAIN, ASSESS, notify('p1'), notify('p2'), CLOSE],
  ['what still leaks is not closed', 'NOT_CONTAINED', REPORT, ASSESS, notify('p1', 'p2'), CLOSE],
  ['nobody is told before it is known who is concerned', 'NOT_ASSESSED', REPORT, CONTAIN, notify('p1')],
  ['个保法57(1)(一): what harm it may do is told', 'REASONS_MISSING', REPORT, ['2026-11-16', CLERK, { ...ASSESS[2], harm: ' ' }]],
  ['个保法57(1)(二)(三): what a person can do and whom to ask is told', 'REASONS_MISSING', REPORT, ASSESS, ['2026-11-17', CLERK, { ...notify('p1')[2], contact: '' }]],
  ['nobody is told who is not concerned', 'PERSON_NOT_CONCERNED', REPORT, ASSESS, notify('p3')],
  ['个保法57(2): two people may find that no notice is needed', undefined, REPORT, CONTAIN, ASSESS, SPARE, AGREE, CLOSE],
  ['what waits for another is not proposed anew', 'ALREADY_PROPOSED', REPORT, CONTAIN, ASSESS, SPARE, SPARE],
  ['one alone may not', 'FOUR_EYES', REPORT, CONTAIN, ASSESS, SPARE, ['2026-11-17', CLERK, { type: 'DecideSparing', agrees: true, reasons: '' }]],
  ['nobody agrees to what nobody proposed', 'NOTHING_PROPOSED', REPORT, CONTAIN, ASSESS, AGREE],
  ['what was sent back is no agreement', 'PERSONS_NOT_NOTIFIED', REPORT, CONTAIN, ASSESS, SPARE, ['2026-11-17', CHIEF, { type: 'DecideSparing', agrees: false, reasons: '有人已读取' }], CLOSE],
  ['who is found later was not proposed to be spared', 'NOTHING_PROPOSED', REPORT, CONTAIN, ASSESS, SPARE, ASSESS, AGREE],
  ['no notice is spared while it still leaks', 'NOT_CONTAINED', REPORT, ASSESS, SPARE],
  ['a leak is not known in the future', 'KNOWN_IN_THE_FUTURE', ['2026-11-16', CLERK, { type: 'Report', organ: POLICE, facts: 'x', knownOn: '2026-11-17' }]],
];
for (const [rule, refused, ...steps] of LEAKS) test(`leak: ${rule}`, () => { assert.equal(leak(...steps).refused, refused); });
test('leak: the notice is due from the day it was known until everybody knows', () => {
  assert.deepEqual(incidentDeadlines('x', leak(REPORT, CONTAIN, ASSESS, notify('p1')).state), [{ id: 'x/leakNotice', bearer: POLICE, rule: 'leakNotice', since: '2026-11-16' }]);
  assert.deepEqual(incidentDeadlines('x', leak(REPORT, CONTAIN, ASSESS, notify('p1', 'p2')).state), []);
  for (const cite of Object.values(REFERRAL_CITES).flat()) assert.ok(resolveCitation(cite).ok, cite);
});

test('statistics: unknown duties raise and lower nothing; in time counts the last day; overdue begins the day after', () => {
  const record = { organ: POLICE, year: 2026, duty: 'mustSeal', isSealed: true, dueOn: '2026-11-16', sealedOn: '2026-11-16' } as const;
  const open = { ...record, isSealed: false, sealedOn: null };
  const rows = [record, { ...record, sealedOn: '2026-11-17' }, open, { ...open, duty: 'unknown' as const }, { ...record, duty: 'mustNot' as const }];
  const decisions = [{ organ: POLICE, year: 2026, outcome: 'granted', isInTime: true }, { organ: POLICE, year: 2026, outcome: 'refused', isInTime: false }] as const;
  const [onTheDay] = superviseStatistics(rows, decisions, '2026-11-16');
  assert.deepEqual(onTheDay, {
    organ: POLICE, year: 2026, mustSeal: 3, sealed: 2, unknown: 1, overdue: 0, inTime: 1, coverage: 2 / 3, timeliness: 0.5,
    decided: 2, refused: 1, refusalShare: 0.5, decidedInTime: 0.5,
  });
  assert.equal(superviseStatistics(rows, decisions, '2026-11-17')[0]?.overdue, 1);
  assert.equal(superviseStatistics([{ ...open, duty: 'unknown' }], [], '2026-11-16')[0]?.coverage, null);
});
