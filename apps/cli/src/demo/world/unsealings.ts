import { addDays, type CivilDate, Fault } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { COURT } from './organs.ts';
import type { Stage } from './stage.ts';

/** The first seals of the court that stand, among those that were ordered; each is opened for that. */
const sealedRecords = async (
  { desk, person }: Stage, among: readonly string[], count: number,
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const recordId of among) {
    if (found.length === count) break;
    const { body } = await desk.ask(person('court-reviewer'), 'readSeal', { params: { recordId } });
    if (body['status'] === 'sealed' && body['orderedBy'] === COURT) found.push(recordId);
  }
  return found;
};

/** What a second person decides about a proposal; nothing where it waits. */
type Decision = 'approveUnseal' | 'refuseUnseal' | undefined;

type Opening = Readonly<{
  at: number; ground: 'wrongSeal' | 'newCrimeAsMinor'; decisions: readonly Decision[];
  decidedAfter: number; ordered: readonly string[]; send: () => Promise<void>;
}>;

type Proposed = Omit<Opening, 'decisions' | 'ordered'> & Readonly<{ recordId: string; decision: Decision }>;

/** One person proposes to open on a ground of law; another decides, or has not yet. */
const propose = async (stage: Stage, proposed: Proposed): Promise<void> => {
  const { recordId, at, ground, decision, decidedAfter, send } = proposed;
  const { desk, person, clock, agenda } = stage;
  const [params, body] = [{ recordId }, { ground, effectiveFrom: clock.today() }];
  const { proposalId } = await desk.must(person('court-reviewer'), 'proposeUnseal', { params, body });
  if (decision === undefined) return;
  agenda.put(at + decidedAfter, async () => {
    await desk.must(person('court-approver'), decision, { params, body: { proposalId } });
    await send();
  });
};

/** Looks once for seals that stand; every opening is about another one. */
const playOpenings = (stage: Stage, chosen: Set<string>, opening: Opening): void => {
  stage.agenda.put(opening.at, async () => {
    const among = opening.ordered.filter((recordId) => !chosen.has(recordId));
    const found = await sealedRecords(stage, among, opening.decisions.length);
    for (const [index, decision] of opening.decisions.entries()) {
      const recordId = found[index];
      if (recordId === undefined) throw new Fault('DEMO_STEP_REFUSED', 'no seal to open');
      chosen.add(recordId);
      await propose(stage, { ...opening, recordId, decision });
    }
  });
};

const HOUR = 3_600_000;

type Told = Pick<Opening, 'at' | 'ground' | 'decisions'>;

/**
 * Openings of two years: one refused, one agreed to long ago, two whose copies come back these days, and two
 * that wait for the approver now.
 */
export const playUnsealings = (
  stage: Stage,
  { today, ...given }: Readonly<{ today: CivilDate } & Pick<Opening, 'ordered' | 'send'>>,
): void => {
  const chosen = new Set<string>();
  const on = (days: number, hour: number): number =>
    instantOf(workingDaysBefore(addDays(today, -days), 0), hour);
  const story: readonly Told[] = [
    { at: on(420, 10), ground: 'wrongSeal', decisions: ['refuseUnseal'] },
    { at: on(280, 10), ground: 'wrongSeal', decisions: ['approveUnseal'] },
    { at: on(1, 9), ground: 'newCrimeAsMinor', decisions: ['approveUnseal'] },
    { at: on(1, 9), ground: 'wrongSeal', decisions: ['approveUnseal'] },
    { at: on(1, 15), ground: 'wrongSeal', decisions: [undefined, undefined] },
  ];
  for (const one of story) playOpenings(stage, chosen, { ...one, ...given, decidedAfter: 5 * HOUR });
};
