import { addDays, type CivilDate } from '@fengcun/kernel';
import { DUTY_ARTICLES, type DutyKind, legalDay } from '@fengcun/registry';
import { workingDaysBetween } from '@fengcun/statute';
import type { ProceedingRow } from '@fengcun/store';
import { applicantDigest, readProceedings } from '../proceedings/index.ts';
import { reminderTerms } from '../reminders/find-duties.ts';
import { REMINDER_KIND, REMINDER_MACHINE } from '../reminders/reminder-machine.ts';
import { listedDuty, watchedDuty } from '../reminders/watched-duty.ts';
import type { SupervisionActor, SupervisionParts } from './supervision-parts.ts';

/**
 * A term that runs for an organ. Late from the day after the last one on. `remindedOn`: the day of the last
 * reminder; `escalatedTo`: who was told that it is late.
 */
export type Duty = Readonly<{
  kind: DutyKind; id: string; state: string; dueOn: CivilDate; stands: 'late' | 'lastDay' | 'running';
  workingDaysLeft: number; cites: readonly string[]; remindedOn?: CivilDate; escalatedTo?: string;
}>;

/** A duty of another organ that is late, told to the one that supervises it. */
export type EscalatedDuty = Readonly<{
  kind: DutyKind; id: string; bearer: string; dueOn: CivilDate; escalatedOn: CivilDate; reminders: number;
  cites: readonly string[];
}>;

/** LIMIT: terms that end later are no duty of today, and so many are listed at once. */
const AHEAD_DAYS = 90;
const LISTED_MAX = 500;
const PAGE = 500;
const PAGES_MAX = 20;

type Chased = ReadonlyMap<string, ProceedingRow>;

const keyOf = (term: Uint8Array | null): string => Buffer.from(term ?? []).toString('hex');

/** Reminders to an organ, by the digest of the procedure they are of; none of them is opened. */
const remindersTo = async (
  parts: SupervisionParts, { act, organ }: SupervisionActor,
): Promise<Chased> => {
  const applicant = await applicantDigest(parts, 'sealed', organ);
  const rows = await readProceedings(parts, { side: 'sealed', act }, ({ list }) => list({
    proceedingKind: REMINDER_KIND, applicant, states: ['reminded', 'escalated'], limit: LISTED_MAX,
  }));
  return new Map(rows.map((row) => [keyOf(row.subjectTerm), row]));
};

const chase = (row: ProceedingRow | undefined): Pick<Duty, 'remindedOn' | 'escalatedTo'> => {
  if (row === undefined) return {};
  const remindedOn = legalDay(row.changedAt);
  return row.state === 'escalated' ? { remindedOn, escalatedTo: row.organ } : { remindedOn };
};

const dutyOf = (row: ProceedingRow, today: CivilDate): readonly Duty[] => {
  const listed = listedDuty(row, today);
  if (listed === undefined) return [];
  const { kind, id, dueOn } = listed;
  const stands = dueOn < today ? 'late' : dueOn === today ? 'lastDay' : 'running';
  const workingDaysLeft = dueOn < today
    ? -workingDaysBetween(dueOn, today) : workingDaysBetween(today, dueOn);
  return [{ kind, id, state: row.state, dueOn, stands, workingDaysLeft, cites: DUTY_ARTICLES[kind].cites }];
};

const early = (one: Readonly<{ dueOn: string }>, other: Readonly<{ dueOn: string }>): number =>
  (one.dueOn < other.dueOn ? -1 : Number(one.dueOn > other.dueOn));

/**
 * Terms that run for an organ in every procedure on both sides of the wall, the earliest first, and who was
 * told of them; rows alone are read, nothing is opened. Seals have a list of their own. The same statements
 * run for every organ.
 */
export const listDuties = async (
  parts: SupervisionParts, actor: SupervisionActor,
): Promise<readonly Duty[]> => {
  const [today, { act, organ }] = [parts.today(), actor];
  const found: Duty[] = [];
  for (const side of ['open', 'sealed'] as const) {
    await readProceedings(parts, { side, act }, async ({ list }) => {
      let afterId: string | undefined;
      for (let page = 0; page < PAGES_MAX; page += 1) {
        const rows = await list({
          organ, dueUntil: addDays(today, AHEAD_DAYS), limit: PAGE,
          ...(afterId === undefined ? {} : { afterId }),
        });
        found.push(...rows.flatMap((row) => dutyOf(row, today)));
        afterId = rows.at(-1)?.proceedingId;
        if (rows.length < PAGE) break;
      }
    });
  }
  const [chased, termOf] = [await remindersTo(parts, actor), await reminderTerms(parts.deployment)];
  return found.toSorted(early).slice(0, LISTED_MAX)
    .map((duty) => ({ ...duty, ...chase(chased.get(keyOf(termOf(duty.id)))) }));
};

/**
 * Late duties of others of which the organ was told, the oldest first. Only reminders are opened, which hold
 * ids and codes; what was done meanwhile is not listed, whether or not the daily look has ended it.
 */
export const listEscalated = async (
  parts: SupervisionParts, { act, organ }: SupervisionActor,
): Promise<readonly EscalatedDuty[]> => {
  const today = parts.today();
  return readProceedings(parts, { side: 'sealed', act }, async ({ list, load, stores }) => {
    const rows = await list({
      proceedingKind: REMINDER_KIND, organ, states: ['escalated'], limit: LISTED_MAX,
    });
    const found: EscalatedDuty[] = [];
    for (const { proceedingId } of rows) {
      const state = (await load(REMINDER_MACHINE, proceedingId))?.state;
      if (state === undefined || state.stage === 'none' || state.escalatedOn === undefined) continue;
      const { duty: { kind, id, bearer, dueOn }, escalatedOn, reminders } = state;
      const row = await stores.open.proceedings.find(id) ?? await stores.sealed?.proceedings.find(id);
      const now = row === undefined ? undefined : watchedDuty(row, today);
      if (now?.dueOn !== dueOn || now.bearer !== bearer) continue;
      const cites = DUTY_ARTICLES[kind].escalates ?? [];
      found.push({ kind, id, bearer, dueOn, escalatedOn, reminders, cites });
    }
    return found.toSorted(early);
  });
};
