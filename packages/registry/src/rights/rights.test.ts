import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil, err } from '@fengcun/kernel';
import { resolveCitation } from '@fengcun/statute';
import fc from 'fast-check';
import type { InquiryParty } from '../inquiry/inquiry-event.ts';
import { type Look, shownLooks } from './access-log.ts';
import { citesOfAnswer, decideRights, type RightsCommand } from './decide-rights.ts';
import { RIGHT_KINDS, RIGHTS, RIGHTS_GROUNDS } from './right-kinds.ts';
import type { RightsAnswer, RightsEvent } from './rights-event.ts';
import { checkRequest, mayActOn, type RightsRequest } from './rights-request.ts';
import { evolveRights, foldRights, isSilentOn, NO_REQUEST, type RightsState } from './rights-state.ts';

const party = (name: string): InquiryParty => ({ account: `account-${name}`, person: `person-${name}` });
const [PERSON, PARENT, CLERK, HEAD, ABOVE] = ['person', 'parent', 'clerk', 'head', 'above'].map(party) as [InquiryParty, InquiryParty, InquiryParty, InquiryParty, InquiryParty];
const noonOf = (day: string): string => `${day}T04:00:00.000Z`;

const request = (told: Partial<RightsRequest> = {}): RightsRequest => ({
  kind: 'correction', organ: 'police/110105000000', requester: { kind: 'self' }, person: { name: '林某', bornOn: civil('2009-05-10') },
  statement: '判决日期记错了', materials: ['identityProof', 'evidence', 'disclosureProof', 'guardianshipProof', 'mandate'], ...told,
});
const GRANT: RightsAnswer = { outcome: 'granted', grounds: [], reasons: '', measures: '已更正判决日期' };
const REFUSAL: RightsAnswer = { outcome: 'refused', grounds: ['foundCorrect'], reasons: '与生效判决一致', measures: '' };

type Step = Omit<RightsCommand, 'at' | 'by'> & Readonly<Record<string, unknown>>;
type Played = readonly [day: string, by: InquiryParty, step: Step];
/** Takes steps one after another; the last refusal, or the events and the state. */
const play = (...steps: readonly Played[]) => {
  let state: RightsState = NO_REQUEST;
  const events: RightsEvent[] = [];
  for (const [day, by, step] of steps) {
    const decided = decideRights({ ...step, at: noonOf(day), by } as RightsCommand, state);
    if (!decided.ok) return { refused: decided.error.code, state, events };
    events.push(...decided.value);
    state = decided.value.reduce<RightsState>(evolveRights, state);
  }
  assert.deepEqual(foldRights(events), state);
  return { refused: undefined, state, events };
};

const FILED = ['2026-11-16', PERSON, { type: 'File', request: request() }] as const;
const ACCEPTED = [FILED, ['2026-11-16', CLERK, { type: 'CheckRequest', document: '更字1号' }]] as const;
const propose = (answer: RightsAnswer, by = CLERK) => ['2026-11-17', by, { type: 'ProposeAnswer', answer }] as const;
const decide = (by = HEAD, agrees = true) => ['2026-11-18', by, { type: 'DecideAnswer', agrees, reasons: '再核', document: '更答1号' }] as const;

test('个保法46: a correction is asked for, checked, proposed by one and decided by another, with its remedies', () => {
  const { refused, events, state } = play(...ACCEPTED, propose(GRANT), decide());
  assert.equal(refused, undefined);
  assert.deepEqual(events.map(({ type }) => type), ['RequestFiled', 'RequestAccepted', 'AnswerProposed', 'RequestAnswered']);
  const answered = events.at(-1);
  assert.ok(answered?.type === 'RequestAnswered');
  assert.deepEqual(answered.remedies, ['organAbove', 'court']);
  assert.equal(state.stage, 'answered');
});

