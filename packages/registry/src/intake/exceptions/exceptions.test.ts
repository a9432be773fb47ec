import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evolveCase, NO_CASE, type CaseState } from '../case/case-state.ts';
import { CODE, COURT_CASE, envelopeOf, NAME, NUMBER, OTHER_CODE, pseudonymise, recordId, token } from '../testing/messages.ts';
import {
  decideException, evolveException, type ExceptionCommand, type ExceptionEvent, type ExceptionState, foldException, NO_EXCEPTION, publicExceptionPart,
} from './exception.ts';
import { EXCEPTION_REASONS, type ExceptionCode, reasonOfProblem, type Remedy } from './reason.ts';
import { type IntakeContext, replayOutcome, takeIn } from './replay.ts';

const INPUT = envelopeOf('caseFiled', { filedOn: '2024-01-01' });
const BROKEN = envelopeOf('caseFiled', { filedOn: '2024-02-30' });

const context = (more: Partial<IntakeContext> = {}): IntakeContext => ({
  directory: { hasCode: () => false, codesOf: () => [] }, stateOf: () => NO_CASE, subjectOf: () => ({ subject: token('a') }),
  freshCode: CODE, pseudonymise, now: '2026-01-01T00:00:00Z', ...more,
});

const raise = (reason: ExceptionCode = 'MESSAGE_INVALID'): ExceptionCommand => ({
  type: 'RaiseException', exceptionId: 'e1', reason, details: [{ code: 'DATE_IMPOSSIBLE', at: '/data/content/filedOn' }],
  source: recordId('1'), span: { start: 3, end: 9 }, confidential: { input: BROKEN }, now: '2026-01-01T00:00:00Z',
});
const resolve = (remedy: Remedy, input?: unknown): ExceptionCommand => ({ type: 'ResolveException', remedy, ...(input === undefined ? {} : { input }), by: 'clerk', now: '' });
const dismiss = (approvedBy: string): ExceptionCommand => ({ type: 'DismissException', requestedBy: 'clerk', approvedBy, now: '' });
const report = (taken: boolean): ExceptionCommand => ({ type: 'ReportReplay', outcome: taken ? { taken: true } : { taken: false, reason: 'CASE_AMBIGUOUS', details: [] }, now: '' });

type Driven = Readonly<{ state: ExceptionState; events: readonly ExceptionEvent[]; last: string }>;
const run = ({ state, events }: Driven, command: ExceptionCommand): Driven => {
  const decided = decideException(command, state);
  if (!decided.ok) return { state, events, last: decided.error.code };
  return { state: decided.value.reduce(evolveException, state), events: [...events, ...decided.value], last: decided.value[0]?.type ?? '' };
};
const START: Driven = { state: NO_EXCEPTION, events: [], last: '' };
const all = (...commands: readonly ExceptionCommand[]): Driven => commands.reduce(run, START);

test('an input that cannot be taken waits with its reason; corrected and replayed it closes the exception', () => {
  const first = takeIn(BROKEN, context());
  assert.deepEqual(first, { taken: false, reason: 'MESSAGE_INVALID', details: [{ code: 'DATE_IMPOSSIBLE', at: '/data/content/filedOn' }] });
  const resolved = all(raise(), resolve('enterByHand', INPUT));
  assert.ok(resolved.state.status === 'resolved');
  const replayed = takeIn(resolved.state.input, context());
  assert.ok(replayed.taken && replayed.caseCode === CODE);
  assert.deepEqual(replayed.events.map((event) => event.type), ['StageRecorded']);
  const closed = run(resolved, { type: 'ReportReplay', outcome: replayOutcome(replayed), now: '' });
  assert.deepEqual(closed.state, { status: 'closed', exceptionId: 'e1' });
});

test('a replay of what was taken makes no event', () => {
  const first = takeIn(INPUT, context());
  assert.ok(first.taken);
  const state = first.events.reduce<CaseState>(evolveCase, NO_CASE);
  const directory = { hasCode: () => true, codesOf: () => [CODE] };
  assert.deepEqual(takeIn(INPUT, context({ directory, stateOf: () => state })), { taken: true, caseCode: CODE, events: [] });
});

