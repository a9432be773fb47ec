import { type Actor, type AlarmShown, type AlarmStepRefusal, personOf } from '@fengcun/api';
import { addDays, type CivilDate, err, ok, present, type Result } from '@fengcun/kernel';
import { legalDay } from '@fengcun/registry';
import { addWorkingDays } from '@fengcun/statute';
import type { JointActRow } from '@fengcun/store';
import { type AccountAct, concludeWith } from './account-act.ts';
import type { AccountParts } from './account-parts.ts';
import { stillNeeded } from './joint-acts.ts';

/** LIMIT: alarms of one list, what waits before the rest; older ones are in the log. */
const LISTED_MAX = 100;
/**
 * LAW: no text says until when an emergency is looked at again; three working days after it was used, the
 * shortest term this system counts in working days [I].
 */
const REVIEW_WORKING_DAYS = 3;

type Alarms = Pick<AccountParts, 'deployment'>;
type Stepped = Promise<Result<AlarmShown, AlarmStepRefusal>>;

/** The last day of the review; where the calendar does not reach, days alone count, which ends no later. */
const reviewDueOn = (usedAt: string): CivilDate => {
  const used = legalDay(new Date(usedAt).toISOString());
  const due = addWorkingDays(used, REVIEW_WORKING_DAYS);
  return due.ok ? due.value.on : addDays(used, REVIEW_WORKING_DAYS);
};

const instant = (text: string): string => new Date(text).toISOString();

const hasTakenPart = ({ askedPerson, firstPerson, secondPerson, askedBy, firstBy, secondBy }: JointActRow,
  by: Actor): boolean => [askedPerson, firstPerson, secondPerson].includes(personOf(by))
    || [askedBy, firstBy, secondBy].includes(by.id);

/** What a procurator is told of an emergency: the organ, never who asked there or about whom. */
const alarmShown = (row: JointActRow, by: Actor, now: number): AlarmShown => {
  const { jointId, organ, about, reason, usedAt, seenAt, reviewedAt, finding } = row;
  const isOver = (row.state === 'asked' || row.state === 'agreed') && now >= Date.parse(row.endsAt);
  return {
    jointId, organ, about, state: isOver ? 'lapsed' : row.state, stillNeeded: stillNeeded(row),
    // Written from an asking whose reason the schema had seen to.
    reason: reason as AlarmShown['reason'], askedAt: instant(row.askedAt), endsAt: instant(row.endsAt),
    ...(usedAt === null ? {} : { usedAt: instant(usedAt), reviewDueOn: reviewDueOn(usedAt) }),
    ...(seenAt === null ? {} : { seenAt: instant(seenAt) }),
    ...(reviewedAt === null || finding === null ? {} : { reviewedAt: instant(reviewedAt), finding }),
    ...(hasTakenPart(row, by) ? { hasTakenPart: 'yes' as const } : {}),
  };
};

/** Emergencies of which the organ of the procurator was told, the newest first. */
export const listAlarms = async (
  { deployment }: Alarms, act: AccountAct, by: Actor,
): Promise<readonly AlarmShown[]> => {
  const done = await concludeWith(deployment, act, async ({ operations: { jointActs } }) =>
    ok(await jointActs.told({ supervisor: by.organ, limit: LISTED_MAX })));
  const rows = present(done.ok ? done : undefined, 'a look that refuses nothing').value;
  // The store puts first what waits, so that the bound never hides it; people read the newest first.
  return rows.toSorted((a, b) => Date.parse(b.askedAt) - Date.parse(a.askedAt))
    .map((row) => alarmShown(row, by, deployment.clock()));
};

type Stepping = Readonly<{ jointId: string; by: Actor }>;

/** Takes a step on an alarm that the organ of the procurator was told of; another's is answered like none. */
const step = async (
  { deployment }: Alarms, act: AccountAct, { jointId, by, next }: Stepping & Readonly<{
    next: (row: JointActRow, now: string) => Result<JointActRow, AlarmStepRefusal>;
  }>,
): Stepped => concludeWith(deployment, act, async ({ operations: { jointActs } }) => {
  const row = await jointActs.find(jointId);
  if (row?.actKind !== 'breakGlass' || row.supervisor !== by.organ) return err({ code: 'NOTHING_TO_TELL' });
  const millis = deployment.clock();
  const taken = next(row, new Date(millis).toISOString());
  if (!taken.ok) return taken;
  const isKept = taken.value === row || await jointActs.replace(taken.value, row.version);
  return isKept ? ok(alarmShown(taken.value, by, millis)) : err({ code: 'STANDS_OTHERWISE' });
});

/** A procurator has looked at an alarm; looked at before, it stays as it was. */
export const seeAlarm = (parts: Alarms, act: AccountAct, stepping: Stepping): Stepped => step(parts, act, {
  ...stepping,
  next: (row, seenAt) => ok(row.seenAt === null ? { ...row, seenAt, version: row.version + 1 } : row),
});

/**
 * A procurator who had no part in it says what an emergency that was used comes to: in order, or pursued in a
 * matter of supervision, of which nothing stands here.
 */
export const reviewAlarm = (
  parts: Alarms, act: AccountAct, { finding, ...stepping }: Stepping
    & Readonly<{ finding: NonNullable<JointActRow['finding']> }>,
): Stepped => step(parts, act, {
  ...stepping,
  next: (row, reviewedAt) => {
    if (row.state !== 'used' || row.finding !== null) return err({ code: 'STANDS_OTHERWISE' });
    if (hasTakenPart(row, stepping.by)) return err({ code: 'FOUR_EYES' });
    const [reviewedBy, reviewedPerson] = [stepping.by.id, personOf(stepping.by)];
    return ok({
      ...row, finding, reviewedAt, reviewedBy, reviewedPerson, seenAt: row.seenAt ?? reviewedAt,
      version: row.version + 1,
    });
  },
});
