import { addDays, type CivilDate } from '@fengcun/kernel';
import { DUTY_ARTICLES, type DutyKind, legalDay } from '@fengcun/registry';
import { workingDaysBetween } from '@fengcun/statute';
import type { ProceedingRow } from '@fengcun/store';
import { applicantDigest, type ProceedingReader, readProceedings, rowPages } from '../proceedings/index.ts';
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

/** A duty of another organ that is late, told to the one that supervises it by a reminder. */
export type EscalatedDuty = Readonly<{
  reminderId: string; kind: DutyKind; id: string; bearer: string; dueOn: CivilDate; escalatedOn: CivilDate;
  reminders: number;
  cites: readonly string[];
}>;

/** LIMIT: terms that end later are no duty of today. */
const AHEAD_DAYS = 90;

type Chased = ReadonlyMap<string, ProceedingRow>;

const keyOf = (term: Uint8Array | null): string => Buffer.from(term ?? []).toString('hex');

/** Reminders to an organ, by the digest of the procedure they are of; none of them is opened. */
const remindersTo = async (
  parts: SupervisionParts, { act, organ }: SupervisionActor,
): Promise<Chased> => {
  const applicant = await applicantDigest(parts, 'sealed', organ);
  const running = { proceedingKind: REMINDER_KIND, applicant, states: ['reminded', 'escalated'] };
  return readProceedings(parts, { side: 'sealed', act }, async ({ list }) => {
    const chased = new Map<string, ProceedingRow>();
    for await (const rows of rowPages(list, running)) {
      for (const row of rows) chased.set(keyOf(row.subjectTerm), row);
    }
    return chased;
  });
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

type Due = Readonly<{ dueOn: string; id: string }>;

/** Where a duty stands in the list of its organ: later ones are greater. */
export const placeOfDuty = ({ dueOn, id }: Due): string => `${dueOn}-${id}`;

const early = (one: Due, other: Due): number => (placeOfDuty(one) < placeOfDuty(other) ? -1 : 1);

/**
 * Terms that run for an organ in every procedure on both sides of the wall, the earliest first, and who was
 * told of them; rows alone are read, nothing is opened. Every row is read however many are late: a term that
 * nobody meets keeps its place and takes no other's. Seals have a list of their own. The same statements run
 * for every organ with as many rows.
 */
export const listDuties = async (
  parts: SupervisionParts, actor: SupervisionActor,
): Promise<readonly Duty[]> => {
  const [today, { act, organ }] = [parts.today(), actor];
  const found: Duty[] = [];
  for (const side of ['open', 'sealed'] as const) {
    await readProceedings(parts, { side, act }, async ({ list }) => {
      for await (const rows of rowPages(list, { organ, dueUntil: addDays(today, AHEAD_DAYS) })) {
        found.push(...rows.flatMap((row) => dutyOf(row, today)));
      }
    });
  }
  const [chased, termOf] = [await remindersTo(parts, actor), await reminderTerms(parts.deployment)];
  return found.toSorted(early)
    .map((duty) => ({ ...duty, ...chase(chased.get(keyOf(termOf(duty.id)))) }));
};

/** The duty a reminder escalated; undefined where it was done meanwhile. */
const escalatedDuty = async (
  { load, stores }: ProceedingReader, proceedingId: string, today: CivilDate,
): Promise<EscalatedDuty | undefined> => {
  const state = (await load(REMINDER_MACHINE, proceedingId))?.state;
  if (state === undefined || state.stage === 'none' || state.escalatedOn === undefined) return undefined;
  const { duty: { kind, id, bearer, dueOn }, escalatedOn, reminders } = state;
  const row = await stores.open.proceedings.find(id) ?? await stores.sealed?.proceedings.find(id);
  const now = row === undefined ? undefined : watchedDuty(row, today);
  if (now?.dueOn !== dueOn || now.bearer !== bearer) return undefined;
  const cites = DUTY_ARTICLES[kind].escalates ?? [];
  return { reminderId: proceedingId, kind, id, bearer, dueOn, escalatedOn, reminders, cites };
};

/**
 * Late duties of others of which the organ was told, those first whose reminders began first: `limit` of
 * them, after a reminder. Only reminders are opened, which hold ids and codes; what was done meanwhile is not
 * listed and takes no place, whether or not the daily look has ended it.
 */
export const listEscalated = async (
  parts: SupervisionParts, { act, organ }: SupervisionActor,
  { limit, ...after }: Readonly<{ afterId?: string; limit: number }>,
): Promise<readonly EscalatedDuty[]> => {
  const wanted = { proceedingKind: REMINDER_KIND, organ, states: ['escalated'], ...after };
  return readProceedings(parts, { side: 'sealed', act }, async (reader) => {
    const found: EscalatedDuty[] = [];
    for await (const rows of rowPages(reader.list, wanted)) {
      for (const { proceedingId } of rows) {
        if (found.length >= limit) return found;
        const duty = await escalatedDuty(reader, proceedingId, parts.today());
        if (duty !== undefined) found.push(duty);
      }
    }
    return found;
  });
};
