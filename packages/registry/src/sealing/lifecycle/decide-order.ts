import { err, ok, type Result } from '@fengcun/kernel';
import { isOpenGround, mayBeSealed } from './lawful-ground.ts';
import type { SealOrder } from './order.ts';
import { OPEN_GROUND, type OpenGround } from '../grounds.ts';
import type { Act, OrderDraft, SealingCommand, SealingRefusal } from './sealing-command.ts';
import type { SealingEvent, SealingReason, Trace } from './sealing-event.ts';
import { newestSequence, type SealingState } from './sealing-state.ts';
import type { Refusal } from './transition-table.ts';

/** Events, or why nothing happens; an empty list is a repetition. */
export type Decided = Result<readonly SealingEvent[], SealingRefusal>;

/** A refusal of this code. */
export const refused = (code: Refusal): Result<never, SealingRefusal> => err({ code });

/** What every event keeps, from who acts, why and on which articles. */
export const traceOf = (act: Act, reason: SealingReason, cites: readonly string[]): Trace => ({
  at: act.at, actor: act.actor, reason, cites,
  ...(act.documentNumber === undefined ? {} : { documentNumber: act.documentNumber }),
});

/** What makes any order unlawful, whatever it orders; undefined when nothing does. */
const flawOf = (state: SealingState, draft: OrderDraft): Refusal | undefined => {
  const { identity } = state;
  const named = new Set(draft.holders.map((one) => one.holder));
  if (identity !== undefined && (identity.recordId !== draft.recordId
    || (identity.caseCode !== undefined && identity.caseCode !== draft.caseCode))) return 'RECORD_MISMATCH';
  if (draft.cites.length === 0) return 'CITES_MISSING';
  if (draft.holders.length === 0) return 'HOLDERS_MISSING';
  if (named.size < draft.holders.length) return 'HOLDER_TWICE';
  // 整体封存: an order goes to every holder known, or it would leave a copy behind.
  if ([...state.copies.keys()].some((holder) => !named.has(holder))) return 'HOLDER_LEFT_OUT';
  return state.orderNumbers.has(draft.orderNumber) ? 'ORDER_NUMBER_USED' : undefined;
};

/** The order at its place in the sequence, or what is wrong with it. */
export const placeOrder = (
  state: SealingState, draft: OrderDraft, at: string,
): Result<SealOrder, SealingRefusal> => {
  const flaw = flawOf(state, draft);
  if (flaw !== undefined) return refused(flaw);
  const target = isOpenGround(draft.ground) ? 'open' : 'sealed';
  return ok({ ...draft, sequence: newestSequence(state) + 1, target, orderedAt: at });
};

type OrderSealCommand = Extract<SealingCommand, { type: 'OrderSeal' | 'CorrectSeal' }>;

/** A seal, ordinary or corrective. A corrective one rests on the opinion of the procuratorate (art. 22). */
export const decideSeal = (state: SealingState, command: OrderSealCommand): Decided => {
  const { order: draft, at } = command;
  const isCorrective = command.type === 'CorrectSeal';
  const { ground } = draft;
  if (isOpenGround(ground)) return refused('GROUND_NOT_LAWFUL');
  if (isCorrective ? ground !== 'corrective' : !mayBeSealed(state.status, ground)) {
    return refused('GROUND_NOT_LAWFUL');
  }
  if (isCorrective && command.documentNumber === undefined) return refused('DOCUMENT_MISSING');
  const placed = placeOrder(state, draft, at);
  if (!placed.ok) return placed;
  const trace = traceOf({ documentNumber: draft.orderNumber, ...command }, ground, draft.cites);
  const type = isCorrective ? 'CorrectiveSealOrdered' : 'SealOrdered';
  return ok([{ type, ...trace, order: placed.value }]);
};

/** Articles of an opening: what the order names, which is what notices quote. */
export const openingCites = (ground: OpenGround): readonly string[] => OPEN_GROUND[ground].cites;
