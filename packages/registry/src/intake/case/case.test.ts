import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { IntakeMessage } from '../messages/message.ts';
import {
  CODE, COURT_CASE, drive, message, NAME, NUMBER, openCase, OTHER_CODE, refolded, take, token,
} from '../testing/messages.ts';
import { publicPart } from './case-event.ts';
import { evolveCase, NO_CASE, type OpenCase, recordsOf } from './case-state.ts';
import { contradictionsOf } from './contradictions.ts';
import { type CaseCommand, decideCase } from './decide-case.ts';
import { entryItems } from './entry-items.ts';
import { holdersOf } from './holders.ts';

const A = token('a');
const JUDGMENT = {
  documentNumber: COURT_CASE, court: '某某市人民法院', decidedOn: '2024-05-06', instance: 'first', outcome: 'decided',
  procuratorate: '某某市人民检察院', charges: ['盗窃罪'], sentence: { penalty: 'fixedTermImprisonment', termMonths: 8, fineYuan: 2000 },
};

/** The way of one case, with a correction, a contradiction, two organs that disagree, and a second person. */
const UNIVERSE: readonly (readonly [IntakeMessage, 'a' | 'b'])[] = [
  [message('caseFiled', { filedOn: '2024-01-01' }), 'a'],
  [message('compulsoryMeasureRecorded', { measure: 'pretrialDetention', from: '2024-01-02', to: '2024-01-12' }), 'a'],
  [message('arrestApproved', { decidedOn: '2024-01-12' }), 'a'],
  [message('prosecuted', { decidedOn: '2024-03-01', documentNumber: '京检刑诉〔2024〕1号', procuratorate: '某某市人民检察院' }), 'a'],
  [message('judgmentRecorded', JUDGMENT), 'a'],
  [message('judgmentRecorded', { ...JUDGMENT, sentence: { penalty: 'fixedTermImprisonment', termMonths: 9 } }, { version: 2 }), 'a'],
  [message('judgmentRecorded', { ...JUDGMENT, sentence: { penalty: 'fixedTermImprisonment', termMonths: 10 } }, { version: 2 }), 'a'],
  [message('judgmentRecorded', { ...JUDGMENT, sentence: { penalty: 'fixedTermImprisonment', termMonths: 12 } }, { organ: 'police', id: 'P-1' }), 'a'],
  [message('judgmentBecameEffective', { documentNumber: COURT_CASE, effectiveOn: '2024-05-17' }), 'a'],
  [message('judgmentBecameEffective', { documentNumber: '(2024)京0000刑初1号', effectiveOn: '2024-05-18' }, { organ: 'procuratorate', id: 'E-1' }), 'a'],
  [message('executionStarted', { form: 'prison', startedOn: '2024-06-01' }, { organ: 'prison' }), 'a'],
  [message('released', { releasedOn: '2024-09-01', ground: 'served' }), 'a'],
  [message('sentenceServed', { servedOn: '2024-09-01' }, { organ: 'prison' }), 'a'],
  [message('nonProsecutionDecided', { decidedOn: '2024-04-01', type: 'discretionary' }), 'b'],
  [message('caseFiled', { filedOn: '2024-01-01' }, { id: 'F-2', person: { bornOn: '1991-01-01' } }), 'a'],
];

const commandOf = ([told, subject]: (typeof UNIVERSE)[number], now: string): CaseCommand => take(told, token(subject), now);

const project = (state: OpenCase): unknown => ({
  records: recordsOf(state), settlements: [...state.settlements].sort(), contradictions: contradictionsOf(state),
  items: [token('a'), token('b')].map((subject) => [entryItems(state, subject), holdersOf(recordsOf(state), subject)]),
});

const opened = (commands: readonly CaseCommand[]): OpenCase => {
  const { state } = drive(commands);
  assert.ok(state.status === 'open');
  return state;
};