/** What stands in the way of a step, and the step that is refused for it. */
const REFUSED: readonly (readonly [rule: string, code: string, ...steps: readonly Played[]])[] = [
  ['the statement of a request is not empty', 'REASONS_MISSING', ['2026-11-16', PERSON, { type: 'File', request: request({ statement: ' ' }) }]],
  ['nobody answers a request about themselves', 'FOUR_EYES', ...ACCEPTED, propose(GRANT, PERSON)],
  ['nobody answers alone, under whichever account', 'FOUR_EYES', ...ACCEPTED, propose(GRANT), decide({ account: 'another', person: CLERK.person })],
  ['a refusal names its ground', 'GROUND_MISSING', ...ACCEPTED, propose({ ...REFUSAL, grounds: [] })],
  ['a refusal gives its reasons', 'REASONS_MISSING', ...ACCEPTED, propose({ ...REFUSAL, reasons: '' })],
  ['part of a request refused gives its reasons too', 'REASONS_MISSING', ...ACCEPTED, propose({ ...REFUSAL, outcome: 'partlyGranted', reasons: '', measures: '部分更正' })],
  ['a grant says what was done', 'MEASURES_MISSING', ...ACCEPTED, propose({ ...GRANT, measures: '' })],
  ['another cannot take the next step of the person', 'NOT_THE_REQUESTER', ...ACCEPTED, ['2026-11-17', PARENT, { type: 'Withdraw' }]],
  ['a correction is not extended: only a re-examination is', 'NOT_EXTENDABLE', ...ACCEPTED, ['2026-11-17', HEAD, { type: 'Extend', reasons: '案情复杂' }]],
  ['what was granted is not appealed', 'NOTHING_TO_APPEAL', ...ACCEPTED, propose(GRANT), decide(), ['2026-11-19', PERSON, { type: 'Appeal', statement: '不服', to: 'police/110100000000' }]],
  ['before the term has passed there is no silence', 'NOTHING_TO_APPEAL', ...ACCEPTED, ['2026-12-07', PERSON, { type: 'Appeal', statement: '不答复', to: 'police/110100000000' }]],
  ['an ordinary request is not handed to the procuratorate by the organ', 'NOT_REFERABLE', ...ACCEPTED, ['2026-11-17', CLERK, { type: 'Refer', to: 'procuratorate/110105000000', document: '转1号' }]],
  ['a withdrawn request is over', 'WRONG_STAGE', ...ACCEPTED, ['2026-11-17', PERSON, { type: 'Withdraw' }], propose(GRANT)],
];
for (const [rule, code, ...steps] of REFUSED) {
  test(`${rule}: ${code}`, () => { assert.equal(play(...steps).refused, code); });
}

test('个保法47: deletion while records must be kept is refused with the statutory answer and the way to a court', () => {
  const answer: RightsAnswer = { outcome: 'refused', grounds: ['retentionRuns'], reasons: '法定保存期限未届满，停止除存储和采取必要的安全保护措施之外的处理', measures: '' };
  const { state, events } = play(['2026-11-16', PERSON, { type: 'File', request: request({ kind: 'deletion' }) }],
    ['2026-11-16', CLERK, { type: 'CheckRequest', document: '删字1号' }], propose(answer), decide());
  assert.ok(state.stage === 'answered' && events.at(-1)?.type === 'RequestAnswered');
  assert.deepEqual(citesOfAnswer(state, answer), ['PIPL_47', 'PIPL_47_2']);
});

/** 公安规定 (复查): fifteen working days from Monday 2026-08-03 end on 2026-08-24; thirty on 2026-09-14. */
test('复查: fifteen working days, up to thirty where the head approves, once', () => {
  const filed = ['2026-08-03', PERSON, { type: 'File', request: request({ kind: 'reexamination' }) }] as const;
  const accepted = ['2026-08-03', CLERK, { type: 'CheckRequest', document: '复查1号' }] as const;
  const plain = play(filed, accepted);
  assert.ok(plain.state.stage === 'accepted');
  assert.equal(plain.state.dueOn, '2026-08-24');
  const extended = play(filed, accepted, ['2026-08-20', HEAD, { type: 'Extend', reasons: '情况复杂' }]);
  assert.ok(extended.state.stage === 'accepted');
  assert.equal(extended.state.dueOn, '2026-09-14');
  assert.equal(play(filed, accepted, ['2026-08-20', HEAD, { type: 'Extend', reasons: '情况复杂' }], ['2026-08-21', HEAD, { type: 'Extend', reasons: '再延长' }]).refused, 'NOT_EXTENDABLE');
});

test('silence past the term opens the way upward, on the day after the last day and not before', () => {
  const { state } = play(...ACCEPTED);
  assert.ok(state.stage === 'accepted' && state.dueOn === '2026-12-07');
  assert.deepEqual([isSilentOn(state, civil('2026-12-07')), isSilentOn(state, civil('2026-12-08'))], [false, true]);
  const appealed = play(...ACCEPTED, ['2026-12-08', PERSON, { type: 'Appeal', statement: '逾期未答复', to: 'police/110100000000' }],
    ['2026-12-09', ABOVE, { type: 'AnswerAppeal', answer: GRANT, document: '上答1号' }]);
  assert.equal(appealed.refused, undefined);
  assert.ok(appealed.events.some((event) => event.type === 'AppealFiled' && event.reason === 'silent'));
});

