import { randomBytes } from 'node:crypto';
import { type Json, ok } from '@fengcun/kernel';
import {
  deploymentExchange, type DeploymentExchange, dispatcherOf, type ExchangeOrgan, httpTransport, type MessageHandlers,
  openDeployment, openHttpDoor, organDirectory, parcelReceiver, pooledRandom, receivingOrgan, runDispatcher, wakeable,
} from '../../src/index.ts';
import { inventedKey } from '../../src/exchange/testing/invented-organ.ts';

/** One organ of a process. */
export type HostedOrgan = Readonly<{ organ: string; url: string; folder: string; port: number }>;

/** What a process of the bench is told: holders answer orders, the platform sends them and counts the answers. */
export type OrganHost = Readonly<{
  role: 'platform' | 'holders'; hosted: readonly HostedOrgan[]; directory: readonly ExchangeOrgan[]; orders: number; answers: boolean;
}>;

/** What the platform measured; CPU is that of its own process. */
export type HostReport = Readonly<{ seconds: number; cpuSeconds: number; messages: number }>;

const PLATFORM = 'platform/P01';
/** Orders that are made and put into the outbox in one act. */
const ORDERS_AN_ACT = 40;

const noted = (counts: { answers: number }, whenAll: () => void, all: number): MessageHandlers => ({
  receipt: async (messages) => {
    counts.answers += messages.length;
    if (counts.answers === all) whenAll();
    return messages.map(() => ok(undefined));
  },
});

const answering = (organ: string, answers: boolean, say: (line: string) => void): MessageHandlers => ({
  sealOrder: async (messages, { stores, make, receivedAt }) => {
    if (answers) {
      await stores.operations.outbox.put(make(messages.map(({ streamId, sequence, data }) => ({
        streamId, sequence, recipient: PLATFORM, kind: 'receipt',
        data: { recordId: String(Reflect.get(Object(data), 'recordId')), sequence, holder: organ, result: 'applied', commitmentBefore: 'a'.repeat(64), commitmentAfter: 'b'.repeat(64), appliedAt: receivedAt },
      }))));
    }
    say(`taken ${messages.length}`);
    return messages.map(() => ok(undefined));
  },
});

const opened = async (host: HostedOrgan, directory: readonly ExchangeOrgan[]): Promise<DeploymentExchange> => {
  const random = pooledRandom((length) => randomBytes(length));
  const deployment = await openDeployment({
    database: { kind: 'server', url: host.url, dataDirectory: `${host.folder}/data` },
    keys: { type: 'file', path: `${host.folder}/keys/own.key`, defaultFolder: host.folder }, clock: () => Date.now(), random,
  });
  return deploymentExchange(deployment, inventedKey(host.organ), organDirectory(directory));
};

const run = async (exchange: DeploymentExchange, port: number, handlers: MessageHandlers): Promise<() => void> => {
  const { idle, wake } = wakeable((millis) => new Promise((resolve) => { setTimeout(resolve, millis); }));
  const say = (error: unknown): void => { process.stderr.write(`${String(error)}\n`); };
  const organ = receivingOrgan(exchange, handlers, ({ error }) => say(error));
  const receiver = parcelReceiver(organ, { directory: exchange.directory, authorities: () => [] });
  await openHttpDoor(async (parcel) => {
    const reply = await receiver(parcel);
    wake();
    return reply;
  }, { port });
  void runDispatcher(dispatcherOf(exchange, httpTransport()), {
    idle, isStopping: () => false,
    tell: (event) => { if (event.event !== 'delivered') say(JSON.stringify(event, (_name, value: unknown) => (value instanceof Error ? value.message : value))); },
  });
  return wake;
};

const orderOf = (recordId: string, holders: readonly string[]): Json => ({
  recordId, caseCode: 'A'.repeat(16) + '00', sequence: 1, orderNumber: '（2026）虚封通1号', target: 'sealed', ground: 'juvenileSentence', cites: ['刑诉法286'],
  effectiveFrom: '2026-11-21', orderedAt: '2026-11-21T08:00:00.000Z', orderedBy: PLATFORM, holders: holders.map((holder) => ({ holder, dueOn: '2026-11-24', rule: 'threeDays' })),
});

/** Makes orders and puts them into the outbox, an act at a time, as fast as it goes. */
const putOrders = async ({ exchange, holders, orders, wake }: Readonly<{ exchange: DeploymentExchange; holders: readonly string[]; orders: number; wake: () => void }>): Promise<void> => {
  for (let made = 0; made < orders; made += ORDERS_AN_ACT) {
    const streams = Array.from({ length: Math.min(ORDERS_AN_ACT, orders - made) }, () => exchange.mint());
    const rows = await exchange.make(streams.flatMap((streamId) =>
      holders.map((recipient) => ({ streamId, sequence: 1, recipient, kind: 'sealOrder', data: orderOf(streamId, holders) }))));
    const entryId = exchange.mint();
    await exchange.deployment.database.write({ entryId }, async ({ audit, operations }) => {
      await audit.append([exchange.audit({ act: 'exchange.deliver', actorId: 'bench', organ: PLATFORM, decision: 'allow', detail: [] }, entryId)]);
      await operations.outbox.put(rows);
      return ok(undefined);
    });
    wake();
  }
};

const main = async ({ role, hosted, directory, orders, answers }: OrganHost): Promise<void> => {
  const say = (line: string): void => { process.stdout.write(`${line}\n`); };
  if (role === 'holders') {
    for (const host of hosted) await run(await opened(host, directory), host.port, answering(host.organ, answers, say));
    say('listening');
    return;
  }
  const [own] = hosted;
  if (own === undefined) throw new Error('the platform is one organ');
  const exchange = await opened(own, directory);
  const holders = directory.map(({ organ }) => organ).filter((organ) => organ !== PLATFORM);
  const all = Promise.withResolvers<void>();
  const wake = await run(exchange, own.port, noted({ answers: 0 }, all.resolve, orders * holders.length));
  say('listening');
  const [startedAt, cpuAt] = [performance.now(), process.cpuUsage()];
  await putOrders({ exchange, holders, orders, wake });
  if (answers) await all.promise;
  const { user, system } = process.cpuUsage(cpuAt);
  const report: HostReport = { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1e6, messages: orders * holders.length };
  say(`report ${JSON.stringify(report)}`);
};

// So that a profile of it is written.
process.on('SIGINT', () => process.exit(0));

await main(JSON.parse(process.argv[2] ?? '{}') as OrganHost);
