import { err, ok, type Result } from '@fengcun/kernel';
import type { Append, ProceedingRow, RecordStores, SealingStores, WriterStores } from '@fengcun/store';
import { loadSideKeys, type SideKeys } from '../sealing/side-keys.ts';
import type {
  Machine, Proceeding, ProceedingAt, ProceedingBusy, ProceedingEvent, ProceedingUnknown,
} from './machine.ts';
import { applicantDigest, type ProceedingAct, type ProceedingParts } from './proceeding-act.ts';
import { loadStream, rowAfter, sealEvents } from './proceeding-stream.ts';

/** Stores of a step: those of the ordinary role, and behind the wall what the sealing service has besides. */
export type StepStores = WriterStores & Partial<SealingStores>;

/** A step of one procedure: what is decided, and what is done with it in the same transaction. */
export type ProceedingStep<State, Event, Command, Refusal> = Readonly<{
  act: ProceedingAct;
  /** The account that acts; events know its pseudonym. */
  account: string;
  commandOf: (at: ProceedingAt, state: State) => Command;
  /** How many events whoever acts has seen: what happened since is not decided on unseen. */
  seen?: number | undefined;
  /** Work in the same transaction, before the audit entry; a refusal undoes the step. */
  alongside?: (
    stores: StepStores, after: Proceeding<State, Event>, at: ProceedingAt,
  ) => Promise<Result<void, Refusal>>;
}>;

/**
 * A procedure that begins: the identity asked about as a keyed digest, if it is about anybody; on whose
 * behalf, where it is an organ's and not the account's; its id, where it was minted before or there is one of
 * its kind alone.
 */
export type ProceedingBeginning =
  Readonly<{ subjectTerm?: Uint8Array; onBehalfOf?: string; proceedingId?: string }>;

/** A step that was taken, with the audit entry of it. */
export type StepTakenOf<State, Event> = Proceeding<State, Event> & Readonly<{ entryId: string }>;

/** LIMIT: how often a step that lost against other writers is tried again. */
const RUNS_MAX = 5;

type Running = Readonly<{ keys: SideKeys; serial: number; at: ProceedingAt; applicant: Uint8Array }>;

type Steps<State, Event extends ProceedingEvent, Command, Refusal> = Readonly<{
  machine: Machine<State, Event, Command, Refusal>;
  step: ProceedingStep<State, Event, Command, Refusal>;
  begun: ProceedingBeginning | undefined;
  proceedingId: string;
}>;

type Taken<State, Event, Refusal> =
  Result<StepTakenOf<State, Event>, Refusal | ProceedingUnknown | ProceedingBusy>;

/** Appends the events and changes the row, in an open transaction; false where another writer was first. */
export const isStored = async (
  side: Pick<RecordStores, 'events' | 'proceedings'>, row: ProceedingRow, append: Append,
): Promise<boolean> => {
  if (append.events.length === 0) return true;
  const isNew = append.expected === 0;
  const appended = await (isNew ? side.events.begin([append]) : side.events.append(append));
  if (!appended.ok) return false;
  if (!isNew) return (await side.proceedings.replace(row, append.expected)).ok;
  await side.proceedings.add([row]);
  return true;
};

