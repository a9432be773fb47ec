import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { addDays, civil } from '@fengcun/kernel';
import type { IntakeItem } from '../../src/intake/intake-item.ts';
import { importItems } from '../../src/intake/import-items.ts';
import {
  deploymentExchange, determineAll, dispatcherOf, type ExchangeOrgan, httpTransport, openDeployment, openHttpDoor, organDirectory, parcelReceiver,
  pooledRandom, receiptTaking, runDispatcher, sealingAct, sealingOrgan, sealOrgans, type SealsParts, wakeable,
} from '../../src/index.ts';
import { inventedKey } from '../../src/exchange/testing/invented-organ.ts';
import { conviction, inventedDeciders } from '../../src/seals/testing/invented-platform.ts';

/** So many invented persons have numbers of their own who are born on one day. */
const A_DAY = 900;
const FIRST_DAY = civil('2007-03-15');

const CUSTODY = [{ type: 'detentionHouse', code: '110000000004' }, { type: 'stateSecurity', code: '110000000005' }] as const;

/** What the platform's process is told. */
export type PlatformHost = Readonly<{ platform: string; url: string; folder: string; port: number; organs: readonly ExchangeOrgan[]; records: number }>;

/** What it measured, in seconds: until every order stood in the outbox, and until every answer was taken. */
export type PlatformReport = Readonly<{
  ordered: number; orderedSeconds: number; acknowledgedSeconds: number; answers: number;
  /** Statements to PostgreSQL from the start until every answer was taken. */
  statements: number;
}>;

/** The same person in custody before: told by a detention house and by a prison, which hold copies then. */
const withCustody = (item: IntakeItem, seed: number): IntakeItem => {
  const [told] = item.messages;
  if (told === undefined) return item;
  const also = CUSTODY.map((organ) => ({
    ...told, facts: {},
    message: {
      ...told.message, kind: 'compulsoryMeasureRecorded', content: { measure: 'pretrialDetention', from: '2025-01-05' },
      source: { organ, system: 'invented', messageId: `custody-${seed}`, version: 1 },
    } as unknown as typeof told.message,
  }));
  return { ...item, messages: [...item.messages, ...also] };
};

const main = async ({ platform, url, folder, port, organs, records }: PlatformHost): Promise<void> => {
  const say = (line: string): void => { process.stdout.write(`${line}\n`); };
  const profile = process.env['FENGCUN_BENCH_PROFILE'];
  if (profile !== undefined) mkdirSync(profile, { recursive: true });
  const session = new Session();
  const tally = new Map<string, number>();
  const onStatement = (statement: string): void => {
    const kind = profile === undefined ? '' : statement.replaceAll(/\s+/gu, ' ').slice(0, 90);
    tally.set(kind, (tally.get(kind) ?? 0) + 1);
  };
  const deployment = await openDeployment({
    database: { kind: 'server', url, dataDirectory: `${folder}/data` }, onStatement, keys: { type: 'file', path: `${folder}/keys/own.key`, defaultFolder: folder },
    clock: () => Date.now(), random: pooledRandom((length) => randomBytes(length)),
  });
  const exchange = deploymentExchange(deployment, inventedKey(platform), organDirectory(organs));
  const parts: SealsParts = {
    deployment, exchange, organs: sealOrgans(organs.map(({ organ }) => ({ organ, district: 'A' }))), decidersOn: inventedDeciders, proposals: [], settings: {},
    now: () => Date.now(), today: () => '2026-11-20' as ReturnType<SealsParts['today']>, act: sealingAct(deployment),
  };
  async function* items() { for (let seed = 0; seed < records; seed += 1) yield withCustody(conviction(seed, { bornOn: addDays(FIRST_DAY, Math.floor(seed / A_DAY)) }), seed); }
  await importItems(deployment, items(), { actor: { account: 'bench', policyHash: 'c'.repeat(64) }, onOutcomes: () => undefined });
  const taking = receiptTaking(parts);
  const receiver = parcelReceiver(sealingOrgan(exchange, taking.handlers, ({ error }) => say(`fault ${String(error)}`)), { directory: exchange.directory, authorities: () => [] });
  let answers = 0;
  const all = Promise.withResolvers<void>();
  const waiting = wakeable((millis) => new Promise((resolve) => { setTimeout(resolve, millis); }));
  // One batch at a time, as the service takes them.
  let last: Promise<unknown> = Promise.resolve();
  await openHttpDoor(async (parcel) => {
    const turn = last.then(async () => {
      await taking.ready();
      return receiver(parcel);
    });
    last = turn.catch(() => undefined);
    const reply = await turn;
    const results: readonly Readonly<{ outcome: string }>[] = reply.status === 200 ? JSON.parse(Buffer.from(reply.body).toString()).results : [];
    answers += results.filter(({ outcome }) => outcome === 'accepted').length;
    if (answers >= records * organs.length) all.resolve();
    return reply;
  }, { port });
  void runDispatcher(dispatcherOf(exchange, httpTransport()), {
    idle: waiting.idle, isStopping: () => false, tell: (event) => { if (event.event !== 'delivered') say(`fault ${JSON.stringify(event)}`); },
  });
  say('listening');
  process.stdin.once('data', async () => {
    tally.clear();
    if (profile !== undefined) {
      session.connect();
      session.post('Profiler.enable');
      session.post('Profiler.start');
    }
    const startedAt = performance.now();
    const since = (): number => (performance.now() - startedAt) / 1000;
    const { ordered } = await determineAll(parts);
    const orderedSeconds = since();
    await all.promise;
    const acknowledgedSeconds = since();
    const statements = [...tally.values()].reduce((sum, count) => sum + count, 0);
    const report: PlatformReport = { ordered: ordered.length, orderedSeconds, acknowledgedSeconds, answers, statements };
    say(`report ${JSON.stringify(report)}`);
    if (profile === undefined) return;
    for (const [kind, count] of [...tally].toSorted(([, a], [, b]) => b - a).slice(0, 40)) process.stderr.write(`${count} ${kind}\n`);
    session.post('Profiler.stop', (_, { profile: taken }) => { writeFileSync(`${profile}/platform.cpuprofile`, JSON.stringify(taken)); });
    process.exit(0);
  });
};

if (import.meta.main) await main(JSON.parse(process.argv[2] ?? '{}') as PlatformHost);