/** Everything once in some order, then any number of repetitions, all at different times. */
const arrivals = fc.tuple(
  fc.shuffledSubarray(UNIVERSE.map((_, at) => at), { minLength: UNIVERSE.length }),
  fc.array(fc.nat({ max: UNIVERSE.length - 1 }), { maxLength: 20 }),
  fc.integer({ min: 0, max: 1_000_000 }),
).map(([all, again, seed]) => {
  const order = [...all];
  again.forEach((at, turn) => order.splice((seed * (turn + 7)) % (order.length + 1), 0, at));
  return order;
});

const commandsIn = (order: readonly number[]): readonly CaseCommand[] => order.flatMap((at, turn) => {
  const told = UNIVERSE[at];
  return told === undefined ? [] : [commandOf(told, `2026-01-01T00:00:${String(turn % 60).padStart(2, '0')}Z`)];
});

test('every order and every repetition of the same messages gives the same state and the same projections', () => {
  const reference = opened(commandsIn(UNIVERSE.map((_, at) => at)));
  fc.assert(fc.property(arrivals, (order) => {
    const state = opened(commandsIn(order));
    assert.deepEqual(state, reference);
    assert.deepEqual(project(state), project(reference));
  }), { numRuns: 400 });
  const found = contradictionsOf(reference);
  assert.deepEqual([...new Set(found.map((one) => one.code))].sort(), ['FACTS_DISAGREE', 'IDENTITY_DISAGREES', 'VERSION_TOLD_TWICE']);
  for (const { records } of found) assert.deepEqual(records, [...records].sort());
});

test('people settle contradictions, and messages that come between leave the same state', () => {
  const settle = (state: OpenCase): readonly CaseCommand[] => contradictionsOf(state)
    .filter((one) => one.chosen === undefined).map((one) => ({
      type: 'SettleContradiction', caseCode: CODE, contradiction: one.id, chosen: one.records[0] ?? one.records.join(),
      requestedBy: 'clerk', approvedBy: 'approver', now: '2026-02-01T00:00:00Z',
    } as CaseCommand));
  const settled = (order: readonly number[], repeated: readonly number[]): OpenCase => {
    let driven = drive(commandsIn(order));
    // A choice can bring further contradictions to light, so that it takes rounds until none is open.
    for (let round = 0; round < 5; round += 1) {
      assert.ok(driven.state.status === 'open');
      driven = drive([...settle(driven.state).slice(0, 1), ...commandsIn(repeated)], driven);
    }
    assert.ok(driven.state.status === 'open');
    return driven.state;
  };
  const reference = settled(UNIVERSE.map((_, at) => at), []);
  fc.assert(fc.property(arrivals, fc.array(fc.nat({ max: UNIVERSE.length - 1 }), { maxLength: 4 }), (order, repeated) => {
    assert.deepEqual(project(settled(order, repeated)), project(reference));
  }), { numRuns: 60 });
});

test('fold(replay) = state: events that went through JSON fold to the state that was decided on', () => {
  fc.assert(fc.property(arrivals, (order) => {
    const { state, events } = drive(commandsIn(order));
    assert.deepEqual(refolded(events), state);
    // A repetition makes no event at all.
    assert.equal(events.filter((event) => event.type === 'StageRecorded').length, UNIVERSE.length);
  }), { numRuns: 60 });
});

test('the public part of every event holds no name, number, date or charge of the case', () => {
  const { events } = drive(commandsIn(UNIVERSE.map((_, at) => at)));
  const open = JSON.stringify(events.map(publicPart));
  for (const secret of [NAME, NUMBER, NUMBER.slice(6, 14), COURT_CASE, '京0000', '1990', '2024', '盗窃', '人民法院', 'P-1', 'E-1', 'case-system']) {
    assert.ok(!open.includes(secret), secret);
  }
  // The test can fail: the whole events hold them all.
  const whole = JSON.stringify(events);
  for (const secret of [NAME, NUMBER, COURT_CASE, '盗窃', 'P-1']) assert.ok(whole.includes(secret), secret);
  assert.ok(events.every((event) => event.type !== 'StageRecorded' || !('confidential' in publicPart(event))));
});

