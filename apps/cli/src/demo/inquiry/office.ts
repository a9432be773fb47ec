import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeToken } from '@fengcun/server';
import { DemoStopped, household, type Household } from '../seal/household.ts';
import { freePort } from '../seal/world.ts';
import { ACCOUNTS, type AccountName, ORGAN, PAPER_ORGAN, ROWS } from './people.ts';

/** An answer of the service: its status and what it says. */
export type Answered =
  Readonly<{ status: number; body: Readonly<Record<string, unknown>>; bytes: Uint8Array }>;

/** The running service with its accounts; `end` leaves nothing running and nothing behind but `out`. */
export type Office = Readonly<{
  household: Household;
  out: string;
  data: readonly string[];
  url: string;
  tokenOf: (as: AccountName) => string;
  send: (as: AccountName, path: string, body?: unknown) => Promise<Answered>;
  end: () => Promise<void>;
}>;

/** One machine does everything at once: no request is given up that has to wait. */
const LIMITS = { handlingMilliseconds: 60_000 } as const;
const TRIES_MAX = 600;
const TRY_MILLIS = 100;

const pause = (millis: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, millis); });

const parsed = (bytes: Uint8Array): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
};

const untilReady = async (url: string): Promise<void> => {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if (await fetch(`${url}/health/ready`).then(({ status }) => status, () => 0) === 200) return;
    await pause(TRY_MILLIS);
  }
  throw new DemoStopped('the service does not listen');
};

type Account = Readonly<{ id: string; token: string; entry: Readonly<Record<string, unknown>> }>;

const madeAccounts = (): readonly Account[] => Object.entries(ACCOUNTS).map(([id, account]) => {
  const { token, tokenHash } = makeToken(id, randomBytes(32));
  return { id, token, entry: { id, ...account, hasSecondFactor: true, tokenHash } };
});

const sender = (url: string, tokenOf: Office['tokenOf']): Office['send'] => async (as, path, body) => {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST', ...sent,
    headers: {
      authorization: `Bearer ${tokenOf(as)}`, 'idempotency-key': `"${randomBytes(16).toString('hex')}"`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, body: parsed(bytes), bytes };
};

/** Imports the invented records and seals what must be sealed. */
const recordsComeIn = async ({ run }: Household, folder: string, data: readonly string[]): Promise<void> => {
  const rows = join(folder, 'rows.csv');
  await writeFile(rows, `${ROWS}\n`);
  await run(['import', rows, '--organ', ORGAN, '--json', ...data]);
  // Organs that hold copies are not part of this demonstration: their orders wait, which the command tells.
  await run(['seal', 'determine', ...data], [0, 1]);
};

/** Makes the data, starts the service, and waits until it answers. */
export const openOffice = async (out: string): Promise<Office> => {
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-inquiry-'));
  for (const part of ['logs', 'papers']) await mkdir(join(out, part), { recursive: true });
  const data = ['--data', join(folder, 'data'), '--key-file', join(folder, 'key')];
  const environment =
    { ...process.env, LC_ALL: 'C.UTF-8', NO_COLOR: '1', NODE_COMPILE_CACHE: join(folder, 'compiled') };
  const all = household(environment, join(out, 'logs'));
  const end = async (): Promise<void> => {
    await all.endAll();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await recordsComeIn(all, folder, data);
    const accounts = madeAccounts();
    const port = await freePort();
    const config = join(folder, 'serve.json');
    const organs = { [ORGAN]: PAPER_ORGAN };
    const told =
      { port, accounts: accounts.map(({ entry }) => entry), limits: LIMITS, certificates: { organs } };
    await writeFile(config, JSON.stringify(told), { mode: 0o600 });
    all.start('service', ['serve', '--config', config, ...data]);
    const url = `http://127.0.0.1:${port}`;
    await untilReady(url);
    const tokenOf = (as: AccountName): string => accounts.find(({ id }) => id === as)?.token ?? '';
    return { household: all, out, data, url, tokenOf, end, send: sender(url, tokenOf) };
  } catch (error) {
    await end();
    throw error;
  }
};
