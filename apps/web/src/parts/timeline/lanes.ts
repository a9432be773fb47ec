import type { BodyOf } from '../../api/interface.ts';

/** A step of a seal as the interface shows it. */
export type SealStep = BodyOf<'sealTimeline'>['steps'][number];
/** An event of a case. */
export type CaseEvent = BodyOf<'caseTimeline'>['events'][number];

/** One thing on a line: when (milliseconds), what, and its shape. */
export type Mark = Readonly<{ at: number; step: string; shape: 'order' | 'done' | 'warn' | 'late' | 'event' }>;

/** The statutory window of a holder: from the order to the end of its last day, and when it was answered. */
export type Window = Readonly<{ from: number; until: number; dueOn: string; answeredAt?: number }>;

/** One horizontal line: a holder (or the case itself), its windows and its marks. */
export type Lane = Readonly<{ holder: string; windows: readonly Window[]; marks: readonly Mark[] }>;

const DAY = 86_400_000;
/** A last day ends at midnight in China. */
const endOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) + DAY;

const SHAPES: Readonly<Record<string, Mark['shape']>> = {
  SealOrdered: 'order', CorrectiveSealOrdered: 'order', HolderAdded: 'order', UnsealOrdered: 'order',
  Rescinded: 'order', ExemptedByApplication: 'order', Acknowledged: 'done', Reminded: 'warn', Escalated: 'late',
};

const markOf = ({ step, at }: SealStep): Mark =>
  ({ at: Date.parse(at), step, shape: SHAPES[step] ?? 'event' });

const laneOf = (holder: string, steps: readonly SealStep[]): Lane => {
  const own = steps.filter((one) => one.holder === holder || (one.terms ?? []).some((term) => term.holder === holder));
  const windows = own.flatMap(({ at, terms = [] }) =>
    terms.filter((term) => term.holder === holder).map(({ dueOn }): Window =>
      ({ from: Date.parse(at), until: endOf(dueOn), dueOn })));
  const answers = own.filter(({ step }) => step === 'Acknowledged').map(({ at }) => Date.parse(at));
  const answered = windows.map((window, i): Window => {
    const next = windows[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const answeredAt = answers.find((at) => at >= window.from && at < next);
    return answeredAt === undefined ? window : { ...window, answeredAt };
  });
  return { holder, windows: answered, marks: own.map(markOf) };
};

/** Lines of a seal, one a holder, in the order of their first steps. */
export const lanesOf = (steps: readonly SealStep[]): readonly Lane[] => {
  const holders = new Set(steps.flatMap(({ holder, terms = [] }) =>
    [...terms.map((term) => term.holder), ...(holder === undefined ? [] : [holder])]));
  return [...holders].map((holder) => laneOf(holder, steps));
};

/** The line of the case itself: what happened, on its day, else when it was recorded. */
export const caseLane = (events: readonly CaseEvent[], name: string): Lane => ({
  holder: name, windows: [],
  marks: events.map(({ on, recordedAt, kind }) =>
    ({ at: Date.parse(on === undefined ? recordedAt : `${on}T12:00:00+08:00`), step: kind, shape: 'event' })),
});

/** How a window stands at an instant. */
export const standingOf = ({ until, answeredAt }: Window, now: number): 'inTime' | 'late' | 'running' =>
  (answeredAt !== undefined ? (answeredAt <= until ? 'inTime' : 'late') : now > until ? 'late' : 'running');

/** First and last instant that is drawn, with some room at both ends. */
export const rangeOf = (lanes: readonly Lane[], now: number): Readonly<{ from: number; to: number }> => {
  const all = lanes.flatMap(({ windows, marks }) => [
    ...windows.flatMap(({ from, until, answeredAt }) =>
      [from, until, ...(answeredAt === undefined && now > until ? [now] : [])]), ...marks.map(({ at }) => at),
  ]);
  const [from, to] = [Math.min(...all), Math.max(...all)];
  const room = Math.max((to - from) * 0.04, DAY);
  return { from: from - room, to: to + room };
};
