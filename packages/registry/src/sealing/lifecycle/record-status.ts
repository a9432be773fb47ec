/**
 * States of a record, all of them; the law knows no other. `erased` is the end of a record that had to be
 * deleted: no state of the seal, and nothing leads out of it. @see 《个人信息保护法》第47条
 */
export const RECORD_STATUSES = [
  'open', 'pending', 'sealed', 'underObservation', 'unsealed', 'rescinded', 'exempt', 'erased',
] as const;

/** State of a record. */
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** States of one holder's copy. */
export type CopyStatus = 'open' | 'pending' | 'sealed' | 'reopening';

/** Whether a text names a state of a record. */
export const isRecordStatus = (text: string): text is RecordStatus =>
  RECORD_STATUSES.some((status) => status === text);
