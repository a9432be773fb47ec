import { err, type Result, ok } from '@fengcun/kernel';
import {
  decideSealing, type SealingCommand, type SealingRefusal, type SealingState,
} from '@fengcun/registry';
import type { SealingStores } from '@fengcun/store';
import type { CustodyAct } from '../keys/custody-act.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { beginSealAct, type SealAct } from './person-act.ts';
import { appendSeal, loadSeal, type StreamBusy, type StreamKeys } from './seal-stream.ts';
import type { SealsParts } from './seals-parts.ts';

/** When, who (pseudonym) and under which audit entry; ids of proposals and approvals are that entry. */
export type StepAt = Readonly<{ at: string; actor: string; entryId: string }>;

/** A step of one record's seal that a person takes. */
export type SealStep = SealAct & Readonly<{
  recordId: string;
  commandOf: (at: StepAt, state: SealingState) => SealingCommand;
  /** Work in the same transaction; a refusal undoes the step. */
  alongside?: (stores: SealingStores, after: SealingState, act: CustodyAct) => Promise<void>;
}>;

/** Why a step was not taken; a record nobody ever sealed refuses like an open one. */
export type StepRefused = SealingRefusal | StreamBusy;

/** A step that was taken: the seal after it, and the audit entry of it. */
export type StepTaken = Readonly<{ state: SealingState; entryId: string }>;

/** LIMIT: how often a step that lost against other writers is tried again. */
const RUNS_MAX = 5;

/**
 * Takes one step of a record's seal in one transaction with its audit entry. The intent is committed before;
 * a refused step leaves it alone in the log. Steps that begin a stream draw a serial of the sealed side.
 */
export const takeStep = async (
  { deployment, now }: Pick<SealsParts, 'deployment' | 'now'>, step: SealStep,
): Promise<Result<StepTaken, StepRefused>> => {
  const act = await beginSealAct(deployment, step);
  const keys = await loadSideKeys(deployment, 'sealed');
  const serials = await deployment.sealedSerials.reserve(1);
  const at = new Date(now()).toISOString();
  const actor = deployment.pseudonyms.textOf('actor', step.by.account);
  const streamKeys: StreamKeys = { keys, act, nextSerial: serials.next };
  const once = async (stores: SealingStores, entryId: string): Promise<Result<StepTaken, StepRefused>> => {
    serials.rewind();
    const stream = await loadSeal(stores, streamKeys, step.recordId);
    const decided = decideSealing(step.commandOf({ at, actor, entryId }, stream.state), stream.state);
    if (!decided.ok) return decided;
    const after = await appendSeal(stores, streamKeys, { stream, events: decided.value, entryId });
    if (!after.ok) return after;
    await step.alongside?.(stores, after.value.state, act);
    await stores.audit.append([act.outcome(entryId, { act: step.act })]);
    return ok({ state: after.value.state, entryId });
  };
  let done: Result<StepTaken, StepRefused> = err({ code: 'STREAM_BUSY' });
  for (let runs = 1; runs <= RUNS_MAX; runs += 1) {
    const entryId = act.mint();
    done = await deployment.database.seal({ entryId }, (stores) => once(stores, entryId));
    if (done.ok || done.error.code !== 'STREAM_BUSY') break;
  }
  serials.release();
  return done;
};
