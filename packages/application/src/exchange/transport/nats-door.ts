import { AckPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { headers as newHeaders, nanos } from '@nats-io/transport-node';
import { nameOf, type NatsCarrier, STREAM, subjectOf } from './nats-carrier.ts';
import { PARCEL_PREFIX, REPLY_TO, STATUS } from './nats-transport.ts';
import {
  type Door, type Parcel, type Receiver, type TransportLimits, TRANSPORT_LIMITS,
} from './transport.ts';

/** LIMIT: parcels taken at once; more wait with the servers. */
const PARCELS_AT_ONCE = 4;
/** A parcel whose taker died is given again after this time. */
const AGAIN_MILLIS = 30_000;

/** Answers go to inboxes and nowhere else: the address is the sender's word. Attacker-controlled. */
const INBOX = /^_INBOX\.[A-Za-z0-9]{1,64}\.\d{1,15}$/;

const parcelOf = (message: JsMsg, name: string): Parcel => {
  const headers: Record<string, string> = {};
  for (const key of message.headers?.keys() ?? []) {
    const own = key.toLowerCase();
    if (!own.startsWith(PARCEL_PREFIX)) continue;
    headers[own.slice(PARCEL_PREFIX.length)] = message.headers?.get(key) ?? '';
  }
  const { path = '', ...rest } = headers;
  return { method: 'POST', authority: name, path, headers: rest, body: message.data };
};

type Taking = Readonly<{ carrier: NatsCarrier; name: string; receiver: Receiver; limits: TransportLimits }>;

/** Takes a parcel, answers, and only then tells the servers to forget it. */
const take = async ({ carrier, name, receiver, limits }: Taking, message: JsMsg): Promise<void> => {
  const replyTo = message.headers?.get(REPLY_TO) ?? '';
  const reply = message.data.length > limits.parcelBytes
    ? { status: 413, body: new Uint8Array() } : await receiver(parcelOf(message, name));
  if (INBOX.test(replyTo)) {
    const headers = newHeaders();
    headers.set(STATUS, String(reply.status));
    carrier.connection.publish(replyTo, reply.body, { headers });
  }
  message.ack();
};

/** Takes what comes, a few at once, until the door is closed; resolves when all that began has ended. */
const takeAll = async (messages: ConsumerMessages, taking: Taking): Promise<void> => {
  const running = new Set<Promise<void>>();
  for await (const message of messages) {
    // A parcel that fails stays with the servers and comes again.
    const done = take(taking, message).catch(() => undefined).finally(() => running.delete(done));
    running.add(done);
    if (running.size >= PARCELS_AT_ONCE) await Promise.race(running);
  }
  await Promise.all(running);
};

/**
 * A door for parcels over NATS JetStream at `nats:<name>`. A parcel is the servers' until it was answered, so
 * a crash loses none; while the door is closed they wait.
 */
export const openNatsDoor = async (
  carrier: NatsCarrier, receiver: Receiver,
  { address, limits = TRANSPORT_LIMITS }: Readonly<{ address: string; limits?: TransportLimits }>,
): Promise<Door> => {
  const name = nameOf(address);
  await carrier.manager.consumers.add(STREAM, {
    durable_name: name, filter_subject: subjectOf(name), ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(AGAIN_MILLIS),
  });
  const consumer = await carrier.client.consumers.get(STREAM, name);
  const messages = await consumer.consume({ max_messages: PARCELS_AT_ONCE });
  const ended = takeAll(messages, { carrier, name, receiver, limits });
  return {
    address, authority: name,
    close: async () => {
      await messages.close();
      await ended;
    },
  };
};
