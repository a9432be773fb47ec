import type { DutiesPage, DutiesTold } from '@fengcun/api';
import { type EscalatedDuty, listDuties, listEscalated, placeOfDuty } from '../supervision/duties.ts';
import type { SupervisionActor, SupervisionParts } from '../supervision/supervision-parts.ts';

/** LIMIT: terms of one page, as the schema has it; the next page begins behind the last. */
const LISTED_MAX = 500;

const escalatedShown = (
  { reminderId: _reminder, ...shown }: EscalatedDuty,
): DutiesTold['escalated'][number] => shown;

const longestLate = (one: EscalatedDuty, other: EscalatedDuty): number =>
  (one.dueOn < other.dueOn ? -1 : Number(one.dueOn > other.dueOn));

/** A page of the terms of an organ and of what was told to it, with how many of its terms are late. */
export const dutiesPage = async (
  parts: SupervisionParts, by: SupervisionActor, { ownAfter = '', toldAfter }: DutiesPage,
): Promise<DutiesTold> => {
  const all = await listDuties(parts, by);
  const rest = all.filter((duty) => placeOfDuty(duty) > ownAfter);
  const [duties, last] = [rest.slice(0, LISTED_MAX), rest[LISTED_MAX - 1]];
  const told = await listEscalated(parts, by, {
    limit: LISTED_MAX + 1, ...(toldAfter === undefined ? {} : { afterId: toldAfter }),
  });
  const lastTold = told[LISTED_MAX - 1];
  const count = (wanted: (typeof all)[number]['stands']): number =>
    all.filter(({ stands }) => stands === wanted).length;
  return {
    duties, counts: { late: count('late'), lastDay: count('lastDay'), running: count('running') },
    // Pages go by when a reminder began; on each, what is late the longest stands first.
    escalated: told.slice(0, LISTED_MAX).toSorted(longestLate).map(escalatedShown),
    ...(rest.length > LISTED_MAX && last !== undefined ? { nextOwn: placeOfDuty(last) } : {}),
    ...(told.length > LISTED_MAX && lastTold !== undefined ? { nextTold: lastTold.reminderId } : {}),
  };
};