test('no event after the terminal one, and nothing moves the state of an erased case', () => {
  const { state, events } = drive([...commandsIn([0, 4]), {
    type: 'EraseCase', caseCode: CODE, ground: 'retentionEnded', requestedBy: 'clerk', approvedBy: 'approver', now: '2090-01-01T00:00:00Z',
  }]);
  assert.deepEqual(state, { status: 'erased', caseCode: CODE });
  for (const command of [...commandsIn(UNIVERSE.map((_, at) => at)), {
    type: 'EraseCase', caseCode: CODE, ground: 'retentionEnded', requestedBy: 'clerk', approvedBy: 'approver', now: '2090-01-01T00:00:00Z',
  } as CaseCommand]) {
    assert.deepEqual(decideCase(command, state), { ok: false, error: { code: 'CASE_ERASED' } });
  }
  for (const event of events) assert.deepEqual(evolveCase(state, event), state);
  assert.ok(!JSON.stringify(state).includes(NAME));
});

test('commands are refused with their reason, both sides of each rule', () => {
  const { state } = drive(commandsIn([8, 9]));
  assert.ok(state.status === 'open');
  const [open] = contradictionsOf(state);
  assert.ok(open !== undefined && open.code === 'FACTS_DISAGREE');
  const settle = { type: 'SettleContradiction', caseCode: CODE, contradiction: open.id, chosen: open.records[0] ?? '', reason: 'asInDocument', requestedBy: 'x', approvedBy: 'y', now: '' } as CaseCommand;
  const erase = { type: 'EraseCase', caseCode: CODE, ground: 'retentionEnded', requestedBy: 'x', approvedBy: 'y', now: '' } as CaseCommand;
  const code = (command: unknown, on: typeof state | typeof NO_CASE = state): string => {
    const decided = decideCase(command as CaseCommand, on);
    return decided.ok ? `events ${decided.value.length}` : decided.error.code;
  };
  const elsewhere = message('caseFiled', { filedOn: '2024-01-01' }, { id: 'F-9', case: { code: OTHER_CODE } });
  const rows: readonly (readonly [string, string])[] = [
    [code(settle), 'events 1'], [code({ ...settle, approvedBy: 'x' }), 'FOUR_EYES'], [code({ ...settle, contradiction: 'no' }), 'CONTRADICTION_UNKNOWN'],
    [code({ ...settle, chosen: 'f'.repeat(64) }), 'CHOICE_UNKNOWN'], [code(erase), 'events 1'], [code({ ...erase, approvedBy: 'x' }), 'FOUR_EYES'],
    [code(erase, NO_CASE), 'CASE_UNKNOWN'], [code({ ...erase, caseCode: OTHER_CODE }), 'CASE_CODE_MISMATCH'],
    [code(take(elsewhere)), 'CASE_CODE_MISMATCH'], [code({ ...take(elsewhere), caseCode: OTHER_CODE }, NO_CASE), 'events 1'],
  ];
  for (const [got, expected] of rows) assert.equal(got, expected);
});

const only = (state: OpenCase, code: string): readonly string[] =>
  contradictionsOf(state).filter((one) => one.code === code).map((one) => one.item);