test('a replay that is refused waits again, with the new reason', () => {
  const again = all(raise(), resolve('enterByHand', INPUT), report(false));
  assert.ok(again.state.status === 'open');
  assert.deepEqual([again.state.reason, again.state.attempts, again.state.input], ['CASE_AMBIGUOUS', 1, INPUT]);
  assert.equal(run(again, resolve('enterByHand')).last, 'REMEDY_DOES_NOT_FIT');
  assert.equal(run(again, resolve('nameCase')).last, 'ExceptionResolved');
});

test('the intake says where it stops: case, subject, code', () => {
  const reason = (more: Partial<IntakeContext>, input: unknown = INPUT): string => {
    const outcome = takeIn(input, context(more));
    return outcome.taken ? 'taken' : outcome.reason;
  };
  const coded = envelopeOf('caseFiled', { filedOn: '2024-01-01' }, { case: { code: OTHER_CODE } });
  assert.equal(reason({}), 'taken');
  assert.equal(reason({ directory: { hasCode: () => true, codesOf: () => [CODE, OTHER_CODE] } }), 'CASE_AMBIGUOUS');
  assert.equal(reason({}, coded), 'CASE_UNKNOWN');
  assert.equal(reason({ directory: { hasCode: () => true, codesOf: () => [] } }, coded), 'taken');
  assert.equal(reason({ subjectOf: () => ({ reason: 'IDENTITY_CONTRADICTS' }) }), 'IDENTITY_CONTRADICTS');
  assert.equal(reason({ stateOf: () => ({ status: 'erased', caseCode: CODE }) }), 'CASE_REFUSED');
});

test('commands are refused with their reason, and a dismissal needs two people', () => {
  const rows: readonly (readonly [Driven, ExceptionCommand, string])[] = [
    [START, resolve('enterByHand'), 'EXCEPTION_UNKNOWN'], [all(raise()), raise(), 'EXCEPTION_EXISTS'], [all(raise()), report(true), 'NOT_RESOLVED'],
    [all(raise()), resolve('decideIdentity'), 'REMEDY_DOES_NOT_FIT'], [all(raise()), resolve('dismiss'), 'REMEDY_DOES_NOT_FIT'],
    [all(raise()), dismiss('clerk'), 'FOUR_EYES'], [all(raise()), dismiss('approver'), 'ExceptionDismissed'],
    [all(raise('IDENTITY_CONTRADICTS')), dismiss('approver'), 'REMEDY_DOES_NOT_FIT'],
    [all(raise(), dismiss('approver')), raise(), 'EXCEPTION_ENDED'], [all(raise(), resolve('enterByHand'), report(true)), resolve('enterByHand'), 'EXCEPTION_ENDED'],
  ];
  for (const [driven, command, expected] of rows) assert.equal(run(driven, command).last, expected, JSON.stringify(command).slice(0, 80));
});

test('fold(replay) = state, no event after a terminal one, and the public part names nobody', () => {
  const command = fc.constantFrom(raise(), resolve('enterByHand', INPUT), resolve('nameCase'), dismiss('approver'), report(true), report(false));
  fc.assert(fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
    const { state, events } = commands.reduce(run, START);
    assert.deepEqual(foldException(JSON.parse(JSON.stringify(events)) as ExceptionEvent[]), state);
    const end = events.findIndex((event) => event.type === 'ExceptionClosed' || event.type === 'ExceptionDismissed');
    assert.ok(end < 0 || end === events.length - 1);
    const open = JSON.stringify(events.map(publicExceptionPart));
    for (const secret of [NAME, NUMBER, COURT_CASE, '2024-0']) assert.ok(!open.includes(secret), secret);
  }), { numRuns: 300 });
});

test('every reason says in two languages what it is, and has a way out', () => {
  for (const [code, { zh, en, remedies }] of Object.entries(EXCEPTION_REASONS)) assert.ok(zh.length > 3 && en.endsWith('.') && remedies.length > 0, code);
  assert.deepEqual([reasonOfProblem({ code: 'READING_DOUBTFUL' }), reasonOfProblem({ code: 'FIELD_MISSING' }), reasonOfProblem({ code: 'CHARGE_UNKNOWN' })], ['READING_DOUBTFUL', 'CONTENT_MISSING', 'MESSAGE_INVALID']);
});
