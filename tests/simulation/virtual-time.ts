import { type CivilDate, civil } from '@fengcun/kernel';

/** Virtual milliseconds. */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Monday 2 March 2026, midnight in Shanghai. */
export const START = Date.UTC(2026, 2, 1, 16);

/** The instant as events keep it. */
export const instantOf = (millis: number): string => new Date(millis).toISOString();

/** The legal day: Asia/Shanghai, which has had no summer time since 1991. */
export const dayOf = (millis: number): CivilDate => {
  const number = Math.floor((millis + 8 * HOUR) / DAY);
  const day = days.get(number) ?? civil(new Date(number * DAY).toISOString().slice(0, 10));
  days.set(number, day);
  return day;
};
const days = new Map<number, CivilDate>();

type Timer = Readonly<{ at: number; order: number; run: () => Promise<void> }>;

/** Everything that happens, in the order of virtual time; what is due at one instant, in the order it was set. */
export class Agenda {
  now = START;
  #order = 0;
  readonly #heap: Timer[] = [];

  at(millis: number, run: () => Promise<void>): void {
    const timer = { at: Math.max(millis, this.now), order: this.#order, run };
    this.#order += 1;
    const heap = this.#heap;
    heap.push(timer);
    let child = heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) break;
      this.#swap(child, parent);
      child = parent;
    }
  }

  after(millis: number, run: () => Promise<void>): void {
    this.at(this.now + millis, run);
  }

  /** Runs what is due until `end`; false when nothing is left before. */
  async step(end: number): Promise<boolean> {
    const next = this.#heap[0];
    if (next === undefined || next.at > end) return false;
    this.#pop();
    this.now = next.at;
    await next.run();
    return true;
  }

  #isBefore(a: number, b: number): boolean {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (left === undefined || right === undefined) return false;
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  }

  #swap(a: number, b: number): void {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (left === undefined || right === undefined) return;
    this.#heap[a] = right;
    this.#heap[b] = left;
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      let least = parent;
      if (this.#isBefore(left, least)) least = left;
      if (this.#isBefore(left + 1, least)) least = left + 1;
      if (least === parent) return;
      this.#swap(parent, least);
      parent = least;
    }
  }
}
