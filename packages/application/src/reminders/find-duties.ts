import { addDays, type CivilDate } from '@fengcun/kernel';
import type { WatchedDuty } from '@fengcun/registry';
import type { Deployment } from '../deployment/open-deployment.ts';
import { type ProceedingAct, type ProceedingParts, readProceedings, rowPages } from '../proceedings/index.ts';
import { REMINDER_KIND } from './reminder-machine.ts';
import { watchedDuty } from './watched-duty.ts';

/** LIMIT: longer than any run of holidays, so that the working day before a last day is within. */
const AHEAD_DAYS = 14;

/** What the daily look stands on. `supervisorOf`: who is told that an organ is late; undefined: nobody. */
export type ReminderParts = ProceedingParts & Readonly<{
  today: () => CivilDate; supervisorOf: (organ: string) => string | undefined;
}>;

/** What to look at: a duty whose term ends soon or is over, or a reminder whose duty may be done. */
export type ToLookAt =
  Readonly<{ side: 'open' | 'sealed'; duty: WatchedDuty } | { reminderId: string }>;

/** The keyed digest by which the reminder of a procedure is found, of the sealed side alone. */
export const reminderTerms = async (
  { sealedIndex }: Pick<Deployment, 'sealedIndex'>,
): Promise<(procedureId: string) => Uint8Array> => {
  const pseudonyms = await sealedIndex.pseudonyms();
  return (procedureId) => pseudonyms.bytesOf('reminder', procedureId);
};

/** Everything of today: duties by their rows, then reminders that run and have no such duty. */
export const findDuties = async (
  parts: ReminderParts, act: ProceedingAct, today: CivilDate,
): Promise<readonly ToLookAt[]> => {
  const termOf = await reminderTerms(parts.deployment);
  const due: ToLookAt[] = [];
  const seen = new Set<string>();
  for (const side of ['open', 'sealed'] as const) {
    await readProceedings(parts, { side, act }, async ({ list }) => {
      for await (const rows of rowPages(list, { dueUntil: addDays(today, AHEAD_DAYS) })) {
        for (const duty of rows.flatMap((row) => watchedDuty(row, today) ?? [])) {
          due.push({ side, duty });
          seen.add(Buffer.from(termOf(duty.id)).toString('hex'));
        }
      }
    });
  }
  const running = { proceedingKind: REMINDER_KIND, states: ['reminded', 'escalated'] };
  await readProceedings(parts, { side: 'sealed', act }, async ({ list }) => {
    for await (const rows of rowPages(list, running)) {
      const left = rows.filter(({ subjectTerm }) =>
        !seen.has(Buffer.from(subjectTerm ?? []).toString('hex')));
      due.push(...left.map(({ proceedingId: reminderId }) => ({ reminderId })));
    }
  });
  return due;
};