test('contradictions: what does not fit is found, what fits is not, both sides', () => {
  const effective = (effectiveOn: string, id = 'x'): IntakeMessage => message('judgmentBecameEffective', { documentNumber: COURT_CASE, effectiveOn }, { id });
  const judgment = message('judgmentRecorded', JUDGMENT);
  const dropped = (droppedOn: string): IntakeMessage => message('caseDropped', { droppedOn });
  const prosecuted = (decidedOn: string): IntakeMessage => message('prosecuted', { decidedOn, documentNumber: '1号', procuratorate: '某某市人民检察院' });
  const rows: readonly (readonly [string, string, readonly string[], OpenCase])[] = [
    ['one version told twice', 'VERSION_TOLD_TWICE', ['judgmentBecameEffective'], openCase(effective('2024-05-17'), effective('2024-05-18'))],
    ['the next version corrects', 'VERSION_TOLD_TWICE', [], openCase(effective('2024-05-17'), message('judgmentBecameEffective', { documentNumber: COURT_CASE, effectiveOn: '2024-05-18' }, { id: 'x', version: 2 }))],
    ['two sources, two days', 'FACTS_DISAGREE', ['judgmentBecameEffective.effectiveOn'], openCase(effective('2024-05-17'), effective('2024-05-18', 'y'))],
    ['two sources, one day', 'FACTS_DISAGREE', [], openCase(effective('2024-05-17'), effective('2024-05-17', 'y'))],
    ['one source knows less', 'FACTS_DISAGREE', [], openCase(judgment, message('judgmentRecorded', { documentNumber: COURT_CASE, court: '某某市人民法院', decidedOn: '2024-05-06' }, { id: 'y' }))],
    ['another fine', 'FACTS_DISAGREE', ['judgmentRecorded.sentence.fineYuan'], openCase(judgment, message('judgmentRecorded', { ...JUDGMENT, sentence: { ...JUDGMENT.sentence, fineYuan: 1 } }, { id: 'y' }))],
    ['in force on its own day', 'DATES_OUT_OF_ORDER', [], openCase(judgment, effective('2024-05-06'))],
    ['in force before it was given', 'DATES_OUT_OF_ORDER', ['judgmentRecorded>judgmentBecameEffective'], openCase(judgment, effective('2024-05-05'))],
    ['convicted after the case was dropped', 'OUTCOMES_EXCLUDE', ['caseDropped'], openCase(judgment, dropped('2024-02-01'))],
    ['dropped, then prosecuted', 'OUTCOMES_EXCLUDE', [], openCase(judgment, dropped('2024-02-01'), prosecuted('2024-02-02'))],
    ['prosecuted, then dropped', 'OUTCOMES_EXCLUDE', ['caseDropped'], openCase(judgment, dropped('2024-02-01'), prosecuted('2024-02-01'))],
    ['two birth dates', 'IDENTITY_DISAGREES', ['person.bornOn'], openCase(judgment, message('caseFiled', { filedOn: '2024-01-01' }, { person: { bornOn: '1990-01-02' } }))],
    ['one birth date', 'IDENTITY_DISAGREES', [], openCase(judgment, message('caseFiled', { filedOn: '2024-01-01' }, { person: { bornOn: '1990-01-01' } }))],
  ];
  for (const [note, code, items, state] of rows) assert.deepEqual(only(state, code), items, note);
});

test('a contested version counts for nothing until two people choose, and a third telling opens it again', () => {
  const told = (effectiveOn: string): IntakeMessage => message('judgmentBecameEffective', { documentNumber: COURT_CASE, effectiveOn });
  const judgment = message('judgmentRecorded', JUDGMENT);
  const two = drive([judgment, told('2024-05-17'), told('2024-05-18')].map((one) => take(one)));
  assert.ok(two.state.status === 'open');
  const effectiveOn = (state: OpenCase): unknown => entryItems(state, A).judgmentEffectiveOn;
  assert.deepEqual(effectiveOn(two.state), { status: 'unknown' });
  const [contested] = contradictionsOf(two.state);
  const chosen = recordsOf(two.state).find((record) => record.message.kind === 'judgmentBecameEffective' && record.message.content.effectiveOn === '2024-05-18');
  assert.ok(contested !== undefined && chosen !== undefined);
  const settled = drive([{ type: 'SettleContradiction', caseCode: CODE, contradiction: contested.id, chosen: chosen.recordId, reason: 'asInDocument', requestedBy: 'x', approvedBy: 'y', now: '' }], two);
  assert.ok(settled.state.status === 'open');
  assert.deepEqual(effectiveOn(settled.state), { status: 'known', value: '2024-05-18', records: [chosen.recordId] });
  const third = drive([take(told('2024-05-19'))], settled);
  assert.ok(third.state.status === 'open');
  assert.deepEqual(effectiveOn(third.state), { status: 'unknown' });
});
