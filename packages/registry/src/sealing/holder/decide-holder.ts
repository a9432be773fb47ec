import { assertNever, canonicalJson, err, ok, type Result } from '@fengcun/kernel';
import type { Receipt, SealOrder } from '../lifecycle/order.ts';
import type { HolderCommand, HolderEvent, HolderRefusal, Work } from './holder-event.ts';
import { type HolderState, standingSequence } from './holder-state.ts';

type Decided = Result<readonly HolderEvent[], HolderRefusal>;

const refused = (code: HolderRefusal['code']): Result<never, HolderRefusal> => err({ code });

const isSame = (a: SealOrder, b: SealOrder): boolean => canonicalJson(a) === canonicalJson(b);

/** What stands in the way of an order, whatever its sequence. */
const flawOf = ({ holder, standing }: HolderState, order: SealOrder): HolderRefusal['code'] | undefined => {
  if (!order.holders.some((one) => one.holder === holder)) return 'NOT_ADDRESSED';
  if (standing === undefined) return undefined;
  const isOther = standing.recordId !== order.recordId || standing.caseCode !== order.caseCode;
  if (isOther) return 'RECORD_MISMATCH';
  return standing.sequence === order.sequence && !isSame(standing, order) ? 'ORDER_CONFLICT' : undefined;
};

const receive = (state: HolderState, order: SealOrder, at: string): Decided => {
  const flaw = flawOf(state, order);
  if (flaw !== undefined) return refused(flaw);
  // The same order again, or an older one: it changes nothing; what to answer says `answerTo`.
  return order.sequence <= standingSequence(state) ? ok([]) : ok([{ type: 'OrderTaken', order, at }]);
};

type Told = Readonly<{ work: Work; revision: number; at: string }>;

const receiptOf = (state: HolderState, standing: SealOrder, { work, revision, at }: Told): Receipt => ({
  recordId: standing.recordId, sequence: work.sequence, holder: state.holder, result: work.result, revision,
  commitmentBefore: work.commitmentBefore, commitmentAfter: work.commitmentAfter, appliedAt: at,
});

const reportWork = (state: HolderState, work: Work, at: string): Decided => {
  const { standing, receipt } = state;
  if (standing === undefined) return refused('NO_STANDING_ORDER');
  // Work that was begun under an order since replaced proves nothing about the one that stands.
  if (work.sequence !== standing.sequence) return refused('WORK_OF_OTHER_ORDER');
  if (receipt !== undefined) return ok([]);
  return ok([{ type: 'CopiesBrought', receipt: receiptOf(state, standing, { work, revision: 0, at }), at }]);
};

const reportFound = (state: HolderState, copyId: string, at: string): Decided => {
  if (state.standing === undefined) return refused('NO_STANDING_ORDER');
  // Before the first answer the search is still going on: the copy belongs to it.
  if (state.receipt === undefined || state.found.has(copyId)) return ok([]);
  return ok([{ type: 'CopyFound', copyId, sequence: state.standing.sequence, at }]);
};

type FoundWork = Extract<HolderCommand, { type: 'ReportFoundWork' }>;

const reportFoundWork = (state: HolderState, { copyIds, work, at }: FoundWork): Decided => {
  const { standing, receipt, found } = state;
  if (standing === undefined) return refused('NO_STANDING_ORDER');
  if (work.sequence !== standing.sequence) return refused('WORK_OF_OTHER_ORDER');
  if (receipt === undefined) return refused('WORK_MISSING');
  if (copyIds.length === 0 || !copyIds.every((id) => found.has(id))) return refused('COPY_NOT_FOUND');
  const next = receiptOf(state, standing, { work, revision: receipt.revision + 1, at });
  return ok([{ type: 'FoundCopiesBrought', copyIds, receipt: next, at }]);
};

/**
 * What a command makes happen to one organ's copies of one record. Pure; an empty list is a repetition. The
 * order's signature was checked before: who it claims to come from is not this machine's to believe.
 */
export const decideHolder = (command: HolderCommand, state: HolderState): Decided => {
  switch (command.type) {
    case 'ReceiveOrder': return receive(state, command.order, command.at);
    case 'ReportWork': return reportWork(state, command.work, command.at);
    case 'ReportFoundCopy': return reportFound(state, command.copyId, command.at);
    case 'ReportFoundWork': return reportFoundWork(state, command);
    default: return assertNever(command);
  }
};

/** Total: a recorded fact is never refused. What is about another order than the standing one is history. */
export const evolveHolder = (state: HolderState, event: HolderEvent): HolderState => {
  switch (event.type) {
    case 'OrderTaken':
      // Copies that are still to be brought anywhere are part of the new order's search.
      return event.order.sequence <= standingSequence(state) ? state
        : { ...state, standing: event.order, receipt: undefined, found: new Set() };
    case 'CopiesBrought':
      return event.receipt.sequence !== standingSequence(state) ? state
        : { ...state, receipt: event.receipt };
    case 'CopyFound':
      return event.sequence !== standingSequence(state) ? state
        : { ...state, found: new Set(state.found).add(event.copyId) };
    case 'FoundCopiesBrought':
      return event.receipt.sequence !== standingSequence(state) ? state
        : { ...state, receipt: event.receipt, found: state.found.difference(new Set(event.copyIds)) };
    default: return assertNever(event);
  }
};

/** The state after these events, from nothing. */
export const foldHolder = (initial: HolderState, events: Iterable<HolderEvent>): HolderState => {
  let state = initial;
  for (const event of events) state = evolveHolder(state, event);
  return state;
};
