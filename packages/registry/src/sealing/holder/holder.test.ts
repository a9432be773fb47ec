import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { SealOrder } from '../lifecycle/order.ts';
import { COURT, draft, POLICE } from '../testing/orders.ts';
import { decideHolder, evolveHolder } from './decide-holder.ts';
import type { HolderCommand, Work } from './holder-event.ts';
import { answerTo, holderDuty, NO_COMMITMENT } from './holder-duty.ts';
import { type HolderState, noStandingOrder, standingSequence } from './holder-state.ts';

const at = '2026-03-06T02:00:00Z';
const order = (sequence: number, target: 'sealed' | 'open' = sequence % 2 === 1 ? 'sealed' : 'open'): SealOrder =>
  ({ ...draft(target === 'sealed' ? 'juvenileSentence' : 'newCrimeAsMinor', `O-${sequence}`, [POLICE]), sequence, target, orderedAt: '2026-03-05T01:00:00Z' });
const work = (sequence: number, result: Work['result'] = 'applied'): Work =>
  ({ sequence, result, commitmentBefore: 'sha256:b', commitmentAfter: `sha256:a${sequence}` });
const receive = (sequence: number): HolderCommand => ({ type: 'ReceiveOrder', order: order(sequence), at });
const done = (sequence: number): HolderCommand => ({ type: 'ReportWork', work: work(sequence), at });

const after = (commands: readonly HolderCommand[]): HolderState =>
  commands.reduce((state: HolderState, command) => {
    const decided = decideHolder(command, state);
    assert.ok(decided.ok, `refused: ${decided.ok ? '' : decided.error.code}`);
    return decided.value.reduce(evolveHolder, state);
  }, noStandingOrder(POLICE));
const refusal = (state: HolderState, command: HolderCommand): string => {
  const decided = decideHolder(command, state);
  return decided.ok ? 'taken' : decided.error.code;
};

// what arrives · sequence that stands · what the organ owes · answer to order 1
const WALKS: readonly (readonly [string, readonly HolderCommand[], number, string, string])[] = [
  ['nothing yet', [], 0, 'nothing', 'none'],
  ['an order: work to do, no answer before it is done', [receive(1)], 1, 'bringCopies', 'none'],
  ['done: acknowledged', [receive(1), done(1)], 1, 'nothing', 'applied'],
  ['the same order again: the same answer', [receive(1), done(1), receive(1)], 1, 'nothing', 'applied'],
  ['the work reported twice: one answer', [receive(1), done(1), done(1)], 1, 'nothing', 'applied'],
  ['a newer order: work again, the older is superseded', [receive(1), done(1), receive(2)], 2, 'bringCopies', 'superseded'],
  ['the newer came first: the older changes nothing', [receive(2), done(2), receive(1)], 2, 'nothing', 'superseded'],
  ['a sequence was skipped: orders say what must be, so none is needed', [receive(3), done(3)], 3, 'nothing', 'superseded'],
  ['no copy is an answer too', [receive(1), { type: 'ReportWork', work: work(1, 'noCopy'), at }], 1, 'nothing', 'noCopy'],
  ['a copy turns up under the standing order', [receive(1), done(1), { type: 'ReportFoundCopy', copyId: 'c', at }], 1, 'bringFoundCopies', 'applied'],
  ['a copy that turns up during the search belongs to it', [receive(1), { type: 'ReportFoundCopy', copyId: 'c', at }], 1, 'bringCopies', 'none'],
  ['a newer order takes found copies into its own search',
    [receive(1), done(1), { type: 'ReportFoundCopy', copyId: 'c', at }, receive(2)], 2, 'bringCopies', 'superseded'],
];
for (const [name, commands, sequence, duty, answer] of WALKS) {
  test(`${name}`, () => {
    const state = after(commands);
    assert.deepEqual([standingSequence(state), holderDuty(state).type, answerTo(state, order(1))?.result ?? 'none'], [sequence, duty, answer]);
  });
}

const standing = after([receive(1), done(1)]);
const found = after([receive(1), done(1), { type: 'ReportFoundCopy', copyId: 'c', at }]);
const REFUSALS: readonly (readonly [string, HolderState, HolderCommand, string])[] = [
  ['an order to another organ', standing, { type: 'ReceiveOrder', order: { ...order(2), holders: draft('corrective', 'x', [COURT]).holders }, at }, 'NOT_ADDRESSED'],
  ['an order about another record', standing, { type: 'ReceiveOrder', order: { ...order(2), recordId: 'record-2' }, at }, 'RECORD_MISMATCH'],
  ['one sequence with two contents', standing, { type: 'ReceiveOrder', order: order(1, 'open'), at }, 'ORDER_CONFLICT'],
  ['work before any order', noStandingOrder(POLICE), done(1), 'NO_STANDING_ORDER'],
  ['work of an order since replaced', after([receive(1), receive(2)]), done(1), 'WORK_OF_OTHER_ORDER'],
  ['a copy found before any order', noStandingOrder(POLICE), { type: 'ReportFoundCopy', copyId: 'c', at }, 'NO_STANDING_ORDER'],
  ['work on a copy nobody found', standing, { type: 'ReportFoundWork', copyIds: ['c'], work: work(1), at }, 'COPY_NOT_FOUND'],
  ['work on no copy', found, { type: 'ReportFoundWork', copyIds: [], work: work(1), at }, 'COPY_NOT_FOUND'],
  ['found work before the search ended', after([receive(1)]), { type: 'ReportFoundWork', copyIds: ['c'], work: work(1), at }, 'WORK_MISSING'],
  ['found work of an order since replaced', after([receive(1), done(1), receive(2)]), { type: 'ReportFoundWork', copyIds: ['c'], work: work(1), at }, 'WORK_OF_OTHER_ORDER'],
];
for (const [name, state, command, code] of REFUSALS) {
  test(`refused: ${name} (${code})`, () => assert.equal(refusal(state, command), code));
}

test('a copy brought later is answered for with the next revision', () => {
  const command: HolderCommand = { type: 'ReportFoundWork', copyIds: ['c'], work: work(1), at };
  const decided = decideHolder(command, found);
  assert.ok(decided.ok);
  const state = decided.value.reduce(evolveHolder, found);
  assert.deepEqual([state.receipt?.revision, holderDuty(state).type], [1, 'nothing']);
});

test('an answer that something newer stands proves nothing while the newer work is under way', () => {
  const answer = answerTo(after([receive(1), done(1), receive(2)]), order(1));
  assert.deepEqual([answer?.result, answer?.commitmentAfter], ['superseded', NO_COMMITMENT]);
});

test('in whatever order and however often orders come, the highest stands and only its work is answered for', () => {
  const step = fc.tuple(fc.constantFrom('receive', 'done'), fc.integer({ min: 1, max: 4 }));
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    let state = noStandingOrder(POLICE);
    let highest = 0;
    for (const [what, sequence] of steps) {
      const decided = decideHolder(what === 'receive' ? receive(sequence) : done(sequence), state);
      if (what === 'receive') highest = Math.max(highest, sequence);
      if (decided.ok) state = decided.value.reduce(evolveHolder, state);
      assert.equal(standingSequence(state), highest);
      assert.ok(state.receipt === undefined || state.receipt.sequence === highest);
    }
  }), { seed: 5 });
});