test('the organ above looks with eyes of its own', () => {
  const appealed = [...ACCEPTED, propose(REFUSAL), decide(), ['2026-11-20', PERSON, { type: 'Appeal', statement: '不服', to: 'police/110100000000' }]] as const;
  assert.equal(play(...appealed, ['2026-11-23', HEAD, { type: 'AnswerAppeal', answer: GRANT, document: '上答1号' }]).refused, 'FOUR_EYES');
  assert.equal(play(...appealed, ['2026-11-23', ABOVE, { type: 'AnswerAppeal', answer: GRANT, document: '上答1号' }]).refused, undefined);
});

test('办法21, 22: a complaint about a leak goes to the procuratorate before the organ answers it', () => {
  const filed = [['2026-11-16', PERSON, { type: 'File', request: request({ kind: 'complaint' }) }], ['2026-11-16', CLERK, { type: 'CheckRequest', document: '诉1号' }]] as const;
  const found: RightsAnswer = { ...GRANT, measures: '已撤下公开的信息' };
  assert.equal(play(...filed, propose(found), decide()).refused, 'REFERRAL_MISSING');
  const referred = ['2026-11-17', CLERK, { type: 'Refer', to: 'procuratorate/110105000000', document: '转1号' }] as const;
  const done = play(...filed, referred, propose(found), decide());
  assert.equal(done.refused, undefined);
  assert.ok(done.state.stage === 'answered' && done.state.referredTo === 'procuratorate/110105000000');
});

test('what is missing is told once: what the notice did not name is not held against the person', () => {
  const bare = request({ materials: [] });
  const asked = [['2026-11-16', PERSON, { type: 'File', request: bare }], ['2026-11-16', CLERK, { type: 'CheckRequest', document: '更字2号' }]] as const;
  const { state } = play(...asked);
  assert.ok(state.stage === 'supplementing');
  assert.deepEqual(state.asked, ['identityProof', 'evidence']);
  const check = ['2026-11-18', CLERK, { type: 'CheckRequest', document: '更字2号' }] as const;
  const supplement = (...materials: readonly string[]) => ['2026-11-17', PERSON, { type: 'Supplement', supplement: { materials } }] as const;
  assert.equal(play(...asked, supplement('identityProof', 'evidence'), check).state.stage, 'accepted');
  const short = play(...asked, supplement('identityProof'), check);
  const last = short.events.at(-1);
  assert.ok(last?.type === 'RequestNotAccepted' && last.code === 'STILL_INCOMPLETE' && last.remedies.length > 0);
});

/** Custody ends when eighteen years are completed, which is the day after the birthday (2006解释2). */
const CUSTODY: readonly (readonly [day: string, may: boolean])[] = [['2027-05-09', true], ['2027-05-10', true], ['2027-05-11', false]];
for (const [day, may] of CUSTODY) {
  test(`born on 2009-05-10: on ${day} the guardian ${may ? 'may' : 'may not'} act`, () => {
    assert.equal(mayActOn(request({ requester: { kind: 'guardian' } }), civil(day)), may);
  });
}
test('an unknown birthday is asked for; an agent must be grown up', () => {
  const guardian = request({ requester: { kind: 'guardian' }, person: { name: '林某' } });
  assert.deepEqual(checkRequest(guardian, civil('2026-11-16')), { result: 'incomplete', missing: ['birthDate'] });
  const agent = (bornOn: string) => checkRequest(request({ requester: { kind: 'agent', bornOn: civil(bornOn) } }), civil('2026-11-16'));
  assert.deepEqual(agent('2010-01-01'), { result: 'notAccepted', code: 'AGENT_WITHOUT_CAPACITY' });
  assert.deepEqual(agent('1990-01-01'), { result: 'complete' });
});

