import type { Actor, RouteId } from '@fengcun/api';
import type { Given } from './desk.ts';
import type { Stage } from './stage.ts';

/** What is known of a procedure while it goes on: the answer to its last step. */
export type Standing = Readonly<Record<string, unknown>>;

/** One step of a procedure: who takes it, so long after the one before, by which route. */
export type Step = Readonly<{
  who: Actor; route: RouteId; afterMinutes: number; given: (standing: Standing) => Given;
  /** Whether it is to be taken at all; it is where nothing is said. */
  isNeeded?: (standing: Standing) => boolean;
}>;

const MINUTE = 60_000;

/**
 * Takes steps one after the other, each at its time; the first at `start`. What would come after the end of
 * the world is not taken: that procedure waits, as it does in life.
 */
export const playSteps = (stage: Stage, start: number, steps: readonly Step[]): void => {
  const next = (at: number, standing: Standing, left: readonly Step[]): void => {
    const [step, ...rest] = left;
    if (step === undefined) return;
    stage.agenda.put(at, async () => {
      const isNeeded = step.isNeeded?.(standing) !== false;
      const body = isNeeded ? await stage.desk.must(step.who, step.route, step.given(standing)) : {};
      const [following] = rest;
      if (following !== undefined) next(at + following.afterMinutes * MINUTE, { ...standing, ...body }, rest);
    });
  };
  next(start, {}, steps);
};

/** A text of the standing; empty where it has none. */
export const textIn = (standing: Standing, name: string): string => String(standing[name] ?? '');
