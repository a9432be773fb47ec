import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { civil } from '@fengcun/kernel';
import type { OpenGround, SealGround } from '../grounds.ts';
import { COURT, draft, POLICE, PRISON, PROCURATORATE, receipt } from '../testing/orders.ts';
import { decideSealing, EVENT_OF } from './decide-sealing.ts';
import { evolveSealing } from './evolve-sealing.ts';
import { isShownSealed } from './progress.ts';
import { isRecordStatus, RECORD_STATUSES, type RecordStatus } from './record-status.ts';
import type { SealingCommand } from './sealing-command.ts';
import { missingHolders, NEVER_SEALED, newestSequence, type SealingState } from './sealing-state.ts';
import { TRANSITIONS } from './transition-table.ts';

// Where a record can go from each state, by law; the reading of docs/sealing.md, written down once more.
const WAYS: Readonly<Record<RecordStatus, readonly RecordStatus[]>> = {
  open: ['pending', 'exempt', 'erased'],
  pending: ['pending', 'sealed', 'underObservation', 'unsealed', 'rescinded', 'exempt', 'erased'],
  sealed: ['pending', 'sealed', 'underObservation', 'unsealed', 'rescinded', 'exempt', 'erased'],
  underObservation: ['pending', 'sealed', 'underObservation', 'unsealed', 'rescinded', 'exempt', 'erased'],
  unsealed: ['pending', 'unsealed', 'erased'],
  rescinded: ['pending', 'rescinded', 'erased'],
  exempt: ['pending', 'exempt', 'erased'],
  erased: ['erased'],
};
for (const from of RECORD_STATUSES) {
  test(`from ${from} the table leads to ${WAYS[from].join(', ')} and nowhere else`, () => {
    const reached = new Set(Object.values(TRANSITIONS[from]).filter(isRecordStatus));
    assert.deepEqual([...reached].sort(), [...WAYS[from]].sort());
  });
}

test('only an acknowledgement or the end of an observation leads to sealed; only an order leads out of it', () => {
  for (const from of RECORD_STATUSES) for (const [input, to] of Object.entries(TRANSITIONS[from])) {
    if (to === 'sealed' && from !== 'sealed') assert.ok(['LastAcknowledged', 'ObservationPassed'].includes(input), `${from} ${input}`);
    if (to === 'unsealed' && from !== 'unsealed') assert.equal(input, 'UnsealOrdered');
    if (to === 'rescinded' && from !== 'rescinded') assert.equal(input, 'Rescinded');
    if (to === 'exempt' && from !== 'exempt') assert.equal(input, 'ExemptedByApplication');
    if (to === 'erased' && from !== 'erased') assert.equal(input, 'ErasedByLaw');
  }
});

test('every row answers every input', () => {
  const inputs = [...new Set([...Object.values(EVENT_OF), 'LastAcknowledged', 'LastAcknowledgedUnderObservation'])].sort();
  for (const from of RECORD_STATUSES) assert.deepEqual(Object.keys(TRANSITIONS[from]).sort(), inputs, from);
});

/** The state of docs/sealing.md, derived from the newest order, the answers and the observation alone. */
const derived = (state: SealingState): RecordStatus => {
  if (state.order === undefined || state.status === 'erased') return state.status;
  const { ground, target } = state.order;
  if (target === 'open') {
    return ground === 'exemptByApplication' ? 'exempt' : ground === 'wrongSeal' || ground === 'annulled' ? 'rescinded' : 'unsealed';
  }
  if (missingHolders(state.copies).length > 0) return 'pending';
  return state.observation === undefined ? 'sealed' : 'underObservation';
};

const holder = fc.constantFrom(COURT, POLICE, PRISON);
const people = fc.constantFrom('a', 'b', 'c');
// Sequences are told relative to the newest, mostly right; numbers of orders are mostly fresh.
const offset = fc.constantFrom(0, 0, 0, 0, -1, 1);
const small = fc.integer({ min: 1, max: 400 });
const days = fc.constantFrom(civil('2026-03-09'), civil('2026-03-10'), civil('2026-03-11'), civil('2026-09-01'));
const sealGround = fc.constantFrom('juvenileSentence', 'retrialLowered', 'insufficientEvidence', 'proposal', 'corrective', 'publicOrderViolation');
const openGround = fc.constantFrom('newCrimeAsMinor', 'wrongSeal', 'annulled', 'observationBreached', 'exemptByApplication');
const holders = fc.constantFrom([COURT, POLICE], [COURT, POLICE, PRISON], [COURT], []);
const named = fc.constantFrom('P', 'Q');
const approval = fc.integer({ min: 1, max: 40 }).map((number) => `A-${number}`);

