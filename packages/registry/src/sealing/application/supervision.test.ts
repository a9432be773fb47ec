import assert from 'node:assert/strict';
import test from 'node:test';
import { civil } from '@fengcun/kernel';
import { deadlineState } from '../deadlines/deadline-state.ts';
import {
  decideObservation, evolveObservation, NO_OBSERVATION, type ObservationCommand, type ObservationState, tierOf,
} from './observation.ts';
import {
  correctionOf, decideSupervision, evolveSupervision, NO_SUPERVISION, supervisionDeadlines, type SupervisionEvent, type SupervisionMatter, type SupervisionState,
} from './supervision.ts';

const at = (day: string): Readonly<{ on: ReturnType<typeof civil>; by: string }> => ({ on: civil(day), by: 'prosecutor' });
const opened = (matter: SupervisionMatter = 'shouldBeSealed'): SupervisionEvent =>
  ({ type: 'SupervisionOpened', ...at('2026-11-02'), supervisionId: 's1', recordId: 'r1', matter, origin: 'application', unit: 'police/110105' });
const opinion: SupervisionEvent = { type: 'OpinionServed', ...at('2026-11-10'), document: 'doc', documentNumber: '某检纠〔2026〕1号' };
const corrected: SupervisionEvent = { type: 'CorrectionReported', ...at('2026-11-18'), measures: 'doc-measures', result: 'doc-result' };
const reasons: SupervisionEvent = { type: 'ReasonsGiven', ...at('2026-11-18'), reasons: 'doc-reasons' };

const supervise = (...events: readonly SupervisionEvent[]): Readonly<{ state: SupervisionState; refusal: string | undefined }> => {
  let state: SupervisionState = NO_SUPERVISION;
  for (const event of events) {
    const decided = decideSupervision(event, state);
    if (!decided.ok) return { state, refusal: decided.error.code };
    state = decided.value.reduce(evolveSupervision, state);
  }
  return { state, refusal: undefined };
};

const ROWS: readonly (readonly [rule: string, events: readonly SupervisionEvent[], stage: string, order: string | undefined, refusal?: string])[] = [
  ['办法22(1): no error is told with reasons', [opened(), { type: 'NoErrorFound', ...at('2026-11-09'), reasons: 'doc' }], 'noError', undefined],
  ['办法22(2): corrected, with measures and result: a corrective seal follows', [opened(), opinion, corrected], 'corrected', 'corrective'],
  ['办法22(2): a wrong seal that is corrected is rescinded', [opened('wronglySealed'), opinion, corrected], 'corrected', 'wrongSeal'],
  ['办法21: a disclosure leads to no order of its own', [opened('disclosure'), opinion, corrected], 'corrected', undefined],
  ['办法22(2): the unit explains why there is no error', [opened(), opinion, reasons], 'reasonsGiven', undefined],
  ['a matter closed on the unit’s reasons corrects nothing', [opened(), opinion, reasons, { type: 'SupervisionClosed', ...at('2026-11-20') }], 'closed', undefined],
  ['the opinion is upheld and goes to the unit above, which corrects', [opened(), opinion, reasons,
    { type: 'OpinionUpheld', ...at('2026-11-19'), reasons: 'doc', unitAbove: 'police/1101' }, { ...corrected, ...at('2026-11-25') }], 'corrected', 'corrective'],
  ['an answer without reasons is none', [opened(), opinion, { ...reasons, reasons: '' }], 'opinionServed', undefined, 'REASONS_MISSING'],
  ['a correction without its result is none', [opened(), opinion, { ...corrected, result: '' }], 'opinionServed', undefined, 'REASONS_MISSING'],
  ['nothing is corrected without an opinion', [opened(), corrected], 'opened', undefined, 'WRONG_STAGE'],
  ['an open opinion is not closed', [opened(), opinion, { type: 'SupervisionClosed', ...at('2026-11-20') }], 'opinionServed', undefined, 'WRONG_STAGE'],
];
for (const [rule, events, stage, order, refusal] of ROWS) {
  test(`supervision: ${rule}`, () => {
    const found = supervise(...events);
    assert.deepEqual([found.state.stage, correctionOf(found.state)?.order, found.refusal], [stage, order, refusal]);
  });
}

