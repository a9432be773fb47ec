import type { Json } from '@fengcun/kernel';
import type { CaseEvent } from '@fengcun/registry';
import { placeOf, sealJson } from '../intake/sealing.ts';
import { IntakeConflict } from '../service/intake-port.ts';
import type { Intake } from '../service/take-messages.ts';

/** The end of a stored case, and the erasure serial that an event after it is sealed under. */
export type CaseEnd = Readonly<{ caseId: string; version: number; serial: number }>;

/** Writes what people decided about a case behind its last event. Throws IntakeConflict where it grew. */
export const appendEvent = async (
  { keys, stores: { open }, outcomeId: entryId }: Intake, { caseId, version, serial }: CaseEnd,
  event: CaseEvent,
): Promise<void> => {
  const place = placeOf('event', caseId, version + 1);
  // Events are plain data by their types.
  const sealed = sealJson(keys, { place, serial }, { event } as unknown as Json);
  const stored = { ...sealed, eventType: event.type, entryId, recordedAt: event.at };
  const done = await open.events.append({ streamId: caseId, expected: version, events: [stored] });
  if (!done.ok) throw new IntakeConflict('the case changed meanwhile');
};
