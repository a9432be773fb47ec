import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import type { SealingStores } from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginCustody, type CustodyAct } from '../keys/custody-act.ts';
import { settleErasures } from '../keys/settle-erasures.ts';
import { carryOutAll } from './carry-out.ts';
import type { Moved, MoveRefused, Moving } from './moving.ts';
import { loadSideKeys, type SideKeys } from './side-keys.ts';

/** Why a record was not moved. */
export type SealRefusal = MoveRefused | Readonly<{ code: 'GROUND_MALFORMED' | 'RECORD_BUSY' }>
  | Readonly<{ code: 'NOT_ALONGSIDE'; reason: string }>;

/**
 * The record is where it belongs. `areKeysErased` false: the move is committed, but the key store did not
 * answer, so backups from before still open it until `settleErasures` has run.
 */
export type SealOutcome = Moved & Readonly<{ areKeysErased: boolean }>;

/** Records that are moved together: on the same ground, by the same person, at the same instant. */
export type SealBatch = Readonly<{
  recordIds: readonly string[];
  /** Code of the legal ground, such as `juvenileSentence`; it enters the audit log. */
  ground: string;
  /** Account of whoever decided; the log knows a pseudonym. */
  decidedBy: string;
  /** Instant of the decision, UTC with milliseconds. */
  at: string;
  /** Entries of the approvals this act consumes. */
  approvals?: readonly string[];
  /** `later`: the caller settles the erasure of the old keys itself, once for many records. */
  settle?: 'later';
  /**
   * Work of the caller in each transaction, for the records that are where they belong at its end. Records
   * it refuses stay where they were; the transaction is undone and run again without them.
   */
  alongside?: (
    stores: SealingStores, recordIds: readonly string[],
  ) => Promise<ReadonlyMap<string, Readonly<{ code: string }>>>;
}>;

const GROUND = /^[a-z][A-Za-z0-9]{0,63}$/;

/** LIMIT: how often a move that lost against other writers is run again. */
const RUNS_MAX = 5;

/** LIMIT: records of one transaction; more go in several, one after the other. */
const TOGETHER_MAX = 100;

type Together = Readonly<{
  deployment: Deployment; act: CustodyAct; from: SideKeys; to: SideKeys; batch: SealBatch;
}>;

type Answers = ReadonlyMap<string, Result<Moved, SealRefusal>>;
type RunRefused = MoveRefused | Readonly<{ code: 'NOT_ALONGSIDE' }>
  | Readonly<{ code: 'NOTHING_MOVED'; answers: Answers }>;

/** What one transaction came to; `again`: it lost, or ran for nothing, and is run anew. */
type Run = Readonly<{ answers: Answers; again?: 'lost' }>;

/** Runs one transaction. What the caller refuses alongside undoes it; the others are run again. */
const runOnce = async (
  { deployment, act, from, to, batch }: Together, recordIds: readonly string[],
): Promise<Run> => {
  const movings = recordIds.map((recordId): Moving =>
    ({ deployment, act, from, to, recordId, at: batch.at, entryId: act.mint() }));
  const entryId = present(movings[0], 'a record to move').entryId;
  let refused: ReadonlyMap<string, Readonly<{ code: string }>> = new Map();
  const work = async (stores: SealingStores): Promise<Result<Answers, RunRefused>> => {
    refused = new Map();
    const carried = await carryOutAll(movings, stores);
    if (!carried.ok) return carried;
    const there = [...carried.value].flatMap(([id, answer]) => (answer.ok ? [id] : []));
    if (there.length === 0) return err({ code: 'NOTHING_MOVED', answers: carried.value });
    if (batch.alongside !== undefined) refused = await batch.alongside(stores, there);
    assert([...refused.keys()].every((id) => there.includes(id)), 'only what is there is refused alongside');
    return refused.size === 0 ? carried : err({ code: 'NOT_ALONGSIDE' });
  };
  const done = await deployment.database.seal({ entryId }, work);
  if (done.ok) return { answers: done.value };
  if ('answers' in done.error) return { answers: done.error.answers };
  if (refused.size === 0) return { answers: new Map(), again: 'lost' };
  return {
    answers: new Map([...refused].map(([id, { code }]) =>
      [id, err({ code: 'NOT_ALONGSIDE', reason: code } as const)])),
  };
};

/** Moves some records, together at first, and one by one after they lost against other writers too often. */
const runUntilDone = async (
  together: Together, recordIds: readonly string[],
): Promise<Answers> => {
  const answers = new Map<string, Result<Moved, SealRefusal>>();
  let lost = 0;
  let waiting = recordIds;
  while (waiting.length > 0) {
    const run = await runOnce(together, waiting);
    for (const [id, answer] of run.answers) answers.set(id, answer);
    waiting = waiting.filter((id) => !answers.has(id));
    if (run.again === undefined) continue;
    lost += 1;
    if (lost < RUNS_MAX) continue;
    if (recordIds.length === 1) return new Map(waiting.map((id) => [id, err({ code: 'RECORD_BUSY' })]));
    for (const id of waiting) {
      for (const [one, answer] of await runUntilDone(together, [id])) answers.set(one, answer);
    }
    break;
  }
  return answers;
};

/**
 * Moves records to a side, many in one transaction; what became of each. A record that is refused does not
 * hold the others up.
 */
export const moveAll = async (
  deployment: Deployment, to: KeyTree, batch: SealBatch,
): Promise<ReadonlyMap<string, Result<SealOutcome, SealRefusal>>> => {
  const { ground, decidedBy, at, approvals } = batch;
  const recordIds = [...new Set(batch.recordIds)];
  if (!GROUND.test(ground)) {
    return new Map(recordIds.map((id) => [id, err({ code: 'GROUND_MALFORMED' })]));
  }
  const act = await beginCustody(deployment, {
    act: to === 'sealed' ? 'record.seal' : 'record.unseal', account: decidedBy, role: 'sealingService',
    purpose: 'sealing', legalBasis: ground, request: `${to}|${recordIds.join(',')}|${at}`,
    ...(approvals === undefined ? {} : { approvals }),
  });
  const from = await loadSideKeys(deployment, to === 'sealed' ? 'open' : 'sealed');
  const together = { deployment, act, from, to: await loadSideKeys(deployment, to), batch };
  const moved = new Map<string, Result<Moved, SealRefusal>>();
  for (let first = 0; first < recordIds.length; first += TOGETHER_MAX) {
    const part = await runUntilDone(together, recordIds.slice(first, first + TOGETHER_MAX));
    for (const [id, answer] of part) moved.set(id, answer);
  }
  const isAny = [...moved.values()].some(({ ok: isMoved }) => isMoved);
  // Idempotent: a move that was committed before a kill is settled here as well.
  const settled = batch.settle === 'later' || !isAny ? undefined : await settleErasures(deployment);
  const areKeysErased = settled?.ok === true;
  return new Map([...moved].map(([id, answer]) =>
    [id, answer.ok ? ok({ ...answer.value, areKeysErased }) : answer]));
};
