import { addDays, type CivilDate } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import type { Stage } from './stage.ts';

type SealRow = Readonly<{ recordId: string; status: string }>;

const textOf = (value: unknown, name: string): string => String(Reflect.get(Object(value), name) ?? '');

/** LIMIT: seals looked through for one that can be opened. */
const PAGE = 50;

const sealedRecords = async ({ desk, person }: Stage): Promise<readonly SealRow[]> => {
  const { items } = await desk.must(person('court-reviewer'), 'listSeals', { search: { limit: PAGE } });
  return (Array.isArray(items) ? items : []).map((one: unknown) =>
    ({ recordId: textOf(one, 'recordId'), status: textOf(one, 'status') }));
};

/** What a second person decides about a proposal; nothing where it waits. */
type Decision = 'approveUnseal' | 'refuseUnseal' | undefined;

type Opening = Readonly<{ at: number; decision: Decision; decidedAfter: number; send: () => Promise<void> }>;

/** One person proposes that a seal was wrong; another decides, or has not yet. */
const playOpening = (stage: Stage, chosen: Set<string>, { at, decision, decidedAfter,
  send }: Opening): void => {
  const { desk, person, clock, agenda } = stage;
  agenda.put(at, async () => {
    const found = (await sealedRecords(stage)).find(({ recordId, status }) =>
      status === 'sealed' && !chosen.has(recordId));
    if (found === undefined) return;
    const { recordId } = found;
    chosen.add(recordId);
    const body = { ground: 'wrongSeal', effectiveFrom: clock.today() };
    await desk.must(person('court-reviewer'), 'proposeUnseal', { params: { recordId }, body });
    if (decision === undefined) return;
    const { seal } = await readSeal(stage, recordId);
    const proposalId = textOf(Reflect.get(Object(seal), 'proposal'), 'proposalId');
    agenda.put(at + decidedAfter, async () => {
      await desk.must(person('court-approver'), decision, { params: { recordId }, body: { proposalId } });
      await send();
    });
  });
};

const readSeal = async ({ desk, person }: Stage, recordId: string): Promise<Readonly<{ seal: unknown }>> =>
  ({ seal: await desk.must(person('court-reviewer'), 'readSeal', { params: { recordId } }) });

const HOUR = 3_600_000;

/** Openings of two years: one refused, one agreed to, and two that wait for the approver now. */
export const playUnsealings = (
  stage: Stage, { today, send }: Readonly<{ today: CivilDate; send: () => Promise<void> }>,
): void => {
  const chosen = new Set<string>();
  const on = (days: number, hour: number, minute = 0): number =>
    instantOf(workingDaysBefore(addDays(today, -days), 0), hour, minute);
  const story = [
    { at: on(420, 10), decision: 'refuseUnseal' }, { at: on(280, 10), decision: 'approveUnseal' },
    { at: on(1, 15), decision: undefined }, { at: on(1, 16, 20), decision: undefined },
  ] as const;
  for (const one of story) playOpening(stage, chosen, { ...one, decidedAfter: 5 * HOUR, send });
};
