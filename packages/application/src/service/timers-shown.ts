import type { PlatformTimers } from '@fengcun/api';
import { ok, present } from '@fengcun/kernel';
import type { OperationStores } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { TERMS_TURN } from '../reminders/index.ts';

/** LIMIT: work begins again every few seconds, a chain that was cut within a minute; later is late. */
const LATE_MILLIS = 120_000;

// The queue forgets what was done an hour ago; what failed within a run is told by its code.
const TIMERS = `select name,
    count(*) filter (where state = 'active')::int as running,
    count(*) filter (where state in ('created', 'retry'))::int as waiting,
    count(*) filter (where state in ('failed', 'retry') or output ? 'fault')::int as failed,
    max(completed_on) filter (where state = 'completed') as "lastAt",
    min(start_after) filter (where state in ('created', 'retry')) as "nextAt",
    min(started_on) filter (where state = 'active') as "runningSince",
    max(completed_on) filter (where output ? 'fault') as "faultAt",
    (array_agg(output->>'fault' order by completed_on desc) filter (where output ? 'fault'))[1] as fault
  from jobs.job where name not like '\\_\\_%' group by name order by name`;

type At = string | Date | null;
type Row = Readonly<{
  name: string; running: number; waiting: number; failed: number; lastAt: At; nextAt: At; runningSince: At;
  faultAt: At; fault: string | null;
}>;
type Timer = PlatformTimers['timers'][number];

const member = <K extends string>(name: K, at: At): Readonly<Partial<Record<K, string>>> =>
  // One member or none: what never was is absent.
  (at === null ? {} as Readonly<Partial<Record<K, string>>>
    : { [name]: new Date(at).toISOString() } as Readonly<Record<K, string>>);

/** One kind of work; late where nothing of it runs and its time is over, or nothing of it waits at all. */
export const timerShown = (row: Row, now: number): Timer => {
  const { name, running, waiting, failed, lastAt, nextAt, runningSince, faultAt, fault } = row;
  const isOver = nextAt === null || new Date(nextAt).getTime() < now - LATE_MILLIS;
  return {
    name, running, waiting, failed, isLate: running === 0 && isOver,
    ...member('lastAt', lastAt), ...member('nextAt', nextAt), ...member('runningSince', runningSince),
    ...member('faultAt', faultAt), ...(fault === null ? {} : { fault: fault.slice(0, 120) }),
  };
};

/** Work of the queue; a platform that never ran any has none. */
const timersOf = async ({ database: { jobs }, clock }: Deployment): Promise<readonly Timer[]> => {
  const there = await jobs?.executeSql(`select to_regclass('jobs.job')::text as there`);
  const [first] = (there?.rows ?? []) as readonly Readonly<{ there: string | null }>[];
  if (jobs === undefined || typeof first?.there !== 'string') return [];
  const { rows } = await jobs.executeSql(TIMERS);
  return (rows as readonly Row[]).map((row) => timerShown(row, clock()));
};

const lettersOf = async ({ outbox }: OperationStores): Promise<PlatformTimers['letters']> =>
  (await outbox.backlog()).filter(({ state }) => state === 'waiting')
    .map(({ recipient, messages, oldestAt }) =>
      ({ recipient, messages, oldestAt: new Date(oldestAt).toISOString() }));

/** What the service works off by itself, and how it stands. */
export const timersShown = async (deployment: Deployment): Promise<PlatformTimers> => {
  const done = await deployment.database.operate(async (stores) =>
    ok({ letters: await lettersOf(stores), day: await stores.jobs.read(TERMS_TURN) }));
  const { letters, day } = present(done.ok ? done : undefined, 'a look that refuses nothing').value;
  return {
    now: new Date(deployment.clock()).toISOString(), timers: await timersOf(deployment), letters,
    ...(day === undefined ? {} : { termsLookedOn: day }),
  };
};
