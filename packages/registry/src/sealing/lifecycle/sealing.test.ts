import assert from 'node:assert/strict';
import test from 'node:test';
import { civil } from '@fengcun/kernel';
import { OPEN_GROUNDS, SEAL_GROUND, SEAL_GROUNDS } from '../grounds.ts';
import { CASE_CODE, COURT, draft, POLICE, PRISON, PROCURATORATE, receipt } from '../testing/orders.ts';
import { decideSealing } from './decide-sealing.ts';
import { evolveSealing, foldSealing } from './evolve-sealing.ts';
import { endsSeal } from './lawful-ground.ts';
import { orderFor, outstandingOrders } from './outstanding.ts';
import { copyStatus, isShownSealed, isWithheld, progressOf } from './progress.ts';
import type { SealingCommand } from './sealing-command.ts';
import { NEVER_SEALED, type SealingState } from './sealing-state.ts';

const ACT = { at: '2026-03-05T01:00:00Z', actor: 'clerk-1' };
const day = (text: string) => ({ at: `${text}T01:00:00Z`, actor: 'clerk-1' });

/** A command without its actor, for tables; another actor or time may be given. */
type Step = SealingCommand extends infer C ? C extends SealingCommand
  ? Omit<C, 'at' | 'actor'> & Partial<Pick<C, 'at' | 'actor'>> : never : never;
const whole = (step: Step): SealingCommand => ({ ...ACT, ...step }) as SealingCommand;

/** The state after these steps, each of which must be lawful; the refusal code otherwise. */
const after = (steps: readonly Step[], from: SealingState = NEVER_SEALED): SealingState | string => {
  let state = from;
  for (const step of steps) {
    const decided = decideSealing(whole(step), state);
    if (!decided.ok) return decided.error.code;
    state = decided.value.reduce(evolveSealing, state);
  }
  return state;
};
const lawful = (steps: readonly Step[]): SealingState => {
  const state = after(steps);
  assert.ok(typeof state !== 'string', `refused: ${String(state)}`);
  return state;
};

const seal: Step = { type: 'OrderSeal', order: draft('juvenileSentence', 'O-1') };
const ack = (holder: string, sequence = 1, more = {}): Step =>
  ({ type: 'Acknowledge', receipt: receipt(holder, sequence, more) });
const sealed: readonly Step[] = [seal, ack(COURT), ack(POLICE)];
const propose: Step = {
  type: 'ProposeUnseal', proposalId: 'P-1', ground: 'newCrimeAsMinor', effectiveFrom: civil('2026-03-05'),
};
const approve: Step =
  { type: 'ApproveUnseal', proposalId: 'P-1', approvalId: 'A-1', expiresAt: '2026-03-12T00:00:00Z', actor: 'head-1' };
const unseal: Step = { type: 'OrderUnseal', order: draft('newCrimeAsMinor', 'O-2'), approvalId: 'A-1' };
const opened: readonly Step[] = [...sealed, propose, approve, unseal];
const acquitted: Step = { type: 'OrderSeal', order: draft('insufficientEvidence', 'O-1') };
const consents = { defendant: 'D-1', guardian: 'G-1', court: 'C-1' };
const exempt: Step =
  { type: 'Exempt', recordId: 'record-1', consents, order: draft('exemptByApplication', 'O-2') };
const trial: Step = { type: 'OrderSeal', order: draft('proposal', 'O-1') };
const observed: readonly Step[] = [trial, ack(COURT), ack(POLICE),
  { type: 'StartObservation', until: civil('2026-09-05'), today: civil('2026-03-05') }];

