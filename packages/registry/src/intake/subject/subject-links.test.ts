import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { drive, message, recordId, take, token } from '../testing/messages.ts';
import { recordsOf } from '../case/case-state.ts';
import { contradictionsOf } from '../case/contradictions.ts';
import { linkedCase } from './linked-case.ts';
import { decideLinks, type SubjectLinkCommand } from './decide-links.ts';
import { evolveLinks, foldLinks, NO_LINKS, representativeOf, type SubjectChange, type SubjectLinkEvent, type SubjectLinks, subjectOfRecord } from './subject-links.ts';

const [A, B, C] = [token('a'), token('b'), token('c')];
const merge = (absorbed: typeof A, survivor: typeof A): SubjectChange => ({ type: 'merge', survivor, absorbed });
const REASON = { merge: 'sameDocument', unmerge: 'mergedInError', reassign: 'recordMisattributed' } as const;

type Driven = Readonly<{ links: SubjectLinks; events: readonly SubjectLinkEvent[]; last: string }>;
const START: Driven = { links: NO_LINKS, events: [], last: '' };
const run = ({ links, events }: Driven, command: SubjectLinkCommand): Driven => {
  const decided = decideLinks(command, links);
  if (!decided.ok) return { links, events, last: decided.error.code };
  return { links: decided.value.reduce(evolveLinks, links), events: [...events, ...decided.value], last: decided.value[0]?.type ?? '' };
};
const request = (changeId: string, change: SubjectChange, by = 'clerk'): SubjectLinkCommand => ({ type: 'RequestSubjectChange', changeId, change, reason: REASON[change.type], by, now: '2026-01-01T00:00:00Z' });
const approve = (changeId: string, by = 'approver'): SubjectLinkCommand => ({ type: 'ApproveSubjectChange', changeId, by, now: '2026-01-02T00:00:00Z' });
const all = (...commands: readonly SubjectLinkCommand[]): Driven => commands.reduce(run, START);

test('a merge needs two people: requested it links nothing, approved by another it does', () => {
  const requested = all(request('1', merge(A, B)));
  assert.equal(representativeOf(requested.links, A), A);
  assert.equal(run(requested, approve('1', 'clerk')).last, 'FOUR_EYES');
  assert.equal(run(requested, { ...approve('1', 'clerk'), type: 'RefuseSubjectChange' }).last, 'FOUR_EYES');
  const approved = run(requested, approve('1'));
  assert.equal(representativeOf(approved.links, A), B);
  assert.equal(run(approved, approve('1', 'third')).last, 'CHANGE_DECIDED');
});

test('a split takes a merge back without a trace in who is who, and leaves the history', () => {
  const merged = all(request('1', merge(A, B)), approve('1'), request('2', merge(B, C)), approve('2'));
  assert.equal(representativeOf(merged.links, A), C);
  const split = [request('3', { type: 'unmerge', merge: '1' }), approve('3')].reduce(run, merged);
  assert.deepEqual([A, B].map((subject) => representativeOf(split.links, subject)), [A, C]);
  assert.equal(split.links.changes.get('1')?.status, 'reversed');
  assert.equal(run(split, request('4', { type: 'unmerge', merge: '1' })).last, 'MERGE_NOT_STANDING');
  const again = [request('5', merge(A, B)), approve('5')].reduce(run, split);
  assert.equal(representativeOf(again.links, A), C);
});

test('records go to another subject and back', () => {
  const [one, other] = [{ recordId: recordId('1'), subject: A }, { recordId: recordId('2'), subject: A }];
  const moved = all(request('1', { type: 'reassign', records: [one.recordId], from: A, to: B }), approve('1'));
  assert.deepEqual([one, other].map((record) => subjectOfRecord(moved.links, record)), [B, A]);
  assert.equal(run(moved, request('2', { type: 'reassign', records: [one.recordId], from: C, to: A })).last, 'RECORDS_NOT_THERE');
  const back = [request('3', { type: 'reassign', records: [one.recordId], from: B, to: A }), approve('3')].reduce(run, moved);
  assert.equal(subjectOfRecord(back.links, one), A);
});

