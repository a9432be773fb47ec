import type { CaseEvent } from '@fengcun/registry';
import type { KeptDecision } from './intake-item.ts';

/**
 * What is sealed for an event: the event, and with a telling the decisions about it and the id of its stage
 * record. The one place where a message is kept; subject, case, record and stage record only point to it.
 */
export type StoredEvent = Readonly<{
  event: CaseEvent; decisions?: readonly KeptDecision[]; stageRecordId?: string;
}>;

/** The content of a stored event; it was sealed by us and authenticated at its place, so its form is ours. */
export const storedEvent = (opened: unknown): StoredEvent => opened as StoredEvent;