// steps · status · acknowledged/known
const WALKS: readonly (readonly [string, readonly Step[], string, string])[] = [
  ['never ordered', [], 'open', '0/0'],
  ['办法11: ordered, nobody answered', [seal], 'pending', '0/2'],
  ['one of two answered', [seal, ack(COURT)], 'pending', '1/2'],
  ['整体封存: both answered', sealed, 'sealed', '2/2'],
  ['an answer told twice counts once', [seal, ack(COURT), ack(COURT)], 'pending', '1/2'],
  ['an organ without a copy has answered too', [seal, ack(COURT), ack(POLICE, 1, { result: 'noCopy' })], 'sealed', '2/2'],
  ['a prison that becomes known later is waited for',
    [...sealed, { type: 'AddHolder', added: { holder: PRISON, dueOn: civil('2026-05-01'), rule: 'sealAfterRelease' } }],
    'pending', '2/3'],
  ['办法18: opened after two people decided', opened, 'unsealed', '0/2'],
  ['an opening is acknowledged too', [...opened, ack(COURT, 2), ack(POLICE, 2)], 'unsealed', '2/2'],
  ['answers to the seal do not count for the opening', [...opened, ack(COURT, 1), ack(POLICE, 1)], 'unsealed', '0/2'],
  ['a proposal alone moves nothing', [...sealed, propose], 'sealed', '2/2'],
  ['an approval alone moves nothing', [...sealed, propose, approve], 'sealed', '2/2'],
  ['a refused proposal leaves it sealed', [...sealed, propose, { type: 'RefuseUnseal', proposalId: 'P-1', actor: 'head-1' }], 'sealed', '2/2'],
  ['a wrong seal is rescinded, not unsealed',
    [...sealed, { ...propose, ground: 'wrongSeal' }, approve, { type: 'Rescind', order: draft('wrongSeal', 'O-2'), approvalId: 'A-1' }],
    'rescinded', '0/2'],
  ['办法22: a rescinded seal is corrected',
    [...sealed, { ...propose, ground: 'wrongSeal' }, approve, { type: 'Rescind', order: draft('wrongSeal', 'O-2'), approvalId: 'A-1' },
      { type: 'CorrectSeal', order: draft('corrective', 'O-3'), documentNumber: 'OPINION-1' }], 'pending', '0/2'],
  ['办法22: what was never sealed is corrected',
    [{ type: 'CorrectSeal', order: draft('corrective', 'O-1'), documentNumber: 'OPINION-1' }], 'pending', '0/2'],
  ['a retrial that lowers the sentence seals again', [...opened, { type: 'OrderSeal', order: draft('retrialLowered', 'O-3') }], 'pending', '0/2'],
  ['办法7: exempted before anything was sealed', [{ type: 'Exempt', recordId: 'record-1', consents }], 'exempt', '0/0'],
  ['办法7: exempted after it was sealed', [acquitted, ack(COURT), ack(POLICE), exempt], 'exempt', '0/2'],
  ['proposal packs: sealed first, observed after', observed, 'underObservation', '2/2'],
  ['observed and passed',
    [...observed, { type: 'PassObservation', today: civil('2026-09-06') }], 'sealed', '2/2'],
  ['a breach alone opens nothing', [...observed, { type: 'BreachObservation', breachedOn: civil('2026-04-01') }], 'underObservation', '2/2'],
  ['a breach that two people judged opens',
    [...observed, { type: 'BreachObservation', breachedOn: civil('2026-04-01') }, { ...propose, ground: 'observationBreached' }, approve,
      { type: 'OrderUnseal', order: draft('observationBreached', 'O-2'), approvalId: 'A-1' }], 'unsealed', '0/2'],
  ['a late holder interrupts the showing, not the observation',
    [...observed, { type: 'AddHolder', added: { holder: PRISON, dueOn: civil('2026-05-01'), rule: 'sealAfterRelease' } }, ack(PRISON)],
    'underObservation', '3/3'],
  ['erased while one answer is missing', [seal, ack(COURT), { type: 'Erase', ground: 'retentionEnded', approvedBy: 'head-1' }], 'erased', '1/2'],
  ['after an erasure the missing answer still comes',
    [seal, ack(COURT), { type: 'Erase', ground: 'retentionEnded', approvedBy: 'head-1' }, ack(POLICE)], 'erased', '2/2'],
];
for (const [name, steps, status, count] of WALKS) {
  test(`${name}: ${status}, ${count}`, () => {
    const progress = progressOf(lawful(steps));
    assert.equal(progress.status, status);
    assert.equal(`${progress.acknowledged}/${progress.holders}`, count);
  });
}

const remind = (sequence: number, count: number): Step => ({ type: 'Remind', holder: POLICE, sequence, count });
const escalate = (today: string, sequence = 1): Step =>
  ({ type: 'Escalate', holder: POLICE, sequence, to: PROCURATORATE, today: civil(today) });
const approvedUntil = (expiresAt: string): Step => ({ ...approve, expiresAt });

