import type { CivilDate } from '@fengcun/kernel';
import {
  type Acknowledgement, type DeadlineItem, type DeadlineState, deadlineState, type ReminderPolicy,
} from './deadline-state.ts';

/** A duty with what was done about it. */
export type DeadlineEntry = DeadlineItem & Readonly<{ acknowledgements?: readonly Acknowledgement[] }>;

/** A late duty of an organ. */
export type OverdueDuty = Readonly<{ item: DeadlineEntry; state: DeadlineState }>;

/** Late duties of one organ, the longest overdue first. */
export type OverdueOfOrgan = Readonly<{ bearer: string; duties: readonly OverdueDuty[] }>;

const worstFirst = (a: OverdueDuty, b: OverdueDuty): number => {
  const [left, right] = [`${a.state.dueOn ?? ''}|${a.item.id}`, `${b.state.dueOn ?? ''}|${b.item.id}`];
  return left < right ? -1 : left > right ? 1 : 0;
};

/**
 * Duties that are late on the day `now` and not done, by organ in the order of the organs' keys. The same
 * entries give the same list whatever their order.
 */
export const overdueByOrgan = (
  entries: Iterable<DeadlineEntry>, now: CivilDate, policy?: ReminderPolicy,
): readonly OverdueOfOrgan[] => {
  const late = [...entries].flatMap((item): readonly OverdueDuty[] => {
    const { acknowledgements = [] } = item;
    const state = deadlineState(item, now, { acknowledgements, ...(policy === undefined ? {} : { policy }) });
    return state.status === 'overdue' || state.status === 'escalate' ? [{ item, state }] : [];
  });
  return [...Map.groupBy(late, ({ item }) => item.bearer)].sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([bearer, duties]) => ({ bearer, duties: duties.toSorted(worstFirst) }));
};
