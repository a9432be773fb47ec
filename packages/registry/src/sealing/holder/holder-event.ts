import type { Receipt, ReceiptResult, SealOrder } from '../lifecycle/order.ts';

/** A newer order was taken: from now on it stands, and work under the older one counts no more. */
export type OrderTaken = Readonly<{ type: 'OrderTaken'; order: SealOrder; at: string }>;

/** The copies are what the standing order wants; the receipt is the organ's word for it. */
export type CopiesBrought = Readonly<{ type: 'CopiesBrought'; receipt: Receipt; at: string }>;

/** A copy turned up later; it must follow the standing order. */
export type CopyFound = Readonly<{ type: 'CopyFound'; copyId: string; sequence: number; at: string }>;

/** Copies that turned up were brought to the target; the receipt is a new revision. */
export type FoundCopiesBrought = Readonly<{
  type: 'FoundCopiesBrought'; copyIds: readonly string[]; receipt: Receipt; at: string;
}>;

/** Everything that happens to one organ's copies of one record. */
export type HolderEvent = OrderTaken | CopiesBrought | CopyFound | FoundCopiesBrought;

/** What the organ's own system reports after it searched and worked. */
export type Work = Readonly<{
  sequence: number;
  result: Exclude<ReceiptResult, 'superseded'>;
  commitmentBefore: string;
  commitmentAfter: string;
}>;

/** Commands of an organ's side; whether an order is genuine was checked before, by its signature. */
export type HolderCommand =
  | Readonly<{ type: 'ReceiveOrder'; order: SealOrder; at: string }>
  | Readonly<{ type: 'ReportWork'; work: Work; at: string }>
  | Readonly<{ type: 'ReportFoundCopy'; copyId: string; at: string }>
  | Readonly<{ type: 'ReportFoundWork'; copyIds: readonly string[]; work: Work; at: string }>;

/** Closed list of reasons why a command does nothing. */
export type HolderRefusal = Readonly<{
  code:
    /** The order does not name this organ, or is about another record. */
    | 'NOT_ADDRESSED' | 'RECORD_MISMATCH'
    /** One sequence, two contents: one is forged, or the platform lost data. A person must look. */
    | 'ORDER_CONFLICT'
    | 'NO_STANDING_ORDER' | 'WORK_OF_OTHER_ORDER' | 'WORK_MISSING' | 'COPY_NOT_FOUND';
}>;
