import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, civil, type CivilDate, toPlainDate } from '@fengcun/kernel';
import { resolveCitation } from '../citations/citation.ts';
import { SEALING_PERIODS, sealingDeadline, type SealingPeriod } from './deadline.ts';
import { type Due, hasDueDate, type Pause, sealingDue, workingDaysBetween } from './due-date.ts';
import { isWorkingDay } from './working-days.ts';

const told = (due: Due): string =>
  (hasDueDate(due) ? `${due.dueOn}${due.certain ? '' : ` at the earliest, ${due.unknownYear} unknown`}` : `paused since ${due.pausedSince}`);
const pause = (ground: Pause['ground'], from: string, until?: string): Pause =>
  ({ ground, from: civil(from), ...(until === undefined ? {} : { until: civil(until) }) });

const ROWS: readonly (readonly [period: SealingPeriod, from: string, pauses: readonly Pause[], due: string, rule: string])[] = [
  ['serveAfterEffect', '2026-11-20', [], '2026-11-25', '办法11: 及时, three working days by default'],
  ['sealAfterReceipt', '2026-11-20', [], '2026-11-23', '办法11, 刑诉法105: Friday and three days end on Monday'],
  ['sealAfterReceipt', '2026-11-18', [], '2026-11-23', '刑诉法105(4): the last day is Saturday, so Monday'],
  ['sealPublicOrder', '2026-11-21', [], '2026-11-21', '治安法136: no term, the day of the decision, a Saturday too'],
  ['withdrawPublished', '2026-11-20', [], '2026-11-25', '行政处罚法48, 85: three days are working days'],
  ['correctiveReply', '2026-11-10', [], '2026-11-20', '办法22(2): ten days by default'],
  ['correctiveReply', '2026-11-11', [], '2026-11-23', '办法22(2): the tenth day is Saturday, so Monday'],
  ['reexamination', '2026-11-02', [], '2026-11-23', '公安规定: fifteen working days'],
  ['reexaminationExtended', '2026-11-02', [], '2026-12-14', '公安规定: thirty working days'],
  ['policeInquiry', '2026-11-16', [pause('verification', '2026-11-17', '2026-11-20')], '2026-11-25', '公安规定8: 调查核实 does not count'],
  ['policeInquiry', '2026-11-16', [pause('verification', '2026-11-20', '2026-11-24')], '2026-11-19', '公安规定8: a pause after the last day stops nothing'],
  ['policeInquiry', '2026-11-16', [pause('verification', '2026-11-18')], 'paused since 2026-11-18', '公安规定8: while it lasts there is no last day'],
  ['policeInquiry', '2026-11-16', [pause('verification', '2026-11-20')], '2026-11-19', '公安规定8: begun a day late it stops nothing'],
  ['sealAfterReceipt', '2026-11-20', [pause('verification', '2026-11-21', '2026-11-30')], '2026-11-23', '办法11: nothing pauses the three days of sealing'],
  ['sealingApplication', '2026-11-02', [pause('supplement', '2026-11-05', '2026-11-09')], '2026-11-17', '补正 does not count'],
  ['sealAfterReceipt', '2027-11-16', [], '2027-11-19 at the earliest, 2027 unknown', 'W-27: the calendar of 2027 is not known'],
  ['certificate', '2026-12-24', [], '2026-12-27 at the earliest, 2027 unknown', '26 December may become a make-up day: the earlier date'],
];

for (const [period, from, pauses, due, rule] of ROWS) {
  test(`${period} from ${from} → ${due} (${rule})`, () => assert.equal(told(sealingDue(period, civil(from), pauses)), due));
}

test('every period of the law cites a place of the corpus', () => {
  for (const [name, { cite }] of Object.entries(SEALING_PERIODS)) assert.ok(resolveCitation(cite).ok, name);
});

const names = Object.keys(SEALING_PERIODS) as readonly SealingPeriod[];
const days = fc.integer({ min: 0, max: 8_000 }).map((offset) => addDays(civil('2005-01-01'), offset));

/** The last day if every unknown day is worked on from Monday to Friday. */
const ordinaryWeeks = (name: SealingPeriod, from: CivilDate): CivilDate => {
  const works = (on: CivilDate): boolean => {
    const known = isWorkingDay(on);
    return known.ok ? known.value : toPlainDate(on).dayOfWeek < 6;
  };
  let on = from;
  for (let left: number = SEALING_PERIODS[name].days; left > 0;) {
    on = addDays(on, 1);
    if (SEALING_PERIODS[name].kind === 'procedural' || works(on)) left -= 1;
  }
  while (!works(on)) on = addDays(on, 1);
  return on;
};

test('where the calendar reaches, the due date is the deadline; where it does not, it is marked and not later', () => {
  fc.assert(fc.property(fc.constantFrom(...names), days, (name, from) => {
    const due = sealingDue(name, from);
    const deadline = sealingDeadline(name, from);
    assert.ok(hasDueDate(due));
    assert.equal(due.certain, deadline.ok);
    assert.ok(due.dueOn >= from);
    if (deadline.ok) assert.equal(due.dueOn, deadline.value.dueOn);
    else assert.ok(due.dueOn <= ordinaryWeeks(name, from), 'an ordinary week in the unknown year is in time too');
  }), { numRuns: 500 });
});

test('a pause within a period never makes it end earlier', () => {
  fc.assert(fc.property(days, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 40 }), (from, after, length) => {
    const paused = addDays(from, after);
    const [plain, later] = [sealingDue('policeInquiry', from), sealingDue('policeInquiry', from, [
      { ground: 'verification', from: paused, until: addDays(paused, length) },
    ])];
    assert.ok(hasDueDate(plain) && hasDueDate(later) && later.dueOn >= plain.dueOn);
    if (paused > plain.dueOn) assert.equal(later.dueOn, plain.dueOn);
  }), { numRuns: 200 });
});

test('working days left: the holiday of October 2026 counts none, the make-up Saturday one', () => {
  assert.equal(workingDaysBetween(civil('2026-09-30'), civil('2026-10-07')), 0);
  assert.equal(workingDaysBetween(civil('2026-09-30'), civil('2026-10-10')), 3);
  assert.equal(workingDaysBetween(civil('2026-10-10'), civil('2026-09-30')), 0);
});
