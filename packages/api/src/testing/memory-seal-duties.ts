import { err, ok } from '@fengcun/kernel';
import type { SealDutiesPort } from '../ports/seal-duties-port.ts';
import type { SealDutyShown } from '../routes/seal-duty-schemas.ts';
import { type Journal, setIn } from './journal.ts';

/** An order to one organ, in memory. */
export type MemoryDuty = Readonly<{ organ: string; duty: SealDutyShown }>;

const ANSWERED_AT = '2026-11-02T03:00:00.000Z';

/** Orders in memory, by record. */
export const memorySealDuties = (duties: Map<string, MemoryDuty>, undo: Journal): SealDutiesPort => {
  const of = (recordId: string, organ: string): MemoryDuty | undefined => {
    const found = duties.get(recordId);
    return found?.organ === organ ? found : undefined;
  };
  return {
    list: async (organ) => [...duties.values()].filter((one) => one.organ === organ && one.duty.answer === undefined).map(({ duty }) => {
      const { recordId, orderNumber, sequence, target, orderedAt, orderedBy, dueOn, rule, reminders } = duty;
      return { recordId, orderNumber, sequence, target, orderedAt, orderedBy, dueOn, rule, reminders };
    }),
    find: async (recordId, organ) => of(recordId, organ)?.duty,
    notice: async (recordId, organ) => (of(recordId, organ) === undefined ? undefined
      : { fileName: 'seal-notice.pdf', bytes: Buffer.from('%PDF-1.7 invented') }),
    acknowledge: async (recordId, organ, { sequence, result }) => {
      const found = of(recordId, organ);
      if (found === undefined) return err({ code: 'NOTHING_TO_TELL' });
      if (found.duty.sequence !== sequence) return err({ code: 'VERSION_CHANGED' });
      const duty = { ...found.duty, answer: result, answeredAt: ANSWERED_AT };
      setIn(duties, [recordId, { ...found, duty }], undo);
      return ok({ recordId, sequence, result, answeredAt: ANSWERED_AT });
    },
  };
};
