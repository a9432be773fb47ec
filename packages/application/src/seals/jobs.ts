import { Fault } from '@fengcun/kernel';
import { PgBoss } from 'pg-boss';
import { determineToday, toldDeterminer } from './determine-told.ts';
import { lookForGrounds } from './find-grounds.ts';
import { followAllSealed } from './follow-all.ts';
import type { SealsParts } from './seals-parts.ts';
import { tick } from './tick.ts';

/** What the jobs tell of their work; nothing of a person. */
export type JobEvent =
  | Readonly<{ event: 'determined'; ordered: number; questions: number; refused: number }>
  | Readonly<{
    event: 'looked'; reminded: number; escalated: number; sentAgain: number; left: number;
    unsupervised: number;
  }>
  | Readonly<{ event: 'followed'; told: number; held: number }>
  | Readonly<{ event: 'fault'; job: string; error: unknown }>;

/** How the jobs run. `everySeconds`: between two runs of one. `wake`: messages were put into the outbox. */
export type JobsRun = Readonly<{
  tell: (event: JobEvent) => void; wake: () => void; everySeconds?: number;
  /** Real time between two full looks on one legal day, for what has to be sent again. */
  lookEveryMillis?: number;
}>;

/** Jobs under way; `stop` waits for what runs. */
export type SealJobs = Readonly<{ stop: () => Promise<void> }>;

const SCHEMA = 'jobs';
const EVERY_SECONDS = 3;
const LOOK_EVERY_MILLIS = 600_000;
/** LIMIT: a run is given up for dead after so long without a sign of life, and begun again elsewhere. */
const HEARTBEAT_SECONDS = 30;
/** LIMIT: the longest run: a full pass over a large registry. */
const EXPIRE_SECONDS = 6 * 3600;
const POLLING_SECONDS = 0.5;
const STOP_MILLIS = 20_000;

/** One of each waits and one of each runs, whoever sends how many: that is what the policy is for. */
const QUEUE = {
  policy: 'stately', retryLimit: 1000, retryDelay: 5, expireInSeconds: EXPIRE_SECONDS,
  heartbeatSeconds: HEARTBEAT_SECONDS, deleteAfterSeconds: 3600,
} as const;

type Job = Readonly<{ name: string; run: () => Promise<void> }>;

const lookJob = (parts: SealsParts, run: JobsRun): Job => {
  const { lookEveryMillis = LOOK_EVERY_MILLIS } = run;
  let last: Readonly<{ day: string; at: number }> | undefined;
  const { clock } = parts.deployment;
  return {
    name: 'seal-look',
    run: async () => {
      const [day, at] = [parts.today(), clock()];
      if (last?.day === day && at - last.at < lookEveryMillis) return;
      const { reminded, escalated, sentAgain, left, unsupervised } = await tick(parts, (error) =>
        run.tell({ event: 'fault', job: 'seal-look', error }));
      // What was left is looked at again with the next run.
      last = left === 0 ? { day, at } : undefined;
      if (reminded + escalated + sentAgain + unsupervised === 0 && left === 0) return;
      run.wake();
      run.tell({ event: 'looked', reminded, escalated, sentAgain, left, unsupervised });
    },
  };
};

const determineJobs = (parts: SealsParts, run: JobsRun): readonly Job[] => {
  const determineTold = toldDeterminer(parts);
  const told = async (determine: () => ReturnType<typeof determineToday>): Promise<void> => {
    await lookForGrounds(parts);
    const done = await determine();
    if (done === undefined) return;
    const [ordered, refused] = [done.ordered.length, done.refused.length];
    if (ordered > 0) run.wake();
    const questions = done.questions.length;
    if (ordered + refused > 0) run.tell({ event: 'determined', ordered, questions, refused });
  };
  return [
    { name: 'seal-determine', run: () => told(determineTold) },
    { name: 'seal-determine-all', run: () => told(() => determineToday(parts)) },
  ];
};

/** Executors whose work has ended and what was told of sealed cases; all of it is read again each time. */
const followJob = (parts: SealsParts, run: JobsRun): Job => {
  const { lookEveryMillis = LOOK_EVERY_MILLIS } = run;
  const { grounds, deployment: { clock } } = parts;
  let last: Readonly<{ day: string; at: number }> | undefined;
  return {
    name: 'seal-follow',
    run: async () => {
      const [day, at] = [parts.today(), clock()];
      if (grounds === undefined || (last?.day === day && at - last.at < lookEveryMillis)) return;
      const { told, held } = await followAllSealed(parts, grounds);
      last = { day, at };
      if (told > 0) run.wake();
      if (told + held > 0) run.tell({ event: 'followed', told, held });
    },
  };
};

/** Works one queue: each run ends by sending the next, so that there is one chain whoever works it. */
const workOn = async (boss: PgBoss, { name, run }: Job, told: JobsRun): Promise<void> => {
  const { everySeconds = EVERY_SECONDS } = told;
  await boss.createQueue(name, QUEUE);
  await boss.work(name, { pollingIntervalSeconds: POLLING_SECONDS }, async () => {
    let came = {};
    try {
      await run();
    } catch (error) {
      // It is tried again with the next run; what failed must not end the chain, and is kept for an hour.
      told.tell({ event: 'fault', job: name, error });
      came = { fault: error instanceof Fault ? error.code : 'UNEXPECTED' };
    }
    await boss.send(name, {}, { startAfter: everySeconds });
    return came;
  });
  // The chain begins, or is there already: then this one is not taken.
  await boss.send(name, {});
  // A chain that was cut between two runs begins again within a minute.
  await boss.schedule(name, '* * * * *', {});
};

/**
 * Runs the work of the sealing service until it is stopped: determining what was told, the full pass of each
 * legal day, the look at what is awaited. The jobs say only that there is work; what there is to do stands in
 * the data, so that a job that is lost, doubled or run by two services at once changes nothing.
 * Faults: JOBS_WITHOUT_DATABASE.
 */
export const runSealJobs = async (parts: SealsParts, run: JobsRun): Promise<SealJobs> => {
  const { jobs, facts: { engine } } = parts.deployment.database;
  if (jobs === undefined) {
    throw new Fault('JOBS_WITHOUT_DATABASE', 'This database keeps no jobs; open it as embedded or server.');
  }
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => ({ rows: [...(await jobs.executeSql(text, values)).rows] }) },
    schema: SCHEMA, backend: engine === 'embedded' ? 'pglite' : 'postgres', reindex: false,
    monitorVacuum: false, superviseIntervalSeconds: HEARTBEAT_SECONDS,
  });
  boss.on('error', (error) => run.tell({ event: 'fault', job: 'queue', error }));
  await boss.start();
  const all = [...determineJobs(parts, run), followJob(parts, run), lookJob(parts, run)];
  for (const job of all) await workOn(boss, job, run);
  return { stop: () => boss.stop({ graceful: true, timeout: STOP_MILLIS }) };
};
