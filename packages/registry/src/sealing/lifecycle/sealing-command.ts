import type { CivilDate } from '@fengcun/kernel';
import type { ActorId, ErasureGround } from '../../intake/case/case-event.ts';
import type { OpenGround } from '../grounds.ts';
import type { HolderKey, OrderedHolder, Receipt, SealOrder } from './order.ts';
import type { ExemptionConsents } from './sealing-event.ts';
import type { Refusal } from './transition-table.ts';

/** Who acts when, and the paper it rests on. */
export type Act = Readonly<{ at: string; actor: ActorId; documentNumber?: string }>;

/** An order before it has its place in the sequence: the rest is derived. */
export type OrderDraft = Omit<SealOrder, 'sequence' | 'target' | 'orderedAt'>;

type Command<T extends string, F> = Readonly<{ type: T }> & Act & Readonly<F>;

/** Orders a seal; `CorrectSeal` on the procuratorate's opinion, whose number is the document. */
export type OrderSeal = Command<'OrderSeal' | 'CorrectSeal', { order: OrderDraft }>;

/** Opens with an approval: unseals, or rescinds, as the ground says. */
export type OrderOpening = Command<'OrderUnseal' | 'Rescind', { order: OrderDraft; approvalId: string }>;

/** Commands of the seal of one record; all ids, times and days are arguments. */
export type SealingCommand =
  | OrderSeal
  | OrderOpening
  | Command<'AddHolder', { added: OrderedHolder }>
  | Command<'Acknowledge', { receipt: Receipt }>
  | Command<'Remind', { holder: HolderKey; sequence: number; count: number }>
  | Command<'Escalate', { holder: HolderKey; sequence: number; to: HolderKey; today: CivilDate }>
  | Command<'ProposeUnseal', { proposalId: string; ground: OpenGround; effectiveFrom: CivilDate }>
  | Command<'ApproveUnseal', { proposalId: string; approvalId: string; expiresAt: string }>
  | Command<'RefuseUnseal', { proposalId: string }>
  /** `order` is left out where no order was ever made; members of `consents` where a will is missing. */
  | Command<'Exempt', { recordId: string; order?: OrderDraft; consents: Partial<ExemptionConsents> }>
  | Command<'StartObservation' | 'ShortenObservation', { until: CivilDate; today: CivilDate }>
  | Command<'BreachObservation', { breachedOn: CivilDate }>
  | Command<'PassObservation', { today: CivilDate }>
  | Command<'Erase', { ground: ErasureGround; approvedBy: ActorId }>;

/** Why a command does nothing. */
export type SealingRefusal = Readonly<{ code: Refusal }>;