test('the day that custody ends, the parent loses the say and the grown person goes on', () => {
  const filed = [['2027-05-07', PARENT, { type: 'File', request: request({ requester: { kind: 'guardian' } }) }], ['2027-05-07', CLERK, { type: 'CheckRequest', document: '更字3号' }]] as const;
  const takeOver = (day: string, by: InquiryParty) => [day, by, { type: 'TakeOver' }] as const;
  assert.equal(play(...filed, takeOver('2027-05-10', PERSON)).refused, 'GUARDIANSHIP_RUNS');
  assert.equal(play(...filed, ['2027-05-11', PARENT, { type: 'Withdraw' }]).refused, 'GUARDIANSHIP_ENDED');
  assert.equal(play(...filed, takeOver('2027-05-11', PARENT)).refused, 'GUARDIANSHIP_ENDED');
  const gone = play(...filed, takeOver('2027-05-11', PERSON), ['2027-05-12', PERSON, { type: 'Withdraw' }]);
  assert.equal(gone.state.stage, 'withdrawn');
});

test('every right and every ground rests on an article that stands in the corpus', () => {
  for (const kind of RIGHT_KINDS) for (const cite of RIGHTS[kind].cites) assert.ok(resolveCitation(cite).ok, cite);
  for (const cite of Object.values(RIGHTS_GROUNDS)) assert.ok(resolveCitation(cite).ok, cite);
});

const LOOK: Look = { at: '2026-10-01T02:00:00Z', organ: 'court/110105000000', inquirerKind: 'judicialOrgan', basis: 'CPL_286_2', purpose: 'case', outcome: 'disclosed', shown: ['charge'] };
const withheld = { cite: 'PIPL_35', caseEnded: false, reviewOn: civil('2026-12-01') } as const;
const LOOKS: readonly (readonly [rule: string, look: Look, shown: number])[] = [
  ['a look is shown', LOOK, 1],
  ['a look of a case that is open is left out', { ...LOOK, withheld }, 0],
  ['whether the case has ended is unknown: left out', { ...LOOK, withheld: { ...withheld, caseEnded: 'unknown' } }, 0],
  ['the case has ended: shown', { ...LOOK, withheld: { ...withheld, caseEnded: true } }, 1],
  ['an employer can withhold nothing', { ...LOOK, inquirerKind: 'unit', withheld }, 1],
  ['an attempt that was refused is shown as well', { ...LOOK, outcome: 'refused', shown: [] }, 1],
];
for (const [rule, look, shown] of LOOKS) {
  test(`谁查过我: ${rule}`, () => {
    const found = shownLooks([look]);
    assert.equal(found.length, shown);
    assert.ok(!JSON.stringify(found).includes('withheld'));
  });
}
test('whatever is asked of it in whatever order: no answer of one person, none of the requester, none after the end', () => {
  const people = [PERSON, PARENT, CLERK, HEAD];
  const steps: readonly Step[] = [
    { type: 'File', request: request({ kind: 'complaint' }) }, { type: 'CheckRequest', document: 'x' }, { type: 'Refer', to: 'procuratorate/1', document: 'x' },
    { type: 'ProposeAnswer', answer: GRANT }, { type: 'ProposeAnswer', answer: REFUSAL }, { type: 'DecideAnswer', agrees: true, reasons: 'x', document: 'x' },
    { type: 'DecideAnswer', agrees: false, reasons: 'x', document: 'x' }, { type: 'Appeal', statement: 'x', to: 'y' }, { type: 'AnswerAppeal', answer: GRANT, document: 'x' }, { type: 'Withdraw' }, { type: 'TakeOver' },
  ];
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(people.length - 1), fc.nat(steps.length - 1)), { maxLength: 25 }), (walk) => {
    let state: RightsState = NO_REQUEST;
    let proposer: InquiryParty | undefined;
    for (const [who, what] of walk) {
      const [by, step] = [people[who], steps[what]];
      assert.ok(by !== undefined && step !== undefined);
      const before = state;
      const decided = decideRights({ ...step, at: noonOf('2026-11-16'), by } as RightsCommand, state);
      if (!decided.ok) { assert.deepEqual(decided, err({ code: decided.error.code })); continue; }
      for (const event of decided.value) {
        if (event.type === 'AnswerProposed') proposer = event.by;
        if (event.type === 'RequestAnswered') {
          assert.ok(before.stage === 'proposed' && before.referredTo !== undefined);
          assert.notEqual(event.by.person, proposer?.person);
          assert.notEqual(event.by.person, before.requester.person);
        }
        assert.ok(before.stage !== 'withdrawn' && before.stage !== 'appealAnswered');
        state = evolveRights(state, event);
      }
    }
  }));
});
