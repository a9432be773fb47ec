import type {
  AdministrationPort, DirectoryEntry, JointActRow, OrganShown, PlatformStatus, SettingShown,
} from '@fengcun/api';
import { ok, present } from '@fengcun/kernel';
import { parseCheckpoint, parseNote } from '@fengcun/ledger';
import { type AccountRow, type DeadLetter, MIGRATIONS, type OperationStores } from '@fengcun/store';
import { isEpochDue } from '@fengcun/vault';
import { concludeWith } from '../accounts/account-act.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { Ledger } from '../ledger/open-ledger.ts';
import { actOfService, pagesOf } from '../proceedings/index.ts';
import type { LedgerHealth } from './health-port.ts';
import type { ServiceAct } from './service-act.ts';
import { timersShown } from './timers-shown.ts';

/** What the platform was started with: nothing secret, and every setting with where it comes from. */
export type AdministrationParts = Readonly<{
  version: string;
  /** As they hold on the day they are asked for. */
  settings: () => readonly SettingShown[]; organs: readonly Omit<OrganShown, 'kind' | 'code'>[];
  /** What the configuration says of an organ beside its name. */
  directory?: (organ: string) => Omit<DirectoryEntry, keyof OrganShown>;
}>;

type Parts = Readonly<{
  deployment: Deployment; ledger: () => Ledger; isLedgerKept: LedgerHealth;
  given: AdministrationParts | undefined;
}>;

/** LIMIT: accounts and dead letters read at once; all of them are looked through. */
const PAGE = 1000;
const EMPTY: AdministrationParts = { version: 'unknown', settings: () => [], organs: [] };

const operate = async <T>(
  { database }: Deployment, work: (stores: OperationStores) => Promise<T>,
): Promise<T> => {
  const done = await database.operate(async (stores) => ok(await work(stores)));
  return present(done.ok ? done : undefined, 'a look that refuses nothing').value;
};

const logStatus = async ({ deployment, ledger, isLedgerKept }: Parts): Promise<PlatformStatus['ledger']> => {
  const { logId, setup: { trees: [tree] } } = ledger();
  const sequenced = await deployment.database.audit(async ({ leaves }) => ok(await leaves.size(logId)));
  const signed = await tree?.files.checkpoint();
  const note = signed === undefined ? undefined : parseNote(signed);
  const head = note?.ok === true ? parseCheckpoint(note.value.text) : undefined;
  return {
    log: logId, sequenced: sequenced.ok ? sequenced.value : 0, isKept: isLedgerKept(),
    ...(head?.ok === true ? { signed: head.value.size } : {}),
  };
};

const instant = (millis: number): string => new Date(millis).toISOString();

const keyStatus = async ({ epochs, clock }: Deployment): Promise<PlatformStatus['keys']> =>
  (await epochs.list()).map((epoch) => ({
    tree: epoch.tree, suite: epoch.suite, createdAt: instant(epoch.createdAt),
    // What an epoch wrapped is counted by `keys status`, over every row; here its age alone.
    isDueByAge: epoch.retiredAt === undefined && isEpochDue(epoch, { now: clock(), wraps: 0 }),
    ...(epoch.retiredAt === undefined ? {} : { retiredAt: instant(epoch.retiredAt) }),
  }));

type Letters = Pick<PlatformStatus, 'outbox' | 'deadLetters'>;

const letterStatus = (
  deployment: Deployment,
): Promise<Letters> => operate<Letters>(deployment, async ({ outbox }) => {
  const codes = new Map<string, number>();
  const letters = pagesOf<DeadLetter>({
    read: (page) => outbox.deadLetters(page), idOf: ({ messageId }) => messageId, limit: PAGE,
  });
  for await (const page of letters) {
    for (const { lastError } of page) codes.set(lastError, (codes.get(lastError) ?? 0) + 1);
  }
  const deadLetters = [...codes].map(([code, messages]) => ({ code, messages }));
  const backlog = await outbox.backlog();
  return {
    outbox: backlog.map((row) => ({ ...row, oldestAt: new Date(row.oldestAt).toISOString() })), deadLetters,
  };
});