const once = async <State, Event extends ProceedingEvent, Command, Refusal>(
  stores: StepStores, steps: Steps<State, Event, Command, Refusal>, running: Running,
): Promise<Taken<State, Event, Refusal>> => {
  const { machine, step, begun, proceedingId } = steps;
  const { keys, at, applicant } = running;
  const side = machine.side === 'open' ? stores.open : stores.sealed ?? stores.open;
  const loaded = begun === undefined
    ? await loadStream(side, machine, { keys, act: step.act, proceedingId }) : undefined;
  if (begun === undefined && loaded === undefined) return err({ code: 'PROCEEDING_UNKNOWN' });
  const [before, version] = [loaded?.state ?? machine.initial, loaded?.version ?? 0];
  const decided = machine.decide(step.commandOf(at, before), before);
  if (!decided.ok) return decided;
  // After the decision, which tells a stranger that there is nothing.
  if (step.seen !== undefined && step.seen !== version) return err({ code: 'PROCEEDING_CHANGED' });
  const state = decided.value.reduce<State>((known, event) => machine.evolve(known, event), before);
  const row = rowAfter(machine, state, {
    ...(loaded?.row ?? {
      proceedingId, proceedingKind: machine.kind, applicant, subjectTerm: begun?.subjectTerm ?? null,
      openedAt: at.at,
    }),
    changedAt: at.at, version: version + decided.value.length,
  });
  const events = sealEvents(keys, decided.value, {
    streamId: proceedingId, expected: version, serial: loaded?.serial ?? running.serial, entryId: at.entryId,
  });
  if (!(await isStored(side, row, events))) return err({ code: 'PROCEEDING_BUSY' });
  const after = { proceedingId, row, state, events: [...loaded?.events ?? [], ...decided.value] };
  const alongside = await step.alongside?.(stores, after, at) ?? ok(undefined);
  if (!alongside.ok) return alongside;
  await stores.audit.append([step.act.outcome(at.entryId)]);
  return ok({ ...after, entryId: at.entryId });
};

const run = async <State, Event extends ProceedingEvent, Command, Refusal>(
  { deployment, now }: ProceedingParts, steps: Steps<State, Event, Command, Refusal>,
): Promise<Taken<State, Event, Refusal>> => {
  const { machine: { side }, step: { act, account }, begun } = steps;
  const keys = await loadSideKeys(deployment, side);
  const source = side === 'open' ? deployment.serials : deployment.sealedSerials;
  const serials = begun === undefined ? undefined : await source.reserve(1);
  const serial = serials?.next() ?? 0;
  const applicant = await applicantDigest({ deployment }, side, begun?.onBehalfOf ?? account);
  const actor = deployment.pseudonyms.textOf('actor', account);
  let done: Taken<State, Event, Refusal> = err({ code: 'PROCEEDING_BUSY' });
  for (let runs = 1; runs <= RUNS_MAX; runs += 1) {
    const entryId = act.mint();
    const running = { keys, serial, applicant, at: { at: new Date(now()).toISOString(), actor, entryId } };
    const work = (stores: StepStores): Promise<Taken<State, Event, Refusal>> => once(stores, steps, running);
    done = await (side === 'open'
      ? deployment.database.write({ entryId }, work) : deployment.database.seal({ entryId }, work));
    if (done.ok || !isBusy(done.error)) break;
  }
  if (!done.ok) serials?.rewind();
  serials?.release();
  return done;
};

const isBusy = (refusal: unknown): boolean =>
  typeof refusal === 'object' && refusal !== null && Reflect.get(refusal, 'code') === 'PROCEEDING_BUSY';

/**
 * Begins a procedure in one transaction with its audit entry: row, events and what is done alongside. A
 * refusal leaves only the intent of the act in the log. Faults: KEYS_UNUSABLE, those of the database.
 */
export const beginProceeding = <State, Event extends ProceedingEvent, Command, Refusal>(
  parts: ProceedingParts, machine: Machine<State, Event, Command, Refusal>,
  begun: ProceedingBeginning & ProceedingStep<State, Event, Command, Refusal>,
): Promise<Taken<State, Event, Refusal>> =>
  run(parts, { machine, step: begun, begun, proceedingId: begun.proceedingId ?? begun.act.mint() });

/** Takes a step of a procedure: load, decide, append, change the row, audit; one transaction. */
export const takeProceedingStep = <State, Event extends ProceedingEvent, Command, Refusal>(
  parts: ProceedingParts, machine: Machine<State, Event, Command, Refusal>,
  step: ProceedingStep<State, Event, Command, Refusal> & Readonly<{ proceedingId: string }>,
): Promise<Taken<State, Event, Refusal>> =>
  run(parts, { machine, step, begun: undefined, proceedingId: step.proceedingId });