test('what cannot stand is refused at the request, and again at the approval', () => {
  const rows: readonly (readonly [string, Driven, SubjectLinkCommand, string])[] = [
    ['itself', START, request('1', merge(A, A)), 'SAME_SUBJECT'],
    ['twice', all(request('1', merge(A, B)), approve('1')), request('2', merge(A, C)), 'ALREADY_ABSORBED'],
    ['circle', all(request('1', merge(A, B)), approve('1')), request('2', merge(B, A)), 'WOULD_CLOSE_CIRCLE'],
    ['circle by two requests', all(request('1', merge(A, B)), request('2', merge(B, A)), approve('1')), approve('2'), 'WOULD_CLOSE_CIRCLE'],
    ['id used', all(request('1', merge(A, B))), request('1', merge(A, C)), 'CHANGE_EXISTS'],
    ['unknown', START, approve('9'), 'CHANGE_UNKNOWN'],
    ['no records', START, request('1', { type: 'reassign', records: [], from: A, to: B }), 'NO_RECORDS'],
    ['reason of another change', START, { ...request('1', merge(A, B)), reason: 'mergedInError' } as SubjectLinkCommand, 'REASON_DOES_NOT_FIT'],
  ];
  for (const [note, driven, command, expected] of rows) assert.equal(run(driven, command).last, expected, note);
});

test('a case seen through the links: merged, two birth dates meet and contradict; taken back, they do not', () => {
  const told = message('caseFiled', { filedOn: '2024-01-01' });
  const other = message('arrestApproved', { decidedOn: '2024-01-12' }, { person: { bornOn: '1990-01-02', documents: [] } });
  const { state } = drive([take(told, A), take(other, B)]);
  assert.ok(state.status === 'open');
  const seen = (links: SubjectLinks): readonly [number, number] => {
    const linked = linkedCase(state, links);
    return [new Set(recordsOf(linked).map((record) => record.subject)).size, contradictionsOf(linked).length];
  };
  const merged = all(request('1', merge(A, B)), approve('1'));
  const split = [request('2', { type: 'unmerge', merge: '1' }), approve('2')].reduce(run, merged);
  assert.deepEqual([seen(NO_LINKS), seen(merged.links), seen(split.links)], [[2, 0], [1, 1], [2, 0]]);
});

const subjects = fc.constantFrom(A, B, C, token('d'));
const change: fc.Arbitrary<SubjectChange> = fc.oneof(
  fc.record({ type: fc.constant('merge' as const), survivor: subjects, absorbed: subjects }),
  fc.record({ type: fc.constant('unmerge' as const), merge: fc.constantFrom('0', '1', '2', '3') }),
  fc.record({ type: fc.constant('reassign' as const), records: fc.constant([recordId('1')]), from: subjects, to: subjects }),
);

test('fold(replay) = links, no walk runs in a circle, and taking every merge back makes everybody themselves', () => {
  fc.assert(fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
    let driven = changes.reduce((state, one, at) => [request(String(at), { ...one }), approve(String(at))].reduce(run, state), START);
    assert.deepEqual(foldLinks(JSON.parse(JSON.stringify(driven.events)) as SubjectLinkEvent[]), driven.links);
    for (const subject of [A, B, C, token('d')]) assert.ok(!driven.links.absorbedBy.has(representativeOf(driven.links, subject)));
    [...driven.links.absorbedBy.values()].forEach(({ merge: id }, at) => {
      driven = [request(`undo${at}`, { type: 'unmerge', merge: id }), approve(`undo${at}`)].reduce(run, driven);
    });
    for (const subject of [A, B, C]) assert.equal(representativeOf(driven.links, subject), subject);
  }), { numRuns: 300 });
});
