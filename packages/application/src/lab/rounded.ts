import { type Count, SMALL_CELL } from '@fengcun/policy';

/**
 * A number of records as it may be told of real people: the nearest ten, zero for 0 to 9. So every number
 * told
 * stands for at least five numbers that are possible, and none below ten is told from zero.
 */
export const roundedRecords = (records: number, base = SMALL_CELL): number =>
  (records < SMALL_CELL ? 0 : Math.round(records / base) * base);

/** The least and the most records that a rounded number may stand for; what a reader can tell from it. */
export const possibleRecords = (rounded: number, base = SMALL_CELL): readonly [number, number] => {
  if (rounded === 0) return [0, Math.max(SMALL_CELL, Math.ceil(base / 2)) - 1];
  return [Math.max(SMALL_CELL, rounded - Math.floor(base / 2)), rounded + Math.ceil(base / 2) - 1];
};

/** The same of a cell that may be hidden already. */
export const roundedCount = (count: Count, base = SMALL_CELL): Count =>
  (typeof count === 'number' ? roundedRecords(count, base) : count);