test('办法22(2): the unit answers within ten days by default, then it is overdue', () => {
  const [item] = supervisionDeadlines(supervise(opened(), opinion).state);
  assert.ok(item !== undefined);
  assert.deepEqual(['2026-11-20', '2026-11-21'].map((now) => deadlineState(item, civil(now)).status), ['reminderDue', 'escalate']);
  assert.deepEqual(supervisionDeadlines(supervise(opened(), opinion, corrected).state), []);
});

const observe = (...commands: readonly ObservationCommand[]): Readonly<{ state: ObservationState; refusal: string | undefined }> => {
  let state: ObservationState = NO_OBSERVATION;
  for (const command of commands) {
    const decided = decideObservation(command, state);
    if (!decided.ok) return { state, refusal: decided.error.code };
    state = decided.value.reduce(evolveObservation, state);
  }
  return { state, refusal: undefined };
};
const start = (tier: 'petty' | 'light'): ObservationCommand => ({ type: 'Start', on: civil('2026-01-31'), tier });
const serve = (hours: number): ObservationCommand => ({ type: 'CreditService', on: civil('2026-03-01'), hours, document: 'doc' });
const pass = (on: string): ObservationCommand => ({ type: 'Pass', on: civil(on) });
const breach: ObservationCommand = { type: 'FindBreach', on: civil('2026-04-01'), ground: 'newCrime', document: 'doc' };
const say = (confirmed: boolean, approvedBy = 'b'): ObservationCommand => ({ type: 'DecideBreach', on: civil('2026-04-02'), confirmed, requestedBy: 'a', approvedBy });

const OBSERVED: readonly (readonly [rule: string, commands: readonly ObservationCommand[], status: string, until: string | undefined, refusal?: string])[] = [
  ['a petty offence is observed for six months', [start('petty')], 'running', '2026-07-31'],
  ['a light one for eighteen', [start('light')], 'running', '2027-07-31'],
  ['thirty-nine hours of service shorten nothing', [start('petty'), serve(39)], 'running', '2026-07-31'],
  ['forty shorten by a month', [start('petty'), serve(40)], 'running', '2026-06-30'],
  ['hours add up', [start('petty'), serve(39), serve(1)], 'running', '2026-06-30'],
  ['by no more than half', [start('petty'), serve(4000)], 'running', '2026-04-30'],
  ['passed on the day after the last', [start('petty'), pass('2026-08-01')], 'passed', '2026-07-31'],
  ['not on the last day', [start('petty'), pass('2026-07-31')], 'running', '2026-07-31', 'PERIOD_RUNNING'],
  ['a breach is in question until two people decide', [start('petty'), breach, pass('2026-08-01')], 'breachInQuestion', '2026-07-31', 'NOT_RUNNING'],
  ['confirmed by two', [start('petty'), breach, say(true)], 'breached', '2026-07-31'],
  ['dismissed: it runs on', [start('petty'), breach, say(false)], 'running', '2026-07-31'],
  ['one person alone confirms nothing', [start('petty'), breach, say(true, 'a')], 'breachInQuestion', '2026-07-31', 'FOUR_EYES'],
  ['a breach after the period has passed unnoticed by Pass is still found only while it runs', [start('petty'), pass('2026-08-01'), { ...breach, on: civil('2026-08-02') }], 'passed', '2026-07-31', 'NOT_RUNNING'],
];
for (const [rule, commands, status, until, refusal] of OBSERVED) {
  test(`proposal pack B, observation: ${rule}`, () => {
    const { state, refusal: code } = observe(...commands);
    assert.deepEqual([state.status, state.status === 'none' ? undefined : state.until, code], [status, until, refusal]);
  });
}

test('proposal pack B: 微罪 is 拘役 at most, 轻罪 a maximum of three years, heavier ones are not in it', () => {
  assert.deepEqual([[true, 6], [false, 36], [false, 37]].map(([detention, months]) =>
    tierOf({ detentionAtMost: detention === true, statutoryMaxMonths: Number(months) })), ['petty', 'light', undefined]);
});
