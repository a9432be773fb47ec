import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, type CivilDate, parseCivilDate } from '@fengcun/kernel';
import fc from 'fast-check';
import { DUTY_ARTICLES, DUTY_KINDS, type DutyKind, evolveReminder, lookAtDuty, NO_REMINDER, reminderBegins, type ReminderState } from './duty-reminder.ts';

const civil = (text: string): CivilDate => {
  const parsed = parseCivilDate(text);
  assert.ok(parsed.ok);
  return parsed.value;
};
const PROCURATORATE = 'procuratorate/110101000000';
const duty = (kind: DutyKind = 'rights', dueOn = '2026-11-23') => ({ kind, id: 'p1', bearer: 'police/110105000000', dueOn: civil(dueOn) });
type Known = Readonly<{ on: string; kind?: DutyKind; done?: boolean; nobody?: boolean; dueOn?: string }>;
const looked = (state: ReminderState, { on, kind = 'rights', done = false, nobody = false, dueOn = '2026-11-23' }: Known) => {
  const found = lookAtDuty({
    at: `${on}T01:00:00.000Z`, on: civil(on), ...(done ? {} : { duty: duty(kind, dueOn) }), ...(nobody ? {} : { supervisor: PROCURATORATE }),
  }, state);
  return { ...found, state: found.events.reduce(evolveReminder, state), types: found.events.map(({ type }) => type) };
};

// The last day is Monday 2026-11-23; the working day before it is Friday the 20th.
const ROWS: readonly (readonly [on: string, types: readonly string[], rule: string])[] = [
  ['2026-11-19', [], 'two working days before, nothing is told'],
  ['2026-11-20', ['DutyReminded'], 'on the working day before the last one'],
  ['2026-11-21', [], 'on a Saturday between, nothing'],
  ['2026-11-23', ['DutyReminded'], 'on the last day, which is in time'],
  ['2026-11-24', ['DutyReminded', 'DutyEscalated'], 'late on the day after: the procuratorate is told (办法22)'],
  ['2026-11-28', ['DutyReminded', 'DutyEscalated'], 'a first look that comes late tells at once, on a Saturday too'],
];
for (const [on, types, rule] of ROWS) {
  test(`a duty of 2026-11-23 first looked at on ${on}: ${rule}`, () => {
    assert.deepEqual(looked(NO_REMINDER, { on }).types, types);
  });
}

test('once a duty and day: looked at again on the same day nothing is told', () => {
  for (const on of ['2026-11-20', '2026-11-23', '2026-11-24']) {
    assert.deepEqual(looked(looked(NO_REMINDER, { on }).state, { on }).types, []);
  }
});

test('late, the bearer is told on every working day and the supervisor once', () => {
  const days = Array.from({ length: 7 }, (_, i) => addDays(civil('2026-11-24'), i));
  let state: ReminderState = NO_REMINDER;
  const told = days.map((on) => {
    const one = looked(state, { on });
    state = one.state;
    return one.types;
  });
  assert.deepEqual(told, [['DutyReminded', 'DutyEscalated'], ['DutyReminded'], ['DutyReminded'], ['DutyReminded'], [], [], ['DutyReminded']]);
  assert.ok(state.stage === 'escalated' && state.escalatedTo === PROCURATORATE && state.reminders === 5);
});

test('a withholding that nobody reviews is not escalated: the look is shown by itself (个保法35)', () => {
  assert.deepEqual(looked(NO_REMINDER, { on: '2026-11-24', kind: 'withholding' }).types, ['DutyReminded']);
});

test('where no supervisor is known nobody is guessed; the escalation is owed until somebody names one', () => {
  const first = looked(NO_REMINDER, { on: '2026-11-24', nobody: true });
  assert.deepEqual([first.types, first.isUnsupervised], [['DutyReminded'], true]);
  assert.deepEqual(looked(first.state, { on: '2026-11-25' }).types, ['DutyReminded', 'DutyEscalated']);
});

test('a duty that is done ends its reminder, once; another term of the procedure begins anew', () => {
  const late = looked(NO_REMINDER, { on: '2026-11-24' }).state;
  const over = looked(late, { on: '2026-11-25', done: true });
  assert.deepEqual(over.types, ['DutyEnded']);
  assert.deepEqual(looked(over.state, { on: '2026-11-26', done: true }).types, []);
  const anew = looked(late, { on: '2026-11-27', dueOn: '2026-11-30' });
  assert.deepEqual(anew.types, ['DutyReminded']);
  assert.ok(anew.state.stage === 'reminded' && anew.state.reminders === 1 && anew.state.escalatedTo === undefined);
});

test('a reminder says who, until when and which article, and nothing else', () => {
  const [event] = looked(NO_REMINDER, { on: '2026-11-23', kind: 'incident' }).events;
  assert.deepEqual(event, {
    type: 'DutyReminded', at: '2026-11-23T01:00:00.000Z', on: '2026-11-23', kind: 'incident', id: 'p1', bearer: 'police/110105000000',
    dueOn: '2026-11-23', cites: DUTY_ARTICLES.incident.cites, isLate: false,
  });
});

test('looked at on any days in order, no day tells twice and no term escalates twice', () => {
  const day = fc.integer({ min: 0, max: 60 });
  fc.assert(fc.property(fc.constantFrom(...DUTY_KINDS), fc.array(day, { maxLength: 40 }), (kind, offsets) => {
    let state: ReminderState = NO_REMINDER;
    const told: string[] = [];
    for (const offset of offsets.toSorted((a, b) => a - b)) {
      const one = looked(state, { on: addDays(civil('2026-11-02'), offset), kind });
      state = one.state;
      told.push(...one.events.map(({ type, on }) => (type === 'DutyEscalated' ? type : `${type} ${on}`)));
    }
    assert.equal(new Set(told).size, told.length);
  }), { numRuns: 300 });
});

test('the working day before a last day skips weekends and holidays', () => {
  assert.deepEqual(['2026-11-23', '2026-11-24', '2026-10-08'].map((one) => reminderBegins(civil(one))), ['2026-11-20', '2026-11-23', '2026-09-30']);
});
