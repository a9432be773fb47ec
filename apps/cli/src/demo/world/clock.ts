import { legalDay } from '@fengcun/application';
import type { CivilDate } from '@fengcun/kernel';

/** The time of the world while it is made: it goes from its first day to now and never back. */
export type WorldClock = Readonly<{
  /** Milliseconds of UTC; every look is a little later, as in life. */
  now: () => number;
  today: () => CivilDate;
  /** The civil day in China of an instant. */
  dayOf: (millis: number) => CivilDate;
  /** Goes on to an instant; stays where it is later already. */
  goTo: (millis: number) => void;
}>;

/** A clock that begins at an instant, and never passes `end`. */
export const worldClock = (begin: number, end: number): WorldClock => {
  let now = begin;
  return {
    now: () => {
      now = Math.min(now + 1, end);
      return now;
    },
    today: () => legalDay(now), dayOf: legalDay,
    goTo: (millis) => { now = Math.min(end, Math.max(now, millis)); },
  };
};

type Entry = Readonly<{ at: number; order: number; act: () => Promise<void> }>;

/** What happens in the world, each thing at its time. */
export type Agenda = Readonly<{
  /** Something happens at an instant; one in the past happens at once, one after the end never. */
  put: (at: number, act: () => Promise<void>) => void;
  /** Goes through everything in the order of time; what is put in meanwhile as well. `hear`: each instant. */
  run: (hear?: (at: number) => void) => Promise<void>;
}>;

/** An empty agenda up to an instant. */
export const agendaUntil = (clock: WorldClock, end: number): Agenda => {
  const entries: Entry[] = [];
  let order = 0;
  const takeFirst = (): Entry | undefined => {
    let first = 0;
    for (const [at, entry] of entries.entries()) {
      const best = entries[first];
      if (best === undefined) break;
      if (entry.at < best.at || (entry.at === best.at && entry.order < best.order)) first = at;
    }
    return entries.splice(first, 1)[0];
  };
  return {
    put: (at, act) => {
      order += 1;
      if (at <= end) entries.push({ at, order, act });
    },
    run: async (hear = () => undefined) => {
      for (let entry = takeFirst(); entry !== undefined; entry = takeFirst()) {
        clock.goTo(entry.at);
        await entry.act();
        hear(entry.at);
      }
    },
  };
};