// steps, of which the last is refused with the code
const REFUSALS: readonly (readonly [string, readonly Step[], string])[] = [
  ['sealed twice', [...sealed, { type: 'OrderSeal', order: draft('juvenileSentence', 'O-2') }], 'ALREADY_SEALED'],
  ['unsealed before it was sealed', [unseal], 'NOT_SEALED'],
  ['opened twice', [...opened, propose], 'ALREADY_OPEN'],
  ['answered before it was ordered', [ack(COURT)], 'NEVER_ORDERED'],
  ['an order to an unsealed record on its old ground', [...opened, { type: 'OrderSeal', order: draft('juvenileSentence', 'O-3') }], 'GROUND_NOT_LAWFUL'],
  ['a seal on a ground to open', [{ type: 'OrderSeal', order: draft('wrongSeal', 'O-1') }], 'GROUND_NOT_LAWFUL'],
  ['a corrective seal by the ordinary way', [{ type: 'OrderSeal', order: draft('corrective', 'O-1') }], 'GROUND_NOT_LAWFUL'],
  ['a corrective seal without the opinion', [{ type: 'CorrectSeal', order: draft('corrective', 'O-1') }], 'DOCUMENT_MISSING'],
  ['a corrective seal of an exempt record', [{ type: 'Exempt', recordId: 'record-1', consents },
    { type: 'CorrectSeal', order: draft('corrective', 'O-1'), documentNumber: 'OPINION-1' }], 'EXEMPT'],
  ['an order without legal basis', [{ type: 'OrderSeal', order: { ...draft('juvenileSentence', 'O-1'), cites: [] } }], 'CITES_MISSING'],
  ['an order to nobody', [{ type: 'OrderSeal', order: draft('juvenileSentence', 'O-1', []) }], 'HOLDERS_MISSING'],
  ['an order to one organ twice', [{ type: 'OrderSeal', order: draft('juvenileSentence', 'O-1', [COURT, COURT]) }], 'HOLDER_TWICE'],
  ['an opening that leaves a holder out', [...sealed, propose, approve, { type: 'OrderUnseal', order: draft('newCrimeAsMinor', 'O-2', [COURT]), approvalId: 'A-1' }], 'HOLDER_LEFT_OUT'],
  ['an order number used before', [...sealed, propose, approve, { type: 'OrderUnseal', order: draft('newCrimeAsMinor', 'O-1'), approvalId: 'A-1' }], 'ORDER_NUMBER_USED'],
  ['an opening of another record', [...sealed, propose, approve,
    { type: 'OrderUnseal', order: { ...draft('newCrimeAsMinor', 'O-2'), recordId: 'record-2' }, approvalId: 'A-1' }], 'RECORD_MISMATCH'],
  ['an answer of an organ nobody ordered', [seal, ack(PRISON)], 'HOLDER_UNKNOWN'],
  ['an answer to an order that was never made', [seal, ack(COURT, 2)], 'SEQUENCE_UNKNOWN'],
  ['an answer to order 0', [seal, ack(COURT, 0)], 'SEQUENCE_UNKNOWN'],
  ['an answer about another record', [seal, ack(COURT, 1, { recordId: 'record-2' })], 'RECORD_MISMATCH'],
  ['two answers of one revision that differ', [seal, ack(COURT), ack(COURT, 1, { commitmentAfter: 'sha256:other' })], 'RECEIPT_CONFLICT'],
  ['“superseded” about the newest order', [seal, ack(COURT, 1, { result: 'superseded' })], 'RECEIPT_CONFLICT'],
  ['an organ added that is known', [seal, { type: 'AddHolder', added: { holder: COURT, dueOn: civil('2026-05-01'), rule: 'x' } }], 'HOLDER_KNOWN'],
  ['reminded twice of the same', [seal, remind(1, 1), remind(1, 1)], 'ALREADY_REMINDED'],
  ['reminded a second time before the first', [seal, remind(1, 2)], 'NOT_DUE'],
  ['reminded of an order since replaced', [...opened, remind(1, 1)], 'SEQUENCE_SUPERSEDED'],
  ['reminded after the answer', [...sealed, remind(1, 1)], 'ALREADY_ACKNOWLEDGED'],
  ['escalated on the last day', [seal, escalate('2026-03-10')], 'NOT_DUE'],
  ['escalated twice', [seal, escalate('2026-03-11'), escalate('2026-03-12')], 'ALREADY_ESCALATED'],
  ['escalated after the answer', [...sealed, escalate('2026-03-11')], 'ALREADY_ACKNOWLEDGED'],
  ['approved by the person who proposed', [...sealed, propose, { ...approve, actor: 'clerk-1' }], 'FOUR_EYES'],
  ['refused by the person who proposed', [...sealed, propose, { type: 'RefuseUnseal', proposalId: 'P-1' }], 'FOUR_EYES'],
  ['approved what nobody proposed', [...sealed, approve], 'PROPOSAL_UNKNOWN'],
  ['a second proposal while one waits', [...sealed, propose, { ...propose, proposalId: 'P-2' }], 'PROPOSAL_PENDING'],
  ['opened with no approval yet', [...sealed, propose, unseal], 'APPROVAL_MISSING'],
  ['opened with no proposal', [...sealed, unseal], 'APPROVAL_UNKNOWN'],
  ['opened on the instant the approval expires', [...sealed, propose, approve, { ...unseal, ...day('2026-03-12'), at: '2026-03-12T00:00:00Z' }], 'APPROVAL_EXPIRED'],
  ['opened on another ground than was approved', [...sealed, propose, approve, { ...unseal, order: draft('omittedCrimeAsMinor', 'O-2') }], 'GROUND_NOT_LAWFUL'],
  ['opened from another day than was approved', [...sealed, propose, approve,
    { ...unseal, order: { ...draft('newCrimeAsMinor', 'O-2'), effectiveFrom: civil('2026-03-04') } }], 'GROUND_NOT_LAWFUL'],
  ['approved for more than thirty days', [...sealed, propose, approvedUntil('2026-04-04T01:00:01Z')], 'APPROVAL_TOO_LONG'],
  ['approved until now', [...sealed, propose, approvedUntil('2026-03-05T01:00:00Z')], 'APPROVAL_EXPIRED'],
  ['an approval used a second time', [...opened, ack(COURT, 2), { type: 'OrderSeal', order: draft('retrialLowered', 'O-3') },
    { ...propose, proposalId: 'P-2' }, { ...unseal, order: draft('newCrimeAsMinor', 'O-4') }], 'APPROVAL_USED'],
  ['an approval given a second time', [...opened, { type: 'OrderSeal', order: draft('retrialLowered', 'O-3') }, propose, approve], 'APPROVAL_USED'],
  ['a proposal of before a newer order', [...sealed, propose, approve, unseal, { type: 'OrderSeal', order: draft('retrialLowered', 'O-3') }, approve], 'PROPOSAL_UNKNOWN'],
  ['unsealed where it must be rescinded', [...sealed, { ...propose, ground: 'wrongSeal' }, approve, { ...unseal, order: draft('wrongSeal', 'O-2') }], 'GROUND_NOT_LAWFUL'],
  ['rescinded where it must be unsealed', [...sealed, propose, approve, { type: 'Rescind', order: draft('newCrimeAsMinor', 'O-2'), approvalId: 'A-1' }], 'GROUND_NOT_LAWFUL'],
  ['治安136 knows no unsealing', [{ type: 'OrderSeal', order: draft('publicOrderViolation', 'O-1') }, propose], 'GROUND_NOT_LAWFUL'],
  ['nobody exempts by proposal', [acquitted, { ...propose, ground: 'exemptByApplication' }], 'GROUND_NOT_LAWFUL'],
  ['办法7 without the guardian', [acquitted, { ...exempt, consents: { defendant: 'D-1', court: 'C-1' } }], 'CONSENT_MISSING'],
  ['办法7 without the defendant', [acquitted, { ...exempt, consents: { guardian: 'G-1', court: 'C-1' } }], 'CONSENT_MISSING'],
  ['办法7 without the court', [acquitted, { ...exempt, consents: { defendant: 'D-1', guardian: 'G-1' } }], 'CONSENT_MISSING'],
  ['办法7 for a conviction', [seal, exempt], 'GROUND_NOT_LAWFUL'],
  ['no observation under law in force', [...sealed, { type: 'StartObservation', until: civil('2026-09-05'), today: civil('2026-03-05') }], 'NOT_A_PROPOSAL'],
  ['an observation lengthened', [...observed, { type: 'ShortenObservation', until: civil('2026-09-05'), today: civil('2026-04-01') }], 'NOT_SHORTER'],
  ['an observation shortened into the past', [...observed, { type: 'ShortenObservation', until: civil('2026-03-31'), today: civil('2026-04-01') }], 'NOT_SHORTER'],
  ['passed on the last day', [...observed, { type: 'PassObservation', today: civil('2026-09-05') }], 'PERIOD_RUNS'],
  ['a breach after the last day', [...observed, { type: 'BreachObservation', breachedOn: civil('2026-09-06') }], 'PERIOD_RUNS'],
  ['passed after a breach', [...observed, { type: 'BreachObservation', breachedOn: civil('2026-09-05') }, { type: 'PassObservation', today: civil('2026-09-06') }], 'BREACHED'],
  ['opened for a breach that nobody recorded', [...observed, { ...propose, ground: 'observationBreached' }], 'GROUND_NOT_LAWFUL'],
  ['erased by one person', [seal, { type: 'Erase', ground: 'retentionEnded', approvedBy: 'clerk-1' }], 'FOUR_EYES'],
  ['sealed after an erasure', [seal, { type: 'Erase', ground: 'retentionEnded', approvedBy: 'head-1' }, { type: 'OrderSeal', order: draft('juvenileSentence', 'O-2') }], 'ERASED'],
];
for (const [name, steps, code] of REFUSALS) {
  test(`refused: ${name} (${code})`, () => {
    lawful(steps.slice(0, -1));
    assert.equal(after(steps), code);
  });
}