const body = fc.oneof(
  { weight: 20, arbitrary: fc.record({ type: fc.constantFrom('OrderSeal', 'CorrectSeal'), ground: sealGround, holders, number: small }) },
  { weight: 20, arbitrary: fc.record({ type: fc.constantFrom('OrderUnseal', 'Rescind', 'Exempt'), ground: openGround, holders, number: small, approvalId: approval }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('AddHolder'), holder }) },
  { weight: 30, arbitrary: fc.record({ type: fc.constant('Acknowledge'), holder, offset, revision: fc.integer({ min: 0, max: 2 }) }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constantFrom('Remind', 'Escalate'), holder, offset, today: days, count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 10, arbitrary: fc.record({ type: fc.constant('ProposeUnseal'), ground: openGround, proposalId: named }) },
  { weight: 12, arbitrary: fc.record({ type: fc.constantFrom('ApproveUnseal', 'ApproveUnseal', 'RefuseUnseal'), proposalId: named, approvalId: approval }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constantFrom('StartObservation', 'ShortenObservation', 'BreachObservation', 'PassObservation'), until: days, today: days }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('Erase') }) },
);
type Drawn = Readonly<{
  type: string; ground?: SealGround | OpenGround; number?: number; holders?: readonly string[]; holder?: string; offset?: number;
  until?: ReturnType<typeof civil>; revision?: number; approvalId?: string;
}>;
/**
 * A command as it would be given to this state; the approval of an order is half the time the one that
 * waits.
 */
const commandOf = ([drawn, actor]: readonly [Drawn, string], state: SealingState): SealingCommand => {
  const { type, ground = 'wrongSeal', number = 1, holders: to = [COURT], holder: one = COURT, until = civil('2026-09-01') } = drawn;
  const sequence = newestSequence(state) + (drawn.offset ?? 0);
  const approvalId = number % 2 === 0 ? state.proposal?.approval?.approvalId ?? drawn.approvalId : drawn.approvalId;
  const opening = number % 2 === 0 && (type === 'OrderUnseal' || type === 'Rescind') ? state.proposal?.ground ?? ground : ground;
  return {
    ...drawn, type, actor, at: '2026-03-06T00:00:00Z', documentNumber: 'X', order: draft(opening, `O-${number}`, to), recordId: 'record-1',
    consents: { defendant: 'd', guardian: 'g', court: 'c' }, added: { holder: one, dueOn: civil('2026-03-10'), rule: 'r' },
    receipt: receipt(one, sequence, { revision: drawn.revision ?? 0 }), sequence, to: PROCURATORATE, approvalId,
    effectiveFrom: civil('2026-03-05'), expiresAt: '2026-03-07T00:00:00Z', breachedOn: until, approvedBy: 'z',
    ...(type === 'Erase' ? { ground: 'retentionEnded' } : { ground }),
  } as unknown as SealingCommand;
};

test('whatever is commanded in whatever order: the table and the derivation agree, and nothing is done twice', () => {
  const seen = new Set<RecordStatus>();
  fc.assert(fc.property(fc.array(fc.tuple(body, people), { minLength: 20, maxLength: 200 }), (drawn) => {
    let state = NEVER_SEALED;
    const used: string[] = [];
    for (const pair of drawn) {
      const one = commandOf(pair, state);
      const decided = decideSealing(one, state);
      const before = state;
      if (decided.ok) {
        for (const event of decided.value) {
          state = evolveSealing(state, event);
          if (event.type === 'UnsealOrdered' || event.type === 'Rescinded') used.push(event.approvalId);
        }
      }
      seen.add(state.status);
      assert.equal(state.status, derived(state));
      assert.equal(isShownSealed(state), state.status === 'sealed' || state.status === 'underObservation');
      assert.ok(newestSequence(state) - newestSequence(before) <= 1, 'sequence without gaps');
      if (state.observation !== undefined) assert.equal(state.basis?.ground, 'proposal');
      // The same command again: a repetition or a refusal, never a second event.
      const again = decideSealing(one, state);
      const isFresh = decided.ok && decided.value.length > 0 && again.ok && again.value.length > 0;
      assert.ok(!isFresh, `twice: ${one.type}`);
    }
    assert.equal(new Set(used).size, used.length, 'an approval opens once');
  }), { numRuns: 400, seed: 20_260_305 });
  assert.deepEqual([...seen].sort(), [...RECORD_STATUSES].sort(), 'the property saw every state');
});
