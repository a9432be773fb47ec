import { addDays, type CivilDate } from '@fengcun/kernel';
import type { WatchedDuty } from '@fengcun/registry';
import type { ProceedingPage, ProceedingRow } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { type ProceedingAct, type ProceedingParts, readProceedings } from '../proceedings/index.ts';
import { REMINDER_KIND } from './reminder-machine.ts';
import { watchedDuty } from './watched-duty.ts';

/** LIMIT: longer than any run of holidays, so that the working day before a last day is within. */
const AHEAD_DAYS = 14;
const PAGE = 500;

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

const allRows = async (
  list: (page: ProceedingPage) => Promise<readonly ProceedingRow[]>, which: Omit<ProceedingPage, 'limit'>,
): Promise<readonly ProceedingRow[]> => {
  const found: ProceedingRow[] = [];
  for (;;) {
    const afterId = found.at(-1)?.proceedingId;
    const rows = await list({ ...which, limit: PAGE, ...(afterId === undefined ? {} : { afterId }) });
    found.push(...rows);
    if (rows.length < PAGE) return found;
  }
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
      for (const row of await allRows(list, { dueUntil: addDays(today, AHEAD_DAYS) })) {
        const duty = watchedDuty(row, today);
        if (duty === undefined) continue;
        due.push({ side, duty });
        seen.add(Buffer.from(termOf(duty.id)).toString('hex'));
      }
    });
  }
  const running = await readProceedings(parts, { side: 'sealed', act }, ({ list }) =>
    allRows(list, { proceedingKind: REMINDER_KIND, states: ['reminded', 'escalated'] }));
  const left = running.filter(({ subjectTerm }) =>
    !seen.has(Buffer.from(subjectTerm ?? []).toString('hex')));
  return [...due, ...left.map(({ proceedingId: reminderId }) => ({ reminderId }))];
};