test('a missing holder is shown with since when and until when', () => {
  const progress = progressOf(lawful([seal, ack(COURT), remind(1, 1), escalate('2026-03-11')]));
  assert.deepEqual(progress.missing, [{ holder: POLICE, since: ACT.at, dueOn: '2026-03-10', rule: 'sealAfterReceipt',
    reminders: 1, escalatedAt: ACT.at }]);
});

test('a copy that turns up later is answered for with a higher revision, and an older one is forgotten', () => {
  const first = ack(POLICE, 1, { result: 'noCopy' });
  const later = ack(POLICE, 1, { revision: 1, commitmentAfter: 'sha256:found' });
  const state = lawful([seal, ack(COURT), first, later, first]);
  assert.equal(state.copies.get(POLICE)?.receipt?.revision, 1);
  assert.deepEqual(progressOf(state).withoutCopy, []);
  assert.equal(state.status, 'sealed');
});

test('an order on its way names its own recipient only, also one added later', () => {
  const state = lawful([...sealed, { type: 'AddHolder', added: { holder: PRISON, dueOn: civil('2026-05-01'), rule: 'r' } }]);
  assert.deepEqual(outstandingOrders(state).map((order) => order.holders.map((one) => one.holder)), [[PRISON]]);
  assert.deepEqual(orderFor(state, COURT)?.holders.map((one) => one.holder), [COURT]);
  assert.equal(orderFor(state, PROCURATORATE), undefined);
});

