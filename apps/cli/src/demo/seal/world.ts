import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeToken } from '@fengcun/server';
import { writeWhole } from '../../atomic-write.ts';
import { DemoStopped, household, type Household, type Member } from './household.ts';
import { DISTRICT, type Message, ORGANS, type Part, PARTS, PLATFORM } from './scenario.ts';

/** Who takes part: the four organs and the platform between them. */
export type Place = Part | 'platform';

/** Everything a demonstration has made; `end` leaves nothing running and nothing behind but `out`. */
export type World = Readonly<{
  household: Household;
  /** Papers, judgments and logs that stay. */
  out: string;
  /** Moves every process to nine in the morning of a day, or so many minutes on. */
  goTo: (day: string) => Promise<void>;
  goOn: (minutes: number) => Promise<void>;
  /** Options that name the data and the keys of a place. */
  dataOf: (place: Place) => readonly string[];
  configOf: (place: Place) => string;
  urlOf: (place: Place) => string;
  writeConfig: (place: Place, value: unknown) => Promise<void>;
  /** Account with which an organ hands records in: here for the platform and for its own node. */
  accountOf: (part: Part) => Readonly<Record<string, unknown>>;
  /** Hands a message in; the one-case code it was taken under. */
  tell: (to: Place, message: Message, caseCode?: string) => Promise<string>;
  /** What the ordinary user of a place is answered about a case: the status. */
  ask: (at: Place, part: Part, caseCode: string) => Promise<number>;
  end: () => Promise<void>;
}>;

/** A port of this machine that nobody listens on now. */
export const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    probe.close(() => resolve(port));
  });
  probe.once('error', reject);
});

/** A clock that all processes read from one file. */
const sharedClock = (file: string): Pick<World, 'goTo' | 'goOn'> => {
  let offset = 0;
  const move = async (to: number): Promise<void> => {
    offset = to;
    // Whole or not at all: others read it at every moment.
    await writeWhole(file, Buffer.from(String(Math.round(offset))));
  };
  return {
    goTo: (day) => move(Date.parse(`${day}T09:00:00+08:00`) - Date.now()),
    goOn: (minutes) => move(offset + minutes * 60_000),
  };
};

const environmentOf = (folder: string, clock: string): NodeJS.ProcessEnv => ({
  ...process.env, FENGCUN_DEMO: '1', FENGCUN_DEMO_CLOCK: clock, LC_ALL: 'C.UTF-8', NO_COLOR: '1',
  // Eleven starts of one program: read and stripped of types once.
  NODE_COMPILE_CACHE: join(folder, 'compiled'), XDG_CONFIG_HOME: join(folder, 'configuration'),
});

const PLACES: readonly Place[] = ['platform', ...PARTS];

type Account = Readonly<{ token: string; account: Readonly<Record<string, unknown>> }>;

const accountFor = (part: Part): Account => {
  const id = `${part.toLowerCase()}-clerk`;
  const { token, tokenHash } = makeToken(id, randomBytes(32));
  return {
    token, account: { id, organ: ORGANS[part], roles: ['clerk'], hasSecondFactor: false, tokenHash },
  };
};

/** LIMIT: how often a machine that is busy with something else is asked again; a message is taken once. */
const TRIES_MAX = 20;
const TRY_MILLIS = 500;

const pause = (millis: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, millis); });

