import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCaseCode } from '../case-code/case-code.ts';
import { CODE, message, OTHER_CODE, openCase, pseudonymise, refolded, token } from '../testing/messages.ts';
import { contradictionsOf } from './contradictions.ts';
import { decideCase } from './decide-case.ts';
import { evolveCase, type OpenCase } from './case-state.ts';
import { type CaseLinkAct, mergeCases, mergeOf, splitCase, survivingCode, withMerged } from './merged-cases.ts';

const THIRD_CODE = makeCaseCode(new Uint8Array(10).fill(9));
const filed = (id: string) => message('caseFiled', { filedOn: '2024-01-01', documentNumber: '1号' }, { id });
const caseOf = (caseCode: typeof CODE, id: string): OpenCase => ({ ...openCase(filed(id)), caseCode });
const [A, B, C] = [caseOf(CODE, 'a'), caseOf(OTHER_CODE, 'b'), caseOf(THIRD_CODE, 'c')];
const act = (more: Partial<CaseLinkAct> = {}): CaseLinkAct => ({ merge: 'm1', reason: 'sameCase', requestedBy: 'one', approvedBy: 'two', now: '2026-01-01T00:00:00Z', ...more });
const alone = (own: OpenCase) => ({ own, group: [own] });
const open = (state: ReturnType<typeof evolveCase>): OpenCase => {
  assert.ok(state.status === 'open');
  return state;
};
const merged = (survivor: OpenCase, absorbed: OpenCase, merge = 'm1') => {
  const done = mergeCases(act({ merge }), { survivor: alone(survivor), absorbed: alone(absorbed) });
  assert.ok(done.ok, JSON.stringify(done));
  return { survivor: open(evolveCase(survivor, done.value.survivor)), absorbed: open(evolveCase(absorbed, done.value.absorbed)) };
};

test('two cases become one under the surviving code, and each keeps what was recorded in it', () => {
  const { survivor, absorbed } = merged(A, B);
  assert.equal(survivingCode([absorbed, survivor]), CODE);
  assert.deepEqual([survivor.records, absorbed.records], [A.records, B.records]);
  const seen = withMerged(absorbed, [absorbed, survivor]);
  assert.deepEqual([seen.records.size, seen.caseCode], [2, OTHER_CODE]);
});

test('taking a merge back leaves both cases as they were, what came since included', () => {
  const { survivor, absorbed } = merged(A, B);
  const later = decideCase({ type: 'RecordMessage', caseCode: OTHER_CODE, message: filed('later'), subject: token('a'), now: '', pseudonymise }, absorbed);
  assert.ok(later.ok);
  const grown = open(later.value.reduce(evolveCase, absorbed));
  const back = splitCase(act({ merge: mergeOf(grown) ?? '', reason: 'mergedInError' }), grown);
  assert.ok(back.ok);
  assert.deepEqual(evolveCase(survivor, back.value.survivor), A);
  const left = open(evolveCase(grown, back.value.absorbed));
  assert.deepEqual([left.links.size, left.records.size, mergeOf(left)], [0, 2, undefined]);
});

test('what contradicts is found over both cases as soon as they are one, and not before', () => {
  const one = { ...openCase(message('sentenceServed', { servedOn: '2024-05-01' }, { id: 'a' })), caseCode: CODE };
  const two = { ...openCase(message('sentenceServed', { servedOn: '2024-06-01' }, { id: 'b' })), caseCode: OTHER_CODE };
  const { survivor, absorbed } = merged(one, two);
  assert.deepEqual([contradictionsOf(survivor).length, contradictionsOf(absorbed).length], [0, 0]);
  assert.deepEqual(contradictionsOf(withMerged(survivor, [survivor, absorbed])).map(({ code }) => code), ['FACTS_DISAGREE']);
});

test('what cannot be one is refused with its reason', () => {
  const { survivor, absorbed } = merged(A, B);
  const pair = { survivor: alone(A), absorbed: alone(B) };
  const rows: readonly (readonly [CaseLinkAct, typeof pair, string])[] = [
    [act({ approvedBy: 'one' }), pair, 'FOUR_EYES'], [act({ reason: 'mergedInError' }), pair, 'REASON_DOES_NOT_FIT'],
    [act(), { survivor: alone(A), absorbed: alone(A) }, 'SAME_CASE'], [act({ merge: 'm2' }), { survivor: alone(C), absorbed: alone(absorbed) }, 'ALREADY_ABSORBED'],
    [act({ merge: 'm2' }), { survivor: { own: absorbed, group: [absorbed, survivor] }, absorbed: alone(survivor) }, 'WOULD_CLOSE_CIRCLE'],
    [act(), { survivor: { own: A, group: Array.from({ length: 16 }, () => A) }, absorbed: alone(B) }, 'TOO_MANY_CASES'],
  ];
  for (const [command, cases, code] of rows) {
    const done = mergeCases(command, cases);
    assert.equal(done.ok ? 'done' : done.error.code, code);
  }
  const splits: readonly (readonly [CaseLinkAct, OpenCase, string])[] = [
    [act({ reason: 'mergedInError' }), B, 'NOT_MERGED'], [act({ reason: 'mergedInError' }), survivor, 'NOT_MERGED'],
    [act({ reason: 'sameCase' }), absorbed, 'REASON_DOES_NOT_FIT'], [act({ reason: 'mergedInError', approvedBy: 'one' }), absorbed, 'FOUR_EYES'],
  ];
  for (const [command, state, code] of splits) {
    const done = splitCase(command, state);
    assert.equal(done.ok ? 'done' : done.error.code, code);
  }
});

test('a chain of merges ends at the one case nobody absorbed; fold(replay) = state', () => {
  const first = merged(A, B);
  const second = merged(C, first.survivor, 'm2');
  assert.equal(survivingCode([first.absorbed, second.absorbed, second.survivor]), THIRD_CODE);
  const events = mergeCases(act(), { survivor: alone(A), absorbed: alone(B) });
  assert.ok(events.ok);
  assert.equal(refolded([events.value.survivor]).status, 'none', 'a link opens no case');
});
