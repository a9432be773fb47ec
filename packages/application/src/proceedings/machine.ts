import type { Result } from '@fengcun/kernel';
import type { ProceedingRow } from '@fengcun/store';

/** What every event of a procedure has: what happened, and when (UTC). */
export type ProceedingEvent = Readonly<{ type: string; at: string }>;

/**
 * How a procedure stands, for lists: its state as one word, the competent organ, and the last day of the term
 * that runs, if one does.
 */
export type Standing = Readonly<{ state: string; organ: string; dueOn?: string }>;

/**
 * A procedure as a pure machine. `decide` refuses or tells what happens; `evolve` folds it. `side`: where its
 * rows are. What may touch sealed records lives on the sealed side, whatever it finds.
 */
export type Machine<State, Event extends ProceedingEvent, Command, Refusal> = Readonly<{
  kind: string;
  side: 'open' | 'sealed';
  initial: State;
  decide: (command: Command, state: State) => Result<readonly Event[], Refusal>;
  evolve: (state: State, event: Event) => State;
  standing: (state: State) => Standing;
}>;

/** A procedure as stored: its row, the fold of its events, and the events themselves. */
export type Proceeding<State, Event> = Readonly<{
  proceedingId: string; row: ProceedingRow; state: State; events: readonly Event[];
}>;

/** When, by whom (pseudonym) and under which audit entry; ids of what begins here are that entry's. */
export type ProceedingAt = Readonly<{ at: string; actor: string; entryId: string }>;

/** Nobody began a procedure of this kind under this id. */
export type ProceedingUnknown = Readonly<{ code: 'PROCEEDING_UNKNOWN' }>;

/**
 * Other writers were faster: five times in a row, so send it again; or since whoever decides has looked, so
 * look again.
 */
export type ProceedingBusy = Readonly<{ code: 'PROCEEDING_BUSY' | 'PROCEEDING_CHANGED' }>;