const post = async (url: string, token: string, body: unknown): Promise<unknown> => {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(url, {
      method: 'POST', body: JSON.stringify(body),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    if (response.ok) return response.json();
    if (response.status !== 503 || tries === TRIES_MAX) {
      throw new DemoStopped(`${new URL(url).pathname} answered ${response.status}`);
    }
    await pause(TRY_MILLIS);
  }
};

/** Makes folders, ports, accounts and the common clock; nothing runs yet. */
export const makeWorld = async (out: string): Promise<World> => {
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-demo-'));
  const logs = join(out, 'logs');
  for (const path of [logs, join(out, 'papers'), join(out, 'judgments')]) {
    await mkdir(path, { recursive: true });
  }
  const clock = join(folder, 'clock');
  const shared = sharedClock(clock);
  const ports = new Map<Place, number>();
  for (const place of PLACES) ports.set(place, await freePort());
  const accounts = new Map(PARTS.map((part) => [part, accountFor(part)] as const));
  const urlOf = (place: Place): string => `http://127.0.0.1:${ports.get(place) ?? 0}`;
  const configOf = (place: Place): string => join(folder, `${place}.json`);
  const tokenOf = (part: Part): string => accounts.get(part)?.token ?? '';
  const all = household(environmentOf(folder, clock), logs);
  return {
    household: all, out, ...shared, urlOf, configOf,
    dataOf: (place) => ['--data', join(folder, place), '--key-file', join(folder, `${place}.key`)],
    writeConfig: (place, value) => writeFile(configOf(place), JSON.stringify(value), { mode: 0o600 }),
    accountOf: (part) => accounts.get(part)?.account ?? {},
    tell: async (to, { part, envelope }, caseCode) => {
      const answer = await post(`${urlOf(to)}/v1/intake/messages`, tokenOf(part), envelope(caseCode));
      const member = (name: string): unknown =>
        (typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined);
      const outcome = member('outcome');
      if (outcome === 'accepted' || outcome === 'duplicate') return String(member('caseCode'));
      throw new DemoStopped(`${to} did not take a message of the ${part}: ${JSON.stringify(answer)}`);
    },
    ask: async (at, part, caseCode) => {
      const url = `${urlOf(at)}/v1/cases/${caseCode}/timeline?purpose=caseHandlingNeed`;
      return (await fetch(url, { headers: { authorization: `Bearer ${tokenOf(part)}` } })).status;
    },
    end: async () => {
      await all.endAll();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

type Keys = Readonly<Record<string, unknown>>;

/** Five services start at once on one machine: none gives up a request that has to wait for the others. */
const LIMITS = { handlingMilliseconds: 60_000 } as const;

/** Starts the node of an organ; `platform`: how the platform stands in its configuration. */
export const startNode = async (world: World, part: Part, platform: Keys): Promise<Member> => {
  await world.writeConfig(part, { platform, accounts: [world.accountOf(part)], limits: LIMITS });
  return startAgain(world, part);
};

/** Starts a node that ran before. */
export const startAgain = async (world: World, part: Part): Promise<Member> => {
  const port = new URL(world.urlOf(part)).port;
  const member = world.household.start(part, [
    'node', '--organ', ORGANS[part], '--port', port, '--config', world.configOf(part), ...world.dataOf(part),
  ]);
  await member.tells('ready', (told) => nodeEvent(told)?.['event'] === 'ready');
  return member;
};

/** Starts the platform. */
export const startPlatform = async (world: World): Promise<Member> => {
  const words = ['serve', '--config', world.configOf('platform'), ...world.dataOf('platform')];
  const member = world.household.start('platform', words);
  const ready = `${world.urlOf('platform')}/health/ready`;
  for (let tries = 0; tries < 600; tries += 1) {
    const status = await fetch(ready).then((answer) => answer.status, () => 0);
    if (status === 200) return member;
    await pause(100);
  }
  throw new DemoStopped('the platform does not listen');
};

/** Writes the platform's configuration, with the organs as their nodes have told themselves. */
export const configurePlatform = async (world: World, entries: readonly Keys[]): Promise<void> => {
  const organs = entries.map((entry) => ({ ...entry, district: DISTRICT }));
  await world.writeConfig('platform', {
    port: Number(new URL(world.urlOf('platform')).port), accounts: PARTS.map(world.accountOf),
    limits: LIMITS, exchange: { organ: PLATFORM, organs },
  });
};

/** What a node told of its work; undefined where a line is about something else. */
export const nodeEvent = (told: Keys): Keys | undefined => {
  const event = told['node'];
  return typeof event === 'object' && event !== null ? Object.fromEntries(Object.entries(event)) : undefined;
};
