import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { mintId, shardKeyOf } from '@fengcun/store';
import { httpTransport } from '../../src/index.ts';
import { eventText } from '../../src/exchange/message/event-text.ts';
import { signReceipt } from '../../src/exchange/message/receipt.ts';
import { signParcel } from '../../src/exchange/message/sign-parcel.ts';
import { inventedKey } from '../../src/exchange/testing/invented-organ.ts';

/** Holders without anything behind them: they sign that they took each order, and then that they did as told. */
export type StubHolders = Readonly<{ port: number; platform: string; platformUrl: string; parcelMessages: number }>;

type Order = Readonly<{ recordId: string; sequence: number; holders: readonly Readonly<{ holder: string }>[] }>;
type Event = Readonly<{ id: string; recipient: string; data: Readonly<{ order?: Order }> }>;

const random = (length: number): Uint8Array => randomBytes(length);
const PAUSE = 20;

const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

/** The answer to an order, as an event of the exchange. */
const answerTo = (holder: string, { recordId, sequence }: Order): string => {
  const now = new Date().toISOString();
  const receipt = {
    recordId, sequence, holder, result: 'applied', revision: 0, commitmentBefore: `sha256:${'a'.repeat(64)}`,
    commitmentAfter: `sha256:${'b'.repeat(64)}`, appliedAt: now,
  };
  const messageId = mintId({ timeMillis: Date.now(), random: random(8), shardKey: shardKeyOf(recordId) });
  const head = { messageId, streamId: recordId, sequence: sequence * 10_000, recipient: '', messageType: 'sealReceipt', createdAt: now };
  return eventText(holder, { ...head, recipient: PLATFORM_OF.platform }, Buffer.from(JSON.stringify({ receipt })));
};

const PLATFORM_OF = { platform: '' };

const main = async ({ port, platform, platformUrl, parcelMessages }: StubHolders): Promise<void> => {
  PLATFORM_OF.platform = platform;
  const waiting = new Map<string, string[]>();
  const transport = httpTransport();
  const authority = transport.authorityOf(platformUrl);
  const send = async (holder: string, events: readonly string[]): Promise<void> => {
    for (;;) {
      const parcel = signParcel(events, { signer: inventedKey(holder), authority, nowMillis: Date.now(), random });
      const sent = await transport.send(platformUrl, parcel);
      const results: readonly Readonly<{ outcome: string }>[] = sent.ok && sent.value.status === 200 ? JSON.parse(Buffer.from(sent.value.body).toString()).results : [];
      if (results.length > 0 && results.every(({ outcome }) => outcome === 'accepted' || outcome === 'repeated')) {
        process.stdout.write(`acknowledged ${events.length}\n`);
        return;
      }
      process.stderr.write(`again ${sent.ok ? sent.value.status : sent.error.code} ${JSON.stringify(results.find(({ outcome }) => outcome !== 'accepted') ?? '')}\n`);
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  };
  const work = async (holder: string): Promise<void> => {
    for (;;) {
      const events = waiting.get(holder)?.splice(0, parcelMessages) ?? [];
      if (events.length > 0) await send(holder, events);
      else await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    }
  };
  createServer((request, response) => {
    void read(request).then((body) => {
      const events = JSON.parse(body) as readonly Event[];
      const receiver = events[0]?.recipient ?? '';
      if (!waiting.has(receiver)) {
        waiting.set(receiver, []);
        void work(receiver);
      }
      for (const { data: { order } } of events) if (order !== undefined) waiting.get(receiver)?.push(answerTo(receiver, order));
      const answer = signReceipt({
        receiver, digest: String(request.headers['content-digest']), answeredAt: new Date().toISOString(),
        results: events.map(({ id }) => ({ id, outcome: 'accepted' as const, receiptId: id })),
      }, inventedKey(receiver));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  }).listen(port, '127.0.0.1', () => process.stdout.write('listening\n'));
};

if (import.meta.main) await main(JSON.parse(process.argv[2] ?? '{}') as StubHolders);
