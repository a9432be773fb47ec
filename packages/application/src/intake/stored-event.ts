import type { FactInput } from '@fengcun/policy';
import type { CaseEvent } from '@fengcun/registry';
import type { KeptCorrection, KeptDecision } from './intake-item.ts';

/**
 * What is sealed for an event: the event, and with a telling the decisions about it, the id of its stage
 * record, the facts that were read beside it, and the key (base64) of the commitment to its record in the
 * audit entry, which is erased with it. The one place where a message is kept; subject, case, record and
 * stage record only point to it.
 */
export type StoredEvent = Readonly<{
  event: CaseEvent; decisions?: readonly KeptDecision[]; stageRecordId?: string; facts?: FactInput;
  commitmentKey?: string;
  /** What a person confirmed or corrected of the reading it was made from. */
  corrections?: readonly KeptCorrection[];
}>;

/** The content of a stored event; it was sealed by us and authenticated at its place, so its form is ours. */
export const storedEvent = (opened: unknown): StoredEvent => opened as StoredEvent;
