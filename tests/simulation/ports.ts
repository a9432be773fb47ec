import type { CivilDate } from '@fengcun/kernel';
import type {
  answerTo, decideHolder, decideSealing, evolveHolder, evolveSealing, holderDuty, isShownSealed,
} from '@fengcun/registry';
import type { Letter } from './network.ts';

/**
 * What survives a crash: events by stream, appended whole or not at all. `expected` is how many events the
 * caller has seen; false when others appended meanwhile. Real storage is to be put behind the same port.
 */
export type Journal<E> = Readonly<{
  load: (stream: string) => Promise<readonly E[]>;
  append: (stream: string, expected: number, events: readonly E[]) => Promise<boolean>;
  streams: () => Promise<readonly string[]>;
}>;

/** A journal in memory. */
export const memoryJournal = <E>(): Journal<E> => {
  const all = new Map<string, E[]>();
  return {
    load: async (stream) => all.get(stream) ?? [],
    append: async (stream, expected, events) => {
      const past = all.get(stream) ?? [];
      if (past.length !== expected) return false;
      all.set(stream, [...past, ...events]);
      return true;
    },
    streams: async () => [...all.keys()].sort(),
  };
};

/** The machines under test; a planted bug replaces one of them. */
export type Machines = Readonly<{
  decide: typeof decideSealing; evolve: typeof evolveSealing; isShown: typeof isShownSealed;
  decideHolder: typeof decideHolder; evolveHolder: typeof evolveHolder;
  answer: typeof answerTo; duty: typeof holderDuty;
  /** Whether the letter was signed by whom its source names. */
  isGenuine: (letter: Letter, source: string) => boolean;
}>;

/** Last day of a term that runs from a day: the table of deadlines. */
export type DueOn = (rule: string, from: CivilDate) => CivilDate;

/** The places where a process may die: before what it decided is stored, and after. */
export type CrashPoint = 'beforeAppend' | 'afterAppend';

/** Thrown at a crash point; caught by the world alone. */
export class Crash extends Error {
  readonly point: CrashPoint;
  constructor(point: CrashPoint) {
    super(`crash ${point}`);
    this.point = point;
  }
}
