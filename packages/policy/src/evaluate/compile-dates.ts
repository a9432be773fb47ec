import type { CivilDate } from '@fengcun/kernel';
import type { DatePart, Expression } from '../cel/expression.ts';
import { type Unknown, UNKNOWN } from '../facts/fact-sheet.ts';
import type { Slots } from '../facts/slots.ts';
import { compileCondition } from './compile-condition.ts';
import { compileMembers, readEntry } from './compile-members.ts';
import { type CompileContext, compileReader, type Reader } from './compile-reader.ts';
import { FALSE, TRUE, type Truth } from './truth.ts';

/** A date that counts certainly or maybe. */
type Candidate = Readonly<{ date: CivilDate | Unknown; counts: Truth }>;

/** Adds the dates of one part; false when what it stands for is unknown altogether. */
type Collect = (slots: Slots, into: Candidate[]) => boolean;

const both = (a: Truth, b: Truth): Truth => (a === FALSE || b === FALSE ? FALSE : a === TRUE ? b : a);

type CollectOne = (slots: Slots, counts: Truth) => Candidate;

const collectOne = (date: Expression, context: CompileContext): CollectOne => {
  const read = compileReader(date, context);
  return (slots, counts) => ({ date: read(slots) as CivilDate | Unknown, counts }); // type-checked as a date
};

const collectEach = (
  dates: Expression & { op: 'dates' }, context: CompileContext,
): ((slots: Slots, counts: Truth, into: Candidate[]) => boolean) => {
  const members = compileMembers(dates.list, context);
  const read = readEntry(dates.date, context);
  return (slots, counts, into) => {
    const all = members(slots);
    if (all === UNKNOWN) return false;
    for (const { entry, belongs } of all) {
      into.push({ date: read(slots, entry) as CivilDate | Unknown, counts: both(counts, belongs) });
    }
    return true;
  };
};

const collector = ({ when, date }: DatePart, context: CompileContext): Collect => {
  const condition = when === undefined ? undefined : compileCondition(when, context);
  const each = date.op === 'dates' ? collectEach(date, context) : undefined;
  const one = date.op === 'dates' ? undefined : collectOne(date, context);
  return (slots, into) => {
    const counts = condition === undefined ? TRUE : condition(slots);
    if (counts === FALSE) return true;
    if (each !== undefined) return each(slots, counts, into);
    if (one !== undefined) into.push(one(slots, counts));
    return true;
  };
};

/**
 * `latest(…)` and `earliest(…)`: known when every completion of what is unknown gives one date: all dates
 * that certainly count are known, and no date that only may count lies beyond the last (first) of them. Where
 * nothing certainly counts: unknown.
 */
export const readExtreme = (
  expression: Expression & { op: 'latest' | 'earliest' }, context: CompileContext,
): Reader => {
  const collectors = expression.parts.map((part) => collector(part, context));
  const isBeyond: (a: CivilDate, b: CivilDate) => boolean =
    expression.op === 'latest' ? (a, b) => a > b : (a, b) => a < b;
  return (slots) => {
    const candidates: Candidate[] = [];
    for (const collect of collectors) if (!collect(slots, candidates)) return UNKNOWN;
    let reached: CivilDate | undefined;
    for (const { date, counts } of candidates) {
      if (counts !== TRUE) continue;
      if (date === UNKNOWN) return UNKNOWN;
      if (reached === undefined || isBeyond(date, reached)) reached = date;
    }
    if (reached === undefined) return UNKNOWN;
    const best = reached;
    const isOpen = candidates.some(({ date, counts }) =>
      counts !== TRUE && counts !== FALSE && (date === UNKNOWN || isBeyond(date, best)));
    return isOpen ? UNKNOWN : best;
  };
};

type Reach = Readonly<{ from: CivilDate | Unknown; to: CivilDate | Unknown; counts: Truth }>;

const isCertain = ({ from, to, counts }: Reach): boolean =>
  counts === TRUE && from !== UNKNOWN && to !== UNKNOWN;

/** Whether an entry of which something is unknown could still move the end, whatever it turns out to be. */
const canMove = ({ from, to }: Reach, end: CivilDate): boolean =>
  !(to !== UNKNOWN && to <= end) && !(from !== UNKNOWN && from > end);

/**
 * `extended(base, …)`: the end moves to `to` of every entry whose `from` lies at or before it, again and
 * again until nothing moves. Known when no entry of which something is unknown could still move it.
 */
export const readExtended = (
  expression: Expression & { op: 'extended' }, context: CompileContext,
): Reader => {
  const base = compileReader(expression.base, context);
  const members = compileMembers(expression.list, context);
  const from = readEntry(expression.from, context);
  const to = readEntry(expression.to, context);
  return (slots) => {
    const start = base(slots) as CivilDate | Unknown; // type-checked as a date, like the two below
    const all = members(slots);
    if (start === UNKNOWN || all === UNKNOWN) return UNKNOWN;
    const reaches = all.map(({ entry, belongs }): Reach => ({
      from: from(slots, entry) as CivilDate | Unknown,
      to: to(slots, entry) as CivilDate | Unknown,
      counts: belongs,
    }));
    let end = start;
    // Sorted by where they begin, one pass reaches the fixed point: a later one cannot open an earlier one.
    const certain = reaches.filter(isCertain)
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    for (const reach of certain) {
      if (reach.from <= end && reach.to > end) end = reach.to as CivilDate;
    }
    return reaches.some((reach) => !isCertain(reach) && canMove(reach, end)) ? UNKNOWN : end;
  };
};
