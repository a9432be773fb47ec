import { type Deployment, settleErasures, settleLedgers } from '@fengcun/application';
import { addDays, Fault } from '@fengcun/kernel';
import type { Configured } from '../../serve/configured.ts';
import { instantOf } from './calendar.ts';
import { agendaUntil, type WorldClock } from './clock.ts';
import type { HolderKeys } from './holders.ts';
import { drawFrom } from './random.ts';
import { planRecords, type PlannedRecord, tellingDays } from './records.ts';
import { worldSealing, type WorldSealing } from './sealing.ts';
import { specialRecords } from './special.ts';
import { setStage, type Stage } from './stage.ts';
import { playStories } from './stories.ts';
import { filesOf, importFiles, toldSealer } from './telling.ts';

/** Days of history. */
export const HISTORY_DAYS = 730;
const RECORDS = 300;
const DAY_MILLIS = 86_400_000;
const LATE_DAYS = [6] as const;

/** How a world is filled: into which deployment, under which configuration, with which seed. */
export type Filling = Readonly<{
  deployment: Deployment; clock: WorldClock; dataDirectory: string; configured: Configured;
  keys: HolderKeys; seed: string;
  /** The instant at which the world stands when it is made; milliseconds of UTC. */
  now: number;
  /** Hears how much of the time of the world has passed, from 0 to 1. */
  onProgress?: (share: number) => void;
}>;

type Telling = Readonly<{ stage: Stage; sealing: WorldSealing; seal: () => Promise<unknown> }>;

/** One round: organs tell what they have, the platform seals and sends, and looks at what is late. */
const tellRound = ({ stage, sealing, seal }: Telling, records: readonly PlannedRecord[]): void => {
  const [first] = records;
  if (first === undefined) return;
  const day = first.toldOn;
  stage.agenda.put(instantOf(day, 9, 5), async () => {
    await importFiles(stage, filesOf(records));
    await seal();
    await sealing.send();
  });
  for (const days of LATE_DAYS) stage.agenda.put(instantOf(addDays(day, days), 8, 30), sealing.look);
};

/** Fills an empty deployment with the world, through the use cases and in the order of time. */
export const fillWorld = async (filling: Filling): Promise<void> => {
  const { deployment, clock, dataDirectory, seed, now, keys, onProgress } = filling;
  const agenda = agendaUntil(clock, now);
  const today = clock.dayOf(now);
  const first = addDays(today, -HISTORY_DAYS);
  const draw = drawFrom(`world|${seed}|${today}`);
  const stage = await setStage(deployment, { ...filling, agenda, draw });
  try {
    const sealing = worldSealing(stage, keys, today);
    const ordered: string[] = [];
    const telling = { stage, sealing, seal: toldSealer(stage, ordered) };
    const days = tellingDays(addDays(first, 20), today);
    const records = planRecords(drawFrom(`records|${seed}|${today}`), { days, count: RECORDS });
    const told = [...records, ...specialRecords(days)];
    await playStories(stage, { seed, first, today, now, records, ordered, send: sealing.send });
    for (const round of Map.groupBy(told, ({ toldOn }) => toldOn).values()) tellRound(telling, round);
    await agenda.run((at) => onProgress?.(1 - (now - at) / (HISTORY_DAYS * DAY_MILLIS)));
    await sealing.send();
    await stage.expire();
    await settleErasures(deployment);
  } finally {
    stage.stop();
  }
  const settled = await settleLedgers(deployment, { dataDirectory, holder: 'embedded' });
  if (settled.some(({ result }) => !result.ok)) throw new Fault('DEMO_LOG_UNSIGNED',
    'the log was not signed');
};