test('from the order on the platform keeps silent, whoever is late; it is shown sealed only at the end', () => {
  const rows = [[], [seal], [seal, ack(COURT)], sealed, opened].map((steps) => lawful(steps));
  assert.deepEqual(rows.map(isWithheld), [false, true, true, true, false]);
  assert.deepEqual(rows.map(isShownSealed), [false, false, false, true, false]);
});

test('行政处罚法48: an annulled decision is rescinded, and still nothing of it is shown', () => {
  const state = lawful([{ type: 'OrderSeal', order: draft('publicOrderViolation', 'O-1') }, { ...propose, ground: 'annulled' }, approve,
    { type: 'Rescind', order: draft('annulled', 'O-2'), approvalId: 'A-1' }]);
  assert.deepEqual([state.status, isWithheld(state), isShownSealed(state)], ['rescinded', true, false]);
});

test('the states of one copy follow the target and the answer', () => {
  const at = (steps: readonly Step[]) => {
    const state = lawful(steps);
    const copy = state.copies.get(COURT);
    return state.order === undefined || copy === undefined ? 'none' : copyStatus(state.order.target, copy);
  };
  assert.deepEqual([[seal], [seal, ack(COURT)], opened, [...opened, ack(COURT, 2)]].map(at), ['pending', 'sealed', 'reopening', 'open']);
});

test('every event keeps time, actor, reason and legal basis, and its document where there is one', () => {
  const order = decideSealing(whole(seal), NEVER_SEALED);
  assert.ok(order.ok);
  const [event] = order.value;
  assert.deepEqual([event?.at, event?.actor, event?.reason, event?.cites, event?.documentNumber],
    [ACT.at, ACT.actor, 'juvenileSentence', ['CPL_286_1'], 'O-1']);
});

test('no ground of law in force ends a proposal\'s seal, and no proposal ends one of law in force, but a wrong one', () => {
  for (const ground of OPEN_GROUNDS) for (const seal of SEAL_GROUNDS) {
    const isProposal = SEAL_GROUND[seal].status === 'proposal';
    const expected = ground === 'wrongSeal' || isProposal === (ground === 'observationBreached');
    if (endsSeal(ground, { ground: seal })) assert.ok(expected, `${ground} ${seal}`);
  }
});

test('a correction of something else than a minor\'s record says what underlies it', () => {
  const basis = { ground: 'corrective', underlying: 'publicOrderViolation' } as const;
  assert.equal(endsSeal('newCrimeAsMinor', basis), false);
  assert.equal(endsSeal('newCrimeAsMinor', { ground: 'corrective' }), true);
});

test('folding events gives the state that deciding gave', () => {
  let state = NEVER_SEALED;
  const log = opened.flatMap((step) => {
    const decided = decideSealing(whole(step), state);
    assert.ok(decided.ok);
    state = decided.value.reduce(evolveSealing, state);
    return decided.value;
  });
  assert.deepEqual(foldSealing(log), state);
  assert.equal(state.identity?.caseCode, CASE_CODE);
});