const JOBS = `select name, state::text as state, count(*)::int as runs from jobs.job
  where name not like '\\_\\_%' group by name, state order by name, state`;

type JobRow = PlatformStatus['jobs'][number];

/** Runs of the job queue; a platform that never ran one has no queue. */
const jobStatus = async ({ database: { jobs } }: Deployment): Promise<PlatformStatus['jobs']> => {
  const there = await jobs?.executeSql(`select to_regclass('jobs.job')::text as there`);
  const [first] = (there?.rows ?? []) as readonly Readonly<{ there: string | null }>[];
  if (jobs === undefined || typeof first?.there !== 'string') return [];
  const { rows } = await jobs.executeSql(JOBS);
  return rows as readonly JobRow[];
};

const JOINT = `select act_kind as kind, state, about, organ, reason,
  asked_at as "askedAt", ends_at as "endsAt"
  from ops.joint_act order by asked_at desc limit 200`;

/** The auditor's role alone may look over the whole table; numbers by which acts are agreed to stay there. */
const jointActs = async ({ database }: Deployment): Promise<readonly JointActRow[]> => {
  const found = await database.audit(async ({ select }) => ok(await select<JointActRow>(JOINT, [])));
  return (found.ok ? found.value : []).map((row) => ({
    ...row, askedAt: new Date(row.askedAt).toISOString(), endsAt: new Date(row.endsAt).toISOString(),
  }));
};

const organShown = (organ: string, name: string | undefined): OrganShown => {
  const [kind = '', ...rest] = organ.split('/');
  return { organ, kind, code: rest.join('/'), ...(name === undefined ? {} : { name }) };
};

const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/;

/** Organs of the configuration and those whose people are in the directory, each once. */
const organsKnown = async (
  deployment: Deployment, given: AdministrationParts,
): Promise<readonly OrganShown[]> => {
  const found = await operate(deployment, async ({ accounts }) => {
    const of = new Set<string>();
    const pages = pagesOf<AccountRow>({
      read: ({ afterId: afterName = '', limit }) => accounts.list({ afterName, limit }),
      idOf: ({ accountName }) => accountName, limit: PAGE,
    });
    for await (const page of pages) for (const { organ } of page) of.add(organ);
    return of;
  });
  const names = new Map(given.organs.map(({ organ, name }) => [organ, name]));
  const all = new Set([...names.keys(), ...[...found].filter((organ) => ORGAN.test(organ))]);
  return [...all].sort().map((organ) => organShown(organ, names.get(organ)));
};

/** What the platform tells about itself, in an act that was committed before. */
export const administrationPort = (parts: Parts, actOf: () => ServiceAct): AdministrationPort => {
  const { deployment, given = EMPTY } = parts;
  const conclude = async (): Promise<void> => {
    await concludeWith(deployment, actOfService(actOf()), async () => ok(undefined));
  };
  return {
    status: async () => {
      const { engine, isDurable } = deployment.database.facts;
      const told: PlatformStatus = {
        version: given.version, database: { engine, isDurable, migration: MIGRATIONS.length },
        ledger: await logStatus(parts), keys: await keyStatus(deployment), ...await letterStatus(deployment),
        jobs: await jobStatus(deployment),
      };
      await conclude();
      return told;
    },
    timers: async () => {
      const told = await timersShown(deployment);
      await conclude();
      return told;
    },
    directory: async () => {
      const known = await organsKnown(deployment, given);
      await conclude();
      return known.map((organ) => ({ ...organ, ...given.directory?.(organ.organ) ?? { keys: [] } }));
    },
    settings: async () => {
      await conclude();
      return given.settings();
    },
    jointActs: async () => {
      const told = await jointActs(deployment);
      await conclude();
      return told;
    },
    organs: () => organsKnown(deployment, given),
  };
};
